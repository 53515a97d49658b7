"""The whole coalition as sheets of texts, with what may be chosen in each column (model/workbook.py).

Titles and heads are in the team's language; what stands in cells is as in the content.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from coalition_site.derive.words.catalogue import words_of
from coalition_site.derive.words.workbook_heads import SheetWords, sheet_words
from coalition_site.model.coalition import Coalition
from coalition_site.model.workbook import (
    INVITES,
    PARTNER_ID,
    PARTNERS,
    PEOPLE,
    ROLES,
    SENDER,
    SHEETS,
    Kind,
    WorkbookColumn,
    cell_text,
    heads_of,
    value_at,
)
from coalition_site.render.tables import TextTable


@dataclass(frozen=True, slots=True)
class ChoiceTable:
    """A table; by number of column, from 0, what may be chosen in it, whether other words may stand there too, days.

    `name` is the sheet's in the program (model/workbook.py), whatever its title says in the team's language.
    """

    name: str
    table: TextTable
    choices: Mapping[int, tuple[str, ...]]
    several: frozenset[int]
    open: frozenset[int]
    days: frozenset[int]


def workbook_sheets(coalition: Coalition) -> tuple[ChoiceTable, ...]:
    """The sheets of the workbook, in their order: partners, their people and roles, the invites."""
    partners, people, roles = [], [], []
    for partner_id, partner in coalition.partners.items():
        partners.append((partner_id, *_cells(partner, PARTNERS, coalition)))
        people += [(partner_id, *_cells(person, PEOPLE, coalition)) for person in partner.team.people]
        roles += [(partner_id, *_cells(role, ROLES, coalition)) for role in partner.outreach.roles]
    invites = [_cells(invite, INVITES, coalition) for invite in coalition.invites]
    rows = {"Partners": partners, "People": people, "Roles": roles, "Invites": invites}
    words = sheet_words(words_of(coalition, coalition.settings.of_workbook()))
    return tuple(_sheet(name, tuple(rows[name]), coalition, words[name]) for name in SHEETS)


def _cells(model: object, columns: tuple[WorkbookColumn, ...], coalition: Coalition) -> tuple[str, ...]:
    language = coalition.settings.language
    return tuple(
        cell_text(value_at(model, column.key), column, coalition.vocabulary, language).strip() for column in columns
    )


def _sheet(name: str, rows: tuple[tuple[str, ...], ...], coalition: Coalition, words: SheetWords) -> ChoiceTable:
    heads = heads_of(name)
    columns = {heads.index(column.head): column for column in SHEETS[name]}
    choices = {at: found for at, column in columns.items() if (found := _choices(column, coalition))}
    if name != "Partners":
        choices[heads.index(PARTNER_ID)] = tuple(coalition.partners)
    several = frozenset(at for at, column in columns.items() if column.kind is Kind.OPTIONS)
    fill_ins = frozenset(at for at, column in columns.items() if column.kind is Kind.OPTION)
    days = frozenset(at for at, column in columns.items() if column.kind is Kind.DAY)
    table = TextTable(words.title, tuple(words.heads[head] for head in heads), rows)
    return ChoiceTable(name, table, choices, several, fill_ins, days)


def _choices(column: WorkbookColumn, coalition: Coalition) -> tuple[str, ...]:
    if column.head == SENDER:
        return tuple(coalition.settings.senders)
    if column.options is None:
        return column.words
    language = coalition.settings.language
    return tuple(
        option.label.in_language(language, "en") for option in coalition.vocabulary.list_of(column.options).visible()
    )
