"""Events of an invitation: what can happen to it, and what follows from each for its entry and its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coalition_site.model.invite import WAITING, Invite, Status, Step

LATER = timedelta(days=28)
"""Whoever asks for time and names no day is asked again after so long."""
_BEGUN = frozenset({Status.IDEA, Status.DRAFTED})
DATED_BY_SENT = _BEGUN | {Status.SENT, Status.KEEP_INFORMED}
"""Where the letter that is due is the one whose day `sent` holds: the invitation, or the keep-informed note.

A follow-up or a thank-you comes after it, and so does whatever is written after a refusal: `sent` stays the day of the
invitation there, which `follow_up` and `answered` are held against, and the day of the letter is in its copy's name.
"""


class Event(StrEnum):
    """What can happen to an invitation: a letter goes out, we turn to somebody, or they answer."""

    SENT = "sent"
    CALLED = "called"
    WROTE = "wrote"
    MET = "met"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LATER = "later"


EVENTS: Mapping[Event, tuple[Step, str]] = {
    Event.SENT: (Step.SENT, "sent {}"),
    Event.CALLED: (Step.CALLED, "called {}"),
    Event.WROTE: (Step.ASKED_AGAIN, "called {} --wrote"),
    Event.MET: (Step.MET, "called {} --met"),
    Event.ACCEPTED: (Step.ANSWERED, "answered {} accepted"),
    Event.DECLINED: (Step.ANSWERED, "answered {} declined"),
    Event.LATER: (Step.ANSWERED, "answered {} later"),
}
"""As what the history keeps an event, and the command that records it, with a gap for the member."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What people say of an event: the day, who did it, what came of it, and when to ask again, if they named a day."""

    what: Event
    day: date
    by: str = ""
    note: str = ""
    again: date | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """A step to record: of which invite, by its number from 0, what happened, on which day, by whom, what came of it.

    `keys` are other lines of the invite that change, with their new values; an empty one takes its line away.
    """

    number: int
    what: Step
    day: date
    by: str
    note: str
    keys: Mapping[str, str]


def command_of(event: Event, member: str) -> str:
    """The command that records an event."""
    return f"coalition {EVENTS[event][1]}".format(f'"{member}"')


def awaits_answer(invite: Invite) -> bool:
    """Whether an invitee can be turned to again: one that answered has answered."""
    return invite.status in WAITING | _BEGUN


def recording(invite: Invite, number: int, happened: Happened) -> Recording:
    """What an event changes of an invite: its status and days, and one step more in its history."""
    event, note = happened.what, happened.note
    what = EVENTS[event][0]
    if event is Event.SENT:
        what = Step.ASKED_AGAIN if invite.status is Status.NO_ANSWER else what
    elif what is Step.ANSWERED:
        note = f"{event}: {note}" if note else str(event)
    return Recording(number, what, happened.day, happened.by, note, _status(invite, event) | _days(invite, happened))


def _status(invite: Invite, event: Event) -> dict[str, str]:
    """The status after an event, where it is another one."""
    if event in {Event.ACCEPTED, Event.DECLINED}:
        return {"status": str(event)}
    if event is Event.SENT:
        return {"status": str(Status.SENT)} if invite.status in _BEGUN else {}
    # Who asks for time has answered before: a letter that waits for the day stays sent.
    silent = _BEGUN | {Status.SENT} if event is not Event.LATER else frozenset(Status) - WAITING
    return {"status": str(Status.NO_ANSWER)} if invite.status in silent else {}


def _days(invite: Invite, happened: Happened) -> dict[str, str]:
    """The days after an event: a yes or a no ends the follow-ups, and one that is reached is done."""
    day = happened.day
    is_reached = invite.follow_up is not None and invite.follow_up <= day
    if happened.what in {Event.ACCEPTED, Event.DECLINED}:
        return {"answered": day.isoformat(), "follow_up": ""}
    if happened.what is Event.SENT:
        dated = {"sent": day.isoformat()} if invite.status in DATED_BY_SENT and invite.sent != day else {}
        return dated | ({"follow_up": ""} if is_reached and invite.status in WAITING else {})
    again = happened.again or (day + LATER if happened.what is Event.LATER else None)
    if again is not None:
        return {"follow_up": again.isoformat()}
    return {"follow_up": ""} if is_reached else {}
