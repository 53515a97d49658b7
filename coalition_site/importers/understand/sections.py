"""Rows that are parts of a table and not rows of it: headings between rows, and what goes on from the row above."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coalition_site.importers.proposals import About, Question, RemarkKind
from coalition_site.importers.sources import Row, Sheet, Source, filled_cells
from coalition_site.importers.understand.answers import Understanding
from coalition_site.importers.understand.cell_words import relationship_of, section_types
from coalition_site.importers.understand.columns import Columns
from coalition_site.importers.understand.given_answers import ALONE, INVITE, LEFT_OUT, OF_ABOVE, RESIDENT
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.model.vocabulary import ListName

A_PARTNER, ANOTHER_HEADING = "a partner", "a heading that says nothing"
_LONGEST = 60
_WORDS = 5
_FEWEST_CELLS = 2


@dataclass(slots=True)
class Sections:
    """What the headings above the current row say, and the name that stands above an empty one.

    Only tables whose rows hold several cells have headings: in others a cell alone is a row like all.
    """

    sheet: Sheet
    columns: Columns
    understanding: Understanding
    name_at: int
    likely: bool
    in_capitals: bool
    type: str = ""
    relationship: str = ""
    _above: tuple[int, str] = field(default=(0, ""))

    @classmethod
    def of(cls, sheet: Sheet, columns: Columns, rows: Sequence[Row], understanding: Understanding) -> "Sections":
        """The sections of a table with these rows."""
        heads = columns.heads
        name_at = heads.columns.index("name") if heads.has("name") and not heads.of_invites else -1
        names = filled_cells(name_at, rows)
        full = sum(sum(map(bool, row.cells)) >= _FEWEST_CELLS for row in rows)
        return cls(sheet, columns, understanding, name_at, 2 * full > len(rows), all(map(str.isupper, names)))

    def begins(self, row: Row) -> bool:
        """Whether the row is a heading, which holds for the rows below it."""
        texts = [cell for cell in row.cells if cell]
        if not self.likely or len(texts) != 1 or self.name_at < 0:
            return False
        text = " ".join(texts[0].split()).rstrip(":")
        marked = texts[0].rstrip().endswith(":") or (text.isupper() and not self.in_capitals)
        if len(text) > _LONGEST or len(text.split()) > _WORDS:
            return False
        source = Source(self.sheet.file, self.sheet.name, row.number)
        answer = self.understanding.given.value(About.SECTION, text, self.columns.heads.texts)
        found = relationship_of(text) if marked else ""
        if found and not answer:
            self.relationship = found
            self._say(source, f'"{text}" as a heading: {found}')
            return True
        return self._begins_type(text, answer, source, marked=marked)

    def _begins_type(self, text: str, answer: str, source: Source, *, marked: bool) -> bool:
        reader = self.understanding.readers[ListName.TYPES]
        labels = {option.id: reader.label(option) for option in reader.options.visible()}
        if answer:
            said = reader.one(answer)
            self.type = answer if said.choice is not None else ""
            return answer != A_PARTNER
        types = [labels[type_] for type_ in section_types(text, marked=marked) if type_ in labels]
        exact = reader.exact(text) if marked else None
        if exact is not None and not exact.text:
            types = [labels[exact.option]]
        if not types and not marked:
            return False
        if len(types) != 1:
            choices = (*types, A_PARTNER, ANOTHER_HEADING)
            proposed = types[0] if types else A_PARTNER
            question = Question(About.SECTION, text, choices, proposed, self.columns.heads.texts)
            self.understanding.proposals.ask(question)
            self.type = ""
        if types:
            self.type = types[0]
            self._say(source, f'"{text}" as a heading: type {types[0]}')
        return bool(types)

    def _is_of_above(self, who: str) -> bool:
        """Whether people say, or nobody denies, that a person without an organization is of the one above."""
        heads = self.columns.heads.texts
        answer = self.understanding.given.value(About.ALONE, ALONE, heads)
        question = Question(About.ALONE, ALONE, (OF_ABOVE, INVITE, RESIDENT, LEFT_OUT), OF_ABOVE, heads, (who,))
        self.understanding.proposals.ask(question)
        return answer in {"", OF_ABOVE}

    def _say(self, source: Source, text: str) -> None:
        self.understanding.proposals.remark(RemarkKind.READ_AS, source, text)

    def within(self, row: Row) -> Row:
        """The row, with the name of the one above where it has none and goes on right below it."""
        if self.name_at < 0 or self.name_at >= len(row.cells):
            return row
        name = row.cells[self.name_at]
        if name:
            self._above = row.number, "" if is_no_value(name) else name
            return row
        number, above = self._above
        heads = self.columns.heads
        if not above or row.number != number + 1 or self.columns.program is not None:
            return row
        at = heads.columns.index("team.people.name") if heads.has("team.people.name") else -1
        who = row.cell(at)
        if heads.has("first name", "last name") or (who and not self._is_of_above(who)):
            return row
        self._above = row.number, above
        source = Source(self.sheet.file, self.sheet.name, row.number)
        self.understanding.proposals.remark(
            RemarkKind.ASSUMED, source, "rows without a name say more of the partner above them"
        )
        return row.with_cell(self.name_at, above)
