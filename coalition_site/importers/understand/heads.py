"""Head rows: where in a sheet they stand, and which column of them is which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coalition_site.importers.sources import Row
from coalition_site.importers.understand.foreign_words import word_set
from coalition_site.importers.understand.head_words import (
    SEVERAL,
    column_of,
    compared,
    known_heads,
    own_columns,
    told_head,
)

_LONGEST = 120
_LONGEST_QUESTION = 600
_SEARCHED_ROWS = 40
_CLEAR_HEADS = 2
_NAMING = ("name", "invites.member", "team.people.name", "first name", "last name")
Told = Mapping[str, str]
"""What people said that columns mean, by the head as `told_head` writes it; empty: kept in the notes."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The head row of a sheet: its place among the rows from 0, and the path of each column, empty for unknown ones."""

    at: int
    columns: tuple[str, ...]
    texts: tuple[str, ...]

    def has(self, *columns: str) -> bool:
        """Whether one of the columns is there."""
        return any(column in self.columns for column in columns)

    @property
    def of_invites(self) -> bool:
        """Whether the rows say who is invited."""
        return self.has("invites.member") or (self.has("invites.sender") and self.has("team.people.name"))


def _column_in(cell: str, told: Told = MappingProxyType({})) -> str:
    if told and told_head(cell) in told:
        return told[told_head(cell)]
    longest = _LONGEST_QUESTION if "?" in cell or ":" in cell else _LONGEST
    return column_of(cell.replace("\n", " ")) if 0 < len(cell) <= longest else ""


def _heads_in(row: Row, at: int, told: Told = MappingProxyType({})) -> Heads:
    found: list[str] = []
    own = own_columns(row.cells)
    for cell in row.cells:
        # Answers count before what the words say.
        said = told_head(cell) in told
        column = _column_in(cell, told) if said or not own else own.get(compared(cell)) or _column_in(cell, told)
        if column and column in found and column not in SEVERAL:
            if said:
                found[found.index(column)] = ""
            else:
                column = ""
        found.append(column)
    return Heads(at, tuple(_with_people(found, row.cells)), row.cells)


def _below_groups(heads: Heads, rows: Sequence[Row]) -> Heads:
    """The heads with what stands above several of them: `Primary contact` over `Name` and `Phone`.

    A head that nobody can tell alone, or that is there twice, is looked at together with its group.
    """
    above = rows[heads.at - 1].cells if heads.at else ()
    if sum(map(bool, above)) < _CLEAR_HEADS or rows[heads.at - 1].number + 1 != rows[heads.at].number:
        return heads
    columns, texts, group = list(heads.columns), list(heads.texts), ""
    for at, text in enumerate(heads.texts):
        group = above[at] if at < len(above) and above[at] else group
        if not text or not group or columns[at]:
            continue
        column = _column_in(f"{group} {text}")
        columns[at] = "" if column in columns else column
        if columns[at] or heads.texts.count(text) > 1:
            texts[at] = f"{group} {text}"
    return Heads(heads.at, tuple(columns), tuple(texts))


@cache
def _person_heads() -> frozenset[str]:
    return frozenset(map(compared, word_set("person_heads")))


def _with_people(columns: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The columns, where `Name` beside `Organization` is that of a person: of somebody invited, or of the contact."""
    if "name" not in columns:
        return [*columns]
    first = columns.index("name")
    again = next((at for at, text in enumerate(texts) if at > first and _column_in(text) == "name"), None)
    people_first = compared(texts[first]) in _person_heads()
    if again is None or people_first == (compared(texts[again]) in _person_heads()):
        return [*columns]
    invites = "invites.sender" in columns or (people_first and "invites.status" in columns)
    person = "invites.member" if invites else "team.people.name"
    if person in columns:
        return [*columns]
    moved = {first: person, again: "name"} if people_first else {again: person}
    return [moved.get(at, column) for at, column in enumerate(columns)]


def _score(heads: Heads) -> int:
    return sum(map(bool, heads.columns))


def heads_again(row: Row, at: int) -> Heads | None:
    """The heads of another table further down a sheet: a row of nothing but heads, one of which names somebody."""
    # Asked of every row. One of the first two cells must be a head in its very words, which is answered soonest.
    filled = [cell for cell in row.cells if cell]
    if not any(compared(cell) in known_heads() for cell in filled[:2] if len(cell) <= _LONGEST):
        return None
    if not all(map(_column_in, filled)):
        return None
    heads = _heads_in(row, at)
    naming = heads.has(*_NAMING)
    return heads if naming and len(filled) >= _CLEAR_HEADS and _score(heads) == len(filled) else None


def best_head_score(rows: Sequence[Row]) -> int:
    """How many heads the best head row among these has; 0 where there is none."""
    return max((_score(_heads_in(row, at)) for at, row in enumerate(rows[:_SEARCHED_ROWS])), default=0)


def find_heads(rows: Sequence[Row], told: Told = MappingProxyType({})) -> Heads | None:
    """The first row with the most heads that are understood; title rows above it are passed over.

    One head alone counts where it names partners or members and is all its row holds, or stands in the first row of
    several cells above others that are as full: `Who` in a table out of a text document.
    """
    candidates = [_heads_in(row, at, told) for at, row in enumerate(rows[:_SEARCHED_ROWS])]
    naming = [heads for heads in candidates if heads.has(*_NAMING)]
    best = max(naming, key=_score, default=None)
    if best is None:
        return None
    if _score(best) >= _CLEAR_HEADS:
        return _below_groups(best, rows)
    filled = [sum(map(bool, row.cells)) for row in rows[:_SEARCHED_ROWS]]
    if best.at + 1 >= len(rows):
        return None
    first_of_several = next((at for at, count in enumerate(filled) if count > 1), None) == best.at
    if filled[best.at] == 1:
        return best
    return best if first_of_several and max(filled) == filled[best.at] and not stand_in_a_column(rows) else None


def stand_in_a_column(rows: Sequence[Row]) -> bool:
    """Whether the heads stand below each other: a sheet with a column for each partner."""
    first = tuple(row.cells[0] for row in rows[:_SEARCHED_ROWS] if row.cells)
    return find_heads((Row(1, first),)) is not None and len(first) >= _CLEAR_HEADS
