"""Plain values, and the place in its file that each was written at."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coalition_site.problems import Position

Value = str | list["Value"] | dict[str, "Value"]
"""What a YAML file holds: every scalar is text; an empty value does not appear at all."""

Step = str | int


@dataclass(slots=True)
class Place:
    """Where a value stands (line and column from 1), where its key stands, and the places of what it holds.

    `style` is how it is written: a quote, | or >, [ or {, - for a list with hyphens, : for keys on lines of their own;
    empty for plain text and for nothing. The end is behind the last character; a list with hyphens and keys on lines of
    their own end where the last of what they hold ends, and have none. Behind | and > it is where the next line begins.
    """

    line: int = 1
    column: int = 1
    key_line: int = 1
    key_column: int = 1
    end_line: int = 1
    end_column: int = 1
    style: str = ""
    inside: dict[Step, "Place"] = field(default_factory=dict)

    def find(self, steps: Sequence[Step]) -> "Place":
        """The place of the value that the steps lead to, or of the nearest one above it that was written."""
        place = self
        for step in steps:
            following = place.inside.get(step)
            if following is None:
                break
            place = following
        return place


def value_at(value: Value, steps: Sequence[Step]) -> Value | None:
    """The value within another that the steps lead to, None if it is not there."""
    for step in steps:
        if isinstance(value, dict) and isinstance(step, str) and step in value:  # noqa: SIM114  types differ
            value = value[step]
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            value = value[step]
        else:
            return None
    return value


@dataclass(frozen=True, slots=True)
class Document:
    """One content file: its value, the places in it, and for Markdown the body and the line it begins on.

    `partial`: something of it could not be read and is not in the value.
    """

    path: str
    value: Value
    places: Place
    lines: tuple[str, ...]
    body: str = ""
    body_line: int = 1
    partial: bool = False

    @property
    def audience(self) -> str:
        """The audience that the file gives itself, in lower case; empty where it gives none."""
        written = self.value_at(("audience",))
        return written.lower() if isinstance(written, str) else ""

    def at(self, *steps: Step) -> Position:
        """The position of a value, or of its nearest ancestor that was written."""
        place = self.places.find(steps)
        return Position(self.path, place.line, place.column)

    def key_at(self, *steps: Step) -> Position:
        """The position of a key, or of its nearest ancestor's."""
        place = self.places.find(steps)
        return Position(self.path, place.key_line, place.key_column)

    def in_body(self, line: int, column: int = 1) -> Position:
        """The position of a line of the body, counted from 1 within the body."""
        return Position(self.path, self.body_line + line - 1, column)

    def value_at(self, steps: Sequence[Step]) -> Value | None:
        """The value that the steps lead to, None if it is not there."""
        return value_at(self.value, steps)
