"""The edits that can be made in a file that people wrote, and the error for one that cannot."""

from collections.abc import Mapping
from dataclasses import dataclass

from coalition_site.edit.layout import block
from coalition_site.read.values import Step, Value

Steps = tuple[Step, ...]
"""The keys and list numbers, from 0, that lead to a value."""

KeyOrder = Mapping[tuple[str, ...], tuple[str, ...]]
"""The order of keys in the house layout, by the keys that lead to the map; numbers of list entries are left out."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """Sets a text, list or map; an empty one leaves the key with nothing behind it, as an empty value means absent.

    Keys on the way are made where they are not there. Of a list that takes the place of a list, and of a map, only the
    entries that differ are touched. An entry of a list that is emptied is removed.
    """

    steps: Steps
    value: Value


@dataclass(frozen=True, slots=True)
class AddEntries:
    """Adds entries to a list, which is made where it is not there: at its end, or before the entry with a number."""

    steps: Steps
    values: tuple[Value, ...]
    at: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """Removes a key or an entry of a list, all below it and its comments: beside it, right above it, or set in deeper.

    A list or map that loses its last entry is empty: its key stays with nothing behind it, and as an entry of a list it
    is removed too.
    """

    steps: Steps


@dataclass(frozen=True, slots=True)
class MoveEntry:
    """Moves an entry of a list, with its comments, so that it has the number `to`. Empty lines stay where they are."""

    steps: Steps
    to: int


@dataclass(frozen=True, slots=True)
class ReplaceBody:
    r"""Puts another text below the front matter of a Markdown file; lines end in `\n` here, as they do in the file."""

    text: str


Edit = SetValue | AddEntries | RemoveEntry | MoveEntry | ReplaceBody


def by_hand(edit: Edit) -> str:
    """What a person can do instead of the program, as a command."""
    if isinstance(edit, ReplaceBody):
        return "put the text below the front matter yourself"
    steps = edit.steps
    if steps[1:] and isinstance(steps[0], int):
        # The message names a place in that entry already.
        steps = steps[1:]
    name = ".".join(str(step + 1) if isinstance(step, int) else step for step in steps)
    if isinstance(edit, RemoveEntry | MoveEntry):
        return f"{'remove' if isinstance(edit, RemoveEntry) else 'move'} {name} by hand"
    value = edit.value if isinstance(edit, SetValue) else list(edit.values)
    said = "; ".join(line.strip() for line in block(value))
    return f"write there yourself: {f'{name}: ' if name else ''}{said}"
