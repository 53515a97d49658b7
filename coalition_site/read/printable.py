"""Characters that the packaged document fonts have no glyph for, found in the text before any document is made."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coalition_site.problems import Position
from coalition_site.resources import printable_signs_file

# Line ends and tabs; joiners, marks of direction and choices of form, which print as nothing.
_UNSEEN = "\t\n\f\r\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"


@dataclass(frozen=True, slots=True)
class LineOfSigns:
    """A place where signs are written that the packaged fonts lack: that of the first, and all of the line."""

    position: Position
    signs: tuple[str, ...]


@cache
def lacking(others: frozenset[str] = frozenset()) -> re.Pattern[str]:
    """Matches a sign that neither the packaged fonts have nor `others` names."""
    has = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in listed_ranges(printable_signs_file()))
    more = "".join(f"\\U{ord(sign):08x}" for sign in sorted(others))
    return re.compile(f"[^{_UNSEEN}{has}{more}]")


def listed_ranges(file: Path) -> list[tuple[int, int]]:
    """The code points that a packaged list names, as ranges from the first to the last."""
    ranges = (line.partition("-") for line in file.read_text(encoding="ascii").split())
    return [(int(first, 16), int(last or first, 16)) for first, _, last in ranges]


def lines_of_signs(path: str, lines: Iterable[str]) -> Iterator[LineOfSigns]:
    """The lines of a file that hold signs without a packaged font."""
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        signs = tuple(dict.fromkeys(lacking().findall(line)))
        if signs:
            yield LineOfSigns(Position(path, number, line.index(signs[0]) + 1), signs)
