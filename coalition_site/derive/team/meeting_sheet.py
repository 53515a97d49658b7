"""The meeting sheet: what a team decides from, on two pages, whatever the size of the coalition.

The first page is the matrix of needs and partners, the second has the open gaps, who writes to whom, and the decisions
that are due. What does not fit is counted, and told where it stands in the workbook. How much fits is reckoned in
lines, of which a text takes as many as it would with wide letters.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from math import ceil

from coalition_site.derive.advice.coverage_table import CoverageMatrix, CoverageRow, MatrixColumns
from coalition_site.derive.rules.coverage import Reach, Standing
from coalition_site.derive.team.coverage_page import MatrixColumn, MatrixGroup, MatrixRow, coverage_page
from coalition_site.derive.team.due import DayAhead, from_now
from coalition_site.derive.team.meetings import TeamMeeting, open_decisions
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.shortened import Shortened
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.derive.words.terms import in_a_row

MOST_COLUMNS = 30
_ROWS = 23
_LABEL_LETTERS, _NAME_LETTERS = 36, 21
# Of a column of the second page, as `templates/print/meeting_sheet.html` lays it out.
_LETTERS, _MOST_LETTERS = 36, 72
_GAP_LINES, _NEED_LINES, _TASK_LINES, _DECISION_LINES = 17, 27, 31, 20


@dataclass(frozen=True, slots=True)
class SheetMatrix:
    """The matrix as far as it fits: columns, groups of rows, and how many needs and partners have none."""

    columns: tuple[MatrixColumn, ...]
    groups: tuple[MatrixGroup, ...]
    more_partners: int
    more_needs: int


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of a list: what, and below or beside it who or when."""

    text: str
    said: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class SenderLines:
    """What one sender has to do, as far as it fits."""

    sender: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """The sheet. `meeting` is the next one, if one is known; `ahead` are the days that everybody works towards."""

    meeting: TeamMeeting | None
    ahead: tuple[DayAhead, ...]
    standings: tuple[str, ...]
    numbers: tuple[tuple[str, int], ...]
    matrix: SheetMatrix
    gaps: Shortened[SheetLine]
    resting: Shortened[SheetLine]
    work: Shortened[SenderLines]
    decisions: Shortened[SheetLine]


def meeting_sheet(view: TeamView) -> MeetingSheet:
    """The sheet of a day."""
    words = view.words
    gaps = _fitting([SheetLine(_cut(row.label), _names(row, view)) for row in view.rows() if row.is_open], _GAP_LINES)
    resting = [SheetLine(_cut(row.label), _names(row, view)) for row in view.resting_on_one() if not row.is_open]
    decisions = [
        SheetLine(
            _cut(decision.decision.text, 2 * _MOST_LETTERS),
            _cut(" · ".join(filter(None, [decision.decision.who.name, from_now(decision.decision.days, words)]))),
            decision.decision.is_late,
        )
        for decision in open_decisions(view.meetings)
    ]
    return MeetingSheet(
        meeting=next((meeting for meeting in view.meetings if not meeting.is_over), None),
        ahead=view.ahead[:2],
        standings=tuple(map(str, Standing)),
        numbers=tuple(view.firmest().items()),
        matrix=_matrix(view),
        gaps=gaps,
        resting=_fitting(resting, _NEED_LINES - sum(_height(line.text, line.said) for line in gaps.shown)),
        work=_work(view),
        decisions=_fitting(decisions, _DECISION_LINES),
    )


