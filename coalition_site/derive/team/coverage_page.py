"""The workbook's page of coverage: what the coalition is short of, and every need with who meets it."""

from dataclasses import dataclass

from coalition_site.derive.advice.coverage_table import CoverageList, CoverageMatrix, CoverageRow, NamedPartner
from coalition_site.derive.rules.coverage import Standing
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.shortened import Shortened, shortened

_MOST_NEEDS = 8


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Needs that too few meet: how many there are, and the first of them.

    `met_by` is `nobody`, `potential` or `one`. Behind each need stands whether the one partner that meets it is a
    potential one.
    """

    met_by: str
    number: int
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
            group.heading if group.heading == each.name else _heading(each.name, group.heading, view.words),
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


def _heading(name: str, heading: str, words: Catalogue) -> str:
    return words.pgettext("a list of needs and a part of it", "%(list)s: %(part)s", list=name, part=heading)


def _matrix_row(row: CoverageRow, columns: tuple[MatrixColumn, ...]) -> MatrixRow:
    return MatrixRow(row, tuple((each.first, row.standings.get(each.partner.id, "")) for each in columns))


def _shortfalls(view: TeamView) -> tuple[Shortfall, ...]:
    nobody, one = view.gaps(), view.resting_on_one()
    only_potential = [row for row in view.rows() if row.is_open and row.standings]
    return (
        Shortfall("nobody", len(nobody), _needs(nobody), alert=bool(nobody)),
        Shortfall("potential", len(only_potential), _needs(only_potential)),
        Shortfall("one", len(one), _needs(one, tell_potential=True)),
    )


def _needs(
    rows: tuple[CoverageRow, ...] | list[CoverageRow], *, tell_potential: bool = False
) -> Shortened[tuple[str, bool]]:
    return shortened([(row.label, tell_potential and row.is_open) for row in rows], _MOST_NEEDS)
