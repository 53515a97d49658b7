"""Calendars as files that calendar programs take in (iCalendar, RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, datetime

from coalition_site.render.calendar import Calendar, CalendarEvent

_LONGEST_LINE = 75
"""In octets of UTF-8, without the line end (RFC 5545, section 3.1)."""


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
        f"NAME:{_escaped(calendar.name)}",
        f"X-WR-CALNAME:{_escaped(calendar.name)}",
        *(line for event in calendar.events for line in _event(event, epoch)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded_line(line)}\r\n" for line in lines)


def folded_line(line: str) -> str:
    """A content line broken so that no piece is longer than 75 octets, and no character is cut in two.

    Business cards (vCard, RFC 6350, section 3.2) fold their lines by the same rule.
    """
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join((*pieces, piece))


def _event(event: CalendarEvent, epoch: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.uid)}"
    yield f"DTSTAMP:{datetime.fromtimestamp(epoch, UTC):%Y%m%dT%H%M%SZ}"
    # A start without an end, given as a date, lasts that one day (section 3.6.1).
    yield f"DTSTART;VALUE=DATE:{event.day.isoformat().replace('-', '')}"
    yield f"SUMMARY:{_escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_escaped(event.description)}"
    if event.location:
        yield f"LOCATION:{_escaped(event.location)}"
    if event.url:
        yield f"URL:{event.url}"
    # The day stays free for other things.
    yield "TRANSP:TRANSPARENT"
    if event.private:
        yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """A text as a property's value (RFC 5545, section 3.3.11)."""
    text = "\n".join(text.splitlines())
    for character, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(character, written)
    return text
