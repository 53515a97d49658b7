"""Rows of the worksheet's tables in the browser form: which fields stand in which cell, and their words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from coalition_site.derive.worksheet.view import Table, Worksheet
from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.model.worksheet_form import COLUMNS, ROWS, TYPE, cell_name

_ANY_ROW = "{row}"


@dataclass(frozen=True, slots=True)
class RowField:
    """A field: its name, the words above it, whether these are one of two in a cell, and the list it offers, if any."""

    name: str
    head: str
    half: bool
    is_type: bool
    list: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row: its number, or `{row}` where a script will put one; words for where that is, and for taking it out."""

    number: str
    where: str
    remove: str
    cells: tuple[tuple[RowField, ...], ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table: what it is called in short, a hint or nothing, its rows, and one that further rows are made from."""

    short: str
    hint: str
    rows: tuple[FormRow, ...]
    any_row: FormRow


def form_tables(worksheet: Worksheet) -> dict[int, FormTable]:
    """The tables of a blank worksheet by their numbers."""
    return {table.number: _form_table(worksheet, table) for part in worksheet.parts for table in part.tables}


def _form_table(worksheet: Worksheet, table: Table) -> FormTable:
    texts = worksheet.browser.page
    short = table.title.partition(".")[0]
    hints = {1: texts.hint_lists, 2: texts.hint_lists, 3: texts.hint_roles}

    def row(number: str) -> FormRow:
        where, remove = (
            text.replace(_ANY_ROW, number).replace("{table}", short) for text in (texts.where, texts.remove_which)
        )
        fields = _fields(worksheet, table, number)
        cells = tuple(tuple(found) for _, found in groupby(fields, key=lambda each: "" if each.half else each.name))
        return FormRow(number, where, remove, cells)

    rows = tuple(row(str(number)) for number in range(1, ROWS + 1))
    return FormTable(short, hints.get(table.number, ""), rows, row(_ANY_ROW))


def _fields(worksheet: Worksheet, table: Table, row: str) -> Iterator[RowField]:
    """The fields of one row; two that share a column's head have words of their own."""
    halves = {"team.strengths": worksheet.words.strengths, "team.barriers": worksheet.words.barriers}
    for number, path in enumerate(COLUMNS[table.number]):
        half = path in halves
        yield RowField(
            name=cell_name(table.number, row, path),
            head=halves[path] if half else table.heads[number],
            half=half,
            is_type=path == TYPE,
            list=str(PARTNER_LISTS.get(path, "")),
        )
