"""What the workbook's pages say and count: the overview, the page of the shortlist, the map of influence."""

from datetime import date
from typing import Any

from coalition_site.derive.advice.shortlist import EXACT_UP_TO
from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.team.overview import Overview, overview
from coalition_site.derive.team.shortlist_page import shortlist_page
from coalition_site.derive.team.view import TeamView
from coalition_site.model.partner import Partner
from tests.support.making import make_coalition, make_invite, make_needs, make_partner, make_wording

TODAY = date(2026, 11, 23)
NEEDS = make_needs(areas=["Housing stability", "Digital access"])


def _view(*partners: Partner, **values: Any) -> TeamView:
    return team_view(make_coalition(*partners, **values), TODAY)


def _figures(shown: Overview) -> dict[str, tuple[int, str]]:
    return {figure.title: (figure.number, figure.said) for figure in shown.figures}


def test_an_overview_of_nothing_says_how_to_begin() -> None:
    shown = overview(_view())
    assert (shown.begun, shown.figures, shown.needs) == (False, (), 0)
    assert shown.lead.startswith("Nothing is written down yet.")


def test_an_overview_of_needs_without_invites() -> None:
    partner = make_partner("elm-fund", works_on=["Housing stability"])
    shown = overview(_view(partner, needs=NEEDS))
    assert shown.lead == "Where Elm Creek Coalition stands on November 23, 2026."
    assert (shown.needs, shown.resting_said) == (2, "1 need rests on one partner")
    assert _figures(shown)["Needs met"] == (1, "0 by somebody who joined, 1 by an existing partner only")
    assert _figures(shown)["Invitations accepted"] == (0, "Nobody is on the invite list yet.")


def test_an_overview_of_invites_without_needs() -> None:
    shown = overview(_view(invites=[make_invite(status="accepted")]))
    assert shown.needs == 0
    assert _figures(shown)["Needs met"] == (0, "None is chosen yet.")
    assert _figures(shown)["Invitations accepted"] == (1, "0 wait for an answer, 0 not sent yet")


def test_the_shortlist_lists_the_needs_that_are_open_alone() -> None:
    partners = [
        make_partner("has", works_on=["Housing stability"]),
        make_partner("may", works_on=["Digital access"], relationship="potential"),
    ]
    page = shortlist_page(_view(*partners, needs=NEEDS))
    assert [str(row.label) for row in page.gaps] == ["Digital access"]
    assert page.heading == "1 partner closes 1 of 1 open gap"


def test_whose_position_or_influence_is_not_known_has_no_place_on_the_map() -> None:
    known = {
        "both": {"position": "supportive", "influence": "high"},
        "position": {"position": "supportive"},
        "influence": {"influence": "high"},
        "neither": {},
    }
    shown = _view(*(make_partner(name, team=team) for name, team in known.items())).stakeholders
    assert [each.partner.id for each in shown.placed] == ["both"]
    assert sorted(each.partner.id for each in shown.unplaced) == ["influence", "neither", "position"]


def test_a_letter_that_was_not_sent_has_no_copy() -> None:
    (letter,) = _view(invites=[make_invite()], wordings=[make_wording("Dear {{ member }}")]).letters
    assert (letter.sent_copy, letter.differs, letter.earlier) == ("", False, ())


def _partners_for(*closing: list[str], **team: str) -> list[Partner]:
    return [
        make_partner(f"may-{number}", works_on=areas, relationship="potential", team=team)
        for number, areas in enumerate(closing)
    ]


def test_the_shortlist_says_how_sure_it_is() -> None:
    alone = shortlist_page(_view(*_partners_for(["Housing stability", "Digital access"]), needs=NEEDS))
    assert alone.said == "All sets of the 1 potential partner that list an open gap were compared: no smaller set does."
    either = shortlist_page(_view(*_partners_for(["Digital access"], ["Digital access"]), needs=NEEDS))
    assert "1 other set of this size would do as well" in either.said
    assert either.others_said == "The most influence first."
    many = shortlist_page(_view(*_partners_for(*([["Digital access"]] * (EXACT_UP_TO + 1))), needs=NEEDS))
    assert many.said.startswith(f"An approximation: with {EXACT_UP_TO + 1} potential partners")


def test_the_shortlist_says_what_it_would_be_without_those_opposed() -> None:
    opposed = _partners_for(["Housing stability"], position="opposed")
    friendly = make_partner("friendly", works_on=["Digital access"], relationship="potential")
    page = shortlist_page(_view(*opposed, friendly, needs=NEEDS))
    assert page.without_opposed is not None
    assert page.without_opposed.said == "1 partner closes 1 of 2 open gaps"
    assert [str(label) for label in page.without_opposed.lost] == ["Housing stability"]
    assert [chosen for _, chosen in page.wary] == [True]


def test_a_matrix_without_a_column_is_not_shown() -> None:
    assert not _view(needs=NEEDS).matrix.fits_a_page
    assert _view(make_partner("elm-fund", works_on=["Housing stability"]), needs=NEEDS).matrix.fits_a_page
