"""The workbook's page of coverage: what the coalition is short of, and every need with who meets it."""

from dataclasses import dataclass

from coalition_site.derive.advice.coverage_table import CoverageList, CoverageMatrix, CoverageRow, NamedPartner
from coalition_site.derive.rules.coverage import Standing
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.shortened import Shortened, shortened

_MOST_NEEDS = 8


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Needs that too few meet: who that is, how many such needs there are, what they do, and the first of the needs.

    Behind each need stands whether the one partner that meets it is a potential one.
    """

    who: str
    number: int
    what: str
    needs: Shortened[tuple[str, bool]]
    alert: bool = False


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
    """The page. Of the `shortfalls` some are there unless every need is met well; without needs there are no lists."""

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
            group.heading if group.heading == each.name else f"{each.name}: {group.heading}",
            tuple(_matrix_row(row, drawn) for row in group.rows),
        )
        for each in view.coverage
        for group in each.groups
    )
    shortfalls = _shortfalls(view)
    return CoveragePage(
        lists=view.coverage if view.rows() else (),
        standings=tuple(map(str, Standing)),
        shortfalls=shortfalls if any(each.number for each in shortfalls) else (),
        matrix=view.matrix,
        columns=columns,
        groups=groups,
    )


def _matrix_row(row: CoverageRow, columns: tuple[MatrixColumn, ...]) -> MatrixRow:
    return MatrixRow(row, tuple((each.first, row.standings.get(each.partner.id, "")) for each in columns))


def _shortfalls(view: TeamView) -> tuple[Shortfall, ...]:
    nobody, one = view.gaps(), view.resting_on_one()
    only_potential = [row for row in view.rows() if row.is_open and row.standings]
    return (
        Shortfall("Nobody", len(nobody), "meets these", _needs(nobody), alert=bool(nobody)),
        Shortfall("Potential partners only", len(only_potential), "could meet these", _needs(only_potential)),
        Shortfall("Only one partner", len(one), "meets these", _needs(one, tell_potential=True)),
    )


def _needs(
    rows: tuple[CoverageRow, ...] | list[CoverageRow], *, tell_potential: bool = False
) -> Shortened[tuple[str, bool]]:
    return shortened([(row.label, tell_potential and row.is_open) for row in rows], _MOST_NEEDS)
