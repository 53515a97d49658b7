"""Who was at meetings, which decisions are still to be done, and which meeting pages and letters name next."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from coalition_site.derive.letters.view import letter_views
from coalition_site.derive.public.view import public_view
from coalition_site.derive.team.due import days_ahead
from coalition_site.derive.team.meetings import LEAVES_AFTER, TeamMeeting, attendance, open_decisions, team_meetings
from coalition_site.derive.words.hours import hours_said
from coalition_site.derive.words.labels import Words
from coalition_site.model.coalition import Coalition
from coalition_site.model.meeting import Meeting, MeetingFrontMatter, in_order
from tests.support.making import make_coalition, make_invite, make_partner, make_settings, make_wording, reading

TODAY = date(2026, 11, 23)
DAY = "2027-01-14"


def _meeting(name: str, **values: Any) -> Meeting:
    given = {"title": "Circle", "audience": "team", "time_zone": "America/Chicago", **values}
    front = MeetingFrontMatter.model_validate(given, context=reading())
    day = date.fromisoformat(name[: len(DAY)])
    return Meeting.model_construct(**dict(front), id=name, day=day, zone=front.time_zone, body="")


def _coalition(*meetings: Meeting, **settings: Any) -> Coalition:
    partner = make_partner("elm-fund", name="Elm Creek Fund", short_name="The Fund")
    made = make_coalition(
        partner,
        invites=[make_invite(status="drafted")],
        settings=make_settings(**settings),
        wordings=[make_wording("{{ meeting.date }}, {{ meeting.time }}, {{ meeting.place }}")],
    )
    return replace(made, meetings=in_order(meetings), day=TODAY)


def _team(*meetings: Meeting) -> tuple[TeamMeeting, ...]:
    coalition = _coalition(*meetings)
    return team_meetings(coalition, Words.of(coalition), TODAY)


def test_a_partner_was_there_under_its_id_and_under_either_name() -> None:
    minutes = [{"present": ["elm-fund"]}, {"present": ["the fund", "Ada"]}, {"excused": ["Elm Creek Fund"]}]
    found = attendance(_team(*(_meeting(f"2026-10-0{n}-circle", team=each) for n, each in enumerate(minutes, 1))))
    assert list(found) == ["elm-fund"]
    assert [(each.id[:10], each.was_there) for each in found["elm-fund"]] == [
        ("2026-10-03", False),
        ("2026-10-02", True),
        ("2026-10-01", True),
    ]


def test_decisions_wait_until_eight_weeks_after_their_day_and_the_late_ones_come_first() -> None:
    days = {"gone": TODAY - LEAVES_AFTER - timedelta(days=1), "late": TODAY - LEAVES_AFTER, "soon": TODAY}
    decisions = [{"text": "no day"}, *({"text": text, "by": day.isoformat()} for text, day in reversed(days.items()))]
    found = open_decisions(_team(_meeting("2026-09-01-circle", team={"decisions": decisions})))
    assert [(each.decision.text, each.decision.is_late) for each in found] == [("late", True), ("soon", False)]
    assert found[0].file == "content/meetings/2026-09-01-circle.md"


def test_home_and_letters_name_the_next_public_meeting_and_without_one_the_key() -> None:
    key = {"date": "2027-03-01", "time": "noon", "place": "Hall", "public": "true"}
    circle = _meeting("2026-12-01-circle", start="2026-12-01 18:00")
    past = _meeting("2026-11-22-walk", audience="public")
    first = _meeting(f"{DAY}-first", audience="public", start=f"{DAY} 17:30", end=f"{DAY} 19:30", place="Library")
    without, coalition = _coalition(circle, past, meeting=key), _coalition(circle, past, first, meeting=key)
    (letter,) = letter_views(coalition)
    told = ("January 14, 2027", "5:30–7:30\N{NO-BREAK SPACE}PM", "Library")
    assert tuple(letter.values[f"meeting.{name}"] for name in ("date", "time", "place")) == told
    (letter,) = letter_views(without)
    assert [letter.values[f"meeting.{name}"] for name in ("date", "time", "place")] == ["March 1, 2027", "noon", "Hall"]
    for each, place in ((coalition, "Library"), (without, "Hall")):
        meeting = public_view(each, TODAY).next_meeting()
        assert meeting is not None
        assert meeting.place == place
    ahead = days_ahead(coalition, Words.of(coalition), TODAY)
    assert [each.day for each in ahead] == [date(2026, 12, 1), date(2027, 1, 14)]


def test_a_letter_that_went_out_keeps_its_meeting() -> None:
    earlier = _meeting("2026-11-10-first", audience="public")
    coalition = _coalition(earlier, _meeting(f"{DAY}-second", audience="public"))
    sent = make_invite(status="sent", sent="2026-11-01")
    (letter,) = letter_views(replace(coalition, invites=(sent,)))
    assert letter.values["meeting.date"] == "November 10, 2026"


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("en", "America/Chicago", "5:30–7:30 PM"),
        ("en", "Europe/Berlin", "17:30–19:30"),
        ("es", "America/Chicago", "5:30–7:30 p.m."),
        ("vi", "America/Chicago", "17:30–19:30"),
        ("ht", "America/Chicago", "17:30–19:30"),
    ],
)
def test_hours_are_said_on_the_clock_of_the_country(language: str, zone: str, said: str) -> None:
    start = datetime.fromisoformat(f"{DAY} 17:30")
    assert hours_said(start, start + timedelta(hours=2), zone, language).replace("\N{NO-BREAK SPACE}", " ") == said
