"""What is due, and by whom: follow-ups and letters by sender, and the days ahead that everybody works towards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coalition_site.derive.team.partner import InviteRow
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.labels import Words
from coalition_site.derive.words.shortened import Shortened, shortened
from coalition_site.model.invite import Status
from coalition_site.model.settings import Settings

_NEXT = 3


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up, and in how many days it is due, in words too: below nothing where it is overdue, 0 today."""

    row: InviteRow
    days: int
    when: str


@dataclass(frozen=True, slots=True)
class SenderWork:
    """What waits for one sender: follow-ups in the order of their days, of which the first are `late`, and letters."""

    sender_id: str
    sender: str
    follow_ups: tuple[FollowUp, ...]
    late: int
    to_send: tuple[InviteRow, ...]

    @property
    def next(self) -> Shortened[FollowUp]:
        """The few follow-ups that are to be done first."""
        return shortened(self.follow_ups, _NEXT)


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day the team works towards: what it is (`said`), how far off, from 0, and that in words (`when`)."""

    said: str
    day: date
    days: int
    when: str
    time: str = ""
    place: str = ""


def from_now(days: int, words: Catalogue) -> str:
    """How far off a day is, in words: `3 days late`, `today`, `tomorrow`, `in 3 days`."""
    if days < 0:
        return words.ngettext("%(num)s day late", "%(num)s days late", -days)
    if days == 0:
        return words.pgettext("when something is due", "today")
    if days == 1:
        return words.pgettext("when something is due", "tomorrow")
    return words.ngettext("in %(num)s day", "in %(num)s days", days)


def follow_ups(rows: Iterable[InviteRow], today: date, words: Catalogue) -> tuple[FollowUp, ...]:
    """The follow-ups of those whose answer is awaited, in the order of their days, of one day in that of the list."""
    found = [
        FollowUp(row, days := (row.due - today).days, from_now(days, words)) for row in rows if row.due is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.days, each.row.number)))


def due_by_sender(rows: Sequence[InviteRow], today: date, words: Catalogue) -> tuple[SenderWork, ...]:
    """Each sender with something to do: who is late with most comes first, among equals in the order of names."""
    found: list[SenderWork] = []
    for sender_id in dict.fromkeys(row.sender_id for row in rows):
        mine = [row for row in rows if row.sender_id == sender_id]
        waiting = follow_ups(mine, today, words)
        late = sum(each.days < 0 for each in waiting)
        drafted = tuple(row for row in mine if row.status == str(Status.DRAFTED))
        if waiting or drafted:
            found.append(SenderWork(sender_id, mine[0].sender, waiting, late, drafted))
    return tuple(sorted(found, key=lambda work: (-work.late, work.sender.casefold(), work.sender_id)))


def days_ahead(settings: Settings, words: Words, today: date) -> tuple[DayAhead, ...]:
    """Until when answers are asked for, and the first meeting, as far as they are known and not over; the next first.

    On one day the answers stand first.
    """
    found: list[DayAhead] = []
    if settings.respond_by is not None:
        days = (settings.respond_by - today).days
        said = words.catalogue.gettext("Answers are asked for")
        found.append(DayAhead(said, settings.respond_by, days, from_now(days, words.catalogue)))
    meeting = settings.meeting
    if meeting is not None and meeting.date is not None:
        days = (meeting.date - today).days
        said, when = words.catalogue.gettext("First meeting"), from_now(days, words.catalogue)
        found.append(DayAhead(said, meeting.date, days, when, meeting.time, words.text(meeting.place)))
    return tuple(sorted((each for each in found if each.days >= 0), key=lambda each: each.days))
