"""Until when a public site is right, held against the views of one day after the other."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_site.derive.public.right_until import DatedChange, RightUntil, Turning, changes_between, right_until
from coalition_site.derive.public.view import PublicView, public_view
from coalition_site.model.coalition import Coalition
from tests.support.building import PROJECT, TODAY, coalition_of
from tests.support.examples import examples
from tests.support.making import make_coalition, make_partner, make_settings

BEGIN = date(2026, 11, 1)
DAYS = st.integers(-4, 12).map(lambda number: BEGIN + timedelta(days=number))


def _listing(consent: date | None, until: date | None, *, refused: bool) -> dict[str, str]:
    given = {"consent": "refused" if refused else consent, "until": until}
    return {key: str(value) for key, value in given.items() if value is not None}


LISTINGS = st.builds(_listing, st.none() | DAYS, st.none() | DAYS, refused=st.booleans())


def _on(coalition: Coalition, day: date) -> tuple[Any, ...]:
    """What the public site of a day holds but for the sentence that says on which day it was checked."""
    view: PublicView = public_view(coalition, day)
    upcoming = tuple(meeting.id for meeting in view.upcoming_meetings())
    return replace(view, today=BEGIN, checked="", until=""), upcoming


@settings(max_examples=examples(60, 400), deadline=None)
@given(
    listings=st.lists(st.tuples(LISTINGS, st.sampled_from(["existing", "potential", "former"])), max_size=4),
    meeting=st.none() | DAYS,
    public=st.sampled_from(["yes", "no"]),
)
def test_the_site_stays_the_same_until_that_day_and_changes_on_the_next(
    listings: list[tuple[dict[str, str], str]], meeting: date | None, public: str
) -> None:
    partners = [
        make_partner(f"p{number}", relationship=relationship, listing=listing, serves=["Young people"])
        for number, (listing, relationship) in enumerate(listings)
        if "consent" not in listing or "until" not in listing or listing["consent"] <= listing["until"]
    ]
    told = {"meeting": {"date": str(meeting), "place": "Library", "public": public}} if meeting is not None else {}
    coalition = make_coalition(*partners, settings=make_settings(**told))
    now = _on(coalition, BEGIN)
    right = right_until(coalition, BEGIN)
    days = [BEGIN + timedelta(days=number) for number in range(20)]
    same = [day for day in days if day <= (right.last_day or days[-1])]
    assert all(_on(coalition, day) == now for day in same)
    if right.last_day is not None:
        assert _on(coalition, right.last_day + timedelta(days=1)) != now
        assert {change.day for change in right.changes} == {right.last_day + timedelta(days=1)}


def test_each_turn_of_forest_city_comes_on_its_day_and_no_other() -> None:
    coalition, day, turns = coalition_of(PROJECT), TODAY, set[Turning]()
    while (last_day := (right := right_until(coalition, day)).last_day) is not None:
        assert _on(coalition, last_day) == _on(coalition, day), last_day
        day = last_day + timedelta(days=1)
        assert _on(coalition, day) != _on(coalition, last_day), right.changes
        turns |= {change.turning for change in right.changes}
    assert _on(coalition, day + timedelta(days=4000)) == _on(coalition, day)
    assert turns >= {Turning.CONSENT_ENDS, Turning.MEETING_OVER}


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        ({"consent": "2026-01-02"}, RightUntil(None, ())),
        (
            {"consent": "2026-01-02", "until": "2026-11-05"},
            RightUntil(date(2026, 11, 5), (DatedChange(date(2026, 11, 6), Turning.CONSENT_ENDS, "Elm"),)),
        ),
        (
            {"consent": "2026-11-08"},
            RightUntil(date(2026, 11, 7), (DatedChange(date(2026, 11, 8), Turning.CONSENT_BEGINS, "Elm"),)),
        ),
        ({"consent": "2026-01-02", "until": "2026-10-31"}, RightUntil(None, ())),
    ],
)
def test_what_changes_is_said_by_name(listing: dict[str, str], expected: RightUntil) -> None:
    coalition = make_coalition(make_partner("elm", name="Elm", listing=listing))
    assert right_until(coalition, BEGIN) == expected


def test_a_former_partner_and_one_of_the_teams_own_folder_change_nothing() -> None:
    ends = {"consent": "2026-01-02", "until": "2026-11-05"}
    former = make_partner("a", relationship="former", listing=ends)
    apart = make_partner("b", listing=ends)
    coalition = replace(make_coalition(former, apart), team_partners=frozenset({"b"}))
    assert right_until(coalition, BEGIN) == RightUntil(None, ())


def test_what_has_changed_since_a_site_was_built_are_all_days_up_to_today() -> None:
    first = make_partner("a", listing={"consent": "2026-01-02", "until": "2026-11-03"})
    second = make_partner("b", listing={"consent": "2026-11-06"})
    coalition = make_coalition(first, second)
    assert changes_between(coalition, BEGIN, date(2026, 11, 3)) == ()
    days = [change.day for change in changes_between(coalition, BEGIN, date(2026, 11, 6))]
    assert days == [date(2026, 11, 4), date(2026, 11, 6)]
