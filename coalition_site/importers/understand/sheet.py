"""A spreadsheet's rows to proposals: partners, people to invite, or both in one row."""

from collections.abc import Sequence
from dataclasses import replace

from coalition_site.importers.proposals import About, Question, RemarkKind, samples_of
from coalition_site.importers.sources import Row, Sheet, Source
from coalition_site.importers.understand.answers import Understanding
from coalition_site.importers.understand.cell_words import is_part_title, relationship_of
from coalition_site.importers.understand.columns import (
    Columns,
    ask_about_columns,
    read_columns,
    table_reading,
    told_columns,
)
from coalition_site.importers.understand.heads import Heads, find_heads, heads_again, stand_in_a_column
from coalition_site.importers.understand.needs import understand_needs
from coalition_site.importers.understand.rows import RowReader
from coalition_site.importers.understand.sections import Sections
from coalition_site.importers.understand.sheet_conventions import (
    DAYS,
    ORDERS,
    Habits,
    filled_down,
    habits_of,
    with_relationships,
)

_TURNED = "every partner in one of its own: turn rows and columns round (copy, paste special, transpose)"


def understand_sheet(sheet: Sheet, understanding: Understanding) -> None:
    """Adds what a sheet says. A sheet without a head row that is understood is named and left alone."""
    whole = Source(sheet.file, sheet.name)
    for text in sheet.lost:
        understanding.proposals.remark(RemarkKind.LOST, whole, text)
    heads = find_heads(sheet.rows, told_columns(sheet.rows, understanding))
    needs = understand_needs(sheet, sheet.rows[: heads.at if heads else None], understanding)
    if heads is None:
        if sheet.rows and not needs:
            text = "no row of heads such as Organization, Type, Assets was found in it; nothing was read"
            if stand_in_a_column(sheet.rows):
                text = f"its heads stand in a column, and {_TURNED}; nothing was read"
            understanding.proposals.remark(RemarkKind.LOST, whole, text)
        return
    _understand_table(sheet, heads, understanding)


def _understand_table(sheet: Sheet, heads: Heads, understanding: Understanding) -> None:
    whole = Source(sheet.file, sheet.name)
    titles = " ".join(cell for row in sheet.rows[: heads.at] for cell in row.cells)
    below = sheet.rows[heads.at + 1 :]
    columns = read_columns(with_relationships(heads, below), below, understanding)
    habits = _habits(columns, below, understanding)
    if habits.days.shown_by:
        order = "month, day, year" if habits.days.month_first else "day, month, year"
        text = f"days were read as {order}: one of them is {habits.days.shown_by}"
        understanding.proposals.remark(RemarkKind.ASSUMED, whole, text)
    understanding.proposals.tables.append(table_reading(sheet, columns, below, habits))
    ask_about_columns(columns, below, habits, understanding)
    below, filled = filled_down(columns.heads, below)
    if filled:
        understanding.proposals.remark(
            RemarkKind.ASSUMED, whole, f"empty cells below {filled} say the same as the one above"
        )
    reader = RowReader(sheet, columns, understanding, relationship_of(f"{titles} {sheet.name}"), habits)
    sections = Sections.of(sheet, columns, below, understanding)
    for at, row in enumerate(below, start=heads.at + 1):
        again = heads_again(row, at)
        texts = [cell for cell in row.cells if cell]
        if len(texts) == 1 and is_part_title(texts[0]):
            reader = replace(reader, relationship=relationship_of(texts[0]))
        elif again is not None:
            more = read_columns(again, below, understanding)
            ask_about_columns(more, below[at - heads.at :], habits, understanding)
            reader = replace(reader, columns=more, habits=_habits(more, below, understanding))
            sections = Sections.of(sheet, more, below, understanding)
        elif not sections.begins(row):
            reader.take(sections.within(row), section=sections.type, relationship=sections.relationship)


def _habits(columns: Columns, below: Sequence[Row], understanding: Understanding) -> Habits:
    """The habits of the rows, and the question how days are written where no day shows it."""
    texts = columns.heads.texts
    order = understanding.given.value(About.DAYS, "days", texts)
    habits = habits_of(columns.heads, below, understanding.readers, columns.ticks, order)
    dated = {*DAYS, "timestamp"} if columns.heads.has("listing.consent") else {*DAYS}
    at = [number for number, column in enumerate(columns.heads.columns) if column in dated]
    unclear = [text for row in below for number in at if habits.days.is_unclear(text := row.cell(number))]
    if unclear:
        question = Question(About.DAYS, "days", tuple(ORDERS), "", texts, samples_of(unclear), len(unclear))
        understanding.proposals.ask(question)
    return habits
