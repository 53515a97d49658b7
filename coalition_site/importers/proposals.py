"""Proposals of a file, before it is compared with the content, and what people should be asked about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from coalition_site.importers.sources import Source
from coalition_site.model.vocabulary import Choice, ListName, plain


class RemarkKind(StrEnum):
    """What a remark is about; the report has a part for each, in this order."""

    CONFLICT = "Said differently"
    UNKNOWN = "Unknown values"
    READ_AS = "Read as"
    ASSUMED = "Assumed"
    DUPLICATE = "Perhaps the same, kept apart"
    OPEN = "Left open"
    NOTED = "Kept in the team's notes"
    LOST = "Not carried over"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something people should know about a place in a file."""

    kind: RemarkKind
    source: Source
    text: str


class About(StrEnum):
    """What a question is about."""

    COLUMN = "column"
    PROFILE = "profile"
    RELATIONSHIP = "relationship"
    STATUS = "status"
    TYPE = "type"
    SECTION = "section"
    CONSENT = "consent"
    OPTION = "option"
    DAYS = "days"
    ALONE = "person alone"

    @property
    def is_of_column(self) -> bool:
        """Whether the answer says what a column means."""
        return self in {About.COLUMN, About.PROFILE}


@dataclass(frozen=True, slots=True)
class Question:
    """Something only people know: what a head or some words mean. One answer holds wherever the words stand.

    `choices` are the answers that are offered first, `proposed` is what holds without an answer; `heads` are those of
    the table, by which an answer is kept; `count` says for how many rows it holds.
    """

    about: About
    words: str
    choices: tuple[str, ...]
    proposed: str
    heads: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was needed: of the table with these heads, what the words, or the head, mean."""

    heads: tuple[str, ...]
    about: About
    words: str
    means: str


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """A column: its head in one line, what it means (empty: kept in the notes), how that is known, three values."""

    head: str
    means: str
    how: str
    samples: tuple[str, ...]
    filled: int


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as it was understood: where its heads stand, how many rows are below, the program that exported it."""

    source: Source
    rows: int
    columns: tuple[ColumnReading, ...]
    program: str = ""


@dataclass(frozen=True, slots=True)
class NeedProposal:
    """A ticked box of Part 1."""

    source: Source
    list: ListName
    choice: Choice


@dataclass(frozen=True, slots=True)
class RoleProposal:
    """A role for a partner, and who would hold it; `written` is the text that both were read from."""

    role: str
    person: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class PersonProposal:
    """Somebody at a partner; empty texts say nothing."""

    name: str
    title: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""


@dataclass(slots=True)
class PartnerProposal:
    """What the file says of one partner; empty values say nothing. `texts` are by path; an address has its lines.

    `consent` is the day they agreed to be named, `agreed`
    their words where no day is known. `vague` says that the type names no more than a family of types.
    `cells` say by path where values were read, and for `profile` where the text below was.
    """

    source: Source
    name: str
    relationship: str = ""
    type: Choice | None = None
    vague: bool = False
    serves: list[Choice] = field(default_factory=list)
    works_on: list[Choice] = field(default_factory=list)
    assets: list[Choice] = field(default_factory=list)
    initiatives: list[str] = field(default_factory=list)
    roles: list[RoleProposal] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    people: list[PersonProposal] = field(default_factory=list)
    refused: bool = False
    consent: str = ""
    agreed: str = ""
    cells: dict[str, list[Source]] = field(default_factory=dict)


@dataclass(slots=True)
class InviteProposal:
    """A row of Table 4; the organization may be empty. `values` are what else the invite list says, by key."""

    source: Source
    member: str
    organization: str = ""
    sender: str = ""
    notes: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkbookRow:
    """A row of our own workbook: the texts by head, the options in its lists, and the cells of the texts."""

    source: Source
    sheet: str
    texts: dict[str, str]
    choices: dict[str, list[Choice]]
    cells: dict[str, Source] = field(default_factory=dict)


@dataclass(slots=True)
class ReviewProposal:
    """What a partner says of itself in its review; what is not there says nothing.

    `texts` are by key, `ticked` the boxes of each list by option, `more` what is written below them. `consent` is
    `yes`, `no`, both, or empty without an answer; days are as the content writes them, or empty, and `no_days` what
    stands in a field of a day and is none. `right` says that they found everything right. `meant` is what people
    answered of lines in `more`, by the line as it is compared.
    """

    source: Source
    partner_id: str
    language: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    ticked: dict[str, dict[str, bool]] = field(default_factory=dict)
    more: dict[str, list[str]] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=dict)
    right: bool = False
    consent: str = ""
    until: str = ""
    day: str = ""
    by: str = ""
    comments: str = ""
    no_days: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Proposals:
    """Everything that was understood, in the order of the files, and what people should know about it."""

    needs: list[NeedProposal] = field(default_factory=list)
    partners: list[PartnerProposal] = field(default_factory=list)
    invites: list[InviteProposal] = field(default_factory=list)
    workbook: list[WorkbookRow] = field(default_factory=list)
    reviews: list[ReviewProposal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    tables: list[TableReading] = field(default_factory=list)
    answered: dict[Answered, None] = field(default_factory=dict)
    _questions: dict[tuple[str, str], Question] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What people should be asked, each once, in the order of the files."""
        return tuple(self._questions.values())

    @property
    def nothing_read(self) -> bool:
        """Whether no file said anything."""
        return not (self.needs or self.partners or self.invites or self.workbook or self.reviews)

    def remark(self, kind: RemarkKind, source: Source, text: str) -> None:
        """Notes something that people should know."""
        self.remarks.append(Remark(kind, source, text))

    def ask(self, question: Question) -> None:
        """Notes a question, or that it is asked of one row more."""
        key = question.about, plain(question.words)
        there = self._questions.get(key)
        self._questions[key] = replace(there, count=there.count + question.count) if there is not None else question


def samples_of(texts: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The first different values of a column, in one line each."""
    found: dict[str, None] = {}
    for text in texts:
        found.setdefault(" ".join(text.split()))
        if len(found) == most:
            break
    return tuple(found)
