"""The overview stays short, however much is due, and says what is true of nothing, of one and of many."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.team.overview import overview, wary_partners
from coalition_site.model.invite import Invite
from coalition_site.model.partner import Partner
from coalition_site.render.environment import html_environment
from coalition_site.render.pages import Offered
from coalition_site.render.workbook import render_workbook
from tests.support.making import make_coalition, make_invite, make_needs, make_partner, make_settings

TODAY = date(2026, 11, 23)
SENDERS = {"rosa": {"name": "Rosa Delgado"}, "jo": {"name": "Jo Park"}}


def _words(*invites: Invite, partners: Sequence[Partner] = ()) -> str:
    """The overview as one reads it, in one line."""
    needs = make_needs(areas=["Housing stability"])
    settings = make_settings(senders=SENDERS)
    coalition = make_coalition(*partners, invites=invites, needs=needs, settings=settings)
    tree = render_workbook(team_view(coalition, TODAY), html_environment(None, "en"), offered=Offered(with_pdf=False))
    (page,) = (page for page in tree.pages if str(page.path) == "index.md")
    return " ".join(re.sub(r"<[^>]*>", " ", page.html).split())


def _waiting(sender: str, days: int) -> Invite:
    follow_up = str(TODAY + timedelta(days=days))
    return make_invite(member=f"{sender} {days}", sender=sender, status="sent", sent="2026-10-01", follow_up=follow_up)


def test_a_few_follow_ups_of_many_are_shown_and_all_are_counted() -> None:
    words = _words(*(_waiting("rosa", days) for days in range(-40, 20)), _waiting("jo", 1), _waiting("jo", 12))
    rosa, jo = words.partition("Rosa Delgado")[2].split(" Jo Park ", 1)
    assert rosa == " 40 overdue 40 days late rosa -40 39 days late rosa -39 38 days late rosa -38"
    assert jo.startswith("nothing overdue tomorrow jo 1 in 12 days jo 12 What is missing")
    assert "Follow-ups overdue 40 the oldest since October 14, 2026" in words


def test_today_is_neither_late_nor_ahead() -> None:
    words = _words(_waiting("rosa", 0), make_invite(member="Ana Ruiz", sender="rosa"))
    assert "Rosa Delgado nothing overdue, 1 letter to send by Rosa Delgado today rosa 0" in words
    assert "Follow-ups overdue 0 the next on November 23, 2026" in words


def test_what_lies_far_ahead_is_counted_and_nothing_due_is_said() -> None:
    assert "Rosa Delgado nothing overdue in 30 days rosa 30" in _words(_waiting("rosa", 30))
    assert "Nothing is due: no letter is drafted" in _words(make_invite(status="accepted"))
    assert "Nobody is on the invite list yet." in _words()
    assert "Nobody at all: Housing stability" in _words()
    assert "1 waits for an answer, 0 not sent yet" in _words(_waiting("rosa", 30))


def test_many_senders_share_the_room_of_a_few() -> None:
    senders = {f"s{number}": {"name": f"Sender {number}"} for number in range(9)}
    invites = [make_invite(member=f"for {each}", sender=each, status="drafted") for each in senders]
    coalition = make_coalition(invites=invites, settings=make_settings(senders=senders))
    page = overview(team_view(coalition, TODAY))
    assert (len(page.senders.shown), page.senders.more) == (4, 5)


def test_who_may_oppose_and_can_move_something_stands_first() -> None:
    stances = {
        "a": ("opposed", "low"),
        "b": ("skeptical", "high"),
        "c": ("opposed", "medium"),
        "d": ("opposed", "high"),
    }
    stances |= {"e": ("neutral", "high"), "f": ("opposed", "")}
    partners = [
        make_partner(each, team={"position": position, **({"influence": influence} if influence else {})})
        for each, (position, influence) in stances.items()
    ]
    partners.append(make_partner("g", relationship="former", team={"position": "opposed", "influence": "high"}))
    view = team_view(make_coalition(*partners, invites=[make_invite(partner="d", status="declined")]), TODAY)
    assert [each.id for each in wary_partners(view.partners)] == ["d", "b", "c"]
    words = _words(make_invite(partner="d", status="declined", sender="jo"), partners=partners)
    named = next(each.name for each in view.partners if each.id == "d")
    assert f"{named} opposed, high influence, invite: declined" in words
