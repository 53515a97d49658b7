"""Records: what one form is about, such as a partner or an invite, and in which files its values stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coalition_site.edit.edits import Steps
from coalition_site.model.content_files import (
    AREAS,
    COALITION,
    CONTENT,
    INVITES,
    LETTERS,
    MEETINGS,
    NEEDS,
    PAGES,
    PARTNERS,
    VOCABULARY,
    FileKind,
    file_name,
    is_name,
)
from coalition_site.model.kinds import ValueKind
from coalition_site.model.page import PageAudience
from coalition_site.model.partner import is_for_team_folder
from coalition_site.read.content import Content
from coalition_site.read.values import Document, Value
from coalition_site.records.fields import Control, RecordField, fields_of

BODY = "body"
"""The key under which a record has the text below its front matter."""


class RecordKind(StrEnum):
    """The kinds of records, as addresses name them."""

    PARTNER = "partner"
    INVITE = "invite"
    NEEDS = "needs"
    SETTINGS = "settings"
    VOCABULARY = "vocabulary"
    LETTER = "letter"
    PAGE = "page"
    AREA = "area"
    MEETING = "meeting"


FILE_KINDS: Mapping[RecordKind, FileKind] = {
    RecordKind.PARTNER: PARTNERS,
    RecordKind.INVITE: INVITES,
    RecordKind.NEEDS: NEEDS,
    RecordKind.SETTINGS: COALITION,
    RecordKind.VOCABULARY: VOCABULARY,
    RecordKind.LETTER: LETTERS,
    RecordKind.PAGE: PAGES,
    RecordKind.AREA: AREAS,
    RecordKind.MEETING: MEETINGS,
}
"""The kinds of file that records stand in."""
_RECORD_KINDS = {kind: record for record, kind in FILE_KINDS.items()}
WITH_VERSIONS = frozenset(RecordKind) - {RecordKind.INVITE}
"""The kinds of which one record can be put back as it was: those that have their files for themselves."""
TRANSLATED = frozenset(record for record, kind in FILE_KINDS.items() if kind.translated is not None)
"""The kinds whose texts may have files of their own in further languages."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `id` is that of a partner, page, area, meeting or letter, or the number of an invite from 0.

    Without an id it is a new one, or the only one of its kind. A translation is `name.language`.
    """

    kind: RecordKind
    id: str = ""

    @property
    def file_kind(self) -> FileKind:
        """The kind of file that it stands in."""
        return FILE_KINDS[self.kind]

    @property
    def is_alone(self) -> bool:
        """Whether there is but one of its kind."""
        return not (self.file_kind.is_folder or self.file_kind.is_list)

    @property
    def steps(self) -> Steps:
        """What leads to its values within its file."""
        return (int(self.id),) if self.kind is RecordKind.INVITE and self.id else ()

    @property
    def is_markdown(self) -> bool:
        """Whether it has a text below front matter."""
        return self.file_kind.text is not None

    @property
    def language(self) -> str:
        """The language of a translation; empty for an original."""
        return self.id.partition(".")[2] if self.kind in TRANSLATED else ""

    @property
    def original(self) -> "Record":
        """The record that this one translates, or itself."""
        return Record(self.kind, self.id.partition(".")[0]) if self.language else self

    @property
    def is_text_alone(self) -> bool:
        """Whether its file holds a text and no front matter: the translation of all but pages and letters."""
        return bool(self.language) and not self.file_kind.translated

    def fields(self) -> tuple[RecordField, ...]:
        """All its fields, the text below front matter last."""
        fields, text = fields_of(self.file_kind.model), self.file_kind.text
        if text is None:
            return fields
        below = RecordField(
            BODY, Control.MARKDOWN, text.title, text.told, audience=text.audience, kind=ValueKind.PARAGRAPH
        )
        return (*fields, below)


def record_of(path: str) -> Record | None:
    """The record that a file holds, by its path; None where it holds none, or a list of them."""
    name = file_name(path)
    kind = _RECORD_KINDS.get(name.kind) if name is not None else None
    if name is None or kind is None or name.kind.is_list or (name.kind.is_folder and not is_name(name.id)):
        return None
    return Record(kind, f"{name.id}.{name.language}" if name.language else name.id)


def documents(content: Content, record: Record) -> list[Document]:
    """The files that a record has values in, where they could be read: that of the content, and the team's own."""
    kind = record.file_kind
    if record.language:
        translation = content.in_languages(kind).get((record.original.id, record.language.lower()))
        return [translation] if translation is not None else []
    return content.parts(kind, record.id if kind.is_folder else "")


def translated(content: Content, record: Record) -> list[Document]:
    """The files that a record is translated in and that have no use without it, as a letter's have."""
    if record.language or record.kind is RecordKind.LETTER:
        return []
    return [each for (name, _), each in content.translations(record.file_kind).items() if name == record.id]


def value_of(content: Content, record: Record) -> dict[str, Value] | None:
    """What is written of a record, its text under `body`; None where there is no such record.

    Notes on needs that stand in the team's own folder are not in it (`team_needs.joined_needs`).
    """
    value: dict[str, Value] = {}
    found = documents(content, record)
    for document in found:
        if document is content.team_parts(NEEDS).get(""):
            continue
        part = document.value_at(record.steps)
        if record.steps and part is None:
            return None
        value = _joined(value, part if isinstance(part, dict) else {})
        if record.is_markdown and document.body and not value.get(BODY):
            value[BODY] = document.body
    return value if found or record.is_alone else None


def _joined(one: dict[str, Value], other: dict[str, Value]) -> dict[str, Value]:
    """Two blocks as one: the parts of a block that stands in both are joined."""
    joined = dict(one)
    for key, value in other.items():
        there = joined.get(key)
        joined[key] = _joined(there, value) if isinstance(there, dict) and isinstance(value, dict) else value
    return joined


def path_of(content: Content, record: Record, keys: Sequence[str] = (), audience: str = "") -> str:
    """The file that a key of a record is written in, below the project.

    A page of the team's (`audience`) stands in the team's own folder, where there is one, and a translation beside what
    it translates.
    """
    kind, name = record.file_kind, record.original.id
    if record.language:
        written = documents(content, record)
        original = documents(content, record.original)
        folder = original[0].path.removesuffix(f"/{kind.place}/{name}.md") if original else CONTENT
        return written[0].path if written else kind.path(name, record.language, folder=folder)
    if not kind.is_folder:
        return kind.path(folder=content.team_folder if kind.is_of_team else CONTENT)
    there = content.file(kind, name)
    if kind.team is None and there is not None and not audience:
        return there.path
    is_apart = there is None and name in content.team_parts(kind)
    is_of_part = kind.team is not None and bool(keys) and is_for_team_folder(keys)
    is_of_team = is_apart or is_of_part or (kind.has_audience and audience.lower() == PageAudience.TEAM)
    return kind.path(name, folder=content.team_folder if is_of_team else CONTENT)
