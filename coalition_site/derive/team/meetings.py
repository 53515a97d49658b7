"""Meetings as the team sees them: the notice, who was there, what was decided, and what of that is still to be done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coalition_site.derive.public.meetings import PublicMeeting, all_occasions, notice
from coalition_site.derive.team.due import from_now
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.labels import Words
from coalition_site.model.coalition import Coalition
from coalition_site.model.meeting import Decision, Meeting
from coalition_site.model.vocabulary import plain

LEAVES_AFTER = timedelta(weeks=8)
"""So long after its day a decision stays in the list of what is to be done: whoever still wants it names a new day."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at a meeting, or whom it fell to: a partner, or a person, who has no `partner_id`."""

    partner_id: str
    name: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision: who sees to it and by when. `when` says how far off that is, empty where it is no task or left."""

    text: str
    who: Attendee
    by: date | None
    days: int
    when: str

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return bool(self.when)

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.is_open and self.days < 0


@dataclass(frozen=True, slots=True)
class TeamMeeting:
    """A meeting with everything; `file` is where its minutes are written."""

    notice: PublicMeeting
    audience: str
    present: tuple[Attendee, ...]
    excused: tuple[Attendee, ...]
    decisions: tuple[DecisionRow, ...]
    notes: str
    is_over: bool
    file: str

    @property
    def has_minutes(self) -> bool:
        """Whether anything of it is written down."""
        return bool(self.present or self.excused or self.decisions or self.notes)


@dataclass(frozen=True, slots=True)
class Attendance:
    """A meeting at which a partner was present, or from which it was excused."""

    id: str
    title: str
    date: str
    was_there: bool


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A decision that is still to be done, with the meeting it is of."""

    decision: DecisionRow
    meeting_id: str
    meeting: str
    date: str
    file: str


def team_meetings(coalition: Coalition, words: Words, today: date) -> tuple[TeamMeeting, ...]:
    """All meetings, the earliest first."""
    known = all_occasions(coalition)
    people = _People.of(coalition, words)
    return tuple(
        _meeting(meeting, known[meeting.id], coalition, words, people, today) for meeting in coalition.meetings
    )


@dataclass(frozen=True, slots=True)
class _People:
    """Partners by their ids and by what they are called."""

    names: Mapping[str, str]
    ids: Mapping[str, str]

    @classmethod
    def of(cls, coalition: Coalition, words: Words) -> "_People":
        names = {partner.id: words.text(partner.name) for partner in coalition.partners.values()}
        called = (
            (plain(text), partner.id)
            for partner in coalition.partners.values()
            for written in (partner.short_name, partner.name)
            if written is not None
            for text in written.texts()
        )
        return cls(names, dict(called))

    def of_text(self, written: str) -> Attendee:
        """Whom an id or a name means."""
        partner_id = written if written in self.names else self.ids.get(plain(written), "")
        return Attendee(partner_id, self.names.get(partner_id, written))

    def all(self, written: Iterable[str]) -> tuple[Attendee, ...]:
        return tuple(map(self.of_text, written))


def _meeting(
    meeting: Meeting, occasion: str, coalition: Coalition, words: Words, people: _People, today: date
) -> TeamMeeting:
    minutes = meeting.team
    agenda = meeting.body_in(words.language, words.own)
    return TeamMeeting(
        notice=notice(meeting, words, occasion, agenda),
        audience=str(meeting.audience),
        present=people.all(minutes.present),
        excused=people.all(minutes.excused),
        decisions=tuple(_decision(decision, people, words.catalogue, today) for decision in minutes.decisions),
        notes=minutes.notes,
        is_over=meeting.last_day < today,
        file=coalition.minutes_file(meeting.id),
    )


def _decision(decision: Decision, people: _People, words: Catalogue, today: date) -> DecisionRow:
    days = (decision.by - today).days if decision.by is not None else 0
    is_open = decision.by is not None and decision.by + LEAVES_AFTER >= today
    who = people.of_text(decision.who) if decision.who else Attendee("", "")
    return DecisionRow(decision.text, who, decision.by, days, from_now(days, words) if is_open else "")


def attendance(meetings: Sequence[TeamMeeting]) -> Mapping[str, tuple[Attendance, ...]]:
    """The meetings that each partner was at or excused from, by its id, the last first."""
    found: dict[str, list[Attendance]] = {}
    for meeting in reversed(meetings):
        for people, was_there in ((meeting.present, True), (meeting.excused, False)):
            for partner_id in dict.fromkeys(person.partner_id for person in people if person.partner_id):
                told = Attendance(meeting.notice.id, meeting.notice.title, meeting.notice.date, was_there)
                found.setdefault(partner_id, []).append(told)
    return {partner_id: tuple(rows) for partner_id, rows in found.items()}


def open_decisions(meetings: Sequence[TeamMeeting]) -> tuple[OpenDecision, ...]:
    """The decisions that are still to be done, the one that is due first before others."""
    found = [
        OpenDecision(decision, meeting.notice.id, meeting.notice.title, meeting.notice.date, meeting.file)
        for meeting in meetings
        for decision in meeting.decisions
        if decision.is_open
    ]
    return tuple(sorted(found, key=lambda each: each.decision.days))
