"""Meetings: which one is next, and which is which when its title or its day is another."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from coalition_site.model.meeting import Meeting, occasion_of_name


def next_public_meeting(meetings: Iterable[Meeting], day: date) -> Meeting | None:
    """The first public meeting that is not over on a day, of meetings that begin with the earliest."""
    return next((meeting for meeting in meetings if meeting.is_public and meeting.last_day >= day), None)


def occasions(meetings: Iterable[Meeting]) -> Mapping[str, str]:
    """What tells each meeting from others for good, by its id: what its file's name says behind the day.

    Of several that are called alike, the later ones are counted, so that a meeting stays the same one when it is moved
    to another day between those around it.
    """
    counted = Counter[str]()
    found = {}
    for meeting in meetings:
        name = occasion_of_name(meeting.id)
        counted[name] += 1
        found[meeting.id] = name if counted[name] == 1 else f"{name} {counted[name]}"
    return found
