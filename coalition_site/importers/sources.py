"""Sources: sheets of text with row numbers, or the fields of our worksheet form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

MAXIMUM_FILE_BYTES = 20_000_000
MAXIMUM_ROWS = 20_000
MAXIMUM_COLUMNS = 256
LONGEST_CELL = 131_072
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value was read: the file's name, its sheet or table, and the row, from 1, or 0 for none.

    `cell` is the cell of that row, as spreadsheets name it: `C2`.
    """

    file: str
    sheet: str = ""
    row: int = 0
    cell: str = ""

    def __str__(self) -> str:
        parts = [self.file, self.sheet, self.cell or (f"row {self.row}" if self.row else "")]
        return ", ".join(part for part in parts if part)

    def at(self, column: int) -> "Source":
        """The cell of this row in a column, from 0."""
        return Source(self.file, self.sheet, self.row, f"{_letters(column)}{self.row}")


@cache
def _letters(column: int) -> str:
    """`C` for the column 2, counted from 0."""
    letters, number = "", column + 1
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number as a spreadsheet shows it, its cells, its comments by column from 0."""

    number: int
    cells: tuple[str, ...]
    comments: Mapping[int, str] = field(default_factory=dict)

    def cell(self, column: int) -> str:
        """The cell in a column, from 0; empty where the row has none there."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    def with_cell(self, column: int, text: str) -> "Row":
        """The row with another text in a column."""
        return replace(self, cells=(*self.cells[:column], text, *self.cells[column + 1 :]))


def filled_cells(column: int, rows: Iterable[Row]) -> list[str]:
    """What stands in a column, row by row, where anything does."""
    return [text for row in rows if (text := row.cell(column))]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as text; rows without anything in them are left out. `lost` says in words what a text cannot hold."""

    file: str
    name: str
    rows: tuple[Row, ...]
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A filled worksheet form: texts and ticks by field name (see model/worksheet_form.py)."""

    file: str
    fields: Mapping[str, str | bool]


Filled = Sheet | Form
