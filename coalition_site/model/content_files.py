"""Kinds of content file, in one table: place, models, text, translations, and what of a file the team's folder has.

What reads, checks, changes, describes content files or offers forms for them asks this table. A kind that is added to
it is read, known to editors, forms, histories and the self-test; what it means to people is said where they see it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from coalition_site.model.area import Area, AreaFrontMatter
from coalition_site.model.audience import Audience
from coalition_site.model.fields import ContentModel
from coalition_site.model.import_memory import ImportMemory
from coalition_site.model.invite import Invite
from coalition_site.model.keys import Keys, keys_of, list_of
from coalition_site.model.meeting import Meeting, MeetingFrontMatter, TeamMeeting
from coalition_site.model.needs import Needs, TeamNeeds
from coalition_site.model.page import Page, PageFrontMatter
from coalition_site.model.partner import Partner, PartnerFrontMatter, TeamPartner
from coalition_site.model.settings import Settings
from coalition_site.model.vocabulary_changes import VocabularyChanges
from coalition_site.model.wording import WordingFrontMatter

CONTENT = "content"
IMAGES, FONTS, WORDS, SENT = "images", "fonts", "words", "sent"
"""The content's other folders: what is in them has no keys of ours."""

MAXIMUM_NAME = 64
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10))}
"""Names that Windows opens no file by."""
_TRANSLATED_NAME = re.compile(r"(?P<name>[^.]+)(?:\.(?P<language>[A-Za-z-]+))?")
_MARKDOWN = ".md"


@dataclass(frozen=True, slots=True)
class TextBelow:
    """The Markdown below front matter: the record's field that holds it, and what forms say of it."""

    field: str
    title: str
    told: str
    audience: Audience = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class TeamPart:
    """What of a file of the content stands in a file of the same name in the team's own folder."""

    model: type[ContentModel]
    about: str


