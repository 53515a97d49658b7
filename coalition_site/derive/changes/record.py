"""The record of changes between two days, in the coalition's words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby


class Kind(StrEnum):
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
    """What a change is about."""

    INVITATIONS = "Invitations"
    NEEDS = "Needs and gaps"
    PARTNERS = "Partners"
    NAMING = "Named in public"


class Tone(StrEnum):
    """Whether a change brings the coalition forward, asks for attention, or neither."""

    FORWARD = "forward"
    ATTENTION = "attention"
    PLAIN = "plain"


_MEANING: dict[Kind, tuple[Group, Tone, str]] = {
    Kind.ACCEPTED: (Group.INVITATIONS, Tone.FORWARD, "accepted"),
    Kind.DECLINED: (Group.INVITATIONS, Tone.ATTENTION, "declined"),
    Kind.INVITED: (Group.INVITATIONS, Tone.PLAIN, "were invited"),
    Kind.NO_ANSWER: (Group.INVITATIONS, Tone.ATTENTION, "have not answered"),
    Kind.KEPT_INFORMED: (Group.INVITATIONS, Tone.PLAIN, "are kept informed"),
    Kind.WRITTEN_TO: (Group.INVITATIONS, Tone.PLAIN, "letters went out"),
    Kind.DRAFTED: (Group.INVITATIONS, Tone.PLAIN, "letters were drafted"),
    Kind.IDEA_AGAIN: (Group.INVITATIONS, Tone.PLAIN, "invitations are ideas again"),
    Kind.LISTED: (Group.INVITATIONS, Tone.PLAIN, "people were put on the invite list"),
    Kind.UNLISTED: (Group.INVITATIONS, Tone.PLAIN, "people were taken off the invite list"),
    Kind.GAP_CLOSED: (Group.NEEDS, Tone.FORWARD, "needs are no longer gaps"),
    Kind.GAP_OPENED: (Group.NEEDS, Tone.ATTENTION, "needs became gaps"),
    Kind.WITHIN_REACH: (Group.NEEDS, Tone.FORWARD, "gaps could be met by potential partners now"),
    Kind.OUT_OF_REACH: (Group.NEEDS, Tone.ATTENTION, "gaps have nobody left who could meet them"),
    Kind.RESTS_ON_ONE: (Group.NEEDS, Tone.ATTENTION, "needs rest on one partner now"),
    Kind.RESTS_ON_SEVERAL: (Group.NEEDS, Tone.FORWARD, "needs no longer rest on one partner"),
    Kind.NEED_ADDED: (Group.NEEDS, Tone.PLAIN, "needs were added"),
    Kind.NEED_REMOVED: (Group.NEEDS, Tone.PLAIN, "needs were taken off the list"),
    Kind.PARTNER_ADDED: (Group.PARTNERS, Tone.FORWARD, "partners were added"),
    Kind.PARTNER_LEFT: (Group.PARTNERS, Tone.ATTENTION, "partners left"),
    Kind.PARTNER_REMOVED: (Group.PARTNERS, Tone.PLAIN, "partners were taken off the list"),
    Kind.PARTNER_EXISTING: (Group.PARTNERS, Tone.FORWARD, "are existing partners now"),
    Kind.PARTNER_POTENTIAL: (Group.PARTNERS, Tone.PLAIN, "count as potential partners now"),
    Kind.PARTNER_RENAMED: (Group.PARTNERS, Tone.PLAIN, "partners have a new name"),
    Kind.NAMED: (Group.NAMING, Tone.FORWARD, "partners may be named now"),
    Kind.NOT_NAMED: (Group.NAMING, Tone.ATTENTION, "partners may not be named now"),
}
"""What each kind is about, how it reads, and what several of them did."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `subject` and `predicate` are a sentence, and `note` says more about it.

    `page` is the subject's page within the workbook, or empty.
    """

    kind: Kind
    subject: str
    predicate: str
    note: str = ""
    page: str = ""

    @property
    def group(self) -> Group:
        """What it is about."""
        return _MEANING[self.kind][0]

    @property
    def tone(self) -> Tone:
        """How it reads."""
        return _MEANING[self.kind][1]

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate}"


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

    def short(self) -> tuple[tuple[Tone, str], ...]:
        """The changes in few sentences, the most telling first: three or more of a kind are counted."""
        sentences: list[tuple[Tone, str]] = []
        for kind, changes in groupby(self.found, key=lambda change: change.kind):
            _, tone, several = _MEANING[kind]
            named = [(tone, str(change)) for change in changes]
            sentences += named if len(named) <= _NAMED else [(tone, f"{len(named)} {several}")]
        return tuple(sentences)


def in_order(changes: list[Change]) -> tuple[Change, ...]:
    """Changes as they are told: by kind, then by name."""
    kinds = list(Kind)
    return tuple(sorted(changes, key=lambda each: (kinds.index(each.kind), each.subject.casefold(), each.note)))


_A_MONTH = 30


def period_of(meeting: date | None, today: date, asked: date | None) -> Period:
    """The period to tell about: since the day asked for, else since the last meeting, else the last 30 days."""
    if asked is not None:
        return Period(asked, Since.ASKED)
    if meeting is not None and meeting < today:
        return Period(meeting, Since.MEETING)
    return Period(date.fromordinal(max(today.toordinal() - _A_MONTH, 1)), Since.MONTH)
