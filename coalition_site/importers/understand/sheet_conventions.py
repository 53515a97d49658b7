"""What only a whole sheet shows: how it writes days, what ticks and status mean in it, which column counts its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coalition_site.importers.sources import Row
from coalition_site.importers.understand.dates import DayOrder, day_order
from coalition_site.importers.understand.heads import Column, Heads
from coalition_site.importers.understand.option_lists import OptionReader, is_open
from coalition_site.importers.understand.status_words import relationship_of
from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.model.vocabulary import Choice, ListName

DAYS = (Column.SENT, Column.FOLLOW_UP, Column.ANSWERED)
_COUNTING = {"#", "no", "no.", "nr", "nr.", "num", "row", "n\N{DEGREE SIGN}", "n\N{MASCULINE ORDINAL INDICATOR}"}


@dataclass(frozen=True, slots=True)
class Habits:
    """How a sheet writes days, and by number from 0 the columns that are ticks or only count the rows.

    The head of a column of ticks is an option; it is kept with the partner's list that it belongs to.
    """

    days: DayOrder
    ticks: Mapping[int, tuple[str, Choice]]
    counting: frozenset[int]


def habits_of(heads: Heads, rows: Sequence[Row], readers: Mapping[ListName, OptionReader]) -> Habits:
    """The habits of a sheet with these heads and rows."""
    unread = [(at, text) for at, text in enumerate(heads.texts) if text and heads.columns[at] is None]
    ticks = {
        at: (key, choice)
        for at, text in unread
        for key, name in PARTNER_LISTS.items()
        if (choice := readers[name].exact(" ".join(text.split()))) is not None
    }
    counting = frozenset(
        at
        for at, text in unread
        if text.casefold() in _COUNTING and all(cell.isdecimal() for cell in _cells(at, rows) if cell)
    )
    days = (text for at, column in enumerate(heads.columns) if column in DAYS for text in _cells(at, rows))
    return Habits(day_order(days), ticks, counting)


def with_relationships(heads: Heads, rows: Sequence[Row]) -> Heads:
    """The heads, where a status that says `current` or `prospective` of every partner is the relationship."""
    invites = heads.has(Column.MEMBER, Column.SENDER)
    if invites or not heads.has(Column.STATUS) or heads.has(Column.RELATIONSHIP):
        return heads
    at = heads.columns.index(Column.STATUS)
    said = [text for text in _cells(at, rows) if not is_open(text)]
    if not said or not all(map(relationship_of, said)):
        return heads
    columns = (*heads.columns[:at], Column.RELATIONSHIP, *heads.columns[at + 1 :])
    return replace(heads, columns=columns)


def _cells(at: int, rows: Sequence[Row]) -> Iterator[str]:
    """What stands in a column, row by row, where anything does."""
    return (row.cells[at] for row in rows if at < len(row.cells) and row.cells[at])
