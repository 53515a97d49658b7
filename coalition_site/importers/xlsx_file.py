"""XLSX as people have it: sheets, numbers that are text, dates, comments. Formulas are read as shown, never run.

An XLSX file is a zip of XML, so it is measured before anything is unpacked, and rows are taken one by one.
"""

import io
import re
import warnings
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from coalition_site.importers.cleaning import clean
from coalition_site.importers.sources import MAXIMUM_COLUMNS, MAXIMUM_ROWS, ImportRefused, Row, Sheet
from coalition_site.importers.xlsx_limits import measured

if TYPE_CHECKING:
    from openpyxl import Workbook

_MAXIMUM_COMMENTED_BYTES = 6_000_000
_ZEROS = re.compile(r"0{2,12}")


def read_xlsx(data: bytes, name: str) -> list[Sheet]:
    """The sheets of an XLSX file, hidden ones too, in their order. Raises ImportRefused."""
    parts = measured(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = _opened(data, fully=False)
            comments = _comments(data, parts)
            sheets = [_sheet(sheet, name, comments.get(sheet.title, {})) for sheet in book.worksheets]
            book.close()
    except ImportRefused:
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
        raise ImportRefused(
            f"{name}: the workbook is damaged ({why}); open it in a spreadsheet and save it again"
        ) from None
    return sheets


def _opened(data: bytes, *, fully: bool) -> "Workbook":
    from openpyxl import load_workbook  # noqa: PLC0415  read only when a workbook is imported

    return load_workbook(io.BytesIO(data), read_only=not fully, data_only=True, keep_links=False)


def _comments(data: bytes, parts: dict[str, int]) -> dict[str, dict[tuple[int, int], str]]:
    """Comments by sheet, row and column from 1; nothing where there are none or the workbook is too large for them."""
    commented = any("comments" in part.lower() for part in parts)
    if not commented or sum(parts.values()) > _MAXIMUM_COMMENTED_BYTES:
        return {}
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        book = _opened(data, fully=True)
        cells = {sheet.title: getattr(sheet, "_cells", {}) for sheet in book.worksheets}
        return {
            title: {place: clean(cell.comment.text) for place, cell in inside.items() if cell.comment is not None}
            for title, inside in cells.items()
        }
    return {}


def _sheet(sheet: Any, name: str, comments: dict[tuple[int, int], str]) -> Sheet:
    sheet.reset_dimensions()
    colours: set[str] = set()
    rows: list[Row] = []
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in comments.items():
        by_row.setdefault(row, {})[column - 1] = text
    for number, cells in enumerate(islice(sheet.iter_rows(), MAXIMUM_ROWS), start=1):
        texts = tuple(_text(cell) for cell in cells[:MAXIMUM_COLUMNS])
        if any(texts):
            for cell in cells:
                _note_colour(cell, colours)
            rows.append(Row(number, texts, by_row.get(number, {})))
    lost = (
        (f"cell colours ({len(colours)} in use) say nothing here; write what they mean in a column",) if colours else ()
    )
    if sheet.sheet_state != "visible":
        lost = (*lost, "this sheet is hidden in the workbook; it was read all the same")
    return Sheet(name, str(sheet.title), tuple(rows), lost)


def _text(cell: Any) -> str:
    """What a cell shows: numbers without a decimal point of their own, with the leading zeros of their format."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    zeros = _ZEROS.fullmatch(str(getattr(cell, "number_format", "") or ""))
    return f"{value:0{len(zeros[0])}d}" if zeros and isinstance(value, int) else str(value)


def _note_colour(cell: Any, colours: set[str]) -> None:
    fill = getattr(cell, "fill", None)
    if fill is not None and fill.fill_type == "solid" and cell.value is not None:
        colours.add(str(fill.start_color.rgb if fill.start_color.type == "rgb" else fill.start_color.theme))
