"""The worksheet as a form: the names of its fields, the same in the PDF, in the browser and for the import.

Names are plain ASCII and never change with language, paper or size of type:

    groups.<option>             a check box of Part 1, likewise areas.<option> and assets.<option>
    groups.<option>_text        what is written behind a fill-in, several texts parted by ";"
    table1.<row>.<column>       a cell of Table 1, likewise table2, table3 and table4; rows count from 1

Some programs make a tree of the names at their dots (ISO 32000-1, 12.7.3.2), and what hangs below a field with a value
of its own is lost there. So no name is another one's beginning up to a dot.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.model.vocabulary import NEED_LISTS, ListName, Vocabulary

FORMAT = "coalition-worksheet"
FORM_VERSION = "1"
KEYWORDS = f"{FORMAT} {FORM_VERSION}"
"""What the PDF form carries as its keywords, so that it is known again."""

PART_WITH_FIGURE = 2
"""The part that opens with Figure 1."""

TABLE_OF_BENEFITS, TABLE_OF_INVITES = 3, 4
"""The tables that are not Part 2's and 3's lists of partners."""

ROWS = 8
"""Empty rows in each table of the PDF form (worksheet, "Blank rows: print 6 to 8 per table")."""

SEPARATOR = ";"
"""Parts the items of a list within one field; commas inside an item stay."""

TYPE = "type"
"""The column whose cells offer the labels of the actor types."""

_PARTNER = ("name", TYPE, *PARTNER_LISTS)

COLUMNS: dict[int, tuple[str, ...]] = {
    1: _PARTNER,
    2: _PARTNER,
    3: ("partner", "initiatives", "team.motivations", "outreach.roles", "team.strengths", "team.barriers"),
    4: ("member", "organization", "sender"),
}
"""Columns of Tables 1 to 4, by the table's number: paths of a partner's fields, and of an invite's.

A partner is named by its name in Table 3, and an organization in Table 4. The last head of Table 3 stands over two.
"""

_BOX = re.compile(r"(groups|areas|assets)\.([^._]+)(_text)?")
_CELL = re.compile(r"table([1-4])\.([1-9][0-9]{0,5})\.([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Box:
    """A check box of Part 1, or with `text` the line that is written behind it."""

    list: ListName
    option: str
    text: bool = False

    @property
    def name(self) -> str:
        """The field's name."""
        return f"{self.list}.{self.option}{'_text' if self.text else ''}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of Tables 1 to 4; rows count from 1."""

    table: int
    row: int
    path: str

    @property
    def name(self) -> str:
        """The field's name, which ends with the last key of its path."""
        return cell_name(self.table, str(self.row), self.path)


def cell_name(table: int, row: str, path: str) -> str:
    """The name of a cell's field, which ends with the last key of its path; `row` may be a sign for any."""
    return f"table{table}.{row}.{path.rpartition('.')[2]}"


def read_name(name: str) -> Box | Cell | None:
    """What a field is by its name; None for a name that no form of ours has. Options are not looked up."""
    if found := _BOX.fullmatch(name):
        return Box(ListName(found[1]), found[2], text=found[3] is not None)
    if found := _CELL.fullmatch(name):
        table, row = int(found[1]), int(found[2])
        paths = (path for path in COLUMNS[table] if cell_name(table, found[2], path) == name)
        return next((Cell(table, row, path) for path in paths), None)
    return None


def fields(vocabulary: Vocabulary, rows: int = ROWS) -> Iterator[Box | Cell]:
    """Every field of the form with so many rows in each table, Part 1 in the vocabulary's order, then the tables."""
    for question in NEED_LISTS:
        for option in vocabulary.list_of(question).visible():
            yield Box(question, option.id)
            if option.fill_in:
                yield Box(question, option.id, text=True)
    for table, columns in COLUMNS.items():
        for row in range(1, rows + 1):
            for path in columns:
                yield Cell(table, row, path)
