"""XLSX as people have it: sheets, numbers that are text, dates, comments. Formulas are read as shown, never run.

An XLSX file is a zip of XML, so it is measured before anything is unpacked, and rows are taken one by one.
"""

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from coalition_site.importers.formats.cleaning import clean
from coalition_site.importers.formats.openpyxl_workbook import comments_of, opened, part_of, place_name, style_of
from coalition_site.importers.formats.xlsx_limits import measured
from coalition_site.importers.formats.xlsx_numbers import shown_number
from coalition_site.importers.sources import LONGEST_CELL, MAXIMUM_COLUMNS, MAXIMUM_ROWS, Row, Sheet
from coalition_site.problems import Refused

_MAXIMUM_COMMENTED_BYTES = 6_000_000
_NAMED = 5


def read_xlsx(data: bytes, name: str) -> list[Sheet]:
    """The sheets of an XLSX file, hidden ones too, in their order. Raises Refused."""
    found = measured(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = opened(data, fully=False)
            comments = _comments(data, found.parts)
            sheets = [
                _sheet(sheet, name, comments.get(sheet.title, {}), found.formulas.get(part_of(sheet), set()))
                for sheet in book.worksheets
            ]
            book.close()
    except Refused:
        raise
    except (
        ParseError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        zipfile.BadZipFile,
    ) as error:
        why = f"{type(error).__name__}: {error}"[:120]
        raise Refused(f"{name}: the workbook is damaged ({why}); open it in a spreadsheet and save it again") from None
    return sheets


def _comments(data: bytes, parts: Mapping[str, int]) -> dict[str, dict[tuple[int, int], str]]:
    """Comments by sheet, row and column from 1; nothing where there are none or the workbook is too large for them."""
    commented = any("comments" in part.lower() for part in parts)
    if not commented or sum(parts.values()) > _MAXIMUM_COMMENTED_BYTES:
        return {}
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        book = opened(data, fully=True)
        return {sheet.title: {at: clean(text) for at, text in comments_of(sheet)} for sheet in book.worksheets}
    return {}


@dataclass(slots=True)
class _Lost:
    """What a sheet holds and a text cannot hold, found cell by cell. `formulas` are rows and columns, from 1.

    Cells share their styles, so each of them is looked at once.
    """

    formulas: set[tuple[int, int]]
    styles: set[int] = field(default_factory=set)
    colors: set[str] = field(default_factory=set)
    without_result: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def take(self, cell: Any, row: int, column: int) -> None:
        if cell.value is None:
            if (row, column) in self.formulas:
                self.without_result.append(place_name(row, column))
            return
        if cell.data_type == "e":
            self.errors.append(f"{place_name(row, column)} ({cell.value})")
        style = style_of(cell)
        if style in self.styles:
            return
        self.styles.add(style)
        fill = cell.fill
        if fill is not None and fill.fill_type == "solid":
            self.colors.add(str(fill.start_color.rgb if fill.start_color.type == "rgb" else fill.start_color.theme))

    def words(self) -> Iterator[str]:
        if self.colors:
            yield f"cell colors ({len(self.colors)} in use) say nothing here; write what they mean in a column"
        if self.without_result:
            advice = "open the workbook in a spreadsheet, save it and import it again"
            yield f"formulas without a stored result, read as empty: {_listed(self.without_result)}; {advice}"
        if self.errors:
            yield f"formulas that end in an error, read as empty: {_listed(self.errors)}; mend them in a spreadsheet"


def _listed(cells: list[str]) -> str:
    """The first few cells, and how many more there are."""
    more = f" and {len(cells) - _NAMED} more" if len(cells) > _NAMED else ""
    return ", ".join(cells[:_NAMED]) + more


def _sheet(sheet: Any, name: str, comments: Mapping[tuple[int, int], str], formulas: set[tuple[int, int]]) -> Sheet:
    sheet.reset_dimensions()
    lost = _Lost(formulas)
    rows: list[Row] = []
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in comments.items():
        by_row.setdefault(row, {})[column - 1] = text
    for number, cells in enumerate(islice(sheet.iter_rows(), MAXIMUM_ROWS), start=1):
        for column, cell in enumerate(cells[:MAXIMUM_COLUMNS], start=1):
            lost.take(cell, number, column)
            if isinstance(cell.value, str) and len(cell.value) > LONGEST_CELL:
                found = f"a cell of {len(cell.value):,} letters; at most {LONGEST_CELL:,} are read"
                raise Refused(f"{name}, {sheet.title}, {place_name(number, column)}: {found}")
        texts = tuple(_text(cell) for cell in cells[:MAXIMUM_COLUMNS])
        if any(texts):
            rows.append(Row(number, texts, by_row.get(number, {})))
    hidden = ("this sheet is hidden in the workbook; it was read all the same",)
    words = (*lost.words(), *(hidden if sheet.sheet_state != "visible" else ()))
    return Sheet(name, str(sheet.title), tuple(rows), words)


def _text(cell: Any) -> str:
    """What a cell shows: numbers without a decimal point of their own, as a format of digits shows them."""
    value = cell.value
    if isinstance(value, str) or value is None or cell.data_type == "e":
        return clean(value) if isinstance(value, str) and cell.data_type != "e" else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        return shown_number(value, str(cell.number_format or ""))
    return str(value)
