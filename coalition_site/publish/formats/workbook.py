"""A workbook that people edit and send back: every cell a text, choices where the content has a list of them."""

import io
from datetime import UTC, datetime
from typing import Any

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.workbook_heads import CHOICES, sheet_words
from coalition_site.render.workbook_sheets import ChoiceTable

_WIDEST_COLUMN, _ROOM = 48, 2
_EMPTY_ROWS = 200
_LONGEST_MESSAGE, _LONGEST_TITLE = 250, 32
"""What Excel shows beside a cell."""


def workbook_bytes(sheets: tuple[ChoiceTable, ...], words: Catalogue, *, title: str, epoch: int) -> bytes:
    """The sheets as one workbook, with room below them; the same sheets and words give the same bytes.

    `epoch` is the time of creation written into the file, in seconds since 1970. What may be chosen stands on a sheet
    of its own, which the others point at: a list within a cell's rule may hold no more than 255 letters.
    """
    from xlsxwriter import Workbook  # read only when a workbook is written

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    out = io.BytesIO()
    with Workbook(out, options) as book:
        book.set_properties({"title": title, "created": datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None)})
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            # As text, so that nothing that is typed becomes a number or a day in another order.
            "text": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        }
        pages = [book.add_worksheet(sheet.table.title) for sheet in sheets]
        of_choices = sheet_words(words)[CHOICES].title
        choices = book.add_worksheet(of_choices)
        apart = of_choices.replace("'", "''")
        quoted = of_choices if of_choices == CHOICES else f"'{apart}'"
        column = 0
        for page, sheet in zip(pages, sheets, strict=True):
            _write(page, sheet, formats)
            for at, chosen in sheet.choices.items():
                choices.write_column(
                    0, column, [f"{sheet.table.title}: {sheet.table.heads[at]}", *chosen], formats["text"]
                )
                _offer(page, sheet, at, f"={quoted}!{_range(column, len(chosen))}", words)
                column += 1
        choices.freeze_panes(1, 0)
    return out.getvalue()


def _write(page: Any, sheet: ChoiceTable, formats: dict[str, Any]) -> None:
    table = sheet.table
    for column, title in enumerate(table.heads):
        page.write_string(0, column, title, formats["head"])
        longest = max((len(line) for row in table.rows for line in row[column].split("\n")), default=0)
        page.set_column(column, column, min(max(len(title), longest) + _ROOM, _WIDEST_COLUMN), formats["text"])
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            if cell:
                page.write_string(number, column, cell, formats["text"])
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, max(len(table.rows), 1), len(table.heads) - 1)


def _offer(page: Any, sheet: ChoiceTable, column: int, source: str, words: Catalogue) -> None:
    """Offers the choices in a column; where several may stand, or other words, it only says what they are."""
    last = len(sheet.table.rows) + _EMPTY_ROWS
    list_of_choices = sheet_words(words)[CHOICES].title
    if column in sheet.several:
        choices = "; ".join(sheet.choices[column])
        message = words.gettext("One a line, of: %(choices)s", choices=choices)
        if len(message) > _LONGEST_MESSAGE:
            message = words.gettext('One a line, as the sheet "%(title)s" lists them.', title=list_of_choices)
        title = words.pgettext("choices in a cell", "Several")
        rule = {"validate": "any", "input_title": title[:_LONGEST_TITLE], "input_message": message[:_LONGEST_MESSAGE]}
    else:
        rule = {
            "validate": "list",
            "source": source,
            "error_type": "information" if column in sheet.open else "stop",
            "error_title": words.gettext("Another word")[:_LONGEST_TITLE],
            "error_message": words.gettext('The sheet "%(title)s" lists what can stand here.', title=list_of_choices)[
                :_LONGEST_MESSAGE
            ],
        }
    page.data_validation(1, column, last, column, rule)


def _range(column: int, count: int) -> str:
    from xlsxwriter.utility import xl_range_abs  # read only when a workbook is written

    return str(xl_range_abs(1, column, count, column))
