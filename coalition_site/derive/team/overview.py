"""The workbook's first page: where the coalition stands, what is due and by whom, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from coalition_site.derive.advice.coverage_table import CoverageGroup, CoverageRow, NamedPartner
from coalition_site.derive.advice.quality import FindingKind
from coalition_site.derive.advice.shortlist import Pick, Shortlist
from coalition_site.derive.changes.record import Changes
from coalition_site.derive.team.due import DayAhead, SenderWork
from coalition_site.derive.team.view import HeldBack, LetterSummary, TeamView
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.shortened import Shortened, shortened
from coalition_site.derive.words.terms import MET_BY, STATUS_MEANINGS, STATUS_STEPS, count

_MOST_ROWS, _MOST_LETTERS = 8, 6
_MOST_NAMED_GAPS, _MOST_NOTED_LETTERS = 2, 4


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number, what it counts and where that stands, `of` how many, and what is said of it, the `first` words bold.

    `parts` are those of the whole that it counts in, by their kind; without any there is no bar.
    """

    title: str
    address: str
    number: int
    said: str
    of: int | None = None
    parts: Mapping[str, int] | None = None
    first: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class CoveragePicture:
    """Needs in groups by who meets them; `kinds` says in words who that is at best, `numbers` all of it in words."""

    groups: tuple[CoverageGroup, ...]
    kinds: Mapping[str, str]
    numbers: str


@dataclass(frozen=True, slots=True)
class OpenGaps:
    """The open gaps, and whom to ask first about them with what that would do."""

    rows: Shortened[CoverageRow]
    asked_first: tuple[Pick, ...]
    said: str


