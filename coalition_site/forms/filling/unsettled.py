"""Places where a merge left two versions, as the editor shows them: whose each is, and what it says, in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePosixPath

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import language_name
from coalition_site.edit.settle_merge import Kept, with_kept
from coalition_site.forms.desk import Desk
from coalition_site.forms.differences import Difference, differences, list_differences
from coalition_site.forms.filling.asked import name_of
from coalition_site.forms.form_kinds import FORMS
from coalition_site.forms.records import BODY, Record, RecordKind, record_of
from coalition_site.model.content_files import (
    IMPORTS,
    INVITES,
    file_name,
)
from coalition_site.problems import Problem, has_errors
from coalition_site.read.content import Content, document_of
from coalition_site.read.merge_conflicts import MergeConflict, Side, merge_conflicts
from coalition_site.read.merge_problems import Origin, origin_of
from coalition_site.read.text_file import lines_of
from coalition_site.read.values import Document, Value

_CATALOGUE_TEXT = re.compile(r'(?:msg\w+(?:\[\d\])?\s*)?"(.*)"')
_MOST_SHOWN = 12
_LINES_AROUND = 2
_SETTINGS_FORM = "settings/who"


class Part(StrEnum):
    """Where in its file a place stands: in a text, among keys, or across both."""

    TEXT = "text"
    KEYS = "keys"
    ACROSS = "across"


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One of two versions: whose it is, what it says field by field, or where that cannot be told its lines."""

    kept: Kept
    whose: str
    says: Sequence[tuple[str, str]] = ()
    lines: str = ""


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """A place with two versions, or with pieces that the markers part which are `left` of them.

    `base` tells the file as it was shown from another one. `both`: both versions can stand one below the other.
    """

    path: str
    number: int
    base: str
    title: str
    address: str
    versions: tuple[VersionShown, ...] = ()
    both: bool = False
    left: tuple[str, ...] = ()


def places_of(desk: Desk, paths: Sequence[str] | None = None) -> tuple[list[PlaceShown], int]:
    """The first places with two versions, of all files or of some, and how many more there are."""
    conflicts = desk.content.conflicts
    wanted = [path for path in conflicts if paths is None or path in paths]
    count = sum(len(conflicts[path]) for path in wanted)
    shown: list[PlaceShown] = []
    for path in wanted:
        shown += islice(_of_file(desk, path), _MOST_SHOWN - len(shown))
    return shown, max(0, count - _MOST_SHOWN)


def is_shown(problem: Problem, content: Content) -> bool:
    """Whether a problem is a place that is shown with its versions."""
    return problem.code == "merge-unsettled" and problem.position.path in content.conflicts


def base_of(data: bytes) -> str:
    """What a file is known by while somebody looks at it."""
    return sha256(data).hexdigest()


def settled_file(project: Path, path: str, number: int, kept: Kept) -> tuple[bytes, bytes]:
    """A file as it is, and with one place settled. Raises Refused."""
    data = (project / path).read_bytes()
    return data, with_kept(data, path, number, kept, parted=_part(data, path, number) is Part.TEXT)


def _of_file(desk: Desk, path: str) -> Iterator[PlaceShown]:
    data = (desk.session.project / path).read_bytes()
    lines = lines_of(data, path)[0] or ()
    title, address = named(desk, path)
    for number, conflict in enumerate(merge_conflicts(lines, path)):
        place = PlaceShown(path, number, base_of(data), title, address)
        if conflict.sides is None:
            yield replace(place, left=_pieces(lines, conflict))
            continue
        found = _differences(desk, data, path, number)
        sides = zip((Kept.UPPER, Kept.LOWER), conflict.sides, strict=True)
        versions = tuple(
            VersionShown(
                kept,
                _whose(desk.catalogue, side.label, is_upper=kept is Kept.UPPER),
                _says(found, is_upper=kept is Kept.UPPER),
                "" if found else _lines_shown(lines, side, path),
            )
            for kept, side in sides
        )
        yield replace(place, versions=versions, both=_fits_both(data, path, number, conflict))


def _pieces(lines: Sequence[str], conflict: MergeConflict) -> tuple[str, ...]:
    """The text around the markers that are left, parted where they stand."""
    first, last = max(1, conflict.first - _LINES_AROUND), min(len(lines), conflict.last + _LINES_AROUND)
    pieces: list[list[str]] = [[]]
    for number in range(first, last + 1):
        if number in conflict.markers:
            pieces.append([])
        elif lines[number - 1].rstrip() != "---":
            pieces[-1].append(lines[number - 1])
    return tuple("\n".join(piece).strip("\n") for piece in pieces)


