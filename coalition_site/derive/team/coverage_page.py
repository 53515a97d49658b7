"""The workbook's page of coverage: what the coalition is short of, and every need with who meets it."""

from collections import Counter
from dataclasses import dataclass

from coalition_site.derive.advice.coverage_table import CoverageList, CoverageMatrix, CoverageRow, NamedPartner
from coalition_site.derive.rules.coverage import Standing
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Needs that too few meet in one way, and how many there are; `id` is that of `CoverageRow.shortfalls`."""

    id: str
    number: int
    alert: bool


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A partner's column in the matrix, and whether it is the first of its standing."""

    partner: NamedPartner
    first: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A need, and for each column whether it is the first of its standing and how its partner counts, or nothing."""

    need: CoverageRow
    cells: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """Rows of the matrix below one heading that names the list too."""

    heading: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The page. There are no `shortfalls` where every need is met well; without needs there are no lists."""

    lists: tuple[CoverageList, ...]
    standings: tuple[str, ...]
    shortfalls: tuple[Shortfall, ...]
    matrix: CoverageMatrix
    columns: tuple[MatrixColumn, ...]
    groups: tuple[MatrixGroup, ...]


def coverage_page(view: TeamView) -> CoveragePage:
    """The page of coverage."""
    columns = tuple(
        MatrixColumn(partner, number == 0)
        for column in view.matrix.columns
        for number, partner in enumerate(column.partners)
    )
    drawn = columns if view.matrix.fits_a_page else ()
    groups = tuple(
        MatrixGroup(
            group.heading if group.heading == each.name else _heading(each.name, group.heading, view.words),
            tuple(_matrix_row(row, drawn) for row in group.rows),
        )
        for each in view.coverage
        for group in each.groups
    )
    return CoveragePage(
        lists=view.coverage if view.rows() else (),
        standings=tuple(map(str, Standing)),
        shortfalls=_shortfalls(view),
        matrix=view.matrix,
        columns=columns,
        groups=groups,
    )


def _heading(name: str, heading: str, words: Catalogue) -> str:
    return words.pgettext("a list of needs and a part of it", "%(list)s: %(part)s", list=name, part=heading)


def _matrix_row(row: CoverageRow, columns: tuple[MatrixColumn, ...]) -> MatrixRow:
    return MatrixRow(row, tuple((column.first, row.standings.get(column.partner.id, "")) for column in columns))


def _shortfalls(view: TeamView) -> tuple[Shortfall, ...]:
    number = Counter(shortfall for row in view.rows() for shortfall in row.shortfalls)
    kinds = ("nobody-meets", "only-potential", "only-one")
    return tuple(Shortfall(kind, number[kind], kind == "nobody-meets") for kind in kinds if number[kind])