@dataclass(frozen=True, slots=True)
class StatusLine:
    """A status of invitations, what it means, how far it has come, and how many invitations have it."""

    status: str
    meaning: str
    step: str
    number: int


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters in a few lines: how many are due, those with gaps, those that another wording would fit better."""

    any: bool
    due: str
    gaps_noted: Shortened[LetterSummary]
    gaps_said: str
    with_gaps: Shortened[LetterSummary]
    better: Shortened[LetterSummary]


@dataclass(frozen=True, slots=True)
class Overview:
    """The page. It is `begun` once there is a need, a partner or an invite; before, it says how to begin."""

    begun: bool
    lead: str
    ahead: tuple[DayAhead, ...]
    figures: tuple[KeyFigure, ...]
    invited: int
    due: tuple[SenderWork, ...]
    coverage: CoveragePicture | None
    gaps: OpenGaps
    resting: Shortened[CoverageRow]
    partners: int
    missing_types: tuple[str, ...]
    statuses: tuple[StatusLine, ...]
    letters: Letters
    without_because: Shortened[NamedPartner]
    changes: Changes | None
    quality: tuple[FindingKind, ...]
    held_back: HeldBack
    held_back_said: str


def overview(view: TeamView) -> Overview:
    """The overview of everything the team knows."""
    rows = view.rows()
    begun = bool(rows or view.partners or view.invites)
    statuses = tuple(
        StatusLine(status, STATUS_MEANINGS[status], STATUS_STEPS[status], number)
        for status, number in view.statuses().items()
    )
    today = long_date(view.today, view.coalition.language)
    return Overview(
        begun=begun,
        lead=f"Where {view.coalition.name} stands on {today}." if begun else _NOTHING_YET,
        ahead=view.ahead,
        figures=_figures(view, statuses) if rows or view.invites else (),
        invited=len(view.invites),
        due=view.due(),
        coverage=_coverage(view) if rows else None,
        gaps=_open_gaps(view.shortlist, tuple(row for row in rows if row.is_open)),
        resting=shortened(view.resting_on_one(), _MOST_ROWS),
        partners=len(view.partners),
        missing_types=view.missing_types,
        statuses=statuses,
        letters=_letters(view),
        without_because=shortened(view.without_because, _MOST_LETTERS),
        changes=view.changes,
        quality=view.quality if any(kind.findings for kind in view.quality) else (),
        held_back=view.held_back,
        held_back_said=count(view.held_back.fields, "value", "values"),
    )


_NOTHING_YET = (
    "Nothing is written down yet. Three files bring this page to life, in any order; the worksheet helps to think."
)


def _figures(view: TeamView, statuses: tuple[StatusLine, ...]) -> tuple[KeyFigure, ...]:
    needs, met, invites = len(view.rows()), view.firmest(), len(view.invites)
    steps = {step: sum(line.number for line in statuses if line.step == step) for step in STATUS_STEPS.values()}
    by_whom = f"{met['joined']} by somebody who joined, {met['existing']} by an existing partner only"
    answers = f"{count(steps['waiting'], 'waits', 'wait')} for an answer, {steps['open']} not sent yet"
    return (
        KeyFigure(
            title="Needs met",
            address="coverage.html",
            number=met["joined"] + met["existing"],
            said=by_whom if needs else "None is chosen yet.",
            of=needs,
            parts=met,
        ),
        _gaps_figure(view, needs),
        KeyFigure(
            title="Invitations accepted",
            address="invites.html",
            number=steps["done"],
            said=answers if invites else "Nobody is on the invite list yet.",
            of=invites,
            parts=steps,
        ),
        _late_figure(view),
    )


def _gaps_figure(view: TeamView, needs: int) -> KeyFigure:
    some = shortened(view.gaps(), _MOST_NAMED_GAPS)
    number = len(view.shortlist.gaps)
    if some.shown:
        more = f"; {some.more} more" if some.more else ""
        said = "; ".join(row.label for row in some.shown) + more
    elif number:
        said = "Potential partners could close each of them."
    elif needs:
        said = "Every need has somebody who joined, or an existing partner."
    else:
        said = "Gaps show once needs are chosen."
    first = "Nobody at all:" if some.shown else ""
    return KeyFigure("Open gaps", "shortlist.html", number, said, first=first, alert=bool(number))


def _late_figure(view: TeamView) -> KeyFigure:
    overdue, upcoming = view.overdue(), view.upcoming()
    said = "No letter waits for an answer."
    for rows, what in ((overdue, "the oldest since"), (upcoming, "the next on")):
        if rows and rows[0].follow_up is not None:
            said = f"{what} {long_date(rows[0].follow_up, view.coalition.language)}"
            break
    address = "invites.html?overdue=yes&sort=follow-up"
    return KeyFigure("Follow-ups overdue", address, len(overdue), said, alert=bool(overdue))


def _coverage(view: TeamView) -> CoveragePicture:
    met = view.firmest()
    numbers = (
        f"Of {count(len(view.rows()), 'need', 'needs')}, somebody who joined meets {met['joined']}, "
        f"an existing partner {met['existing']}, potential partners only {met['potential']}, "
        f"and nobody {met['nobody']}."
    )
    groups = tuple(group for each in view.coverage for group in each.groups)
    return CoveragePicture(groups, {kind: MET_BY[kind] for kind in met}, numbers)


def _open_gaps(shortlist: Shortlist, rows: tuple[CoverageRow, ...]) -> OpenGaps:
    best = shortlist.best
    closed = len(shortlist.gaps) - len(best.left_open)
    said = f"{count(len(best.picks), 'potential partner', 'potential partners')} would close {closed} of them"
    return OpenGaps(shortened(rows, _MOST_ROWS), best.picks, said if best.exact else f"{said} (an approximation)")


def _letters(view: TeamView) -> Letters:
    with_gaps = view.letters_with_gaps()
    return Letters(
        any=bool(view.letters),
        due=f"{count(len(view.letters), 'letter is', 'letters are')} due.",
        gaps_noted=shortened(with_gaps, _MOST_NOTED_LETTERS),
        gaps_said=f"{count(len(with_gaps), 'letter has', 'letters have')} a gap:",
        with_gaps=shortened(with_gaps, _MOST_LETTERS),
        better=shortened([letter for letter in view.letters if letter.proposed], _MOST_LETTERS),
    )