@dataclass(frozen=True, slots=True, eq=False)
class FileKind:
    """A kind of content file. Each is one of those below, and equal to itself alone.

    `place` is a folder of Markdown files, or the name of the one file; `model` has the keys of a file or, where it
    `is_list`, of an entry. `record` is what a Markdown file becomes, with the `text` below front matter; `named` is how
    its name is told. `translated` are the keys that files in further languages have too, beside their text; None where
    there are none. `team` is its part in the team's own folder. Whole files stand there of a kind that `is_of_team`,
    and where the file's `audience` says so.
    """

    place: str
    about: str
    model: type[ContentModel]
    record: type[ContentModel] | None = None
    text: TextBelow | None = None
    named: str = ""
    translated: tuple[str, ...] | None = None
    team: TeamPart | None = None
    is_list: bool = False
    is_of_team: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether there are many of it, each named by an id."""
        return self.text is not None

    @property
    def one(self) -> str:
        """One of it in a word, as in the name of its schema: a partner; of one file, what that is called."""
        return self.place.removesuffix("s") if self.is_folder else self.place.removesuffix(".yml")

    @property
    def has_audience(self) -> bool:
        """Whether each file says itself whether it is everybody's or the team's."""
        return "audience" in self.model.model_fields

    @property
    def may_be_in_team_folder(self) -> bool:
        """Whether the team's own folder may hold a file of it, whole or in part."""
        return self.is_of_team or self.has_audience or self.team is not None

    @property
    def keys(self) -> Keys:
        """The keys of its files."""
        return list_of(self.model) if self.is_list else keys_of(self.model)

    @property
    def order(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """The order in which its keys are written, by the keys that lead to their block."""
        return self.keys.order()

    def path(self, name: str = "", language: str = "", *, folder: str = CONTENT) -> str:
        """Where a file stands, by its id if there are many; `folder` is the content's, or the team's as it is shown."""
        if not self.is_folder:
            return f"{folder}/{self.place}"
        return f"{folder}/{self.place}/{name}{f'.{language}' if language else ''}{_MARKDOWN}"

    def schemas(self) -> Iterator[tuple[str, type[ContentModel], str]]:
        """The names of its JSON Schemas, the model of each, and what the file is."""
        file, head = (f"{self.place}/<{self.named}>.md", "Front matter of ") if self.is_folder else (self.place, "")
        yield self.one, self.model, f"{head}{CONTENT}/{file}: {self.about}"
        if self.team is not None:
            yield f"team-{self.one}", self.team.model, f"{head}{file} in the team's own folder: {self.team.about}"


COALITION = FileKind(
    "coalition.yml", "who we are, who sends invitations, the meeting, languages, brand", model=Settings
)
NEEDS = FileKind(
    "needs.yml", "Part 1 of the worksheet, what we need", model=Needs, team=TeamPart(TeamNeeds, "notes on needs")
)
INVITES = FileKind(
    "invites.yml",
    "Part 5 of the worksheet, whom we invite and how it went",
    model=Invite,
    is_list=True,
    is_of_team=True,
)
VOCABULARY = FileKind("vocabulary.yml", "relabel, hide, add or translate options", model=VocabularyChanges)
IMPORTS = FileKind(
    "imports.yml", "how the columns of spreadsheets were understood", model=ImportMemory, is_of_team=True
)
PARTNERS = FileKind(
    "partners",
    "an organization, a group or a resident",
    model=PartnerFrontMatter,
    record=Partner,
    text=TextBelow("profile", "Profile", "Who they are and what they do. Everybody may read it once they agreed."),
    named="id",
    translated=(),
    team=TeamPart(TeamPartner, "what is not public of a partner"),
)
LETTERS = FileKind(
    "letters",
    "the wording of a letter",
    model=WordingFrontMatter,
    text=TextBelow("body", "The letter", "What it says between greeting and closing.", Audience.PARTNER),
    named="name",
    translated=("subject", "salutation", "closing"),
)
PAGES = FileKind(
    "pages",
    "a page written by hand",
    model=PageFrontMatter,
    record=Page,
    text=TextBelow("body", "The page", "Seen by those whom the page is for."),
    named="name",
    translated=("title", "description"),
)
MEETINGS = FileKind(
    "meetings",
    "a meeting",
    model=MeetingFrontMatter,
    record=Meeting,
    text=TextBelow("body", "Agenda", "Seen by those whom the meeting is for."),
    named="date>-<name",
    translated=(),
    team=TeamPart(TeamMeeting, "what the team keeps of a public meeting"),
)
AREAS = FileKind(
    "areas",
    "what an area of concern means here",
    model=AreaFrontMatter,
    record=Area,
    text=TextBelow("body", "What it means here", "Shown on the area's public page."),
    named="id",
    translated=(),
)
KINDS = (COALITION, NEEDS, INVITES, VOCABULARY, IMPORTS, PARTNERS, LETTERS, PAGES, MEETINGS, AREAS)
"""All of them, in the order in which people are told of them."""
BY_PLACE = {kind.place: kind for kind in KINDS}
# The packaged wordings stand in a folder of this name among the templates.
_FOLDERS = {**{kind.place: kind for kind in KINDS if kind.is_folder}, "wording": LETTERS}


@dataclass(frozen=True, slots=True)
class FileName:
    """What the path of a content file says: its kind, and the id and language of one of many, else empty."""

    kind: FileKind
    id: str = ""
    language: str = ""

    @property
    def is_text_alone(self) -> bool:
        """Whether the file holds a text and no keys, as translations do of which only the text is translated."""
        return bool(self.language) and not self.kind.translated


def file_name(path: str) -> FileName | None:
    """What a path says, in `content/` or in the team's own folder; None for a file of no kind."""
    folder, _, file = path.rpartition("/")
    if not file.endswith(_MARKDOWN):
        kind = BY_PLACE.get(file)
        return FileName(kind) if kind is not None else None
    kind = _FOLDERS.get(folder.rpartition("/")[2])
    return FileName(kind, *name_and_language(file.removesuffix(_MARKDOWN))) if kind is not None else None


def name_and_language(stem: str) -> tuple[str, str]:
    """The two parts of a file's name without its ending: `about.es` is `about` in `es`; without a language, empty."""
    parts = _TRANSLATED_NAME.fullmatch(stem)
    return (parts["name"], (parts["language"] or "").lower()) if parts else (stem, "")


def is_name(text: str) -> bool:
    """Whether a text may be an id and a file name on every system (content format, rules for every file)."""
    return bool(NAME.fullmatch(text)) and len(text) <= MAXIMUM_NAME and text != "index" and text not in DEVICES


def keys_of_file(path: str) -> Keys | None:
    """The keys of a content file by its path, so that `Name:` can be read as `name:`; None for any other file."""
    name = file_name(path)
    return name.kind.keys if name is not None else None


@lru_cache(maxsize=256)
def key_names(path: str) -> frozenset[str]:
    """All keys that the content format has anywhere in a file, without those within them being told apart."""
    keys = keys_of_file(path)
    return frozenset(_names(keys)) if keys is not None else frozenset()


def _names(keys: Keys) -> Iterator[str]:
    for name, inner in (keys.fields or {}).items():
        yield name
        if inner is not None:
            yield from _names(inner)
    if keys.each is not None:
        yield from _names(keys.each)
