"""Needs of the importer that openpyxl and its documentation does not offer: where a sheet and its styles are kept.

Comments, colors and formulas hang on three private names. Each is asked for here and nowhere else, so that a version
of the library without it is an error with its name and not a workbook that has lost something;
`tests/importers/formats/test_openpyxl_contract.py` shows that they are there.
"""

import io
from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from coalition_site.problems import Refused

if TYPE_CHECKING:
    from openpyxl import Workbook


def opened(data: bytes, *, fully: bool) -> "Workbook":
    """A workbook, with the results of formulas: row by row, or `fully`, with its comments."""
    from openpyxl import load_workbook  # read only when a workbook is imported

    return load_workbook(io.BytesIO(data), read_only=not fully, data_only=True, keep_links=False)


def part_of(sheet: Any) -> str:
    """The part of the file that holds a sheet of a workbook that is read row by row."""
    try:
        return str(sheet._worksheet_path)  # noqa: SLF001  the names in the file are known to nobody else
    except AttributeError:
        raise _other("the part of a sheet") from None


def comments_of(sheet: Any) -> Iterator[tuple[tuple[int, int], str]]:
    """Row and column, from 1, and text of each comment on a sheet of a workbook that is read fully.

    Going through all rows instead would make every empty cell of a sheet that claims to be large.
    """
    try:
        cells = sheet._cells  # noqa: SLF001  the cells that there are
    except AttributeError:
        raise _other("the cells of a sheet") from None
    for place, cell in cells.items():
        if cell.comment is not None:
            yield place, cell.comment.text


def style_of(cell: Any) -> int:
    """The number of the style that a cell shares with others, in a workbook that is read row by row."""
    try:
        return int(cell._style_id)  # noqa: SLF001  its public twin makes the style anew for each cell
    except AttributeError:
        raise _other("the style of a cell") from None


def place_name(row: int, column: int) -> str:
    """A cell's place as people read it: `B12`."""
    from openpyxl.utils import get_column_letter  # read only when a workbook is imported

    return f"{get_column_letter(column)}{row}"


def _other(what: str) -> Refused:
    found = f"openpyxl {version('openpyxl')} keeps {what} elsewhere than the version that this program knows"
    return Refused(f"no workbook can be read: {found}; install the versions that requirements.lock names")
