"""Calendars of meetings, read by programs of others: hours in their zone, across summer time, and the same event."""

import json
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coalition_site.derive.public.view import PublicView, public_view
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.model.localized import Localized
from coalition_site.model.meeting import Meeting, MeetingFrontMatter, in_order
from coalition_site.model.site_contents import PublicFile, TeamFile
from coalition_site.publish.formats.calendar import calendar_text
from coalition_site.render.artifacts import Artifact
from coalition_site.render.calendar import Calendar
from coalition_site.render.meetings import meeting_files
from coalition_site.render.rendering import Late
from tests.support.making import make_coalition, make_settings, reading
from tests.support.page_checkers import installed_checkers

TODAY = date(2026, 11, 23)
EPOCH = 1_795_363_200
SITE = "https://elm.example/"
# Both sides of the two changes of clocks, a zone with half an hour, one south of the equator, and none that changes.
HOURS = [
    ("America/Chicago", "2027-03-13 23:30", "2027-03-14 00:30"),
    ("America/Chicago", "2027-03-14 01:30", "2027-03-14 03:30"),
    ("America/Chicago", "2027-03-14 03:30", "2027-03-14 04:30"),
    ("America/Chicago", "2027-11-07 00:30", "2027-11-07 03:30"),
    ("America/Chicago", "2027-07-01 17:30", "2027-07-01 19:30"),
    ("Europe/Berlin", "2027-03-28 12:00", "2027-03-28 13:00"),
    ("Asia/Kolkata", "2027-05-02 18:00", "2027-05-02 19:00"),
    ("Australia/Sydney", "2027-04-04 09:00", "2027-04-04 10:00"),
    ("America/Phoenix", "2027-07-01 17:30", "2027-07-01 19:30"),
    # An hour less for the five weeks of Ramadan.
    ("Africa/Casablanca", "2027-03-13 17:30", "2027-03-14 17:30"),
    ("UTC", "2027-07-01 17:30", "2027-07-01 19:30"),
]


def make_meeting(name: str, start: str = "", **values: Any) -> Meeting:
    """A meeting whose file has this name, which begins with its day."""
    given = {"title": "First; meeting, of \\ all", "audience": "public", "time_zone": "America/Chicago"}
    given |= {"start": start} if start else {}
    front = MeetingFrontMatter.model_validate(given | values, context=reading())
    day = date.fromisoformat(name[:10])
    return Meeting.model_construct(**dict(front), id=name, day=day, zone=front.time_zone, body="1. *Soup*\n2. Talk")


def _view(*meetings: Meeting, language: str = "", community: object = "Elm Creek") -> PublicView:
    coalition = make_coalition(settings=make_settings(community=community, site_languages=["en", "es"]))
    return public_view(_with(coalition, *meetings), TODAY, language)


def _with(coalition: Any, *meetings: Meeting) -> Any:
    from dataclasses import replace

    return replace(coalition, meetings=in_order(meetings), day=TODAY)


def _calendars(view: PublicView) -> Mapping[str, Calendar]:
    words = catalogue(view.coalition.language)
    return _made(meeting_files(view.meetings, view.coalition, words, PublicFile.MEETINGS, SITE))


def _made(files: Iterable[Artifact]) -> Mapping[str, Calendar]:
    """Calendars by their paths."""
    return {str(file.path): file.content.made for file in files if isinstance(file.content, Late)}


def _read(calendar: Calendar) -> Any:
    from icalendar import Calendar as Theirs  # slow to load

    return Theirs.from_ical(calendar_text(calendar, EPOCH))


def _events(view: PublicView) -> list[Any]:
    return list(_read(_calendars(view)["meetings.ics"]).walk("VEVENT"))


@pytest.mark.parametrize(("zone", "start", "end"), HOURS)
def test_hours_are_those_of_the_place_whatever_clocks_do(zone: str, start: str, end: str) -> None:
    meeting = make_meeting(f"{start[:10]}-one", start, end=end, time_zone=zone)
    read = _read(_calendars(_view(meeting))["meetings.ics"])
    (event,) = read.walk("VEVENT")
    here = ZoneInfo(zone)
    for name, written in (("DTSTART", start), ("DTEND", end)):
        expected = datetime.fromisoformat(written).replace(tzinfo=here)
        assert event[name].dt.astimezone(UTC) == expected.astimezone(UTC)
        assert event[name].params["TZID"] == zone
    # Nobody has to know the zone by its name: the file says what clocks do there.
    (told,) = read.walk("VTIMEZONE")
    own = told.to_tz(lookup_tzid=False)
    for name, written in (("DTSTART", start), ("DTEND", end)):
        moment = datetime.fromisoformat(written)
        assert moment.replace(tzinfo=own).utcoffset() == moment.replace(tzinfo=here).utcoffset(), name


@pytest.mark.parametrize("zone", ["America/Chicago", "Africa/Casablanca", "Australia/Sydney"])
def test_a_change_of_clocks_begins_at_the_hour_that_clocks_showed_before_it(zone: str) -> None:
    """RFC 5545, section 3.6.5: the beginning of an observance is told in the offset that holds until then."""
    calendar = _calendars(_view(make_meeting("2027-03-20-one", "2027-03-20 17:30", time_zone=zone)))["meetings.ics"]
    (told,) = _read(calendar).walk("VTIMEZONE")
    here, changes = ZoneInfo(zone), [each for each in told.subcomponents if each.TZOFFSETFROM != each.TZOFFSETTO]
    assert len(changes) >= 4
    for change in changes:
        begins = (change.DTSTART - change.TZOFFSETFROM).replace(tzinfo=UTC)
        before, after = (moment.astimezone(here).utcoffset() for moment in (begins - timedelta(minutes=1), begins))
        assert (before, after) == (change.TZOFFSETFROM, change.TZOFFSETTO)


