"""What a file proposes, before it is compared with the content."""

from dataclasses import dataclass, field
from enum import StrEnum

from coalition_site.importers.sources import Source
from coalition_site.model.vocabulary import Choice, ListName


class RemarkKind(StrEnum):
    """What a remark is about; the report has a part for each, in this order."""

    UNKNOWN = "Unknown values"
    READ_AS = "Read as"
    ASSUMED = "Assumed"
    DUPLICATE = "Perhaps the same, kept apart"
    OPEN = "Left open"
    LOST = "Not carried over"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something people should know about a place in a file."""

    kind: RemarkKind
    source: Source
    text: str


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


@dataclass(slots=True)
class PartnerProposal:
    """What the file says of one partner; empty values say nothing. `texts` are by column."""

    source: Source
    name: str
    relationship: str = ""
    type: Choice | None = None
    serves: list[Choice] = field(default_factory=list)
    works_on: list[Choice] = field(default_factory=list)
    assets: list[Choice] = field(default_factory=list)
    initiatives: list[str] = field(default_factory=list)
    roles: list[RoleProposal] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    people: list[PersonProposal] = field(default_factory=list)
    refused: bool = False


@dataclass(slots=True)
class InviteProposal:
    """A row of Table 4; the organization may be empty. `more` holds days and what else the invite list says, by key."""

    source: Source
    member: str
    organization: str = ""
    sender: str = ""
    status: str = ""
    email: str = ""
    phone: str = ""
    notes: list[str] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Proposals:
    """Everything that was understood, in the order of the files, and what people should know about it."""

    needs: list[NeedProposal] = field(default_factory=list)
    partners: list[PartnerProposal] = field(default_factory=list)
    invites: list[InviteProposal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, kind: RemarkKind, source: Source, text: str) -> None:
        """Notes something that people should know."""
        self.remarks.append(Remark(kind, source, text))
