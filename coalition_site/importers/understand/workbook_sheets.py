"""Sheets of our own workbook (`coalition export --xlsx`): every cell is a key of the content, nothing is guessed."""

from collections.abc import Mapping
from dataclasses import replace

from coalition_site.derive.words.catalogue import words_of
from coalition_site.derive.words.workbook_heads import SheetWords, sheet_words
from coalition_site.importers.proposals import ColumnReading, RemarkKind, TableReading, WorkbookRow, samples_of
from coalition_site.importers.sources import Row, Sheet, Source
from coalition_site.importers.understand.answers import ONE, Understanding
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.importers.understand.option_lists import strong_parts
from coalition_site.model.coalition import Coalition
from coalition_site.model.vocabulary import Choice
from coalition_site.model.workbook import CHOICES, PARTNER_ID, SHEETS, Kind, WorkbookColumn, heads_of

_FEWEST = 3


def in_english(sheet: Sheet, coalition: Coalition) -> Sheet:
    """A sheet with its title and heads in English, if they are the workbook's in a language of the coalition."""
    settings = coalition.settings
    spoken = (settings.of_workbook(), settings.language, *settings.languages, *settings.of_site())
    if not sheet.rows or title_of(sheet):
        return sheet
    for language in dict.fromkeys(spoken):
        said = sheet_words(words_of(coalition, language))
        if sheet.name == said[CHOICES].title and title_of(read := _with_titles(sheet, said)):
            return read
        for name in sorted(SHEETS, key=lambda name: said[name].title != sheet.name):
            read = _with_heads(sheet, name, {text: head for head, text in said[name].heads.items()})
            if title_of(read):
                return read
    return sheet


def _with_heads(sheet: Sheet, name: str, heads: Mapping[str, str]) -> Sheet:
    first = sheet.rows[0]
    read = replace(first, cells=tuple(heads.get(text, text) for text in first.cells))
    return replace(sheet, name=name, rows=(read, *sheet.rows[1:]))


def _with_titles(sheet: Sheet, said: Mapping[str, SheetWords]) -> Sheet:
    """The sheet of choices, whose heads begin with the title of another."""
    titles = {words.title: name for name, words in said.items()}
    first = sheet.rows[0]
    parted = [text.partition(": ") for text in first.cells]
    cells = tuple("".join((titles.get(title, title), *rest)) for title, *rest in parted)
    return replace(sheet, name=CHOICES, rows=(replace(first, cells=cells), *sheet.rows[1:]))


def title_of(sheet: Sheet) -> str:
    """The title of the workbook's sheet that this is, empty for any other; its heads tell, as CSV has no titles."""
    if not sheet.rows:
        return ""
    heads = {text for text in sheet.rows[0].cells if text}
    if sheet.name == CHOICES and all(head.partition(": ")[0] in SHEETS for head in heads):
        return CHOICES
    if PARTNER_ID not in heads or len(heads) < _FEWEST:
        return ""
    titles = (sheet.name, *SHEETS) if sheet.name in SHEETS else SHEETS
    return next((title for title in titles if heads <= set(heads_of(title))), "")


def understand_workbook(sheet: Sheet, title: str, understanding: Understanding) -> None:
    """Adds the rows of one sheet of the workbook."""
    if title == CHOICES:
        return
    heads, below = sheet.rows[0].cells, sheet.rows[1:]
    columns = {column.head: column for column in SHEETS[title]}
    readings = [
        ColumnReading(head, _key(columns.get(head)), "", samples_of(cells := _cells(at, below)), len(cells))
        for at, head in enumerate(heads)
        if head
    ]
    where = Source(sheet.file, sheet.name, sheet.rows[0].number)
    understanding.proposals.tables.append(TableReading(where, len(below), tuple(readings), "this program"))
    for row in below:
        source = Source(sheet.file, sheet.name, row.number)
        texts = {head: text for head, text in zip(heads, row.cells, strict=False) if head}
        choices = _choices(texts, columns, source, understanding)
        places = {head: source.at(at) for at, head in enumerate(heads) if head}
        understanding.proposals.workbook.append(WorkbookRow(source, title, texts, choices, places))


def _cells(at: int, rows: tuple[Row, ...]) -> list[str]:
    return [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at]]


def _key(column: WorkbookColumn | None) -> str:
    return ".".join(column.key) if column is not None else "partner id"


def _choices(
    texts: Mapping[str, str], columns: Mapping[str, WorkbookColumn], source: Source, understanding: Understanding
) -> dict[str, list[Choice]]:
    """The options in the cells of a row; what is in no list is said and left out."""
    found: dict[str, list[Choice]] = {}
    for head, text in texts.items():
        column = columns.get(head)
        if column is None or column.options is None or not text or is_no_value(text):
            continue
        reader = understanding.readers[column.options]
        parts = strong_parts(text, reader.whole) if column.kind is Kind.OPTIONS else [text]
        for part in parts:
            chosen = reader.one(part)
            if chosen.choice is None:
                perhaps = f'; did you mean "{chosen.perhaps}"?' if chosen.perhaps else ""
                said = f'{ONE[column.options]} "{part}" is in no list{perhaps}'
                understanding.proposals.remark(RemarkKind.UNKNOWN, source, said)
            else:
                found.setdefault(head, []).append(chosen.choice)
    return found
