"""Cells of one row by what their columns mean, each with its place; words for no value are no value in any of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from coalition_site.importers.sources import Row, Source
from coalition_site.importers.understand.columns import Columns
from coalition_site.importers.understand.heads import Column
from coalition_site.importers.understand.no_value import is_no_value, names_nobody
from coalition_site.model.vocabulary import plain

_JOINED = {Column.ABOUT: "\n\n", Column.STREET: "\n"}
_ORGANIZATION = "organization"
_NAMING = frozenset({Column.NAME, Column.MEMBER})
_ANSWERED = frozenset({Column.STATUS, Column.RELATIONSHIP, Column.LISTING})
"""Columns in which people may have said what even `TBD` means."""
_OF_PEOPLE = frozenset({Column.PERSON, Column.FIRST_NAME, Column.LAST_NAME})
_KEYS = {Column.ABOUT: "profile", Column.LISTING: "listing"}


@dataclass(frozen=True, slots=True)
class RowCells:
    """The texts by column, what second columns of the same meaning say besides, and where each was read.

    `empty` are words for no value, with their columns.
    """

    texts: Mapping[Column, str]
    again: tuple[str, ...]
    places: Mapping[Column, list[Source]]
    empty: tuple[tuple[Column, str], ...]

    def places_of_partner(self) -> dict[str, list[Source]]:
        """The places by the keys of a partner's file."""
        return {_KEYS.get(column, str(column)): [*places] for column, places in self.places.items()}


def read_cells(row: Row, source: Source, columns: Columns) -> RowCells:
    """What stands in the columns of a row."""
    cells: dict[Column, str] = {}
    again, empty = [], []
    places: dict[Column, list[Source]] = defaultdict(list)
    heads = columns.heads
    for at, (column, text, head) in enumerate(zip(heads.columns, row.cells, heads.texts, strict=False)):
        if not text or column is None or column is Column.WISH or column is Column.LEAVE:
            continue
        before = cells.get(column)
        if _says_nothing(column, text):
            empty.append((column, text))
        elif before is None or is_no_value(before):
            cells[column], places[column] = text, [source.at(at)]
        elif column in _JOINED:
            cells[column] = f"{before}{_JOINED[column]}{text}"
            places[column].append(source.at(at))
        elif plain(before) != plain(text) and not is_no_value(text):
            again.append(f"{' '.join(head.split())}: {text}")
    if columns.named_by_kind is not None and Column.NAME not in cells:
        kind, name = (row.cells[at] if at < len(row.cells) else "" for at in columns.named_by_kind)
        if plain(kind) == _ORGANIZATION and name:
            cells[Column.NAME], places[Column.NAME] = name, [source.at(columns.named_by_kind[1])]
    return RowCells(cells, tuple(again), places, tuple(empty))


def _says_nothing(column: Column, text: str) -> bool:
    if column in _NAMING or column in _ANSWERED:
        return False
    return names_nobody(text) if column in _OF_PEOPLE else is_no_value(text)