def _matrix(view: TeamView) -> SheetMatrix:
    """The matrix with the needs that too few meet before all others, and the partners that meet most of these."""
    met = {partner_id: len(rows) for partner_id, rows in view.met_by().items()}
    kept = _weakest(view)
    in_sight = Counter(partner_id for row in view.rows() if id(row) in kept for partner_id in row.standings)
    every = [partner.id for column in view.matrix.columns for partner in column.partners]
    shown = frozenset(sorted(every, key=lambda each: (-in_sight[each], -met[each]))[:MOST_COLUMNS])
    columns = (
        MatrixColumns(
            column.standing,
            tuple(
                replace(partner, name=_cut(partner.name, _NAME_LETTERS))
                for partner in column.partners
                if partner.id in shown
            ),
        )
        for column in view.matrix.columns
    )
    fewer = CoverageMatrix(tuple(column for column in columns if column.partners), view.matrix.without_need)
    page = coverage_page(replace(view, matrix=fewer))
    groups = (
        replace(
            group,
            heading=_cut(group.heading, 2 * _LABEL_LETTERS),
            rows=tuple(_row(row) for row in group.rows if id(row.need) in kept),
        )
        for group in page.groups
    )
    return SheetMatrix(
        columns=page.columns,
        groups=tuple(group for group in groups if group.rows),
        more_partners=len(every) - len(shown),
        more_needs=len(view.rows()) - len(kept),
    )


def _weakest(view: TeamView) -> frozenset[int]:
    """The needs that fit, as the ids of their rows: each heading takes a row too, the least met come before others."""
    headings = ((each.name, group) for each in view.coverage for group in each.groups)
    ranked = sorted(
        ((_strength(row), name, group.heading, row) for name, group in headings for row in group.rows),
        key=lambda each: each[0],
    )
    kept: set[int] = set()
    headed: set[tuple[str, str]] = set()
    for _, name, heading, row in ranked:
        if len(kept) + len(headed | {(name, heading)}) > _ROWS:
            break
        kept.add(id(row))
        headed.add((name, heading))
    return frozenset(kept)


def _strength(need: CoverageRow) -> int:
    if need.reach == str(Reach.NOBODY):
        return 0
    return 1 if need.is_open else 1 + min(len(need.standings), 4)


def _row(row: MatrixRow) -> MatrixRow:
    return replace(row, need=replace(row.need, label=_cut(row.need.label, _LABEL_LETTERS)))


def _names(row: CoverageRow, view: TeamView) -> str:
    """Who meets a need, or could, in a line."""
    if not row.standings:
        return team_terms(view.words)["reach"][row.reach]
    said = in_a_row([partner.name for partner in row.partners()], view.words)
    return _cut(view.words.gettext("could be met by %(names)s", names=said) if row.is_open else said)


def _work(view: TeamView) -> Shortened[SenderLines]:
    """What senders have to do now, one after the other, as far as there is room."""
    lines = [
        (each.sender, SheetLine(_cut(task.title), from_now(task.days, view.words) if task.day else "", task.is_late))
        for each in view.tasks
        for task in each.now
    ]
    kept: list[tuple[str, SheetLine]] = []
    left = _TASK_LINES
    for sender, line in lines:
        left -= _height(line.text, line.said) + (not kept or kept[-1][0] != sender)
        if left < 0:
            break
        kept.append((sender, line))
    grouped = (
        SenderLines(_cut(sender, _LETTERS), tuple(line for _, line in group))
        for sender, group in groupby(kept, key=lambda each: each[0])
    )
    return Shortened(tuple(grouped), len(lines) - len(kept))


def _fitting(lines: Sequence[SheetLine], room: int) -> Shortened[SheetLine]:
    kept = tuple(_first(lines, room))
    return Shortened(kept, len(lines) - len(kept))


def _first(lines: Iterable[SheetLine], room: int) -> Iterator[SheetLine]:
    for line in lines:
        room -= _height(line.text, line.said)
        if room < 0:
            return
        yield line


def _height(*texts: str) -> int:
    """How many lines texts take, each beginning one."""
    return sum(ceil(_width(text) / _LETTERS) for text in texts if text)


def _width(text: str) -> float:
    """How many letters a text is wide; one of Chinese or Korean is two, a capital one and a third."""
    wide = sum(unicodedata.east_asian_width(letter) in {"W", "F"} for letter in text)
    return len(text) + wide + sum(letter.isupper() for letter in text) / 3


def _cut(text: str, letters: int = _MOST_LETTERS) -> str:
    """A text that is not wider than so many letters, with a mark where it was cut."""
    if _width(text) <= letters:
        return text
    widths = accumulate(map(_width, text))
    kept = text[: sum(width < letters for width in widths)]
    return f"{kept.rstrip(' ,;:')}…"
