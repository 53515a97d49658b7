"""The whole coalition as sheets of texts, with what may be chosen in each column (records/surfaces.py).

Titles and heads are in the team's language; what stands in cells is as in the content.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from coalition_site.derive.words.catalogue import words_of
from coalition_site.derive.words.workbook_heads import SheetWords, sheet_words
from coalition_site.model.coalition import Coalition
from coalition_site.model.kinds import ValueKind
from coalition_site.records.fields import Control, RecordField, value_at
from coalition_site.records.surfaces import INVITES, PARTNERS, PEOPLE, ROLES, SHEETS, sheet_field
from coalition_site.records.texts import ContentTexts
from coalition_site.render.tables import TextTable


@dataclass(frozen=True, slots=True)
class ChoiceTable:
    """A table; by number of column, from 0, what may be chosen in it, whether other words may stand there too, days.

    `name` is the sheet's in the program (records/surfaces.py), whatever its title says in the team's language.
    """

    name: str
    table: TextTable
    choices: Mapping[int, tuple[str, ...]]
    several: frozenset[int]
    open: frozenset[int]
    days: frozenset[int]


def workbook_sheets(coalition: Coalition) -> tuple[ChoiceTable, ...]:
    """The sheets of the workbook, in their order: partners, their people and roles, the invites."""
    rows: dict[str, list[tuple[str, ...]]] = {title: [] for title in SHEETS}
    for partner in coalition.partners.values():
        rows[PARTNERS].append(_cells(partner, PARTNERS, coalition))
        rows[PEOPLE] += [(partner.id, *_cells(person, PEOPLE, coalition)) for person in partner.team.people]
        rows[ROLES] += [(partner.id, *_cells(role, ROLES, coalition)) for role in partner.outreach.roles]
    rows[INVITES] = [_cells(invite, INVITES, coalition) for invite in coalition.invites]
    words = sheet_words(words_of(coalition, coalition.settings.of_workbook()))
    return tuple(_sheet(title, tuple(rows[title]), coalition, words[title]) for title in SHEETS)


def _cells(record: object, title: str, coalition: Coalition) -> tuple[str, ...]:
    texts = ContentTexts.of(coalition)
    paths = SHEETS[title].paths
    return tuple(texts.text(sheet_field(title, path), value_at(record, path)).strip() for path in paths)


def _sheet(title: str, rows: tuple[tuple[str, ...], ...], coalition: Coalition, words: SheetWords) -> ChoiceTable:
    fields = {at: sheet_field(title, path) for at, path in enumerate(SHEETS[title].columns)}
    choices = {at: found for at, field in fields.items() if (found := _choices(field, coalition))}
    if title != PARTNERS:
        choices[SHEETS[title].columns.index(SHEETS[title].owner)] = tuple(coalition.partners)
    return ChoiceTable(
        title,
        TextTable(words.title, tuple(words.heads.values()), rows),
        choices,
        several=frozenset(at for at, field in fields.items() if field.control is Control.OPTIONS),
        open=frozenset(at for at, field in fields.items() if field.control is Control.OPTION),
        days=frozenset(at for at, field in fields.items() if field.kind in {ValueKind.DAY, ValueKind.DAY_OR_REFUSED}),
    )


def _choices(field: RecordField, coalition: Coalition) -> tuple[str, ...]:
    if field.key == "sender":
        return tuple(coalition.settings.senders)
    if field.options is None:
        return field.words
    return ContentTexts.of(coalition).labels(field.options)
