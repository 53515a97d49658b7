"""Sheets of our own workbook (`coalition export --xlsx`): every cell is a value of the content, nothing is guessed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from coalition_site.derive.words.catalogue import Catalogue, words_of
from coalition_site.derive.words.workbook_heads import CHOICES, sheet_words
from coalition_site.importers.proposals import ColumnReading, RemarkKind, TableReading, WorkbookRow, samples_of
from coalition_site.importers.sources import Row, Sheet, Source
from coalition_site.importers.understand.answers import ONE, Understanding
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.importers.understand.option_lists import strong_parts
from coalition_site.model.coalition import Coalition
from coalition_site.model.vocabulary import Choice
from coalition_site.records.fields import Control, RecordField
from coalition_site.records.surfaces import ID, SHEETS, sheet_field
from coalition_site.resources import earlier_heads_file
from coalition_site.validate.shipped import shipped_values

_FEWEST = 3


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet of the workbook: its title in English, and the path of each column that has a head, by its number."""

    title: str
    paths: Mapping[int, str]


def own_sheet(sheet: Sheet, coalition: Coalition) -> OwnSheet | None:
    """Which of the workbook's sheets this is, in a language of the coalition; its heads tell, as CSV has no titles."""
    if not sheet.rows:
        return None
    settings = coalition.settings
    heads = {at: text for at, text in enumerate(sheet.rows[0].cells) if text}
    spoken = ("en", settings.of_workbook(), settings.language, *settings.languages, *settings.of_site())
    for words in (words_of(coalition, language) for language in dict.fromkeys(spoken)):
        titles = {said.title: title for title, said in sheet_words(words).items()}
        if sheet.name in {CHOICES, sheet_words(words)[CHOICES].title}:
            named = {head.partition(": ")[0] for head in heads.values()}
            if named <= {*titles, *SHEETS}:
                return OwnSheet(CHOICES, {})
        for title in sorted(SHEETS, key=lambda title: titles.get(sheet.name, sheet.name) != title):
            paths = _paths(title, heads, words)
            if paths is not None:
                return OwnSheet(title, paths)
    return None


def _paths(title: str, heads: Mapping[int, str], words: Catalogue) -> dict[int, str] | None:
    """The paths of the columns; None where a head is none of the sheet's, or too little is there to tell."""
    now = {head: path for path, head in sheet_words(words)[title].heads.items()}
    known = {**earlier_heads(words.language).get(title, {}), **now}
    paths = {at: known.get(head, "") for at, head in heads.items()}
    whole = all(paths.values()) and SHEETS[title].owner in paths.values() and len(paths) >= _FEWEST
    return paths if whole else None


@cache
def earlier_heads(language: str) -> Mapping[str, Mapping[str, str]]:
    """The heads that columns had before they were called as their fields are, by sheet: their paths."""
    return cast("dict[str, dict[str, dict[str, str]]]", shipped_values(earlier_heads_file())).get(language, {})


def understand_workbook(sheet: Sheet, own: OwnSheet, understanding: Understanding) -> None:
    """Adds the rows of one sheet of the workbook."""
    if own.title == CHOICES:
        return
    first, below = sheet.rows[0], sheet.rows[1:]
    readings = tuple(
        ColumnReading(
            first.cells[at],
            "partner id" if path == ID else path,
            "",
            samples_of(cells := _cells(at, below)),
            len(cells),
        )
        for at, path in own.paths.items()
    )
    where = Source(sheet.file, sheet.name, first.number)
    understanding.proposals.tables.append(TableReading(where, len(below), readings, "this program"))
    for row in below:
        source = Source(sheet.file, sheet.name, row.number)
        texts = {path: row.cells[at] for at, path in own.paths.items() if at < len(row.cells)}
        fields = {path: sheet_field(own.title, path) for path in texts}
        choices = {
            path: [*_choices(fields[path], text, source, understanding)]
            for path, text in texts.items()
            if fields[path].options is not None and text and not is_no_value(text)
        }
        places = {path: source.at(at) for at, path in own.paths.items()}
        understanding.proposals.workbook.append(WorkbookRow(source, own.title, texts, choices, places))


def _cells(at: int, rows: tuple[Row, ...]) -> list[str]:
    return [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at]]


def _choices(field: RecordField, text: str, source: Source, understanding: Understanding) -> Iterator[Choice]:
    """The options that a cell names; what is in no list is said and left out."""
    reader = understanding.readers[field.list_name]
    for part in strong_parts(text, reader.whole) if field.control is Control.OPTIONS else [text]:
        chosen = reader.one(part)
        if chosen.choice is not None:
            yield chosen.choice
        else:
            perhaps = f'; did you mean "{chosen.perhaps}"?' if chosen.perhaps else ""
            said = f'{ONE[field.list_name]} "{part}" is in no list{perhaps}'
            understanding.proposals.remark(RemarkKind.UNKNOWN, source, said)
