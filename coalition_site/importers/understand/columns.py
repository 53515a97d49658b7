"""Columns of a table as they are understood: by what people said, by the program that wrote them, by their heads."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coalition_site.importers.proposals import About, ColumnReading, Question, TableReading, samples_of
from coalition_site.importers.sources import Row, Sheet, Source, filled_cells
from coalition_site.importers.understand.answers import Understanding
from coalition_site.importers.understand.cell_words import yes_or_no
from coalition_site.importers.understand.foreign_words import Program
from coalition_site.importers.understand.given_answers import Meaning, meaning_of
from coalition_site.importers.understand.head_words import (
    LEAVE_MEANING,
    NOTES_MEANING,
    PROFILE,
    PROFILE_MEANING,
    SEVERAL,
    compared,
    program_of,
    reading_of,
    says_public,
    spoken,
    told_head,
)
from coalition_site.importers.understand.heads import Heads, Told
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.importers.understand.sheet_conventions import Habits
from coalition_site.model.fields import is_email
from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.model.vocabulary import Choice

_LOOKED_AT = 200
_PHONE = re.compile(r"\+?[\d() .-]{7,20}(?: ?(?:x|ext\.?) ?\d+)?", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_FEWEST = 2
_NEVER_YES_OR_NO = {"type", *PARTNER_LISTS, PROFILE, "name"}
TOLD = "as you say"
KEPT = "as content/imports.yml says"


@dataclass(frozen=True, slots=True)
class Columns:
    """The heads with what every column means, how each is known, and the columns that tick an option people named.

    `profiles` are the columns of texts about partners of which nobody said yet who may read them, with what holds until
    somebody does: the public profile where the head says so beyond doubt, else the team's notes.
    """

    heads: Heads
    how: tuple[str, ...]
    ticks: Mapping[int, tuple[str, Choice]]
    settled: frozenset[int]
    program: Program | None
    profiles: Mapping[int, str]

    @property
    def named_by_kind(self) -> tuple[int, int] | None:
        """The numbers of a program's columns for the kind of record and for its name, where organizations have both."""
        heads = [compared(text) for text in self.heads.texts]
        kind, name = self.program.kind_and_name if self.program is not None else ("", "")
        return (heads.index(kind), heads.index(name)) if kind in heads and name in heads else None


def told_columns(rows: Sequence[Row], understanding: Understanding) -> Told:
    """What was said on the command line of heads in these rows, by the head as answers are found by."""
    if not understanding.given.columns:
        return {}
    cells = {told_head(cell): cell for row in rows[:_LOOKED_AT] for cell in row.cells if cell}
    said = {head: text for head, text in understanding.given.columns.items() if head in cells}
    return {
        head: found.path
        for head, text in said.items()
        if (found := meaning_of(text, understanding.readers)) is not None
    }


def read_columns(heads: Heads, rows: Sequence[Row], understanding: Understanding) -> Columns:
    """What each column means. Answers count first, then the program's own heads, then words, then values."""
    program = program_of([compared(text) for text in heads.texts])
    columns, how = list(heads.columns), [reading_of(text.replace("\n", " "))[1] for text in heads.texts]
    ticks: dict[int, tuple[str, Choice]] = {}
    settled: set[int] = set()
    for at, text in enumerate(heads.texts):
        said, now = understanding.given.column(text, heads.texts) if text else ("", False)
        meaning = meaning_of(said, understanding.readers) if said else None
        if meaning is not None:
            _settle(columns, at, meaning)
            ticks |= {at: meaning.tick} if meaning.tick is not None else {}
            settled.add(at)
            how[at] = TOLD if now else KEPT
        elif program is not None and (path := program.path(compared(text))):
            columns[at] = path
            how[at] = f"as {program.name} writes it"
        elif columns[at] in _NEVER_YES_OR_NO and _is_yes_or_no(_with_value(at, rows)):
            columns[at] = how[at] = ""
    for at in (at for at, text in enumerate(heads.texts) if text and not columns[at] and at not in settled):
        if path := _by_values(_with_value(at, rows), columns):
            columns[at], how[at] = path, "by what stands in it"
    profiles = {
        at: PROFILE_MEANING if says_public(heads.texts[at]) else NOTES_MEANING
        for at, column in enumerate(columns)
        if column == PROFILE and at not in settled
    }
    for at, means in profiles.items():
        if means != PROFILE_MEANING:
            columns[at] = how[at] = ""
    return Columns(replace(heads, columns=tuple(columns)), tuple(how), ticks, frozenset(settled), program, profiles)


