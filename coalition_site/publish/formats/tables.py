"""Tables as files: CSV and XLSX, in which a text stays a text and never becomes a formula."""

import csv
import io
import re
from datetime import UTC, datetime

from coalition_site.derive.words.workbook_heads import title_of_sheet
from coalition_site.model.unseen import UNSEEN
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.sources import PROGRAM
from coalition_site.render.tables import TextTable

# Where a cell begins for a spreadsheet that opens a CSV file, and where one may begin in the middle of a text: where a
# system's lists are parted by semicolons, commas part nothing, and quotes mean something only behind a semicolon.
# Before the sign of a formula may stand what nobody sees.
_FORMULA_BEGINS = re.compile(rf"(?:^|(?<=[;|\t\r\n]))(?=[\s\"{UNSEEN}]*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r])")
_WIDEST_COLUMN = 48
_ROOM = 2


def csv_text(table: TextTable) -> str:
    """The table as CSV with a byte order mark, so that spreadsheets read accents right.

    What a spreadsheet would run as a formula gets an apostrophe before it, also within a text.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([_harmless(cell) for cell in row] for row in (table.heads, *table.rows))
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def _harmless(cell: str) -> str:
    return _FORMULA_BEGINS.sub("'", cell)


def xlsx_key(table: TextTable, epoch: int) -> str:
    """Key of everything that `xlsx_bytes` makes a workbook from."""
    return key_of("xlsx", PROGRAM.key(), str(epoch), table.title, repr((table.heads, table.rows)))


def xlsx_bytes(table: TextTable, *, epoch: int) -> bytes:
    """The table as a workbook with one sheet: every cell a text, a fixed head row, filters, fitting columns.

    It prints on its side, as wide as one page, with the head on each and the numbers of pages below.
    `epoch` is the time of creation written into the file, in seconds since 1970; the same table gives the same bytes.
    """
    from xlsxwriter import Workbook  # read only when a table is written

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    out = io.BytesIO()
    with Workbook(out, options) as book:
        book.set_properties({"title": table.title, "created": datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None)})
        sheet = book.add_worksheet(title_of_sheet(table.title))
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        for column, title in enumerate(table.heads):
            sheet.write_string(0, column, title, head)
            longest = max((len(row[column]) for row in table.rows), default=0)
            sheet.set_column(column, column, min(max(len(title), longest) + _ROOM, _WIDEST_COLUMN))
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, text)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.heads) - 1)
    return out.getvalue()
