"""What changed: each kind of change in its words, and what is no change."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coalition_site.derive.changes.compare import compare
from coalition_site.derive.changes.record import (
    SUBJECT,
    Change,
    ChangeKind,
    Changes,
    Group,
    Period,
    Since,
    Tone,
    in_order,
    period_of,
)
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.model.coalition import Coalition
from coalition_site.model.sent import SentCopy
from coalition_site.validate.past import Past
from tests.support.making import make_coalition, make_invite, make_needs, make_partner

SINCE, TODAY = date(2026, 11, 1), date(2026, 11, 23)


def _past(coalition: Coalition, *, unknown: Sequence[str] = (), needs: bool = True, invites: bool = True) -> Past:
    return Past(coalition, frozenset(unknown), needs, invites)


def _changes(before: Coalition | Past, now: Coalition, letters: Sequence[str] = ()) -> tuple[Change, ...]:
    return compare(before if isinstance(before, Past) else _past(before), letters, now, SINCE, TODAY)


def _told(before: Coalition | Past, now: Coalition, letters: Sequence[str] = ()) -> list[tuple[ChangeKind, str]]:
    return [(change.kind, str(change)) for change in _changes(before, now, letters)]


def test_the_same_content_has_no_changes() -> None:
    partner = make_partner("one", serves=["Young people"], listing={"consent": "2026-10-05"})
    invites = [make_invite("one", status="sent", sent="2026-10-01")]
    coalition = make_coalition(partner, invites=invites, needs=make_needs(groups=["Young people"]))
    assert _changes(coalition, coalition) == ()


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        ("accepted", ChangeKind.ACCEPTED, "Forest City Clinic accepted"),
        ("declined", ChangeKind.DECLINED, "Forest City Clinic declined"),
        ("sent", ChangeKind.INVITED, "Forest City Clinic was invited"),
        ("no answer", ChangeKind.NO_ANSWER, "Forest City Clinic has not answered"),
        ("keep informed", ChangeKind.KEPT_INFORMED, "Forest City Clinic is kept informed from now on"),
        ("drafted", ChangeKind.DRAFTED, "Forest City Clinic has a letter in draft"),
    ],
)
def test_an_invitation_that_went_on(status: str, kind: ChangeKind, words: str) -> None:
    clinic = make_partner("clinic", name="Forest City Clinic")
    before = make_coalition(clinic, invites=[make_invite("clinic", status="idea")])
    days = {"sent": "2026-11-02", "answered": "2026-11-10"}
    (change,) = _changes(before, make_coalition(clinic, invites=[make_invite("clinic", status=status, **days)]))
    assert (change.kind, str(change), change.page) == (kind, words, "partners/clinic.html")
    assert change.note.startswith("Ana Ruiz")
    assert _told(make_coalition(clinic, invites=[make_invite("clinic", status=status)]), before) == [
        (ChangeKind.IDEA_AGAIN, "Forest City Clinic is an idea again")
    ]


def test_an_answer_says_who_and_when() -> None:
    clinic = make_partner("clinic", name="Forest City Clinic")
    before = make_coalition(clinic, invites=[make_invite("clinic", status="sent")])
    now = make_coalition(clinic, invites=[make_invite("clinic", status="accepted", answered="2026-11-10")])
    assert _changes(before, now)[0].note == "Ana Ruiz, on November 10, 2026"
    resident = make_partner("resident", type="Resident")
    before = make_coalition(resident, invites=[make_invite("resident", status="sent")])
    now = make_coalition(resident, invites=[make_invite("resident", status="declined")])
    assert _changes(before, now) == (
        Change(ChangeKind.DECLINED, "Ana Ruiz", f"{SUBJECT} declined", page="partners/resident.html"),
    )


def test_who_is_on_the_invite_list() -> None:
    before = make_coalition(invites=[make_invite(member="Bo")])
    now = make_coalition(invites=[make_invite(member="Cy", status="idea"), make_invite(member="Di", status="accepted")])
    assert _told(before, now) == [
        (ChangeKind.ACCEPTED, "Di accepted"),
        (ChangeKind.LISTED, "Cy is on the invite list now"),
        (ChangeKind.UNLISTED, "1 person was taken off the invite list"),
    ]


def test_whoever_only_earlier_content_names_is_not_named() -> None:
    people = {"people": [{"name": "Dana Reyes"}, {"name": "Eve Lark"}]}
    before = make_coalition(
        make_partner("clinic", name="Clinic", team=people),
        make_partner("east", name="Rosa Muñoz", type="Resident"),
        make_partner("label", name="Ivo Lind", type="Resident"),
        make_partner("office", name="Office of dana  REYES"),
        make_partner("bank", name="Bank"),
        invites=[make_invite("clinic", member=name) for name in ("Dana Reyes", "Eve Lark", "Fay Moss")],
    )
    now = make_coalition(
        make_partner("clinic", name="Clinic", team={"people": [{"name": "eve  lark"}]}),
        make_partner("label", name="Resident, west side", type="Resident"),
    )
    assert _told(before, now) == [
        (ChangeKind.PARTNER_REMOVED, "2 partners were taken off the list"),
        (ChangeKind.PARTNER_REMOVED, "Bank was taken off the list of partners"),
        (ChangeKind.PARTNER_RENAMED, "Resident, west side has a new name"),
        (ChangeKind.UNLISTED, "2 people were taken off the invite list"),
        (ChangeKind.UNLISTED, "Eve Lark is no longer on the invite list"),
    ]


def test_an_office_that_stays_may_be_told_of_by_its_name() -> None:
    bank = make_partner("bank", name="Forest City Bank")
    before = make_coalition(bank, invites=[make_invite("bank", member="Forest City Bank")])
    assert _told(before, make_coalition(bank)) == [
        (ChangeKind.UNLISTED, "Forest City Bank is no longer on the invite list")
    ]


def test_invites_in_another_order_or_spelling_are_the_same() -> None:
    before = make_coalition(invites=[make_invite(member="Ana Ruiz"), make_invite(member="Bo")])
    now = make_coalition(invites=[make_invite(member="Bo"), make_invite(member="ana  ruiz")])
    assert _changes(before, now) == ()


def test_two_people_with_one_name_are_two_invites() -> None:
    one, two = make_partner("one"), make_partner("two")
    before = make_coalition(one, two, invites=[make_invite("one", status="sent"), make_invite("two", status="sent")])
    now = make_coalition(one, two, invites=[make_invite("two", status="accepted"), make_invite("one", status="sent")])
    assert _told(before, now) == [(ChangeKind.ACCEPTED, "two accepted")]


def test_partners_that_came_left_and_went() -> None:
    before = make_coalition(
        make_partner("gone"), make_partner("leaves"), make_partner("comes", relationship="potential"), make_partner("x")
    )
    now = make_coalition(
        make_partner("leaves", relationship="former", left="2026-11-15"),
        make_partner("comes"),
        make_partner("x", relationship="potential"),
        make_partner("new", relationship="potential"),
        make_partner("old", relationship="existing"),
    )
    assert _told(before, now) == [
        (ChangeKind.PARTNER_ADDED, "new was added as a potential partner"),
        (ChangeKind.PARTNER_ADDED, "old was added as an existing partner"),
        (ChangeKind.PARTNER_LEFT, "leaves left"),
        (ChangeKind.PARTNER_REMOVED, "gone was taken off the list of partners"),
        (ChangeKind.PARTNER_EXISTING, "comes is an existing partner now"),
        (ChangeKind.PARTNER_POTENTIAL, "x counts as a potential partner now"),
    ]
    assert [change.note for change in _changes(before, now) if change.note] == ["on November 15, 2026"]


def test_a_new_name_is_told_and_a_new_file_name_is_not() -> None:
    before = make_coalition(make_partner("lib", name="Forest City Library"), make_partner("same", name="Same Name"))
    now = make_coalition(
        make_partner("lib", name="Forest City Public Library"), make_partner("moved", name="Same name")
    )
    assert _told(before, now) == [
        (ChangeKind.PARTNER_RENAMED, "Forest City Public Library is the new name of Forest City Library")
    ]
    # An invite follows its partner's file.
    before = replace(before, invites=(make_invite("same", status="sent"),))
    now = replace(now, invites=(make_invite("moved", status="sent"),))
    assert ChangeKind.LISTED not in [change.kind for change in _changes(before, now)]
    assert ChangeKind.UNLISTED not in [change.kind for change in _changes(before, now)]


def test_needs_that_came_and_went() -> None:
    one = make_partner("one", works_on=["Digital access"])
    before = make_coalition(one, needs=make_needs(groups=["Young people"]))
    now = make_coalition(one, needs=make_needs(areas=["Housing stability", "Digital access"]))
    assert _told(before, now) == [
        (ChangeKind.NEED_ADDED, "Digital access is a need now"),
        (ChangeKind.NEED_ADDED, "Housing stability is a need now and a gap: nobody meets it"),
        (ChangeKind.NEED_REMOVED, "Young people is no longer a need"),
    ]


# Who works on housing: partners that joined (j), existing ones (e) and potential ones (p).
@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("", "e", "is no longer a gap, and rests on one partner"),
        ("", "ee", "is no longer a gap"),
        ("p", "j", "is no longer a gap, and rests on one partner"),
        ("pp", "jp", "is no longer a gap"),
        ("e", "", "is a gap now: nobody meets it"),
        ("jp", "p", "is a gap now: only potential partners could meet it"),
        ("", "p", "is still a gap, but a potential partner could meet it"),
        ("pp", "", "is still a gap, and nobody is left who could meet it"),
        ("p", "pp", None),
        ("pp", "p", None),
        ("ee", "e", "rests on one partner now"),
        ("ep", "e", "rests on one partner now"),
        ("e", "ep", "no longer rests on one partner"),
        ("ee", "eee", None),
        ("e", "j", None),
    ],
)
def test_gaps_that_closed_and_opened(before: str, now: str, words: str | None) -> None:
    def coalition(working: str) -> Coalition:
        # All partners are there before and now; those that do not work on it are left as they are.
        partners, invites = [], []
        for number, how in enumerate(f"{working:-<3}"):
            areas = [] if how == "-" else ["Housing stability"]
            relationship = "potential" if how in "pj" else "existing"
            partners.append(make_partner(f"p{number}", works_on=areas, relationship=relationship))
            invites.append(make_invite(f"p{number}", status="accepted" if how == "j" else "idea"))
        return make_coalition(*partners, invites=invites, needs=make_needs(areas=["Housing stability"]))

    told = [str(change) for change in _changes(coalition(before), coalition(now)) if change.group is Group.NEEDS]
    assert told == ([f"Housing stability {words}"] if words else [])


def test_a_refusal_opens_a_gap() -> None:
    one = make_partner("one", works_on=["Housing stability"])
    needs = make_needs(areas=["Housing stability"])
    before = make_coalition(one, invites=[make_invite("one", status="sent")], needs=needs)
    now = make_coalition(one, invites=[make_invite("one", status="declined")], needs=needs)
    assert [change.kind for change in _changes(before, now)] == [ChangeKind.DECLINED, ChangeKind.GAP_OPENED]


@pytest.mark.parametrize(
    ("before", "now", "kind", "words"),
    [
        ({}, {"consent": "2026-11-05"}, ChangeKind.NAMED, "one may be named in public"),
        ({"consent": "refused"}, {"consent": "2026-11-05"}, ChangeKind.NAMED, "one may be named in public"),
        ({"consent": "2026-10-05"}, {"consent": "refused"}, ChangeKind.NOT_NAMED, "one does not want to be named"),
        ({}, {"consent": "refused"}, ChangeKind.NOT_NAMED, "one does not want to be named"),
        (
            {"consent": "2026-10-05"},
            {},
            ChangeKind.NOT_NAMED,
            "one may no longer be named: the consent was taken out",
        ),
        (
            {"consent": "2026-10-05", "until": "2026-11-10"},
            {"consent": "2026-10-05", "until": "2026-11-10"},
            ChangeKind.NOT_NAMED,
            "one may no longer be named: the consent ran out",
        ),
        ({"consent": "2026-11-05"}, {"consent": "2026-11-05"}, ChangeKind.NAMED, "one may be named in public"),
        ({"consent": "2026-10-05"}, {"consent": "2026-10-06", "until": "2027-01-01"}, None, ""),
        ({}, {"consent": "2027-01-01"}, None, ""),
    ],
)
def test_consent(before: dict[str, str], now: dict[str, str], kind: ChangeKind | None, words: str) -> None:
    def coalition(listing: dict[str, Any]) -> Coalition:
        return make_coalition(make_partner("one", listing=listing))

    assert _told(coalition(before), coalition(now)) == ([(kind, words)] if kind else [])


def _copy(day: date, wording: str) -> dict[str, SentCopy]:
    copy = SentCopy(day, "ana-ruiz.one", wording, Path("x.pdf"), "")
    return {copy.name: copy}


def test_letters_that_were_kept() -> None:
    one = make_partner("one", name="Clinic")
    coalition = make_coalition(one, invites=[make_invite("one", status="accepted")])
    now = replace(coalition, sent=_copy(date(2026, 11, 20), "thank-you"))
    (change,) = _changes(coalition, now)
    assert (change.kind, str(change)) == (ChangeKind.WRITTEN_TO, "Clinic was sent a letter")
    assert change.note == "Ana Ruiz, thank-you, on November 20, 2026"
    assert _changes(coalition, now, letters=list(now.sent)) == ()
    # A letter to somebody who is no longer on the list belongs to nobody.
    assert ChangeKind.WRITTEN_TO not in [change.kind for change in _changes(coalition, replace(now, invites=()))]


def test_an_invitation_with_its_letter_is_told_once() -> None:
    one = make_partner("one", name="Clinic")
    before = make_coalition(one, invites=[make_invite("one", status="drafted")])
    now = make_coalition(one, invites=[make_invite("one", status="sent", sent="2026-11-20")])
    now = replace(now, sent=_copy(date(2026, 11, 20), "invitation"))
    assert _told(before, now) == [(ChangeKind.INVITED, "Clinic was invited")]


def test_what_could_not_be_read_is_not_told() -> None:
    needs = make_needs(areas=["Housing stability"])
    before = make_coalition(needs=needs)
    helps = make_partner("helps", works_on=["Housing stability"])
    now = make_coalition(
        helps, invites=[make_invite()], needs=make_needs(areas=["Housing stability", "Digital access"])
    )
    kinds = {change.kind for change in _changes(before, now)}
    assert kinds == {ChangeKind.PARTNER_ADDED, ChangeKind.GAP_CLOSED, ChangeKind.LISTED, ChangeKind.NEED_ADDED}
    assert {change.kind for change in _changes(_past(before, unknown=["helps"]), now)} == {
        ChangeKind.LISTED,
        ChangeKind.NEED_ADDED,
    }
    assert {change.kind for change in _changes(_past(before, invites=False), now)} == {
        ChangeKind.PARTNER_ADDED,
        ChangeKind.NEED_ADDED,
    }
    assert ChangeKind.NEED_ADDED not in {change.kind for change in _changes(_past(before, needs=False), now)}


def test_each_kind_belongs_to_a_group_and_can_be_counted() -> None:
    counted = set()
    for kind in ChangeKind:
        changes = tuple(Change(kind, name, f"{SUBJECT} did") for name in "abc")
        told = Changes(Period(SINCE, Since.ASKED), changes)
        ((group, found),) = told.groups()
        assert (group in Group, found) == (True, changes)
        ((tone, sentence),) = told.short(catalogue("en"))
        assert tone is changes[0].tone
        assert re.fullmatch(r"3 [a-z][a-z ]+", sentence)
        counted.add(sentence)
    assert len(counted) == len(ChangeKind)


def test_in_short_two_are_named_and_three_are_counted() -> None:
    closed = Change(ChangeKind.GAP_CLOSED, "Housing stability", f"{SUBJECT} is no longer a gap")
    changes = [Change(ChangeKind.PARTNER_ADDED, name, f"{SUBJECT} was added") for name in "cab"]
    changes += [closed, Change(ChangeKind.ACCEPTED, "Forest City Clinic", f"{SUBJECT} accepted")]
    assert Changes(Period(SINCE, Since.ASKED), in_order(changes)).short(catalogue("en")) == (
        (Tone.FORWARD, "Forest City Clinic accepted"),
        (Tone.FORWARD, "Housing stability is no longer a gap"),
        (Tone.FORWARD, "3 partners were added"),
    )


@pytest.mark.parametrize(
    ("meeting", "asked", "since", "reason"),
    [
        (None, None, date(2026, 10, 24), Since.MONTH),
        (date(2026, 11, 12), None, date(2026, 11, 12), Since.MEETING),
        (date(2026, 11, 23), None, date(2026, 10, 24), Since.MONTH),
        (date(2027, 1, 14), None, date(2026, 10, 24), Since.MONTH),
        (date(2026, 11, 12), date(2026, 1, 1), date(2026, 1, 1), Since.ASKED),
    ],
)
def test_since_when(meeting: date | None, asked: date | None, since: date, reason: Since) -> None:
    assert period_of(meeting, TODAY, asked) == Period(since, reason)


def test_a_month_before_the_first_day_there_is() -> None:
    assert period_of(None, date(1, 1, 5), None).since == date.min
