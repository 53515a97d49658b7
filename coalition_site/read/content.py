"""The content folder as documents: which files there are, which are read, and which are refused."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from coalition_site.fixes import TextFix
from coalition_site.model.fields import LANGUAGE_CODE
from coalition_site.model.image import ImageFile
from coalition_site.model.sent import SentCopy
from coalition_site.problems import Position, Problem, Severity
from coalition_site.read.fonts.files import FONT_TYPES, read_font
from coalition_site.read.front_matter import FrontMatter, split_front_matter
from coalition_site.read.images.check import IMAGE_TYPES, read_image
from coalition_site.read.merge_conflicts import MergeConflict, as_chosen, merge_conflicts
from coalition_site.read.merge_problems import conflict_problem
from coalition_site.read.own_words import OwnWords, read_own_words
from coalition_site.read.recovery import read_yaml
from coalition_site.read.sent import read_sent
from coalition_site.read.text_file import lines_of, read_text, shown
from coalition_site.read.translation_states import EarlierOriginal
from coalition_site.read.values import Document, Place

CONTENT = "content"
COALITION, NEEDS, INVITES, VOCABULARY = "coalition.yml", "needs.yml", "invites.yml", "vocabulary.yml"
IMPORTS = "imports.yml"
_YAML_FILES = (COALITION, NEEDS, INVITES, VOCABULARY, IMPORTS)
OF_TEAM = (INVITES, IMPORTS)
"""The files that are the team's from their first line to their last."""
NOTHING_UNSAVED: Mapping[str, bytes] = MappingProxyType({})
"""No file holds anything else than on the disk."""
SENT = "sent"
AREAS, MEETINGS, FONTS, WORDS = "areas", "meetings", "fonts", "words"
_FOLDERS = ("partners", "letters", "pages", MEETINGS, AREAS, "images", FONTS, WORDS, SENT)

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAXIMUM_NAME = 64
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10))}
_TRANSLATED_NAME = re.compile(r"(?P<name>[^.]+)(?:\.(?P<language>[A-Za-z-]+))?")


@dataclass(frozen=True, slots=True)
class TeamFolder:
    """The folder that `team_content` names: how paths in problems begin, and whether there is anything in it."""

    shown: str
    here: bool


