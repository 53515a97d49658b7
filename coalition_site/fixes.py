"""Fixes: what would mend a problem, as a change of a text or of a value. The edit stage makes them in files."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

Written = str | list["Written"] | dict[str, "Written"]
"""A value as it is written into a file; an empty text takes the value away."""


@dataclass(frozen=True, slots=True)
class TextFix:
    """The text `old` that begins at a place, line and column from 1, becomes `new`. Line ends in both are line feeds.

    `safe`: it says what was meant beyond doubt, so that it may be made unasked.
    """

    line: int
    column: int
    old: str
    new: str
    safe: bool = False

    @property
    def end(self) -> tuple[int, int]:
        """Line and column behind the old text."""
        *above, last = self.old.split("\n")
        return self.line + len(above), len(last) + (1 if above else self.column)

    def applied(self, lines: tuple[str, ...]) -> tuple[str, ...] | None:
        """The lines of a file with the fix made; None where the old text does not stand there."""
        first = self.line - 1
        last = first + self.old.count("\n")
        if not 0 <= first <= last < len(lines):
            return None
        piece, at = "\n".join(lines[first : last + 1]), self.column - 1
        if not piece.startswith(self.old, at):
            return None
        piece = piece[:at] + self.new + piece[at + len(self.old) :]
        return (*lines[:first], *piece.split("\n"), *lines[last + 1 :])


@dataclass(frozen=True, slots=True)
class ValueFix:
    """The value that the keys and list numbers lead to becomes another one, written as the file is written.

    `safe`: it says what was meant beyond doubt, so that it may be made unasked. `path` is the content file where it is
    another than that of the problem.
    """

    steps: tuple[str | int, ...]
    value: Written
    safe: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class FileFix:
    """The file of a problem gets another path, or goes where that is empty; with `text`, a file is written there."""

    path: str = ""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do what a hint says that leaves something to its reader: a value as an example, several files.

    Nobody is offered it, since only the reader knows what is meant. The tests follow each hint with it.
    """

    parts: tuple[TextFix | ValueFix | FileFix, ...]
    safe: ClassVar[bool] = False


Fix = TextFix | ValueFix | Way


@dataclass(frozen=True, slots=True)
class KeyFix:
    """A key within a value gets another name, as the check of that value says it; none where nobody knows one."""

    key: str
    name: str
    safe: bool = True


@dataclass(frozen=True, slots=True)
class EntryFix:
    """An entry of a list becomes several, as the check of that entry says it."""

    entries: tuple[str, ...]
    safe: bool = True


FoundFix = Fix | KeyFix | EntryFix
"""A fix as the check of a value knows it, which knows no place: its steps begin at that value."""


def instead(value: Written, *, safe: bool = False) -> ValueFix | None:
    """Another value in the place of the one that is checked; None where nobody knows one."""
    return ValueFix((), value, safe) if value else None


def example(value: Written, *steps: str | int) -> Way:
    """A value that could stand at the steps, as a hint shows one."""
    return Way((ValueFix(steps, value),))


def renamed(path: str, name: str) -> Way:
    """Another name for a file, in the folder where it lies."""
    return Way((FileFix(f"{path.rpartition('/')[0]}/{name}"),))


def without_lines(lines: Sequence[str], gone: Collection[int]) -> TextFix:
    """Some lines of a file go, counted from 1; those between them stay."""
    first, last = min(gone), max(gone)
    stay = [line for number, line in enumerate(lines[first - 1 : last], first) if number not in gone]
    return other_lines(lines, first - 1, lines[first - 1 : last], stay)


def without_block(lines: Sequence[str], number: int) -> TextFix:
    """A line goes, counted from 1, with what is set in deeper below it."""
    indent, last = len(lines[number - 1]) - len(lines[number - 1].lstrip()), number
    for below, line in enumerate(lines[number:], number + 1):
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        last = below if line.strip() else last
    return without_lines(lines, range(number, last + 1))


def other_lines(
    lines: Sequence[str], first: int, was: Sequence[str], now: Sequence[str], *, safe: bool = False
) -> TextFix:
    """Whole lines become others, or go, from the one on that has the number `first`, counted from 0.

    The line end behind them goes with them, or the one before them at the end of the file.
    """
    if first + len(was) < len(lines):
        return TextFix(first + 1, 1, "".join(f"{each}\n" for each in was), "".join(f"{each}\n" for each in now), safe)
    column = len(lines[first - 1]) + 1
    return TextFix(first, column, "".join(f"\n{each}" for each in was), "".join(f"\n{each}" for each in now), safe)