def _lines_shown(lines: Sequence[str], side: Side, path: str) -> str:
    """The lines of a version; of a catalogue the texts alone."""
    shown = [lines[at - 1] for at in side.lines]
    if path.endswith(".po"):
        shown = [text[1] for line in shown if (text := _CATALOGUE_TEXT.fullmatch(line.strip()))]
    return "\n".join(shown)


def _says(found: Sequence[Difference], *, is_upper: bool) -> list[tuple[str, str]]:
    return [(each.label, each.one if is_upper else each.other) for each in found]


def _whose(words: Catalogue, label: str, *, is_upper: bool) -> str:
    """A version by where it comes from."""
    origin, name = origin_of(label, is_upper=is_upper)
    match origin:
        case Origin.HERE:
            return words.gettext("What was here")
        case Origin.CAME:
            return words.gettext("What came in")
        case Origin.ASIDE:
            return words.gettext("What was put aside")
        case _:
            return words.gettext("The version “%(name)s”", name=name)


def named(desk: Desk, path: str) -> tuple[str, str]:
    """What a file is called for people, and where its form is; empty where it has none."""
    words, record, name = desk.catalogue, record_of(path), file_name(path)
    if record is not None and record.is_alone:
        address = _SETTINGS_FORM if record.kind is RecordKind.SETTINGS else str(record.kind)
        return words.gettext(FORMS[address].title), address
    if record is not None:
        return name_of(desk, record), f"{record.kind}/{record.id}"
    if name is not None and name.kind is INVITES:
        return words.gettext("Part 5: whom to invite"), "invites"
    if name is not None and name.kind is IMPORTS:
        return words.gettext("What imports remember"), ""
    language = language_name(PurePosixPath(path).stem.lower(), words.language)
    return words.gettext("The words of pages in %(language)s", language=language), ""


def _differences(desk: Desk, data: bytes, path: str, number: int) -> list[Difference]:
    """What the versions differ in, field by field; nothing for a text, and where a version cannot be read alone."""
    if path.endswith(".po") or _part(data, path, number) is Part.TEXT:
        return []
    read = [_document(with_kept(data, path, number, kept), path) for kept in (Kept.UPPER, Kept.LOWER)]
    upper, lower = (_value(document) for document in read)
    if upper is None or lower is None:
        return []
    words, record, name = desk.catalogue, record_of(path), file_name(path)
    if name is not None and name.kind is INVITES:
        return list(
            list_differences(Record(RecordKind.INVITE).fields(), upper, lower, words, words.gettext("Invitation"))
        )
    return list(differences(record.fields() if record is not None else (), upper, lower, words))


def _value(document: Document | None) -> Value | None:
    """What a file says, a text below its front matter included."""
    if document is None or not isinstance(document.value, dict):
        return document.value if document is not None else None
    return {**document.value, **({BODY: document.body} if document.body.strip() else {})}


def _document(data: bytes, path: str) -> Document | None:
    """A file, read with the upper version wherever else two stand; None where it has mistakes of syntax."""
    lines, _ = lines_of(data, path)
    if lines is None:
        return None
    content = Content()
    document = document_of(content, lines, path)
    return (
        None if has_errors(problem for problem in content.problems if problem.code != "merge-unsettled") else document
    )


def _part(data: bytes, path: str, number: int) -> Part:
    record = record_of(path)
    if record is None or not record.is_markdown:
        return Part.KEYS
    if record.is_text_alone:
        return Part.TEXT
    lines, _ = lines_of(data, path)
    content = Content()
    document = document_of(content, lines or (), path)
    conflicts = content.conflicts.get(path, ())
    if document is None or number >= len(conflicts):
        return Part.ACROSS
    conflict = conflicts[number]
    if conflict.first >= document.body_line:
        return Part.TEXT
    return Part.KEYS if conflict.last < document.body_line else Part.ACROSS


def _fits_both(data: bytes, path: str, number: int, conflict: MergeConflict) -> bool:
    """Whether both versions can stand one below the other: two texts, or entries of a list that each one added to."""
    if conflict.sides is None or not all(side.lines for side in conflict.sides) or path.endswith(".po"):
        return False
    part = _part(data, path, number)
    if part is Part.KEYS:
        return _document(with_kept(data, path, number, Kept.BOTH), path) is not None
    return part is Part.TEXT
