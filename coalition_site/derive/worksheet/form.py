"""The worksheet as a form to fill in: its variants, and every field with its name and what it says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from coalition_site.derive.words.worksheet_texts import spoken_language
from coalition_site.derive.worksheet.view import CheckItem, Question, Table, Worksheet, blank_worksheet
from coalition_site.model.coalition import Coalition
from coalition_site.model.settings import Paper
from coalition_site.model.vocabulary import ListName
from coalition_site.model.worksheet_form import COLUMNS, ROWS, TYPE, Box, Cell

_SHARED_HEAD = {"team.strengths", "team.barriers"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name; its title, which says part, row and column; its own short label.

    `options` are what may be chosen. `shares` says that its column shares a head with another, so that its label must
    be shown beside it.
    """

    name: str
    title: str
    label: str
    options: tuple[str, ...] = ()
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """How the form is printed: on which paper, in which language, and whether in large print."""

    paper: Paper
    large: bool
    language: str


@dataclass(frozen=True, slots=True)
class WorksheetForm:
    """One variant of the form."""

    worksheet: Worksheet
    variant: Variant

    def box(self, question: Question, item: CheckItem) -> Field:
        """The check box of an option."""
        return self._part_1(question, item, self.worksheet.words.box, text=False)

    def box_text(self, question: Question, item: CheckItem) -> Field:
        """The line behind a fill-in."""
        return self._part_1(question, item, self.worksheet.words.box_text, text=True)

    def _part_1(self, question: Question, item: CheckItem, title: str, *, text: bool) -> Field:
        said = title.replace("{list}", getattr(self.worksheet.words, question.id)).replace("{option}", item.label)
        return Field(Box(ListName(question.id), item.id, text=text).name, said, item.label)

    def rows(self, table: Table) -> tuple[tuple[Field, ...], ...]:
        """The empty rows of a table, each with all its fields in reading order."""
        return tuple(
            tuple(self._cell(table, row, path) for path in COLUMNS[table.number]) for row in range(1, ROWS + 1)
        )

    def row_label(self, row: int) -> str:
        """What an empty row is called where rows are not set as a table."""
        return self.worksheet.words.row.replace("{row}", str(row))

    def _cell(self, table: Table, row: int, path: str) -> Field:
        words = self.worksheet.words
        own_labels = {"team.strengths": words.strengths, "team.barriers": words.barriers}
        label = own_labels.get(path) or table.heads[COLUMNS[table.number].index(path)]
        numbers = {"{part}": table.number + 1, "{table}": table.number, "{row}": row, "{column}": label}
        title = words.cell
        for word, value in numbers.items():
            title = title.replace(word, str(value))
        options = tuple(actor.label for actor in self.worksheet.actors) if path == TYPE else ()
        return Field(Cell(table.number, row, path).name, title, label, options, path in _SHARED_HEAD)


LANGUAGES = ("en", "es")
"""Languages that the form is always made in, beside the coalition's own and those of its letters and its site."""


def form_languages(coalition: Coalition) -> tuple[str, ...]:
    """The coalition's language, those the form is always made in, and those of letters and site that it speaks."""
    settings = coalition.settings
    offered = (settings.language, *LANGUAGES, *settings.offered(), *settings.of_site())
    languages: dict[str, str] = {}
    for language in (spoken_language(coalition, each) for each in offered):
        languages.setdefault(_base(language), language)
    return tuple(languages.values())


def blank_worksheets(coalition: Coalition) -> tuple[Worksheet, ...]:
    """The blank worksheet in each of its languages, the coalition's first."""
    return tuple(blank_worksheet(coalition, language) for language in form_languages(coalition))


def worksheet_forms(coalition: Coalition, worksheets: Sequence[Worksheet] = ()) -> tuple[WorksheetForm, ...]:
    """The blank forms that a build makes, the coalition's own language first. They hold only public facts.

    They are on its own paper, and in those languages of its letters and its site that the form speaks; `coalition
    worksheet` makes the others. `worksheets` are its `blank_worksheets`, where these are there already.
    """
    settings = coalition.settings
    offered = (*settings.offered(), *settings.of_site())
    asked_for = {_base(spoken_language(coalition, language)) for language in offered}
    return tuple(
        WorksheetForm(worksheet, Variant(settings.brand.paper, large, worksheet.language))
        for worksheet in worksheets or blank_worksheets(coalition)
        if _base(worksheet.language) in asked_for
        for large in (False, True)
    )


def _base(language: str) -> str:
    return language.partition("-")[0]
