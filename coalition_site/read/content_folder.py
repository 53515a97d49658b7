"""The content folder and the team's own: which files there are, which are read, and which are refused."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from coalition_site.fixes import FileFix, ValueFix, Way, renamed
from coalition_site.model.content_files import (
    BY_PLACE,
    COALITION,
    CONTENT,
    DEVICES,
    FONTS,
    IMAGES,
    KINDS,
    LETTERS,
    MAXIMUM_NAME,
    SENT,
    WORDS,
    is_name,
    name_and_language,
)
from coalition_site.model.fields import LANGUAGE_CODE
from coalition_site.model.keys import keys_of, least
from coalition_site.model.sent import SentCopy, parts_of_stem
from coalition_site.model.settings import Settings
from coalition_site.problems import Position, Problem, Severity
from coalition_site.read.content import NOTHING_UNSAVED, Content, take_lines
from coalition_site.read.fonts.files import FONT_TYPES, read_font
from coalition_site.read.images.check import IMAGE_TYPES, read_image
from coalition_site.read.merge_problems import conflict_problems
from coalition_site.read.text_file import lines_of, read_text, shown

_FILES = tuple(kind.place for kind in KINDS if not kind.is_folder)
_FOLDERS = (*(kind.place for kind in KINDS if kind.is_folder), IMAGES, FONTS, WORDS, SENT)
_OF_TEAM = tuple(kind.place for kind in KINDS if kind.may_be_in_team_folder)
_TEAM_FILES = tuple(place for place in _OF_TEAM if place in _FILES)
_TEAM_FOLDERS = (*(place for place in _OF_TEAM if place in _FOLDERS), SENT)


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
    for entry in _entries(content, folder, CONTENT):
        path = f"{CONTENT}/{entry.name}"
        if entry.is_dir() and entry.name in _FOLDERS:
            _read_folder(content, entry, path)
        elif entry.is_dir():
            _stray(content, path, "the folders here are " + ", ".join(_FOLDERS))
        elif entry.name in _FILES:
            read_file(content, entry, path)
        elif entry.suffix == ".yaml":
            _refuse_yaml(content, entry, path)
        else:
            _stray(content, path, "only " + ", ".join(_FILES) + " lie here")
    _settings_are_there(content)
    return content


def read_team_folder(content: Content, folder: Path, shown_as: str) -> None:
    """Reads the team's own folder into the content; what it may hold besides, such as a README, is passed over."""
    for entry in _entries(content, folder, shown_as):
        path = f"{shown_as}/{entry.name}"
        if entry.is_dir() and entry.name in _TEAM_FOLDERS:
            _read_folder(content, entry, path)
        elif entry.is_file() and entry.name in _TEAM_FILES:
            read_file(content, entry, path)
        elif entry.is_file() and entry.suffix == ".yaml":
            _refuse_yaml(content, entry, path)
        elif entry.is_dir() or entry.suffix == ".yml":
            held = (*_TEAM_FILES, *(f"{each}/" for each in _TEAM_FOLDERS))
            _stray(content, path, "the team's folder holds " + ", ".join(held))


def read_wording(folder: Path, shown_as: str) -> Content:
    """Reads letter wording (`<name>.md`, `<name>.<language>.md`) from a folder, such as the packaged one.

    `shown_as` ends in the name of such a folder, letters or wording.
    """
    content = Content()
    for entry in sorted(folder.glob("*.md")):
        _read_markdown(content, entry, f"{shown_as}/{entry.name}")
    return content


def read_file(content: Content, file: Path, path: str) -> None:
    """Reads one YAML file, Markdown file or catalogue of own words into the content."""
    lines, problems = lines_of(content.unsaved[path], path) if path in content.unsaved else read_text(file, path)
    content.problems += problems
    if lines is not None:
        take_lines(content, lines, path)


def _settings_are_there(content: Content) -> None:
    path = COALITION.path()
    if path not in content.documents and not any(
        problem.position.path == path and problem.severity is Severity.ERROR for problem in content.problems
    ):
        message = "there is no coalition.yml in the content folder"
        needed = least(keys_of(Settings))
        *most, last = needed
        hint = f"create it with {', '.join(most)} and {last}"
        way = Way(tuple(ValueFix((key,), value) for key, value in needed.items()))
        content.problems.append(Problem(Position(path), "content-missing", message, hint, way))


def _entries(content: Content, folder: Path, shown_as: str) -> Iterator[Path]:
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
            hint = "remove it from the content folder"
            content.problems.append(Problem(Position(path), "file-not-plain", message, hint, Way((FileFix(),))))


def _read_folder(content: Content, folder: Path, shown_as: str) -> None:
    if folder.name == SENT:
        _read_sent(content, [entry for entry in _entries(content, folder, shown_as) if entry.is_file()], shown_as)
        return
    read = _READERS.get(folder.name, _read_markdown)
    for entry in _entries(content, folder, shown_as):
        path = f"{shown_as}/{entry.name}"
        if entry.is_dir():
            _stray(content, path, f"{folder.name}/ holds files only")
        else:
            read(content, entry, path)


