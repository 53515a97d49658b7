"""Part 1 in a spreadsheet: groups, areas and assets listed below their heads, with or without ticks beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.worksheet_texts import translated
from coalition_site.importers.proposals import NeedProposal, RemarkKind
from coalition_site.importers.sources import Row, Sheet, Source
from coalition_site.importers.understand.answers import ONE, Understanding
from coalition_site.importers.understand.cell_words import yes_or_no
from coalition_site.importers.understand.foreign_words import words_by
from coalition_site.importers.understand.head_words import compared
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.importers.understand.option_lists import Chosen
from coalition_site.model.likeness import KnownTexts
from coalition_site.model.vocabulary import NEED_LISTS, Choice, ListName
from coalition_site.read.catalogues import ENGLISH, shipped_languages
from coalition_site.validate.shipped import shipped_texts

_TICK = "tick"
"""The column of what ticks the option in the same row. Others are lists of needs by name, and `note`."""
_LONGEST = 200
_SHORTEST_QUESTION = 30
_NEAR = 0.86


@cache
def _known_heads() -> KnownTexts:
    return KnownTexts(_by_head())


@cache
def _by_head() -> dict[str, str]:
    listed = words_by("needs")
    heads: dict[str, str] = {compared(head): column for column, texts in listed.items() for head in texts}
    for language in (ENGLISH, *shipped_languages()):
        questions = translated(shipped_texts().worksheet.questions, catalogue(language))
        heads |= {compared(questions[name]): name for name in NEED_LISTS}
    return heads


@dataclass(frozen=True, slots=True)
class _Table:
    """A head row of Part 1 with the rows below it, up to the next head row."""

    columns: Mapping[int, str]
    rows: Sequence[Row]

    def beside(self, column: int) -> list[int]:
        """The columns that speak of this list: behind it up to the next list, and before the first one."""
        lists = sorted(at for at, what in self.columns.items() if what in NEED_LISTS)
        width = max((len(row.cells) for row in self.rows), default=0)
        end = next((at for at in lists if at > column), width)
        return [*range(column + 1, end), *(range(column) if column == lists[0] else ())]

    def ticks(self, column: int) -> list[int]:
        """The columns that tick this list's options: by their head, or without a head by what stands in them."""
        headed = [at for at in self.beside(column) if self.columns.get(at) == _TICK]
        bare = [at for at in self.beside(column) if at not in self.columns]
        return headed or [at for at in bare if any(yes_or_no(row.cell(at)) is not None for row in self.rows)]


@dataclass(frozen=True, slots=True)
class _Written:
    """A cell of a list and its column from 0, what ticks it, and what else is said beside it."""

    source: Source
    column: int
    text: str
    ticks: Sequence[str]
    said: str


def understand_needs(sheet: Sheet, rows: Sequence[Row], understanding: Understanding) -> bool:
    """Adds what these rows of a sheet say of Part 1. False where they say nothing of it."""
    found = False
    for table in _tables(rows):
        for column, head in table.columns.items():
            if head in NEED_LISTS and _holds_options(table, column, name := ListName(head), understanding):
                found = True
                ticks = table.ticks(column)
                notes = [at for at in table.beside(column) if at not in ticks]
                for row in table.rows:
                    ticked = [row.cell(at) for at in ticks]
                    said = "; ".join(text for at in notes if (text := row.cell(at)) and yes_or_no(text) is None)
                    source = Source(sheet.file, sheet.name, row.number)
                    written = _Written(source, column, row.cell(column), ticked, said)
                    _take(written, name, understanding)
    return found


def _tables(rows: Sequence[Row]) -> list[_Table]:
    tables: list[tuple[Mapping[int, str], list[Row]]] = []
    for row in rows:
        heads = _heads_in(row)
        if heads:
            tables.append((heads, []))
        elif tables:
            tables[-1][1].append(row)
    return [_Table(columns, below) for columns, below in tables]


def _heads_in(row: Row) -> Mapping[int, str]:
    """The heads of Part 1 by their columns; none where a cell is no such head and nothing is to be ticked."""
    by_head = _by_head()
    # Asked of every row: one of the first two cells must be a head.
    if not any(_column(cell, by_head) for cell in [cell for cell in row.cells if cell][:2]):
        return {}
    columns = {at: _column(cell, by_head) for at, cell in enumerate(row.cells) if cell}
    known = {at: column for at, column in columns.items() if column is not None}
    listed = any(column in NEED_LISTS for column in known.values())
    return known if listed and (len(known) == len(columns) or _TICK in known.values()) else {}


def _column(cell: str, by_head: Mapping[str, str]) -> str | None:
    head = compared(cell) if len(cell) <= _LONGEST else ""
    near = head if head in by_head else _known_heads().likest(head, _NEAR) if len(head) >= _SHORTEST_QUESTION else None
    return by_head[near] if near else None


def _holds_options(table: _Table, column: int, name: ListName, understanding: Understanding) -> bool:
    """Whether at least one option of the list stands below the head: a column of money may be called Assets too."""
    reader = understanding.readers[name]
    texts = [row.cell(column) for row in table.rows]
    return any(reader.is_option(chosen) for text in texts if text for chosen in reader.read(text))


def _take(written: _Written, name: ListName, understanding: Understanding) -> None:
    source, text, ticks, said = written.source, written.text, written.ticks, written.said
    cell = source.at(written.column)
    if not text or is_no_value(text) or (ticks and not any(yes_or_no(tick) for tick in ticks)):
        open_tick = next((tick for tick in ticks if tick and is_no_value(tick)), "")
        if text and open_tick:
            understanding.proposals.remark(RemarkKind.OPEN, source, f"{text}: {open_tick}")
        return
    fill_in = understanding.readers[name].options.find(text.rstrip(": "))
    if fill_in is not None and fill_in.fill_in and said:
        understanding.proposals.needs.append(NeedProposal(cell, name, Choice(fill_in.id, " ".join(said.split()))))
        return
    for chosen in understanding.readers[name].read(text):
        _need(cell, name, chosen, understanding)
    if said:
        hint = "write it behind note: in content/needs.yml"
        understanding.proposals.remark(RemarkKind.LOST, source, f'the note "{said}" of {text}; {hint}')


def _need(cell: Source, name: ListName, chosen: Chosen, understanding: Understanding) -> None:
    """The need; what is in no list becomes the text of the list's fill-in, if it has one."""
    reader, remark, row = understanding.readers[name], understanding.proposals.remark, replace(cell, cell="")
    if reader.is_option(chosen) and chosen.choice is not None:
        if chosen.taken_for:
            remark(RemarkKind.READ_AS, row, f'{ONE[name]} "{chosen.text}" as "{chosen.taken_for}"')
        understanding.proposals.needs.append(NeedProposal(cell, name, chosen.choice))
        return
    perhaps = f'; did you mean "{chosen.perhaps}"?' if chosen.perhaps else ""
    named = reader.options.find(chosen.text.rstrip(": "))
    other = reader.options.other()
    if named is not None and named.fill_in:
        remark(RemarkKind.LOST, row, f'"{reader.label(named)}" is ticked, and nothing is written behind it')
    elif other is None or named is not None:
        remark(RemarkKind.LOST, row, f'{ONE[name]} "{chosen.text}" is in no list{perhaps}')
    else:
        text = f'{ONE[name]} "{chosen.text}" is in no list; written as "{reader.label(other)}: {chosen.text}"{perhaps}'
        remark(RemarkKind.UNKNOWN, row, text)
        understanding.proposals.needs.append(NeedProposal(cell, name, Choice(other.id, chosen.text)))
