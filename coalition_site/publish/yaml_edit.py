"""Changes single lines of a YAML file that people wrote, and leaves every other byte as it is.

It works from the places that the read stage found. What it cannot change in one line it refuses, in words; and
nothing it returns was not read again and found to say what was meant, and nothing else.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from coalition_site.problems import Position
from coalition_site.read.text_file import lines_of
from coalition_site.read.values import Document, Place, Value
from coalition_site.read.yaml_text import parse_yaml

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
SCALAR = re.compile(r"(?P<double>\"(?:[^\"\\]|\\.)*\")|(?P<single>'(?:[^']|'')*')|(?P<plain>[^\s].*?)(?=\s+#|\s*$)")
BYTE_ORDER_MARK = "\ufeff"


class EditRefused(Exception):  # noqa: N818  a state of the file, not a mistake of the program
    """A value cannot be changed by changing a line; the text says where, why and what to write by hand."""


@dataclass(slots=True)
class _Edit:
    """One entry of a list, whose keys are being changed in the lines of its file."""

    document: Document
    number: int
    lines: list[str]
    values: dict[str, Value]

    def refuse(self, place: Place, why: str, changes: Mapping[str, str]) -> EditRefused:
        position = Position(self.document.path, place.line, place.column)
        by_hand = ", ".join(f"{key}: {value}" for key, value in changes.items())
        return EditRefused(f"{position}: {why}; write there yourself: {by_hand}")

    def scalar(self, key: str, changes: Mapping[str, str]) -> re.Match[str]:
        """Where a key's value stands in its line. Raises EditRefused for one that takes several lines."""
        place, value = self.keys()[key], self.values.get(key, "")
        found = SCALAR.match(self.lines[place.line - 1].rstrip("\r\n"), place.column - 1)
        if found is None or parse_yaml(found[0], "", (found[0],))[0] != value:
            raise self.refuse(place, f"the value of {key} does not stand on one line", changes)
        return found

    def keys(self) -> Mapping[str, Place]:
        inside = self.document.places.inside[self.number].inside
        return {str(key): place for key, place in inside.items()}

    def replace(self, key: str, value: str, changes: Mapping[str, str]) -> None:
        """Puts another value where one stands, in the same quotes, or behind a colon with nothing after it."""
        place = self.keys()[key]
        line = self.lines[place.line - 1]
        if line[: place.column - 1].endswith(":"):
            self.lines[place.line - 1] = f"{line[: place.column - 1]} {value}{line[place.column - 1 :]}"
        else:
            found = self.scalar(key, changes)
            quote = found[0][0] if found["plain"] is None else ""
            self.lines[place.line - 1] = f"{line[: found.start()]}{quote}{value}{quote}{line[found.end() :]}"
        self.values[key] = value

    def insert(self, key: str, value: str, after: str, changes: Mapping[str, str]) -> None:
        """Puts a line behind that of another key, set in as far."""
        self.scalar(after, changes)
        place = self.keys()[after]
        line = self.lines[place.line - 1]
        written = f"{' ' * (place.key_column - 1)}{key}: {value}"
        end = line_end(line)
        if not end:
            self.lines[place.line - 1] += line_end(self.lines[place.line - 2]) or "\n"
        self.lines.insert(place.line, f"{written}{end}")


def _entry(entries: Value, number: int) -> dict[str, Value]:
    entry = entries[number] if isinstance(entries, list) else None
    if not isinstance(entry, dict):
        raise TypeError(f"there is no entry {number}")
    return entry


def line_end(line: str) -> str:
    """The line feed, carriage return or both that a line ends in; empty at the end of a file without one."""
    return line[len(line.rstrip("\r\n")) :]


def edited(data: bytes, document: Document, number: int, changes: Mapping[str, str], after: str) -> bytes:
    """The bytes of a list of entries with some keys of one entry set to other values.

    `data` are the bytes that `document` was read from. `changes` are plain words or dates by key. A key that is there
    gets its value changed; one that is not gets a line of its own behind the key `after`. Byte order mark, line ends,
    comments, quotes and order stay. Raises EditRefused where that cannot be done in single lines.
    """
    text = data.decode("utf-8")
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    edit = _Edit(document, number, LINE.findall(text.removeprefix(mark)), dict(_entry(document.value, number)))
    place = document.places.inside[number]
    wanted = {key: value for key, value in changes.items() if edit.values.get(key) != value}
    if wanted and edit.lines[place.line - 1][place.column - 1 : place.column] == "{":
        raise edit.refuse(place, "this entry stands in { }, which this command leaves alone", wanted)
    written = edit.keys()
    for key in (key for key in wanted if key in written):
        edit.replace(key, wanted[key], wanted)
    # New lines come last, so that the places found by reading stay right until then.
    for key in reversed([key for key in wanted if key not in written]):
        edit.insert(key, wanted[key], after, wanted)
    result = (mark + "".join(edit.lines)).encode()
    if not _says(result, document, number, wanted):
        raise edit.refuse(place, "this entry is written in a way that this command cannot change", wanted)
    return result


def _says(data: bytes, document: Document, number: int, changes: Mapping[str, str]) -> bool:
    """Whether the bytes read as the document did, but for the changes."""
    expected = deepcopy(document.value)
    _entry(expected, number).update(changes)
    lines, problems = lines_of(data, document.path)
    if lines is None or problems:
        return False
    return parse_yaml("\n".join(lines), document.path, lines)[0] == expected
