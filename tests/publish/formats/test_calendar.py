"""Calendar files: what RFC 5545 asks of a file, checked line by line, and which events they hold."""

from datetime import date

import pytest

from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.team.view import TeamView
from coalition_site.publish.formats.calendar import calendar_text
from coalition_site.publish.formats.content_lines import folded_line
from coalition_site.render.calendar import Calendar, CalendarEvent, follow_up_files, stable_uid
from coalition_site.render.rendering import Late
from tests.support.calendar_file import Event, events_in
from tests.support.making import make_coalition, make_invite, make_partner, make_settings

TODAY = date(2026, 11, 23)
EPOCH = 1_795_363_200


def _view(*invites: dict[str, str], community: str = "Elm Creek") -> TeamView:
    partner = make_partner("one", name="Forest City Asset Builders")
    settings = make_settings(community=community, senders={"rosa": {"name": "Rosa Delgado"}, "jo": {"name": "Jo Park"}})
    return team_view(
        make_coalition(partner, invites=[make_invite(**each) for each in invites], settings=settings), TODAY
    )


def _events(view: TeamView, path: str = "follow-ups.ics") -> list[Event]:
    (content,) = (file.content for file in follow_up_files(view) if str(file.path) == path)
    assert isinstance(content, Late)
    return events_in(calendar_text(content.made, EPOCH))


WAITING = {"status": "sent", "sent": "2026-11-02", "follow_up": "2026-11-16"}


def test_a_follow_up_is_a_day_in_the_calendar() -> None:
    dana = {
        "partner": "one",
        "member": "Dana Reyes",
        "email": "dana@x.example",
        "phone": "555-0100",
        "note": "a; b, c\\d",
    }
    (event,) = _events(_view(dana | WAITING))
    assert event.pop("UID")
    assert event == {
        "DTSTAMP": "20261122T160000Z",
        "DTSTART": "20261116",
        "SUMMARY": "Follow up with Dana Reyes (Forest City Asset Builders)",
        "DESCRIPTION": "Call Dana Reyes. No answer for 21 days, since November 2, 2026.\n"
        "Who invited: Rosa Delgado\nSent: November 2, 2026\nE-mail: dana@x.example\nPhone: 555-0100\n"
        "Note: a; b, c\\d",
        "TRANSP": "TRANSPARENT",
        "CLASS": "PRIVATE",
    }


@pytest.mark.parametrize("status", ["idea", "drafted", "accepted", "declined", "keep informed"])
def test_only_those_who_wait_are_in_the_calendar(status: str) -> None:
    assert follow_up_files(_view({"status": status, "follow_up": "2026-12-01"})) == []


def test_without_follow_ups_there_is_no_file_and_none_can_be_made() -> None:
    assert follow_up_files(_view({"status": "sent"})) == []
    with pytest.raises(ValueError, match="at least one"):
        calendar_text(Calendar("Nothing", ()), EPOCH)


def test_each_sender_has_a_calendar_of_their_own() -> None:
    view = _view({"member": "A", "sender": "rosa"} | WAITING, {"member": "B", "sender": "jo"} | WAITING)
    assert [str(file.path) for file in follow_up_files(view)] == [
        "follow-ups.ics",
        "follow-ups/jo.ics",
        "follow-ups/rosa.ics",
    ]
    assert len(_events(view)) == 2
    assert [event["SUMMARY"] for event in _events(view, "follow-ups/jo.ics")] == ["Follow up with B"]


def test_an_event_stays_the_same_when_invites_are_moved_and_days_change() -> None:
    dana, bo = {"member": "Dana Reyes", "partner": "one"} | WAITING, {"member": "Bo"} | WAITING
    before = {event["SUMMARY"]: event["UID"] for event in _events(_view(dana, bo))}
    later = {"follow_up": "2026-12-09", "sender": "jo", "status": "no answer"}
    after = {event["SUMMARY"]: event["UID"] for event in _events(_view(bo, dana | later))}
    assert before == after
    assert len(set(before.values())) == 2
    elsewhere = {event["UID"] for event in _events(_view(dana, bo, community="Oak Bend"))}
    assert elsewhere.isdisjoint(before.values())


def test_what_an_event_is_known_by() -> None:
    # Written down: a change would double every event in the calendars of those who took the file in.
    assert stable_uid("follow-up", "Forest City", "one", "Dana Reyes") == "9fd86df0-9360-5fb0-a4d9-b0f46fc2ff89"
    assert stable_uid("follow-up", "Forest City", "one", "dana  reyes") == "9fd86df0-9360-5fb0-a4d9-b0f46fc2ff89"
    assert stable_uid("meeting", "Forest City", "one", "Dana Reyes") != "9fd86df0-9360-5fb0-a4d9-b0f46fc2ff89"


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Hạnh, " * 12,
        "e\N{COMBINING ACUTE ACCENT}" * 60,
        "\N{DECIDUOUS TREE}" * 40,
        "مرحبا بالعالم " * 20,
        'back\\slash; semi, comma: colon "quote"',
        "lines\nof\r\nall\rkinds\x85of\u2028ends",
        "x" * 67,
        "x" * 68,
        " leading and trailing ",
        "BEGIN:VEVENT\nEND:VCALENDAR",
        "on C:\\News, in \\new",
    ],
)
def test_every_text_comes_back(text: str) -> None:
    event = CalendarEvent("id", date(2027, 1, 14), text, description=text, location=text, url="https://x.example/a,b;c")
    (found,) = events_in(calendar_text(Calendar(text, (event,)), EPOCH))
    expected = "\n".join(text.splitlines())
    assert (found["SUMMARY"], found["DESCRIPTION"], found["LOCATION"]) == (expected,) * 3
    assert found["URL"] == "https://x.example/a,b;c"
    assert "CLASS" not in found


def test_a_line_of_75_octets_is_not_folded() -> None:
    assert folded_line("x" * 75) == "x" * 75
    assert folded_line("x" * 76) == "x" * 75 + "\r\n x"


@pytest.mark.parametrize("day", [date.min, date.max])
def test_every_day_can_be_written(day: date) -> None:
    (found,) = events_in(calendar_text(Calendar("Days", (CalendarEvent("id", day, "Far away"),)), EPOCH))
    assert found["DTSTART"] == day.isoformat().replace("-", "")
