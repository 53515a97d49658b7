"""Calendar events, of whole days or of hours, before they are written as iCalendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import PurePosixPath
from uuid import UUID, uuid5

from coalition_site.derive.team.partner import InviteRow
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.terms import in_a_row
from coalition_site.model.site_contents import TeamFile
from coalition_site.model.vocabulary import plain
from coalition_site.render.artifacts import Artifact
from coalition_site.render.letter_text import spoken_text
from coalition_site.render.letters import LateLetter
from coalition_site.render.rendering import Late

_MOST_WORDS = 40
"""So many follow-ups have their words in the calendar: those of a whole season would be a book."""
_OURS = UUID("5f0f6f52-3b0c-4f0e-9d2a-6a7f1c9f4f21")


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something that happens on a day, or from `start` to `end` as clocks in a `zone` show it, an IANA name.

    `uid` tells a calendar program which event of an earlier file this is: the same event keeps it (`stable_uid`), also
    when its day or its words change. `private` asks programs that share a calendar to show others only that there is
    something. A day in a file that everybody may have has no private event.
    """

    uid: str
    day: date
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    private: bool = False
    start: datetime | None = None
    end: datetime | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Events under the name that a calendar program shows for them; one that `follows` has new ones from day to day."""

    name: str
    events: tuple[CalendarEvent, ...]
    follows: bool = False


def stable_uid(purpose: str, *parts: str) -> str:
    """The identity of an event: the same for the same purpose and parts, in whatever order or file it stands.

    `purpose` says what kind of event it is (`follow-up`, `meeting`); `parts` are the facts that make it this one, and
    the first of them is the community, so that two coalitions have different events. How texts are spaced or
    capitalized makes no difference. It is a UUID, as RFC 7986, section 5.3, advises.
    """
    return str(uuid5(_OURS, "\n".join((purpose, *(plain(part) for part in parts)))))


def follow_up_files(view: TeamView) -> list[Artifact]:
    """The follow-ups of invites that wait for an answer, as calendars of the workbook: of all, and of each sender.

    A calendar without events is no valid file (RFC 5545, section 3.6), so where nothing is due there is none.
    """
    rows, words = (*view.overdue(), *view.upcoming()), view.words
    if not rows:
        return []
    told = Late(partial(_told, view))

    def late(name: str, sender_id: str = "") -> Late[Calendar]:
        shown = [row for row in rows if sender_id in {"", row.sender_id}]
        return Late(lambda: Calendar(name, tuple(_follow_up(row, view, told.made) for row in shown)))

    name = words.gettext("Follow-ups, %(coalition)s", coalition=view.coalition.name)
    senders = sorted(
        {row.sender_id: words.gettext("Follow-ups of %(sender)s", sender=row.sender) for row in rows}.items()
    )
    return [
        Artifact.at(TeamFile.FOLLOW_UPS, late(name), words),
        *(Artifact(PurePosixPath(f"follow-ups/{each}.ics"), late(of_sender, each)) for each, of_sender in senders),
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of a follow-up: what to do and why, and the words that are ready for it, which may be empty."""

    what: str
    words: str


_NOTHING = _Told("", "")


def _described(told: _Told, facts: list[str]) -> str:
    """What to do and why, the facts, and behind an empty line the words for it."""
    lines = [*([told.what] if told.what else []), *facts]
    return "\n".join([*lines, *(["", told.words] if told.words else [])])


def _told(view: TeamView) -> Mapping[int, _Told]:
    """What is said of each follow-up, by the number of its invite; the words of the first few that are due."""
    tasks = [task for sender in view.tasks for task in (*sender.now, *sender.later) if task.number]
    told = {}
    for number, task in enumerate(sorted(tasks, key=lambda each: each.days)):
        ready = task.ready[:1] if number < _MOST_WORDS else ()
        text = "\n\n".join(spoken_text(LateLetter(each.letter)).replace("\r\n", "\n") for each in ready)
        told[task.number] = _Told(f"{task.title}. {task.why}", text)
    return told


def _follow_up(row: InviteRow, view: TeamView, told: Mapping[int, _Told]) -> CalendarEvent:
    words = view.words
    sent = long_date(row.sent, words.language) if row.sent is not None else ""
    facts = {
        words.gettext("Who invited"): row.sender,
        words.pgettext("when a letter went", "Sent"): sent,
        words.gettext("E-mail"): row.email,
        words.gettext("Phone"): row.phone,
        words.gettext("Address"): in_a_row(row.address, words),
        words.gettext("Asked for"): row.ask,
        words.gettext("Note"): row.note,
    }
    lines = (words.gettext("%(name)s: %(value)s", name=name, value=value) for name, value in facts.items() if value)
    if row.organization:
        summary = words.gettext(
            "Follow up with %(member)s (%(organization)s)", member=row.member, organization=row.organization
        )
    else:
        summary = words.gettext("Follow up with %(member)s", member=row.member)
    return CalendarEvent(
        uid=stable_uid("follow-up", view.coalition.community, row.partner_id, row.member),
        day=row.due or view.today,
        summary=summary,
        description=_described(told.get(row.number, _NOTHING), list(lines)),
        private=True,
    )
