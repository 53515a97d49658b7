"""The workbook of a whole coalition: which sheets it has, and which key of the content each column is.

One table for the export that writes it and the import that reads it back, so neither can know a column that the other
does not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from coalition_site.model.invite import Status, Via
from coalition_site.model.localized import Localized
from coalition_site.model.partner import Influence, Relationship, Stance
from coalition_site.model.vocabulary import Choice, ListName, Vocabulary


class Kind(StrEnum):
    """What a cell holds: how it is written there, and what takes its place in a file."""

    TEXT = "text"
    LOCALIZED = "text in the coalition's own language"
    LINES = "lines"
    DAY = "day"
    OPTION = "option"
    OPTIONS = "options"
    BODY = "Markdown"


@dataclass(frozen=True, slots=True)
class WorkbookColumn:
    """A column: its head, the keys that lead to its value, what it holds, the list or the words to choose from."""

    head: str
    key: tuple[str, ...]
    kind: Kind = Kind.TEXT
    options: ListName | None = None
    words: tuple[str, ...] = ()


PARTNER_ID, SENDER = "Partner id", "Sender"
PARTNERS = (
    WorkbookColumn("Name", ("name",), Kind.LOCALIZED),
    WorkbookColumn("Short name", ("short_name",), Kind.LOCALIZED),
    WorkbookColumn("Website", ("website",)),
    WorkbookColumn("Type", ("type",), Kind.OPTION, ListName.TYPES),
    WorkbookColumn("Relationship", ("relationship",), words=tuple(map(str, Relationship))),
    WorkbookColumn("Serves", ("serves",), Kind.OPTIONS, ListName.GROUPS),
    WorkbookColumn("Works on", ("works_on",), Kind.OPTIONS, ListName.AREAS),
    WorkbookColumn("Assets", ("assets",), Kind.OPTIONS, ListName.ASSETS),
    WorkbookColumn("Initiatives", ("initiatives",), Kind.LINES),
    WorkbookColumn("Role held", ("role",), Kind.LOCALIZED),
    WorkbookColumn("Consent", ("listing", "consent"), Kind.DAY),
    WorkbookColumn("Consent until", ("listing", "until"), Kind.DAY),
    WorkbookColumn("Refused on", ("listing", "refused"), Kind.DAY),
    WorkbookColumn("How they agreed", ("listing", "how")),
    WorkbookColumn("Profile reviewed", ("listing", "reviewed"), Kind.DAY),
    WorkbookColumn("Old addresses", ("old_addresses",), Kind.LINES),
    WorkbookColumn("Agreement signed", ("agreement", "signed"), Kind.DAY),
    WorkbookColumn("Agreement until", ("agreement", "until"), Kind.DAY),
    WorkbookColumn("Represented by", ("agreement", "represented_by")),
    WorkbookColumn("Stands in", ("agreement", "alternate")),
    WorkbookColumn("Why them", ("outreach", "because"), Kind.LOCALIZED),
    WorkbookColumn("Message to them", ("outreach", "message"), Kind.LOCALIZED),
    WorkbookColumn("Motivations", ("team", "motivations")),
    WorkbookColumn("Strengths", ("team", "strengths")),
    WorkbookColumn("Barriers", ("team", "barriers")),
    WorkbookColumn("Notes", ("team", "notes")),
    WorkbookColumn("Position", ("team", "position"), words=tuple(map(str, Stance))),
    WorkbookColumn("Influence", ("team", "influence"), words=tuple(map(str, Influence))),
    WorkbookColumn("E-mail", ("team", "contact", "email")),
    WorkbookColumn("Phone", ("team", "contact", "phone")),
    WorkbookColumn("Address", ("team", "contact", "address"), Kind.LINES),
    WorkbookColumn("Profile", ("profile",), Kind.BODY),
)
PEOPLE = tuple(
    WorkbookColumn(head, (head.lower().replace("-", ""),)) for head in ("Name", "Title", "E-mail", "Phone", "Language")
)
ROLES = (WorkbookColumn("Role", ("role",), Kind.LOCALIZED), WorkbookColumn("Person", ("person",)))
INVITES = (
    WorkbookColumn("Member", ("member",)),
    WorkbookColumn(PARTNER_ID, ("partner",)),
    WorkbookColumn(SENDER, ("sender",)),
    WorkbookColumn("Status", ("status",), words=tuple(map(str, Status))),
    WorkbookColumn("Letter", ("letter",)),
    WorkbookColumn("Language", ("language",), Kind.LINES),
    WorkbookColumn("E-mail", ("email",)),
    WorkbookColumn("Phone", ("phone",)),
    WorkbookColumn("Address", ("address",), Kind.LINES),
    WorkbookColumn("Via", ("via",), words=tuple(map(str, Via))),
    WorkbookColumn("Ask", ("ask",), Kind.LOCALIZED),
    WorkbookColumn("Sent", ("sent",), Kind.DAY),
    WorkbookColumn("Follow up", ("follow_up",), Kind.DAY),
    WorkbookColumn("Answered", ("answered",), Kind.DAY),
    WorkbookColumn("Note", ("note",)),
)
SHEETS: Mapping[str, tuple[WorkbookColumn, ...]] = {
    "Partners": PARTNERS,
    "People": PEOPLE,
    "Roles": ROLES,
    "Invites": INVITES,
}
"""The sheets by title; all but the invites begin with the partner's id."""
CHOICES = "Choices"
"""The sheet of what may be chosen; it says nothing of the coalition."""


def heads_of(sheet: str) -> tuple[str, ...]:
    """The heads of a sheet, in their order."""
    heads = tuple(column.head for column in SHEETS[sheet])
    return heads if PARTNER_ID in heads else (PARTNER_ID, *heads)


def value_at(model: object, key: Iterable[str]) -> object:
    """The value of a model that keys lead to."""
    value: Any = model
    for step in key:
        value = getattr(value, step)
    return value


def cell_text(value: object, column: WorkbookColumn, vocabulary: Vocabulary, language: str) -> str:
    """A value as its cell shows it, empty where there is none; lists have a line for each entry."""
    if value is None:
        return ""
    if isinstance(value, Localized):
        return value.in_language(language, language)
    if column.kind is Kind.OPTION and column.options is not None and isinstance(value, Choice):
        return _choice(value, column.options, vocabulary, language)
    if column.kind is Kind.OPTIONS and column.options is not None and isinstance(value, tuple):
        return "\n".join(_choice(each, column.options, vocabulary, language) for each in value)
    return "\n".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _choice(choice: Choice, name: ListName, vocabulary: Vocabulary, language: str) -> str:
    if not choice.option:
        return choice.text
    label = vocabulary.list_of(name)[choice.option].label.in_language(language, "en")
    return f"{label}: {choice.text}" if choice.text else label
