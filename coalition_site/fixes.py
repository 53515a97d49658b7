"""Fixes: what would mend a problem, as a change of a text or of a value. The edit stage makes them in files."""

from dataclasses import dataclass

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

    `safe`: it says what was meant beyond doubt, so that it may be made unasked.
    """

    steps: tuple[str | int, ...]
    value: Written
    safe: bool = False


Fix = TextFix | ValueFix
