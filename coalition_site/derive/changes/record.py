"""The record of changes between two days, in the coalition's words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from coalition_site.derive.words.catalogue import N_, Catalogue


class ChangeKind(StrEnum):
    """One kind of change; the most telling stand first."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    GAP_CLOSED = "gap closed"
    GAP_OPENED = "gap opened"
    WITHIN_REACH = "within reach"
    OUT_OF_REACH = "out of reach"
    RESTS_ON_ONE = "rests on one"
    RESTS_ON_SEVERAL = "rests on several"
    NEED_ADDED = "need added"
    NEED_REMOVED = "need removed"
    PARTNER_ADDED = "partner added"
    PARTNER_LEFT = "partner left"
    PARTNER_REMOVED = "partner removed"
    PARTNER_EXISTING = "existing partner"
    PARTNER_POTENTIAL = "potential partner"
    PARTNER_RENAMED = "partner renamed"
    NAMED = "named"
    NOT_NAMED = "not named"
    INVITED = "invited"
    NO_ANSWER = "no answer"
    KEPT_INFORMED = "kept informed"
    WRITTEN_TO = "written to"
    DRAFTED = "drafted"
    IDEA_AGAIN = "idea again"
    LISTED = "listed"
    UNLISTED = "unlisted"


class Group(StrEnum):
    """What a change is about, as a message of the catalogues."""

    INVITATIONS = N_("Invitations")
    NEEDS = N_("Needs and gaps")
    PARTNERS = N_("Partners")
    NAMING = N_("Named in public")


class Tone(StrEnum):
    """Whether a change brings the coalition forward, asks for attention, or neither."""

    FORWARD = "forward"
    ATTENTION = "attention"
    PLAIN = "plain"


_MEANING: dict[ChangeKind, tuple[Group, Tone]] = {
    ChangeKind.ACCEPTED: (Group.INVITATIONS, Tone.FORWARD),
    ChangeKind.DECLINED: (Group.INVITATIONS, Tone.ATTENTION),
    ChangeKind.INVITED: (Group.INVITATIONS, Tone.PLAIN),
    ChangeKind.NO_ANSWER: (Group.INVITATIONS, Tone.ATTENTION),
    ChangeKind.KEPT_INFORMED: (Group.INVITATIONS, Tone.PLAIN),
    ChangeKind.WRITTEN_TO: (Group.INVITATIONS, Tone.PLAIN),
    ChangeKind.DRAFTED: (Group.INVITATIONS, Tone.PLAIN),
    ChangeKind.IDEA_AGAIN: (Group.INVITATIONS, Tone.PLAIN),
    ChangeKind.LISTED: (Group.INVITATIONS, Tone.PLAIN),
    ChangeKind.UNLISTED: (Group.INVITATIONS, Tone.PLAIN),
    ChangeKind.GAP_CLOSED: (Group.NEEDS, Tone.FORWARD),
    ChangeKind.GAP_OPENED: (Group.NEEDS, Tone.ATTENTION),
    ChangeKind.WITHIN_REACH: (Group.NEEDS, Tone.FORWARD),
    ChangeKind.OUT_OF_REACH: (Group.NEEDS, Tone.ATTENTION),
    ChangeKind.RESTS_ON_ONE: (Group.NEEDS, Tone.ATTENTION),
    ChangeKind.RESTS_ON_SEVERAL: (Group.NEEDS, Tone.FORWARD),
    ChangeKind.NEED_ADDED: (Group.NEEDS, Tone.PLAIN),
    ChangeKind.NEED_REMOVED: (Group.NEEDS, Tone.PLAIN),
    ChangeKind.PARTNER_ADDED: (Group.PARTNERS, Tone.FORWARD),
    ChangeKind.PARTNER_LEFT: (Group.PARTNERS, Tone.ATTENTION),
    ChangeKind.PARTNER_REMOVED: (Group.PARTNERS, Tone.PLAIN),
    ChangeKind.PARTNER_EXISTING: (Group.PARTNERS, Tone.FORWARD),
    ChangeKind.PARTNER_POTENTIAL: (Group.PARTNERS, Tone.PLAIN),
    ChangeKind.PARTNER_RENAMED: (Group.PARTNERS, Tone.PLAIN),
    ChangeKind.NAMED: (Group.NAMING, Tone.FORWARD),
    ChangeKind.NOT_NAMED: (Group.NAMING, Tone.ATTENTION),
}
"""What each kind is about, and how it reads."""


