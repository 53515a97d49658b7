"""Chart geometry: where everything in the workbook's charts stands.

Widths and places from the left are per cent of the space there is, so that text keeps its size on narrow pages;
heights and places from the top are units of the drawing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from coalition_site.derive.advice.coverage_table import CoverageGroup
from coalition_site.derive.team.overview import StatusLine

_FEWEST_COLUMNS = 8
_HEADING_LETTERS, _HEADING_LINE = 36, 18
_UNIT_ROW, _BAR_ROW = 40, 44


@dataclass(frozen=True, slots=True)
class Part:
    """A bar, or a part of one: its name, how many it stands for, its fill, from where it goes, and how far."""

    name: str
    number: int
    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of squares: the lines above it, each with its place, its own place, and the fill and place of each."""

    lines: tuple[tuple[int, str], ...]
    y: int
    units: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class UnitChart:
    """A row of squares for each group of needs, one square for each need."""

    height: int
    width: float
    rows: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with the places of its words and of itself."""

    words_y: int
    y: int
    part: Part


@dataclass(frozen=True, slots=True)
class BarChart:
    """A bar for each name."""

    height: int
    bars: tuple[Bar, ...]


def unit_chart(groups: Sequence[CoverageGroup]) -> UnitChart:
    """A square for each need, filled by the firmest partner that meets it; the firmest come first."""
    width = 100 / max([_FEWEST_COLUMNS, *(len(group.rows) for group in groups)])
    rows, top = [], 0
    for group in groups:
        lines = wrap(group.heading, _HEADING_LETTERS)
        placed = tuple((top + _HEADING_LINE * number - 3, line) for number, line in enumerate(lines, start=1))
        top += _HEADING_LINE * len(lines)
        kinds = [kind for kind, number in group.firmest().items() for _ in range(number)]
        units = tuple((kind, round(number * width, 3)) for number, kind in enumerate(kinds))
        rows.append(UnitRow(placed, top + 5, units))
        top += _UNIT_ROW
    return UnitChart(top, round(width, 3), tuple(rows))


def bar_chart(lines: Sequence[StatusLine]) -> BarChart:
    """A bar for each status, filled by how far it has come; the longest is as wide as the chart."""
    most = max([1, *(line.number for line in lines)])
    bars = []
    for number, line in enumerate(lines):
        part = Part(line.status, line.number, line.step, 0, round(100 * line.number / most, 2))
        bars.append(Bar(_BAR_ROW * number + 15, _BAR_ROW * number + 21, part))
    return BarChart(_BAR_ROW * len(lines), tuple(bars))


def meter(numbers: Mapping[str, int]) -> tuple[Part, ...]:
    """The parts of a whole as one bar; parts of nothing are left out."""
    whole, found, before = max(sum(numbers.values()), 1), [], 0
    for kind, number in numbers.items():
        if number:
            found.append(Part(kind, number, kind, round(100 * before / whole, 3), round(100 * number / whole, 3)))
        before += number
    return tuple(found)