def test_an_event_says_what_the_page_says_in_its_language() -> None:
    texts = {"title": {"en": "Supper", "es": "Cena"}, "place": {"en": "Library", "es": "Biblioteca"}}
    meeting = make_meeting("2027-01-14-first", "2027-01-14 17:30", address=["12 Elm Street", "Elm Creek"], **texts)
    (english,), (spanish,) = _events(_view(meeting)), _events(_view(meeting, language="es"))
    assert english["UID"] == spanish["UID"]
    assert english["SUMMARY"].endswith("Supper")
    assert spanish["SUMMARY"].endswith("Cena")
    assert english["LOCATION"] == "Library, 12 Elm Street, Elm Creek"
    assert "1. Soup\n2. Talk" in english["DESCRIPTION"]
    assert english["URL"] == f"{SITE}meetings/2027-01-14-first.html"


def test_an_event_is_the_same_one_under_another_title_on_another_day_and_beside_others() -> None:
    first = make_meeting("2027-01-14-circle", "2027-01-14 17:30")
    second = make_meeting("2027-02-11-circle", "2027-02-11 17:30")
    (before,) = _events(_view(first))
    renamed = first.model_copy(update={"title": Localized(plain="Quite another name")})
    assert _events(_view(renamed))[0]["UID"] == before["UID"]
    moved = make_meeting("2027-01-21-circle", "2027-01-21 18:00")
    assert _events(_view(moved))[0]["UID"] == before["UID"]
    both = _events(_view(first, second))
    assert both[0]["UID"] == before["UID"] != both[1]["UID"]
    elsewhere = _events(_view(first, community="Oak Hill"))
    assert elsewhere[0]["UID"] != before["UID"]


def test_a_later_build_is_a_later_version_of_the_event() -> None:
    from icalendar import Calendar as Theirs

    calendar = _calendars(_view(make_meeting("2027-01-14-first", "2027-01-14 17:30")))["meetings.ics"]
    assert calendar_text(calendar, EPOCH) == calendar_text(calendar, EPOCH)
    texts = [calendar_text(calendar, EPOCH + later) for later in (0, 86_400)]
    events: list[Any] = [Theirs.from_ical(text).walk("VEVENT")[0] for text in texts]
    first, later = events
    assert first["UID"] == later["UID"]
    assert first["DTSTAMP"].dt < later["DTSTAMP"].dt


def test_a_meeting_whose_hour_is_open_lasts_its_day() -> None:
    (event,) = _events(_view(make_meeting("2027-01-14-first")))
    assert (event["DTSTART"].dt, event["TRANSP"]) == (date(2027, 1, 14), "TRANSPARENT")


def test_what_is_the_teams_is_in_no_public_calendar_and_private_in_its_own() -> None:
    circle = make_meeting("2026-12-10-circle", "2026-12-10 18:00", audience="team")
    assert _calendars(_view(circle)) == {}
    public = make_meeting("2026-12-10-circle", "2026-12-10 18:00")
    view = _view(public)
    private = frozenset({public.id})
    made = _made(meeting_files(view.meetings, view.coalition, catalogue("en"), TeamFile.MEETINGS, private=private))
    (event,) = _read(made["meetings.ics"]).walk("VEVENT")
    assert event["CLASS"] == "PRIVATE"
    assert event["UID"] != _events(view)[0]["UID"]


def test_lines_are_as_long_as_the_standard_allows() -> None:
    meeting = make_meeting("2027-01-14-first", "2027-01-14 17:30", food="Süßes, Tee; 茶 " * 30)
    text = calendar_text(_calendars(_view(meeting))["meetings.ics"], EPOCH)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


READER = """
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
const read = [];
for (const file of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf-8")));
  ICAL.TimezoneService.reset();
  for (const each of calendar.getAllSubcomponents("vtimezone"))
    ICAL.TimezoneService.register(new ICAL.Timezone(each));
  for (const each of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(each);
    const hours = [event.startDate, event.endDate].map((each) => each.toJSDate().toISOString());
    read.push([event.uid, ...hours, event.summary]);
  }
}
console.log(JSON.stringify(read));
"""


@pytest.mark.slow("a parser from npm reads what the quick tests have icalendar read")
def test_another_parser_reads_the_same_hours_out_of_the_file_alone(tmp_path: Path) -> None:
    checkers = installed_checkers()
    files, expected = [], []
    for number, (zone, start, end) in enumerate(HOURS):
        view = _view(make_meeting(f"{start[:10]}-one", start, end=end, time_zone=zone))
        file = tmp_path / f"{number}.ics"
        file.write_bytes(calendar_text(_calendars(view)["meetings.ics"], EPOCH).encode())
        files.append(str(file))
        moments = (datetime.fromisoformat(each).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for each in (start, end))
        expected.append([f"{each:%Y-%m-%dT%H:%M:%S.000Z}" for each in moments])
    script = checkers / "read_calendars.mjs"
    script.write_text(READER, encoding="utf-8")
    done = subprocess.run(["node", script, *files], capture_output=True, text=True, check=True, cwd=checkers)
    found = json.loads(done.stdout)
    assert [each[1:3] for each in found] == expected
    assert {each[3] for each in found} == {"Elm Creek Coalition: First; meeting, of \\ all"}