def _settle(columns: list[str], at: int, meaning: Meaning) -> None:
    """Gives a column the meaning that people said; another column that was taken for the same goes to the notes."""
    if meaning.path and meaning.path in columns and meaning.path not in SEVERAL:
        columns[columns.index(meaning.path)] = ""
    columns[at] = meaning.path


def _is_yes_or_no(cells: Sequence[str]) -> bool:
    return bool(cells) and all(yes_or_no(cell) is not None for cell in cells)


def _with_value(at: int, rows: Sequence[Row]) -> list[str]:
    return [cell for cell in filled_cells(at, rows[:_LOOKED_AT]) if not is_no_value(cell)]


def _by_values(cells: list[str], columns: Sequence[str]) -> str:
    """What a column holds whose values are all mail addresses, phone numbers or web addresses; else empty."""
    if len(cells) < _FEWEST:
        return ""
    kinds = {
        "team.people.email": lambda text: "@" in text and is_email(text),
        "website": lambda text: _WEB.fullmatch(text) is not None,
        "team.people.phone": lambda text: _PHONE.fullmatch(text) is not None and any(sign in text for sign in "()+- ."),
    }
    return next((kind for kind, fits in kinds.items() if kind not in columns and all(map(fits, cells))), "")


def table_reading(sheet: Sheet, columns: Columns, rows: Sequence[Row], habits: Habits) -> TableReading:
    """The columns as people are shown them."""
    found = []
    for at, text in enumerate(columns.heads.texts):
        cells = filled_cells(at, rows)
        if not text and not cells:
            continue
        tick = habits.ticks.get(at)
        means, how = _means(columns.heads.columns[at], columns.how[at], tick)
        if at in habits.counting:
            means, how = LEAVE_MEANING, "it counts the rows"
        elif not means and at in columns.settled:
            means, how = NOTES_MEANING, columns.how[at]
        found.append(ColumnReading(" ".join(text.split()), means, how, samples_of(cells), len(cells)))
    where = Source(sheet.file, sheet.name, sheet.rows[columns.heads.at].number)
    return TableReading(where, len(rows), tuple(found), columns.program.name if columns.program else "")


def _means(path: str, how: str, tick: tuple[str, Choice] | None) -> tuple[str, str]:
    if tick is not None:
        return spoken(tick[0]), how or "its head is an option"
    return (spoken(path), how) if path else ("", "")


def ask_about_columns(columns: Columns, rows: Sequence[Row], habits: Habits, understanding: Understanding) -> None:
    """Asks what those columns mean that nobody can tell and that hold something, and whether texts may be public."""
    texts = columns.heads.texts
    for at, text in enumerate(texts):
        if at in columns.profiles:
            _ask_about_profile(at, columns, _with_value(at, rows), understanding)
            continue
        open_column = not columns.heads.columns[at] and at not in habits.ticks and at not in habits.counting
        cells = _with_value(at, rows) if text and open_column and at not in columns.settled else []
        if cells:
            choices = (*_likely_options(text, cells, understanding), NOTES_MEANING, LEAVE_MEANING)
            question = Question(
                About.COLUMN, " ".join(text.split()), choices, NOTES_MEANING, texts, samples_of(cells), len(cells)
            )
            understanding.proposals.ask(question)


def _ask_about_profile(at: int, columns: Columns, cells: Sequence[str], understanding: Understanding) -> None:
    if cells:
        head, choices = " ".join(columns.heads.texts[at].split()), (PROFILE_MEANING, NOTES_MEANING, LEAVE_MEANING)
        proposed, samples = columns.profiles[at], samples_of(cells)
        heads = columns.heads.texts
        understanding.proposals.ask(Question(About.PROFILE, head, choices, proposed, heads, samples, len(cells)))


def _likely_options(head: str, cells: Sequence[str], understanding: Understanding) -> tuple[str, ...]:
    """Of a column of yes and no: the needs that its head may mean, as answers are written."""
    if not _is_yes_or_no(cells):
        return ()
    found = []
    for key, name in PARTNER_LISTS.items():
        reader = understanding.readers[name]
        near = reader.options.nearest(head)
        choices = [*reader.mentioned(head), *([Choice(near.id)] if near is not None and not near.fill_in else [])]
        found += [f"{spoken(key)}: {reader.label(reader.options[choice.option])}" for choice in choices]
    return tuple(dict.fromkeys(found))