@dataclass(slots=True)
class Content:
    """Everything that was read, by what it is: documents by id, letters by name and language ('' for the own one).

    Translations of partners' profiles and of pages are by id and language; a profile's has a body only.

    Where the team has a folder of its own (`team`), `team_partners` and `team_meetings` are its parts of such files,
    and `team_yaml` holds its needs.yml; its invites, pages and sent letters stand among the others. `fonts` are by
    their whole paths, own `words` of the interface by language.
    `unsaved` are texts that were read in the place of files, such as what is being typed in an editor.
    `conflicts` are places of files where a merge left two versions. What is read there is the upper one, or with
    `reads_lower` the lower one.
    `earlier_originals` is what is known, by the paths of translations, of their originals as they were.
    """

    yaml: dict[str, Document] = field(default_factory=dict)
    partners: dict[str, Document] = field(default_factory=dict)
    pages: dict[str, Document] = field(default_factory=dict)
    areas: dict[str, Document] = field(default_factory=dict)
    meetings: dict[str, Document] = field(default_factory=dict)
    letters: dict[tuple[str, str], Document] = field(default_factory=dict)
    letterheads: dict[str, Path] = field(default_factory=dict)
    images: dict[str, ImageFile] = field(default_factory=dict)
    fonts: dict[str, Path] = field(default_factory=dict)
    words: dict[str, OwnWords] = field(default_factory=dict)
    sent: dict[str, SentCopy] = field(default_factory=dict)
    team: TeamFolder | None = None
    team_partners: dict[str, Document] = field(default_factory=dict)
    team_meetings: dict[str, Document] = field(default_factory=dict)
    team_yaml: dict[str, Document] = field(default_factory=dict)
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    partner_translations: dict[tuple[str, str], Document] = field(default_factory=dict)
    page_translations: dict[tuple[str, str], Document] = field(default_factory=dict)
    area_translations: dict[tuple[str, str], Document] = field(default_factory=dict)
    meeting_translations: dict[tuple[str, str], Document] = field(default_factory=dict)
    unsaved: Mapping[str, bytes] = field(default_factory=dict)
    conflicts: dict[str, tuple[MergeConflict, ...]] = field(default_factory=dict)
    reads_lower: bool = False
    earlier_originals: Mapping[str, Sequence[EarlierOriginal]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def document(self, path: str) -> Document | None:
        """The document of a file, by its path as problems show it."""
        kinds: tuple[Mapping[Any, Document], ...] = (
            *(self.yaml, self.partners, self.pages, self.areas, self.meetings, self.letters),
            *(self.team_partners, self.team_meetings, self.team_yaml),
            *(self.partner_translations, self.page_translations, self.area_translations, self.meeting_translations),
        )
        return next((each for kind in kinds for each in kind.values() if each.path == path), None)

    def of_folder(self, folder: str) -> tuple[dict[str, Document], dict[tuple[str, str], Document]]:
        """The Markdown documents of one of the content's folders with ids for names, and their translations."""
        return {
            "partners": (self.partners, self.partner_translations),
            "pages": (self.pages, self.page_translations),
            AREAS: (self.areas, self.area_translations),
            MEETINGS: (self.meetings, self.meeting_translations),
        }[folder]

    def team_path(self, name: str) -> str:
        """Where a file of the team's stands, such as invites.yml: in the team's own folder, if it has one."""
        return f"{self.team.shown if self.team is not None else CONTENT}/{name}"


def is_name(text: str) -> bool:
    """Whether a text may be an id and a file name on every system (content format, rules for every file)."""
    return bool(NAME.fullmatch(text)) and len(text) <= MAXIMUM_NAME and text != "index" and text not in _DEVICES


def is_data_file(path: str) -> bool:
    """Whether a path within a project is one of the YAML files, a partner's, a page's, a meeting's or an area's."""
    folder, _, name = path.rpartition("/")
    if folder in {f"{CONTENT}/partners", f"{CONTENT}/pages", f"{CONTENT}/{MEETINGS}", f"{CONTENT}/{AREAS}"}:
        return name.endswith(".md") and is_name(name_and_language(name.removesuffix(".md"))[0])
    return folder == CONTENT and name in _YAML_FILES


def name_and_language(stem: str) -> tuple[str, str]:
    """The two parts of a file's name without its ending: `about.es` is `about` in `es`; without a language, empty."""
    parts = _TRANSLATED_NAME.fullmatch(stem)
    return (parts["name"], (parts["language"] or "").lower()) if parts else (stem, "")


def read_content(project: Path, unsaved: Mapping[str, bytes] = NOTHING_UNSAVED) -> Content:
    """Reads the `content` folder of a project. Whatever is wrong stands in the result's problems; nothing is raised."""
    content = Content(unsaved=unsaved)
    folder = project / CONTENT
    if folder.is_symlink():
        hint = "put the folder itself here; links are not followed"
        content.problems.append(Problem(Position(CONTENT), "file-link", "this is a link to another place", hint))
        return content
    if not folder.is_dir():
        message = "there is no folder named content here"
        hint = "run the command in the coalition's folder, or name it with --project"
        content.problems.append(Problem(Position(CONTENT), "content-missing", message, hint))
        return content
    for entry in entries(content, folder, CONTENT):
        if entry.is_dir():
            _read_folder(content, entry)
        elif entry.name in _YAML_FILES:
            document = read_yaml_file(content, entry, f"{CONTENT}/{entry.name}")
            if document is not None:
                content.yaml[entry.name] = document
        elif entry.suffix == ".yaml":
            refuse_yaml(content, entry, f"{CONTENT}/{entry.name}")
        else:
            stray(content, f"{CONTENT}/{entry.name}", "only " + ", ".join(_YAML_FILES) + " lie here")
    if COALITION not in content.yaml and not any(
        problem.position.path == f"{CONTENT}/{COALITION}" and problem.severity is Severity.ERROR
        for problem in content.problems
    ):
        message = "there is no coalition.yml in the content folder"
        hint = "create it with schema_version, name, community, language, contact and senders"
        content.problems.append(Problem(Position(f"{CONTENT}/{COALITION}"), "content-missing", message, hint))
    return content


def read_wording(folder: Path, shown_as: str) -> Content:
    """Reads letter wording (`<name>.md`, `<name>.<language>.md`) from a folder, such as the packaged one."""
    content = Content()
    for entry in sorted(folder.glob("*.md")):
        _read_letter(content, entry, f"{shown_as}/{entry.name}")
    return content


def entries(content: Content, folder: Path, shown_as: str) -> Iterator[Path]:
    """The ordinary files and folders in a folder, by name; links and devices are refused, hidden files passed over."""
    try:
        with os.scandir(folder) as found:
            ordered = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        problem = Problem(
            Position(shown_as), "file-unreadable", f"the folder cannot be read: {reason}", "check its rights"
        )
        content.problems.append(problem)
        return
    for entry in ordered:
        path = f"{shown_as}/{shown(entry.name)}"
        if entry.name.startswith("."):
            continue
        if not path.endswith(entry.name):
            message = "this name is not written in UTF-8, or holds a character that nobody sees"
            content.problems.append(Problem(Position(path), "file-name", message, "rename it with letters a to z"))
        elif entry.is_symlink():
            hint = "put the file itself here; links are not followed"
            content.problems.append(Problem(Position(path), "file-link", "this is a link to another place", hint))
        elif entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
        else:
            message = "this is neither a file nor a folder"
            content.problems.append(
                Problem(Position(path), "file-not-plain", message, "remove it from the content folder")
            )


def _read_folder(content: Content, folder: Path) -> None:
    shown_as = f"{CONTENT}/{folder.name}"
    if folder.name not in _FOLDERS:
        stray(content, shown_as, "the folders here are " + ", ".join(_FOLDERS))
        return
    if folder.name == SENT:
        read_sent_folder(content, folder, shown_as)
        return
    for entry in entries(content, folder, shown_as):
        path = f"{shown_as}/{entry.name}"
        if entry.is_dir():
            stray(content, path, f"{folder.name}/ holds files only")
        elif folder.name in _READERS:
            _READERS[folder.name](content, entry, path)
        elif folder.name == "letters" and entry.suffix == ".docx":
            content.letterheads[entry.name] = entry
        elif entry.suffix != ".md":
            _not_markdown(content, entry, path)
        elif folder.name == "letters":
            _read_letter(content, entry, path)
        else:
            read_markdown_file(content, content.of_folder(folder.name)[0], entry, path)


def read_sent_folder(content: Content, folder: Path, shown_as: str) -> None:
    """The letters that were kept as they were sent."""
    files = [entry for entry in entries(content, folder, shown_as) if entry.is_file()]
    sent, problems = read_sent(files, shown_as)
    content.sent = content.sent | sent
    content.problems += problems


def _read_image(content: Content, entry: Path, path: str) -> None:
    ending = {".jpeg": ".jpg"}.get(entry.suffix.lower(), entry.suffix.lower())
    if ending not in IMAGE_TYPES:
        stray(content, path, "images end in " + ", ".join(IMAGE_TYPES))
    elif ending != entry.suffix:
        message = f"the ending {entry.suffix} is not read"
        hint = f"rename it to {entry.stem}{ending}, and write that name where it is used"
        content.problems.append(Problem(Position(path), "file-name", message, hint))
    elif _name_is_right(content, entry.stem, path):
        image, problems = read_image(entry, path)
        content.problems += problems
        if image is not None:
            content.images[image.name] = image


def _read_font(content: Content, entry: Path, path: str) -> None:
    if entry.suffix.lower() not in FONT_TYPES:
        stray(content, path, "fonts end in " + ", ".join(FONT_TYPES))
        return
    problems = read_font(entry, path)
    content.problems += problems
    if not problems:
        content.fonts[path] = entry


def _read_words(content: Content, entry: Path, path: str) -> None:
    language = entry.stem.lower()
    if entry.suffix != ".po" or not LANGUAGE_CODE.fullmatch(language):
        stray(content, path, "words/ holds catalogues named by their language, such as es.po")
        return
    lines = _lines(content, entry, path)
    if lines is not None:
        take_words(content, lines, path)


def take_words(content: Content, lines: tuple[str, ...], path: str) -> None:
    """Takes in the lines of a catalogue of the coalition's own words, named by its language."""
    language = PurePosixPath(path).stem.lower()
    words, problems = read_own_words(_without_conflicts(content, lines, path), path, language)
    content.problems += problems
    if words is not None:
        content.words[language] = words


_READERS = {"images": _read_image, FONTS: _read_font, WORDS: _read_words}


def read_markdown_file(content: Content, into: dict[str, Document], entry: Path, path: str) -> None:
    """One partner, page, meeting or area, by the id that its name gives.

    A file that is not Markdown is refused or passed over. Translations (`<name>.<language>.md`) are kept apart.
    """
    if entry.suffix != ".md":
        _not_markdown(content, entry, path)
        return
    name, language = name_and_language(entry.stem)
    if not _name_is_right(content, name, path):
        return
    lines = _lines(content, entry, path)
    if lines is None:
        return
    if not language:
        document = markdown_document(content, lines, path)
        if document is not None:
            into[name] = document
        return
    read_translation(content, lines, path)


def read_translation(content: Content, lines: tuple[str, ...], path: str) -> None:
    """Takes in the lines of a translation; only a page's has front matter, all others are a text and nothing else."""
    folder, _, file = path.rpartition("/")
    key = name_and_language(file.removesuffix(".md"))
    kind = folder.rpartition("/")[2]
    into = content.of_folder(kind)[1]
    document = markdown_document(content, lines, path) if kind == "pages" else _body_only(content, lines, path)
    if document is None:
        return
    if key in into:
        message = f"{into[key].path} is the same translation"
        content.problems.append(Problem(Position(path), "translation-duplicate", message, "keep one of the two files"))
    into[key] = document


def _body_only(content: Content, lines: tuple[str, ...], path: str) -> Document:
    lines = _without_conflicts(content, lines, path)
    return Document(path, "", Place(), lines, "\n".join(lines))


def _read_letter(content: Content, entry: Path, path: str) -> None:
    name, language = name_and_language(entry.stem)
    if _name_is_right(content, name, path):
        document = _read_markdown(content, entry, path)
        if document is not None:
            content.letters[name, language] = document


def _name_is_right(content: Content, name: str, path: str) -> bool:
    if is_name(name):
        return True
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:MAXIMUM_NAME].strip("-")
    if name == "index":
        message, hint = "'index' is the name of a page the site makes itself", "choose another name, such as overview"
    elif name in _DEVICES:
        message, hint = f"Windows can open no file called {name!r}", f"choose another name, such as {name}-office"
    else:
        message = f"{name!r} cannot be a name here: lower-case letters, digits, single hyphens, at most {MAXIMUM_NAME}"
        hint = f"rename it, for example to {plain}" if is_name(plain) else "choose a name such as elm-street-library"
    content.problems.append(Problem(Position(path), "file-name", message, hint))
    return False