def counted(kind: ChangeKind, number: int, words: Catalogue) -> str:
    """Several changes of a kind, in words."""
    return {
        ChangeKind.ACCEPTED: words.ngettext("%(num)s accepted", "%(num)s accepted", number),
        ChangeKind.DECLINED: words.ngettext("%(num)s declined", "%(num)s declined", number),
        ChangeKind.INVITED: words.ngettext("%(num)s was invited", "%(num)s were invited", number),
        ChangeKind.NO_ANSWER: words.ngettext("%(num)s has not answered", "%(num)s have not answered", number),
        ChangeKind.KEPT_INFORMED: words.ngettext("%(num)s is kept informed", "%(num)s are kept informed", number),
        ChangeKind.WRITTEN_TO: words.ngettext("%(num)s letter went out", "%(num)s letters went out", number),
        ChangeKind.DRAFTED: words.ngettext("%(num)s letter was drafted", "%(num)s letters were drafted", number),
        ChangeKind.IDEA_AGAIN: words.ngettext(
            "%(num)s invitation is an idea again", "%(num)s invitations are ideas again", number
        ),
        ChangeKind.LISTED: words.ngettext(
            "%(num)s person was put on the invite list", "%(num)s people were put on the invite list", number
        ),
        ChangeKind.UNLISTED: words.ngettext(
            "%(num)s person was taken off the invite list", "%(num)s people were taken off the invite list", number
        ),
        ChangeKind.GAP_CLOSED: words.ngettext(
            "%(num)s need is no longer a gap", "%(num)s needs are no longer gaps", number
        ),
        ChangeKind.GAP_OPENED: words.ngettext("%(num)s need became a gap", "%(num)s needs became gaps", number),
        ChangeKind.WITHIN_REACH: words.ngettext(
            "%(num)s gap could be met by potential partners now",
            "%(num)s gaps could be met by potential partners now",
            number,
        ),
        ChangeKind.OUT_OF_REACH: words.ngettext(
            "%(num)s gap has nobody left who could meet it", "%(num)s gaps have nobody left who could meet them", number
        ),
        ChangeKind.RESTS_ON_ONE: words.ngettext(
            "%(num)s need rests on one partner now", "%(num)s needs rest on one partner now", number
        ),
        ChangeKind.RESTS_ON_SEVERAL: words.ngettext(
            "%(num)s need no longer rests on one partner", "%(num)s needs no longer rest on one partner", number
        ),
        ChangeKind.NEED_ADDED: words.ngettext("%(num)s need was added", "%(num)s needs were added", number),
        ChangeKind.NEED_REMOVED: words.ngettext(
            "%(num)s need was taken off the list", "%(num)s needs were taken off the list", number
        ),
        ChangeKind.PARTNER_ADDED: words.ngettext("%(num)s partner was added", "%(num)s partners were added", number),
        ChangeKind.PARTNER_LEFT: words.ngettext("%(num)s partner left", "%(num)s partners left", number),
        ChangeKind.PARTNER_REMOVED: words.ngettext(
            "%(num)s partner was taken off the list", "%(num)s partners were taken off the list", number
        ),
        ChangeKind.PARTNER_EXISTING: words.ngettext(
            "%(num)s is an existing partner now", "%(num)s are existing partners now", number
        ),
        ChangeKind.PARTNER_POTENTIAL: words.ngettext(
            "%(num)s counts as a potential partner now", "%(num)s count as potential partners now", number
        ),
        ChangeKind.PARTNER_RENAMED: words.ngettext(
            "%(num)s partner has a new name", "%(num)s partners have a new name", number
        ),
        ChangeKind.NAMED: words.ngettext(
            "%(num)s partner may be named now", "%(num)s partners may be named now", number
        ),
        ChangeKind.NOT_NAMED: words.ngettext(
            "%(num)s partner may not be named now", "%(num)s partners may not be named now", number
        ),
    }[kind]


SUBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in the sentence of a change where its subject is to stand."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: a sentence with `SUBJECT` where its subject stands, and a `note` that says more about it.

    `page` is the subject's page within the workbook, or empty. A change that names nobody has no subject, and may stand
    for a `number` of them.
    """

    kind: ChangeKind
    subject: str
    sentence: str
    note: str = ""
    page: str = ""
    number: int = 1

    @property
    def group(self) -> Group:
        """What it is about."""
        return _MEANING[self.kind][0]

    @property
    def tone(self) -> Tone:
        """How it reads."""
        return _MEANING[self.kind][1]

    @property
    def around(self) -> tuple[str, str]:
        """The words before the subject and those behind it."""
        before, _, after = self.sentence.partition(SUBJECT)
        return before, after

    def __str__(self) -> str:
        return self.subject.join(self.around)


class Since(StrEnum):
    """Why changes are told since a certain day."""

    ASKED = "asked"
    MEETING = "meeting"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """The day since which changes are told, that day included, and why that day."""

    since: date
    reason: Since


_NAMED = 2
"""Up to so many changes of a kind are named one by one where it should be short."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes of a period.

    `first` is the day on which git first had the content, where that is later than the period's beginning. `partly`
    says that some of the earlier content could not be read, and that changes of it are not told.
    """

    period: Period
    found: tuple[Change, ...]
    first: date | None = None
    partly: bool = False

    def groups(self) -> tuple[tuple[Group, tuple[Change, ...]], ...]:
        """The changes by what they are about."""
        found = ((group, tuple(each for each in self.found if each.group is group)) for group in Group)
        return tuple((group, changes) for group, changes in found if changes)

    def short(self, words: Catalogue) -> tuple[tuple[Tone, str], ...]:
        """The changes in few sentences, the most telling first: three or more of a kind are counted."""
        sentences: list[tuple[Tone, str]] = []
        for kind, changes in groupby(self.found, key=lambda change: change.kind):
            tone, alike = _MEANING[kind][1], list(changes)
            number = sum(change.number for change in alike)
            named = [(tone, str(change)) for change in alike]
            sentences += named if number <= _NAMED else [(tone, counted(kind, number, words))]
        return tuple(sentences)


def in_order(changes: list[Change]) -> tuple[Change, ...]:
    """Changes as they are told: by kind, then by name."""
    kinds = list(ChangeKind)
    return tuple(sorted(changes, key=lambda each: (kinds.index(each.kind), each.subject.casefold(), each.note)))


_A_MONTH = 30


def period_of(meeting: date | None, today: date, asked: date | None) -> Period:
    """The period to tell about: since the day asked for, else since the last meeting, else the last 30 days."""
    if asked is not None:
        return Period(asked, Since.ASKED)
    if meeting is not None and meeting < today:
        return Period(meeting, Since.MEETING)
    return Period(date.fromordinal(max(today.toordinal() - _A_MONTH, 1)), Since.MONTH)
