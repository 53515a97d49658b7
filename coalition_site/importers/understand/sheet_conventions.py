"""Conventions of a whole sheet: how it writes days, what ticks and status mean in it, which column counts its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from coalition_site.importers.sources import Row, filled_cells
from coalition_site.importers.understand.cell_words import relationship_of
from coalition_site.importers.understand.dates import DayOrder, date_part, day_order
from coalition_site.importers.understand.foreign_words import folded, word_set
from coalition_site.importers.understand.heads import Heads
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.importers.understand.option_lists import OptionReader
from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.model.vocabulary import Choice, ListName, plain

DAYS = ("invites.sent", "invites.follow_up", "invites.answered")
OF_PEOPLE = ("team.people.name", "first name", "last name")
ORDERS = {"month first": True, "day first": False}
"""How days can begin, as people answer it."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a sheet writes days, and by number from 0 the columns that are ticks or only count the rows.

    The head of a column of ticks is an option; it is kept with the partner's list that it belongs to. `of_people` says
    that rows are people, several of whom may be at one organization.
    """

    days: DayOrder
    ticks: Mapping[int, tuple[str, Choice]]
    counting: frozenset[int]
    of_people: bool


def habits_of(
    heads: Heads,
    rows: Sequence[Row],
    readers: Mapping[ListName, OptionReader],
    ticks: Mapping[int, tuple[str, Choice]] = MappingProxyType({}),
    order: str = "",
) -> Habits:
    """The habits of a sheet with these heads and rows; `ticks` and the `order` of days are what people said of them."""
    unread = [(at, text) for at, text in enumerate(heads.texts) if text and not heads.columns[at]]
    ticked = {
        at: (key, choice)
        for at, text in unread
        for key, name in PARTNER_LISTS.items()
        if (choice := readers[name].exact(" ".join(text.split()))) is not None
    }
    counting = frozenset(
        at
        for at, text in unread
        if folded(text) in word_set("counting") and all(cell.isdecimal() for cell in filled_cells(at, rows))
    )
    columns = [at for at, column in enumerate(heads.columns) if column in {*DAYS, "timestamp"}]
    days = (
        DayOrder(ORDERS[order])
        if order in ORDERS
        else day_order(date_part(text) for at in columns for text in filled_cells(at, rows))
    )
    return Habits(days, {**ticked, **ticks}, counting, _are_people(heads, rows))


def _are_people(heads: Heads, rows: Sequence[Row]) -> bool:
    """Whether an organization stands in several rows of a table that names people."""
    if not (heads.has(*OF_PEOPLE) and heads.has("name")):
        return False
    names = [
        plain(text) for at, column in enumerate(heads.columns) if column == "name" for text in filled_cells(at, rows)
    ]
    return len(set(names)) < len(names)


def filled_down(heads: Heads, rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], str]:
    """The rows with what stands above empty cells left of the names, which were merged, and the head of that column."""
    if not heads.has("name"):
        return rows, ""
    name_at = heads.columns.index("name")
    at = next((at for at in range(name_at) if heads.columns[at] in {"type", "relationship"}), None)
    named = [row for row in rows if row.cell(name_at)]
    if at is None or not named or not named[0].cells[at]:
        return rows, ""
    empty = sum(not row.cells[at] for row in named)
    if empty * 3 < len(named):
        return rows, ""
    filled, above = [], ""
    for row in rows:
        above = row.cell(at) or above
        filled.append(row.with_cell(at, above) if row.cell(name_at) and not row.cell(at) else row)
    return tuple(filled), " ".join(heads.texts[at].split())


def with_relationships(heads: Heads, rows: Sequence[Row]) -> Heads:
    """The heads, where a status that says `current` or `prospective` of every partner is the relationship."""
    invites = heads.has("invites.member", "invites.sender")
    if invites or not heads.has("invites.status") or heads.has("relationship"):
        return heads
    at = heads.columns.index("invites.status")
    said = [text for text in filled_cells(at, rows) if not is_no_value(text)]
    if not said or not all(map(relationship_of, said)):
        return heads
    columns = (*heads.columns[:at], "relationship", *heads.columns[at + 1 :])
    return replace(heads, columns=columns)