def _read_markdown(content: Content, entry: Path, path: str) -> None:
    """One file of a kind with ids, named by its id and, if it is a translation, its language."""
    if entry.suffix == ".md":
        if _name_is_right(content, name_and_language(entry.stem)[0], path):
            read_file(content, entry, path)
    elif entry.suffix == ".yaml":
        message = "the ending .yaml is not read"
        hint = f"files here end in .md: rename it to {entry.stem}.md, with its keys between two lines of three hyphens"
        content.problems.append(Problem(Position(path), "file-extension", message, hint))
    else:
        _stray(content, path, "files here end in .md" + (f", not in {entry.suffix}" if entry.suffix else ""))


def _read_letter(content: Content, entry: Path, path: str) -> None:
    if entry.suffix == ".docx":
        content.letterheads[entry.name] = entry
    else:
        _read_markdown(content, entry, path)


def _read_sent(content: Content, files: Sequence[Path], shown_as: str) -> None:
    """The letters as they were sent, of which only the plain texts are read.

    Other files in the folder, such as scans of signed letters, are the coalition's own and are passed over.
    """
    by_name = {file.name: file for file in files}
    for name, file in by_name.items():
        parts = parts_of_stem(name.removesuffix(".pdf")) if name.endswith(".pdf") else None
        if parts is None:
            continue
        text_file, path = by_name.get(f"{file.stem}.txt"), f"{shown_as}/{file.stem}.txt"
        lines, problems = read_text(text_file, path) if text_file is not None else ((), [])
        content.problems += [*problems, *conflict_problems(path, lines or ())]
        content.sent[name] = SentCopy(*parts, file, "\n".join(lines or ()))


def _read_image(content: Content, entry: Path, path: str) -> None:
    ending = {".jpeg": ".jpg"}.get(entry.suffix.lower(), entry.suffix.lower())
    if ending not in IMAGE_TYPES:
        _stray(content, path, "images end in " + ", ".join(IMAGE_TYPES))
    elif ending != entry.suffix:
        message = f"the ending {entry.suffix} is not read"
        name = f"{entry.stem}{ending}"
        hint = f"rename it to {name}, and write that name where it is used"
        content.problems.append(Problem(Position(path), "file-name", message, hint, renamed(path, name)))
    elif _name_is_right(content, entry.stem, path):
        image, problems = read_image(entry, path)
        content.problems += problems
        if image is not None:
            content.images[image.name] = image


def _read_font(content: Content, entry: Path, path: str) -> None:
    if entry.suffix.lower() not in FONT_TYPES:
        _stray(content, path, "fonts end in " + ", ".join(FONT_TYPES))
        return
    problems = read_font(entry, path)
    content.problems += problems
    if not problems:
        content.fonts[path] = entry


def _read_words(content: Content, entry: Path, path: str) -> None:
    if entry.suffix != ".po" or not LANGUAGE_CODE.fullmatch(entry.stem.lower()):
        _stray(content, path, "words/ holds catalogues named by their language, such as es.po")
        return
    read_file(content, entry, path)


_READERS: Mapping[str, Callable[[Content, Path, str], None]] = {
    LETTERS.place: _read_letter,
    IMAGES: _read_image,
    FONTS: _read_font,
    WORDS: _read_words,
}
"""How files of a folder are read where there is more to it than Markdown."""


def _name_is_right(content: Content, name: str, path: str) -> bool:
    if is_name(name):
        return True
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:MAXIMUM_NAME].strip("-")
    way = None
    if name == "index":
        message, hint = "'index' is the name of a page the site makes itself", "choose another name, such as overview"
    elif name in DEVICES:
        message, hint = f"Windows can open no file called {name!r}", f"choose another name, such as {name}-office"
    else:
        message = f"{name!r} cannot be a name here: lower-case letters, digits, single hyphens, at most {MAXIMUM_NAME}"
        hint = f"rename it, for example to {plain}" if is_name(plain) else "choose a name such as elm-street-library"
        way = renamed(path, plain + path.rpartition("/")[2].removeprefix(name)) if is_name(plain) else None
    content.problems.append(Problem(Position(path), "file-name", message, hint, way))
    return False


def _refuse_yaml(content: Content, entry: Path, path: str) -> None:
    """Says that a YAML file has the wrong ending."""
    message, name = "the ending .yaml is not read", f"{entry.stem}.yml"
    hint, way = f"rename it to {name}", renamed(path, name)
    if name not in BY_PLACE:
        hint, way = f"only {', '.join(_FILES)} lie here; move what it holds into one of them", Way((FileFix(),))
    content.problems.append(Problem(Position(path), "file-extension", message, hint, way))


def _stray(content: Content, path: str, hint: str) -> None:
    """Says that something is not read, and in the hint what would be."""
    message = "this does not belong to the content and is not read"
    content.problems.append(Problem(Position(path), "file-stray", message, hint, Way((FileFix(),))))
