"""Content: documents by path, found by kind and id; and how a file's lines become a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from coalition_site.fixes import TextFix
from coalition_site.model.content_files import CONTENT, FileKind, file_name
from coalition_site.model.image import ImageFile
from coalition_site.model.sent import SentCopy
from coalition_site.problems import Problem
from coalition_site.read.front_matter import FrontMatter, split_front_matter
from coalition_site.read.merge_conflicts import MergeConflict, as_chosen, merge_conflicts
from coalition_site.read.merge_problems import conflict_problem
from coalition_site.read.own_words import OwnWords, read_own_words
from coalition_site.read.recovery import read_yaml
from coalition_site.read.translation_states import EarlierOriginal
from coalition_site.read.values import Document, Place

NOTHING_UNSAVED: Mapping[str, bytes] = MappingProxyType({})
"""No file holds anything else than on the disk."""


@dataclass(frozen=True, slots=True)
class TeamFolder:
    """The folder that `team_content` names: how paths in problems begin, and whether there is anything in it."""

    shown: str
    here: bool


@dataclass(slots=True)
class _Shelf:
    """The documents of one kind: originals by id, parts of them in the team's own folder, and all by language."""

    originals: dict[str, Document] = field(default_factory=dict)
    team_parts: dict[str, Document] = field(default_factory=dict)
    in_languages: dict[tuple[str, str], Document] = field(default_factory=dict)


@dataclass(slots=True)
class Content:
    """Everything that was read: documents by path, in the order of reading, those of the team's own folder last.

    What is in the documents is found by kind (`model.content_files`), as in `content.of(PARTNERS)["elm-library"]`.
    `letterheads` and `images` are by name, `fonts` by path, own `words` of the interface by language, `sent` letters by
    the name of their PDF. `team` is the team's own folder, where there is one.
    `unsaved` are texts that were read in the place of files, such as what is being typed in an editor.
    `conflicts` are places of files where a merge left two versions. What is read there is the upper one, or with
    `reads_lower` the lower one.
    `earlier_originals` is what is known, by the paths of translations, of their originals as they were.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    letterheads: dict[str, Path] = field(default_factory=dict)
    images: dict[str, ImageFile] = field(default_factory=dict)
    fonts: dict[str, Path] = field(default_factory=dict)
    words: dict[str, OwnWords] = field(default_factory=dict)
    sent: dict[str, SentCopy] = field(default_factory=dict)
    team: TeamFolder | None = None
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unsaved: Mapping[str, bytes] = field(default_factory=dict)
    conflicts: dict[str, tuple[MergeConflict, ...]] = field(default_factory=dict)
    reads_lower: bool = False
    earlier_originals: Mapping[str, Sequence[EarlierOriginal]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _shelves: dict[FileKind, _Shelf] = field(default_factory=dict, init=False, repr=False, compare=False)

    def add(self, document: Document) -> None:
        """Takes in a document under its path."""
        self.documents[document.path] = document
        self._shelves.clear()

    def of(self, kind: FileKind) -> Mapping[str, Document]:
        """The documents of a kind by id, without translations; of a kind with one file the id is empty.

        Those in the team's own folder are among them, unless the kind has a part of its own there (`team_parts`).
        """
        return self._shelf(kind).originals

    def team_parts(self, kind: FileKind) -> Mapping[str, Document]:
        """The documents in the team's own folder of a kind that stands there in part, by id."""
        return self._shelf(kind).team_parts

    def translations(self, kind: FileKind) -> Mapping[tuple[str, str], Document]:
        """The documents of a kind in further languages, by id and language."""
        return {key: document for key, document in self.in_languages(kind).items() if key[1]}

    def in_languages(self, kind: FileKind) -> Mapping[tuple[str, str], Document]:
        """The documents of a kind by id and language, which is empty for the original."""
        return self._shelf(kind).in_languages

    def file(self, kind: FileKind, name: str = "") -> Document | None:
        """The document of a kind with one file, or that of an id."""
        return self.of(kind).get(name)

    def parts(self, kind: FileKind, name: str = "") -> list[Document]:
        """The documents that say something of one id: that of the content, and its part in the team's own folder."""
        both = (self.of(kind).get(name), self.team_parts(kind).get(name))
        return [document for document in both if document is not None]

    def ids(self, kind: FileKind) -> set[str]:
        """The ids of a kind, also of those that stand in the team's own folder alone."""
        return {*self.of(kind), *self.team_parts(kind)}

    def has_file(self, path: str) -> bool:
        """Whether there is a file at a path, though it could not be read."""
        return path in self.lines or any(problem.position.path == path for problem in self.problems)

    @property
    def team_folder(self) -> str:
        """Where files of the team's stand, such as invites.yml: the team's own folder, if it has one."""
        return self.team.shown if self.team is not None else CONTENT

    def is_in_team_folder(self, path: str) -> bool:
        """Whether a path lies in the team's own folder."""
        return self.team is not None and path.startswith(f"{self.team.shown}/")

    def _shelf(self, kind: FileKind) -> _Shelf:
        if not self._shelves:
            self._sort()
        return self._shelves.setdefault(kind, _Shelf())

    def _sort(self) -> None:
        """Puts the documents on their shelves, once for all that was added."""
        for path, document in self.documents.items():
            name = file_name(path)
            if name is None:
                continue
            shelf = self._shelves.setdefault(name.kind, _Shelf())
            if name.kind.team is not None and not name.language and self.is_in_team_folder(path):
                shelf.team_parts[name.id] = document
                continue
            if not name.language:
                shelf.originals[name.id] = document
            shelf.in_languages[name.id, name.language] = document


