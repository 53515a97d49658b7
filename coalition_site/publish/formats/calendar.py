"""Calendars as files that calendar programs take in (iCalendar, RFC 5545), with the time zones that their hours are in.

Each change of clocks around the events is a component of its own, without rules of recurrence (VTIMEZONE, section
3.6.5): that is right for every zone, whatever it did.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from coalition_site.model.moments import zone_of
from coalition_site.publish.formats.content_lines import content_text, escaped
from coalition_site.render.calendar import Calendar, CalendarEvent

_AROUND = timedelta(days=366)
"""Clocks change at least once in a year where they change at all, so that the time before an event is known."""
_STEP = timedelta(hours=12)
_MINUTE = timedelta(minutes=1)


def calendar_text(calendar: Calendar, epoch: int) -> str:
    """The calendar as the text of an .ics file: write it as UTF-8 with its line ends as they are.

    `epoch`, in seconds since 1970, is when the file was made. The same calendar and epoch give the same text. Raises
    ValueError for a calendar without events, which RFC 5545, section 3.6, does not allow.
    """
    if not calendar.events:
        raise ValueError("a calendar file has at least one event")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Coalition Site//Coalition Site//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(calendar.name)}",
        f"X-WR-CALNAME:{escaped(calendar.name)}",
        # A day: whoever follows the file looks for new meetings once in it (RFC 7986, section 5.7).
        *(["REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"] if calendar.follows else []),
        *_time_zones(calendar),
        *(line for event in calendar.events for line in _event(event, epoch)),
        "END:VCALENDAR",
    ]
    return content_text(lines)


def _time_zones(calendar: Calendar) -> Iterator[str]:
    """The zones that hours of events are in, each once (section 3.6.5)."""
    moments: dict[str, list[datetime]] = {}
    for event in calendar.events:
        if event.zone and event.start is not None:
            moments.setdefault(event.zone, []).extend((event.start, event.end or event.start))
    for zone, hours in sorted(moments.items()):
        yield from _time_zone(zone, min(hours), max(hours))


def _time_zone(zone: str, first: datetime, last: datetime) -> Iterator[str]:
    """The component of a zone, for events between two moments."""
    begin = first.replace(tzinfo=UTC) - _AROUND
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone}"
    yield from _observance(begin, begin, zone)
    for before, after in _changes(zone, begin, last.replace(tzinfo=UTC) + _AROUND):
        yield from _observance(before, after, zone)
    yield "END:VTIMEZONE"


def _changes(zone: str, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The minutes around each change of clocks between two moments."""
    known = zone_of(zone)
    at = begin
    while at < end:
        early, late = at, at + _STEP
        if early.astimezone(known).utcoffset() != late.astimezone(known).utcoffset():
            while late - early > _MINUTE:
                middle = early + (late - early) // _MINUTE // 2 * _MINUTE
                same = middle.astimezone(known).utcoffset() == early.astimezone(known).utcoffset()
                early, late = (middle, late) if same else (early, middle)
            yield early, late
        at += _STEP


def _observance(before: datetime, after: datetime, zone: str) -> Iterator[str]:
    """What clocks show from a moment on, and what they showed the minute before."""
    earlier, now = (each.astimezone(zone_of(zone)) for each in (before, after))
    old, new = earlier.utcoffset() or timedelta(), now.utcoffset() or timedelta()
    name = "DAYLIGHT" if now.dst() else "STANDARD"
    yield f"BEGIN:{name}"
    # The beginning is said in the time before the change.
    yield f"DTSTART:{after.replace(tzinfo=None) + old:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_offset(old)}"
    yield f"TZOFFSETTO:{_offset(new)}"
    yield f"TZNAME:{now.tzname()}"
    yield f"END:{name}"


def _offset(offset: timedelta) -> str:
    minutes = offset // _MINUTE
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _hours(name: str, moment: datetime, zone: str) -> Iterator[str]:
    parameter = f";TZID={zone}" if zone else ""
    yield f"{name}{parameter}:{moment:%Y%m%dT%H%M%S}"


def _event(event: CalendarEvent, epoch: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{datetime.fromtimestamp(epoch, UTC):%Y%m%dT%H%M%SZ}"
    if event.start is not None:
        yield from _hours("DTSTART", event.start, event.zone)
        if event.end is not None:
            yield from _hours("DTEND", event.end, event.zone)
    else:
        # A start without an end, given as a date, lasts that one day (section 3.6.1).
        yield f"DTSTART;VALUE=DATE:{event.day.isoformat().replace('-', '')}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.location:
        yield f"LOCATION:{escaped(event.location)}"
    if event.url:
        yield f"URL:{event.url}"
    # A whole day stays free for other things.
    yield "TRANSP:OPAQUE" if event.start is not None else "TRANSP:TRANSPARENT"
    if event.private:
        yield "CLASS:PRIVATE"
    yield "END:VEVENT"
