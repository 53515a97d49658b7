"""Workbooks for tests, from a text: `[Sheet]` begins a sheet, ` | ` parts cells, a letter before a cell says its kind.

n:12        a number                  z:00042     a number that is shown with leading zeros
p:5550199 000-0000                    a number and the format that it is shown with
d:2026-10-05 a day                    f:=1+1      a formula without a shown value
c:red       a text in a colored cell m:text ## said   a text with a comment
e:#REF!     a formula that ends in an error
"""

from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill


def workbook(text: str) -> bytes:
    """The bytes of the workbook that the text describes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    row = 0
    for line in text.rstrip("\n").split("\n"):
        if line.startswith("["):
            book.create_sheet(line.strip("[]"))
            row = 0
            continue
        row += 1
        for column, written in enumerate(line.split(" | "), start=1):
            cell = book.worksheets[-1].cell(row, column)
            assert isinstance(cell, Cell)
            _fill(cell, written.strip())
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(cell: Cell, written: str) -> None:
    kind, _, text = written.partition(":")
    if kind == "n":
        cell.value = float(text)
    elif kind == "z":
        cell.value = int(text)
        cell.number_format = "0" * len(text)
    elif kind == "p":
        digits, _, cell.number_format = text.partition(" ")
        cell.value = int(digits)
    elif kind == "d":
        cell.value = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).replace(tzinfo=None)
    elif kind in {"f", "e"}:
        cell.value = text
    elif kind == "c":
        cell.value = text
        cell.fill = PatternFill("solid", start_color="FFFF0000")
    elif kind == "m":
        cell.value, _, said = text.partition(" ## ")
        cell.comment = Comment(said, "somebody")
    elif written:
        cell.value = written.replace("\\n", "\n")
