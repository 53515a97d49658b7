"""Records: what one form is about, such as a partner or an invite, and in which files its values stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coalition_site.edit.edits import Steps
from coalition_site.model.area import AreaFrontMatter
from coalition_site.model.audience import Audience
from coalition_site.model.fields import ContentModel
from coalition_site.model.invite import Invite
from coalition_site.model.kinds import Kind
from coalition_site.model.meeting import MeetingFrontMatter
from coalition_site.model.needs import Needs
from coalition_site.model.page import PageAudience, PageFrontMatter
from coalition_site.model.partner import PartnerFrontMatter, is_for_team_folder
from coalition_site.model.settings import Settings
from coalition_site.model.vocabulary_changes import VocabularyChanges
from coalition_site.model.wording import WordingFrontMatter
from coalition_site.read.content import AREAS, COALITION, CONTENT, INVITES, MEETINGS, NEEDS, VOCABULARY, Content
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


RECORD_MODELS: Mapping[RecordKind, type[ContentModel]] = {
    RecordKind.PARTNER: PartnerFrontMatter,
    RecordKind.INVITE: Invite,
    RecordKind.NEEDS: Needs,
    RecordKind.SETTINGS: Settings,
    RecordKind.VOCABULARY: VocabularyChanges,
    RecordKind.LETTER: WordingFrontMatter,
    RecordKind.PAGE: PageFrontMatter,
    RecordKind.AREA: AreaFrontMatter,
    RecordKind.MEETING: MeetingFrontMatter,
}
FOLDERS = {
    RecordKind.PARTNER: "partners",
    RecordKind.PAGE: "pages",
    RecordKind.AREA: AREAS,
    RecordKind.MEETING: MEETINGS,
}
"""The folders of records with translations, in the content as on the public site."""
_FILES = {RecordKind.NEEDS: NEEDS, RecordKind.SETTINGS: COALITION, RecordKind.VOCABULARY: VOCABULARY}
_BODIES = {
    RecordKind.PARTNER: (
        "Profile",
        "Who they are and what they do. Everybody may read it once they agreed.",
        Audience.PUBLIC,
    ),
    RecordKind.PAGE: ("The page", "Seen by those whom the page is for.", Audience.PUBLIC),
    RecordKind.AREA: ("What it means here", "Shown on the area's public page.", Audience.PUBLIC),
    RecordKind.MEETING: ("Agenda", "Seen by those whom the meeting is for.", Audience.PUBLIC),
    RecordKind.LETTER: ("The letter", "What it says between greeting and closing.", Audience.PARTNER),
}


WITH_VERSIONS = frozenset(RecordKind) - {RecordKind.INVITE}
"""The kinds of which one record can be put back as it was: those that have their files for themselves."""
TRANSLATED = frozenset({*FOLDERS, RecordKind.LETTER})
"""The kinds whose texts may have files of their own in further languages."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `id` is that of a partner, page, area, meeting or letter, or the number of an invite from 0.

    Without an id it is a new one, or the only one of its kind. A translation is `name.language`.
    """

    kind: RecordKind
    id: str = ""

    @property
    def steps(self) -> Steps:
        """What leads to its values within its file."""
        return (int(self.id),) if self.kind is RecordKind.INVITE and self.id else ()

    @property
    def is_markdown(self) -> bool:
        """Whether it has a text below front matter."""
        return self.kind in _BODIES

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
        return bool(self.language) and self.kind in {RecordKind.PARTNER, RecordKind.AREA, RecordKind.MEETING}

    def fields(self) -> tuple[RecordField, ...]:
        """All its fields, the text below front matter last."""
        fields = fields_of(RECORD_MODELS[self.kind])
        if not self.is_markdown:
            return fields
        label, told, audience = _BODIES[self.kind]
        return (*fields, RecordField(BODY, Control.MARKDOWN, label, told, audience=audience, kind=Kind.PARAGRAPH))


def documents(content: Content, record: Record) -> list[Document]:
    """The files that a record has values in, where they could be read: that of the content, and the team's own."""
    found: list[Document | None] = []
    if record.language and record.kind is not RecordKind.LETTER:
        _, translations = content.of_folder(FOLDERS[record.kind])
        there = translations.get((record.original.id, record.language))
        return [there] if there is not None else []
    match record.kind:
        case RecordKind.PARTNER:
            found = [content.partners.get(record.id), content.team_partners.get(record.id)]
        case RecordKind.PAGE:
            found = [content.pages.get(record.id)]
        case RecordKind.AREA:
            found = [content.areas.get(record.id)]
        case RecordKind.MEETING:
            found = [content.meetings.get(record.id), content.team_meetings.get(record.id)]
        case RecordKind.LETTER:
            name, _, language = record.id.partition(".")
            found = [content.letters.get((name, language))]
        case RecordKind.INVITE:
            found = [content.yaml.get(INVITES)]
        case RecordKind.NEEDS:
            found = [content.yaml.get(NEEDS), content.team_yaml.get(NEEDS)]
        case _:
            found = [content.yaml.get(_FILES[record.kind])]
    return [document for document in found if document is not None]


def translated(content: Content, record: Record) -> list[Document]:
    """The files that a record is translated in and that have no use without it, as a letter's have."""
    if record.language or record.kind not in FOLDERS:
        return []
    _, found = content.of_folder(FOLDERS[record.kind])
    return [each for (name, _), each in found.items() if name == record.id]


def value_of(content: Content, record: Record) -> dict[str, Value] | None:
    """What is written of a record, its text under `body`; None where there is no such record.

    Notes on needs that stand in the team's own folder are not in it (`team_needs.joined_needs`).
    """
    value: dict[str, Value] = {}
    found = documents(content, record)
    for document in found:
        if document is content.team_yaml.get(NEEDS):
            continue
        part = document.value_at(record.steps)
        if record.steps and part is None:
            return None
        value = _joined(value, part if isinstance(part, dict) else {})
        if record.is_markdown and document.body and not value.get(BODY):
            value[BODY] = document.body
    return value if found or record.kind in _FILES else None


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
    if record.language and record.kind is not RecordKind.LETTER:
        written = documents(content, record)
        original = documents(content, record.original)[0].path.removesuffix(".md")
        return written[0].path if written else f"{original}.{record.language}.md"
    team = content.team.shown if content.team is not None else CONTENT
    match record.kind:
        case RecordKind.PARTNER:
            apart = record.id in content.team_partners and record.id not in content.partners
            folder = team if apart or (keys and is_for_team_folder(keys)) else CONTENT
            path = f"{folder}/partners/{record.id}.md"
        case RecordKind.PAGE:
            folder = team if audience.lower() == PageAudience.TEAM else CONTENT
            there = content.pages.get(record.id)
            path = there.path if there is not None and not audience else f"{folder}/pages/{record.id}.md"
        case RecordKind.LETTER:
            path = f"{CONTENT}/letters/{record.id}.md"
        case RecordKind.MEETING:
            apart = record.id in content.team_meetings and record.id not in content.meetings
            of_team = audience.lower() == PageAudience.TEAM or tuple(keys[:1]) == ("team",)
            path = f"{team if apart or of_team else CONTENT}/{MEETINGS}/{record.id}.md"
        case RecordKind.AREA:
            path = f"{CONTENT}/{AREAS}/{record.id}.md"
        case RecordKind.INVITE:
            path = content.team_path(INVITES)
        case _:
            path = f"{CONTENT}/{_FILES[record.kind]}"
    return path
