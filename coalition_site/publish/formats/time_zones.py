"""Time zones as calendar files carry them (VTIMEZONE, RFC 5545, section 3.6.5): the changes of clocks around events.

Each change is a component of its own, without rules of recurrence: that is right for every zone, whatever it did.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from coalition_site.model.moments import zone_of

_AROUND = timedelta(days=366)
"""Clocks change at least once in a year where they change at all, so that the time before an event is known."""
_STEP = timedelta(hours=12)
_MINUTE = timedelta(minutes=1)


def time_zone_lines(zone: str, first: datetime, last: datetime) -> Iterator[str]:
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