def take_lines(content: Content, lines: tuple[str, ...], path: str) -> None:
    """Takes in what the lines of a YAML file, a Markdown file or a catalogue of own words hold."""
    content.lines[path] = lines
    if path.endswith(".po"):
        _take_words(content, lines, path)
        return
    document = document_of(content, lines, path)
    if document is not None:
        content.add(document)


def document_of(content: Content, lines: tuple[str, ...], path: str) -> Document | None:
    """The document that the lines of a YAML or Markdown file hold, None where they cannot be read.

    What is wrong is added to the problems of the content, and its conflicts to those.
    """
    name = file_name(path)
    lines = _without_conflicts(content, lines, path)
    if name is not None and name.is_text_alone:
        return Document(path, "", Place(), lines, "\n".join(lines))
    return (_markdown_document if path.endswith(".md") else _yaml_document)(content, lines, path)


def _take_words(content: Content, lines: tuple[str, ...], path: str) -> None:
    """Takes in the lines of a catalogue of the coalition's own words, named by its language."""
    language = PurePosixPath(path).stem.lower()
    words, problems = read_own_words(_without_conflicts(content, lines, path), path, language)
    content.problems += problems
    if words is not None:
        content.words[language] = words


def _without_conflicts(content: Content, lines: tuple[str, ...], path: str) -> tuple[str, ...]:
    """The lines of a file with one version where a merge left two, which is said of each such place."""
    conflicts = merge_conflicts(lines, path)
    if not conflicts:
        return lines
    content.conflicts[path] = conflicts
    content.problems += [conflict_problem(path, lines, conflict) for conflict in conflicts]
    return as_chosen(lines, path, lower=content.reads_lower)


def _yaml_document(content: Content, lines: tuple[str, ...], path: str) -> Document | None:
    read = read_yaml("\n".join(lines), path, lines)
    content.problems += read.problems
    if read.value is None and read.problems:
        return None
    # What is missing at the top of a file is missing on line 1, whatever comments stand above the first key.
    whole = Place(inside=read.places.inside)
    return Document(path, read.value if read.value is not None else "", whole, lines, partial=read.partial)


def _markdown_document(content: Content, lines: tuple[str, ...], path: str) -> Document | None:
    parts = split_front_matter(lines, path)
    while not isinstance(parts, FrontMatter):
        content.problems.append(parts)
        # A fix that takes lines away would make all places wrong.
        fix = parts.fix if isinstance(parts.fix, TextFix) and "\n" not in parts.fix.old else None
        mended = fix.applied(lines) if fix is not None else None
        if mended is None:
            return None
        lines, parts = mended, split_front_matter(mended, path)
    read = read_yaml(parts.yaml, path, lines, first_line=2)
    content.problems += read.problems
    if read.value is None and read.problems:
        return None
    value, whole = read.value if read.value is not None else "", Place(inside=read.places.inside)
    return Document(path, value, whole, lines, parts.body, parts.body_line, read.partial)
