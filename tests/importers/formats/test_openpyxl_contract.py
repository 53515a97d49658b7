"""What this program takes for granted of openpyxl and its documentation does not promise; each test names one habit."""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import pytest

from coalition_site.importers.formats import openpyxl_workbook, xlsx_file
from coalition_site.importers.formats.openpyxl_workbook import comments_of, opened, part_of, style_of
from coalition_site.importers.formats.xlsx_file import read_xlsx
from coalition_site.problems import Refused
from tests.support.workbooks import workbook

BOOK = workbook(
    "[First]\nName | Note\n[Second]\nName | Note\nm:Library ## ask Ana | c:red\nAgency | f:=1+1\nCounty | c:red\n"
)


def test_a_sheet_knows_the_part_that_holds_it() -> None:
    book = opened(BOOK, fully=False)
    assert [part_of(sheet) for sheet in book.worksheets] == ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]


def test_a_sheet_keeps_its_cells_by_row_and_column() -> None:
    first, second = opened(BOOK, fully=True).worksheets
    assert list(comments_of(first)) == []
    assert list(comments_of(second)) == [((2, 1), "ask Ana")]


def test_cells_share_styles_by_number() -> None:
    rows = [[style_of(cell) for cell in row] for row in opened(BOOK, fully=False).worksheets[1].iter_rows()]
    assert rows[1][0] == rows[0][0] == 0
    assert rows[1][1] == rows[3][1] == 1


def test_comments_colors_and_formulas_are_all_read() -> None:
    _, second = read_xlsx(BOOK, "a.xlsx")
    assert [dict(row.comments) for row in second.rows] == [{}, {0: "ask Ana"}, {}, {}]
    colors, formulas = second.lost
    assert colors.startswith("cell colors (1 in use)")
    assert formulas.startswith("formulas without a stored result, read as empty: B3;")


class Without:
    """A sheet or a cell of a version that has another name for something."""

    def __init__(self, wrapped: Any, name: str) -> None:
        self._wrapped, self._name = wrapped, name

    def __getattr__(self, name: str) -> Any:
        if name == self._name:
            raise AttributeError(name)
        return getattr(self._wrapped, name)

    def iter_rows(self) -> Iterator[list["Without"]]:
        for row in self._wrapped.iter_rows():
            yield [Without(cell, self._name) for cell in row]

    @property
    def worksheets(self) -> list["Without"]:
        return [Without(sheet, self._name) for sheet in self._wrapped.worksheets]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("_worksheet_path", "the part of a sheet"),
        ("_cells", "the cells of a sheet"),
        ("_style_id", "the style of a cell"),
    ],
)
def test_a_version_that_lacks_one_of_them_is_named(name: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(data: bytes, *, fully: bool) -> Without:
        return Without(openpyxl_workbook.opened(data, fully=fully), name)

    monkeypatch.setattr(xlsx_file, "opened", without)
    with pytest.raises(Refused) as refused:
        read_xlsx(BOOK, "a.xlsx")
    assert str(refused.value) == (
        f"no workbook can be read: openpyxl {version('openpyxl')} keeps {what} elsewhere than the version that this "
        "program knows; install the versions that requirements.lock names"
    )