def _not_markdown(content: Content, entry: Path, path: str) -> None:
    if entry.suffix == ".yaml":
        message = "the ending .yaml is not read"
        hint = f"files here end in .md: rename it to {entry.stem}.md, with its keys between two lines of three hyphens"
        content.problems.append(Problem(Position(path), "file-extension", message, hint))
    else:
        stray(content, path, "files here end in .md" + (f", not in {entry.suffix}" if entry.suffix else ""))


def refuse_yaml(content: Content, entry: Path, path: str) -> None:
    """Says that a YAML file has the wrong ending."""
    message = "the ending .yaml is not read"
    hint = (
        f"rename it to {entry.stem}.yml"
        if f"{entry.stem}.yml" in _YAML_FILES
        else f"only {', '.join(_YAML_FILES)} lie here; move what it holds into one of them"
    )
    content.problems.append(Problem(Position(path), "file-extension", message, hint))


def stray(content: Content, path: str, hint: str) -> None:
    """Says that something is not read, and in the hint what would be."""
    message = "this does not belong to the content and is not read"
    content.problems.append(Problem(Position(path), "file-stray", message, hint))


def _lines(content: Content, file: Path, path: str) -> tuple[str, ...] | None:
    lines, problems = lines_of(content.unsaved[path], path) if path in content.unsaved else read_text(file, path)
    content.problems += problems
    if lines is not None:
        content.lines[path] = lines
    return lines


