"""What the workbook says of one partner: its mark, its consent, why it is asked, and why it counts for nothing."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.team.partner import TeamPartner
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.render.environment import html_environment
from tests.support.making import make_coalition, make_invite, make_needs, make_partner

TODAY = date(2026, 11, 23)
AGREED = {"listing": {"consent": "2026-01-01"}}


def _partner(status: str = "", **values: Any) -> TeamPartner:
    invites = [make_invite("elm-fund", status=status)] if status else []
    made = make_coalition(make_partner("elm-fund", **values), invites=invites, needs=make_needs())
    (partner,) = team_view(made, TODAY).partners
    return partner


@pytest.mark.parametrize(
    ("values", "mark", "meaning"),
    [
        (AGREED, "Public", "Everybody can read this on the public site."),
        ({}, "Public once they agree", "The public site does not name this partner: not asked yet."),
        (
            AGREED | {"relationship": "former"},
            "Held back",
            "The public site no longer names this partner: it is a former one.",
        ),
    ],
)
def test_the_mark_says_whether_everybody_reads_it(values: dict[str, Any], mark: str, meaning: str) -> None:
    kind, words, said = _partner(**values).public_mark
    assert (kind, words, said) == ("public" if mark == "Public" else "held", mark, meaning)


def test_a_partner_of_the_teams_own_folder_is_on_no_public_site() -> None:
    """Consent names nobody there: neither its mark nor the lists say that everybody reads of it."""
    made = replace(make_coalition(make_partner("elm-fund", **AGREED)), team_partners=frozenset({"elm-fund"}))
    view = team_view(made, TODAY)
    (partner,) = view.partners
    kind, mark, meaning = partner.public_mark
    assert (kind, mark) == ("held", "Held back")
    assert meaning == "This partner stands in the team's own folder: the public site neither names nor counts it."
    assert partner.naming == "in the team's own folder"
    assert view.held_back.partners == {"in the team's own folder": 1}


@pytest.mark.parametrize(
    ("consent", "said"), [("", "not asked yet"), ("refused", "refused"), ("2026-01-01", "given on January 1, 2026")]
)
def test_consent_is_said_with_its_day(consent: str, said: str) -> None:
    assert _partner(listing={"consent": consent} if consent else {}).consent_said == said


def test_a_refusal_is_said_with_its_day_and_how_it_came() -> None:
    partner = _partner(listing={"consent": "refused", "refused": "2026-11-20", "how": "By phone to Rosa"})
    assert (partner.naming, partner.refused, partner.how) == ("refused", date(2026, 11, 20), "By phone to Rosa")
    template = html_environment(None, catalogue("en")).get_template("partials/_profile_team.html")
    shown = " ".join(re.sub(r"<[^>]+>", " ", str(template.module.team_block(partner))).split())  # type: ignore[attr-defined]
    assert "Refused to be named on November 20, 2026" in shown
    assert "How they refused to be named By phone to Rosa" in shown


def test_what_is_missing_depends_on_what_is_written() -> None:
    nothing = "Nothing is written yet. Without it a letter cannot say why we ask them."
    assert _partner().why_not_said == nothing
    for outreach in ({"message": "Come."}, {"roles": [{"role": "Champion"}]}):
        assert _partner(outreach=outreach).why_not_said == "Why we ask them is not written yet."


def test_who_meets_no_need_has_a_reason() -> None:
    assert _partner().meets_nothing_since == "None of those in needs.yml."
    assert _partner(relationship="former").meets_nothing_since == "It is not counted: a former partner."
    declined = _partner(relationship="potential", status="declined")
    assert declined.meets_nothing_since == "It is not counted: declined, or kept informed only."


def test_only_what_the_team_wrote_is_listed() -> None:
    assert _partner().team_texts == ()
    assert _partner(team={"barriers": "Slow.", "motivations": "Homes."}).team_texts == (
        ("Motivations for joining", "Homes."),
        ("Barriers to partnership", "Slow."),
    )


def test_a_role_names_who_would_hold_it_where_that_is_known() -> None:
    roles = [{"role": "Champion", "person": "Director"}, {"role": "IT lead"}]
    assert [role.said for role in _partner(outreach={"roles": roles}).roles] == ["Champion (Director)", "IT lead"]