def _without_conflicts(content: Content, lines: tuple[str, ...], path: str) -> tuple[str, ...]:
    """The lines of a file with one version where a merge left two, which is said of each such place."""
    conflicts = merge_conflicts(lines, path)
    if not conflicts:
        return lines
    content.conflicts[path] = conflicts
    content.problems += [conflict_problem(path, lines, conflict) for conflict in conflicts]
    return as_chosen(lines, path, lower=content.reads_lower)


def read_yaml_file(content: Content, file: Path, path: str) -> Document | None:
    """One YAML file; None where it cannot be read."""
    lines = _lines(content, file, path)
    return yaml_document(content, lines, path) if lines is not None else None


def yaml_document(content: Content, lines: tuple[str, ...], path: str) -> Document | None:
    """The document that the lines of a YAML file hold; None where they cannot be read."""
    lines = _without_conflicts(content, lines, path)
    read = read_yaml("\n".join(lines), path, lines)
    content.problems += read.problems
    if read.value is None and read.problems:
        return None
    # What is missing at the top of a file is missing on line 1, whatever comments stand above the first key.
    whole = Place(inside=read.places.inside)
    return Document(path, read.value if read.value is not None else "", whole, lines, partial=read.partial)


def _read_markdown(content: Content, file: Path, path: str) -> Document | None:
    lines = _lines(content, file, path)
    return markdown_document(content, lines, path) if lines is not None else None


def markdown_document(content: Content, lines: tuple[str, ...], path: str) -> Document | None:
    """The document that the lines of a Markdown file hold; None where they cannot be read."""
    lines = _without_conflicts(content, lines, path)
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
