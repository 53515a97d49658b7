"""The workbook's first page: where the coalition stands, what is due and by whom, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from coalition_site.derive.advice.coverage_table import CoverageGroup, CoverageRow, NamedPartner
from coalition_site.derive.advice.quality import FindingKind
from coalition_site.derive.advice.shortlist import Pick, Shortlist
from coalition_site.derive.changes.record import Changes, Tone
from coalition_site.derive.team.due import DayAhead, SenderWork
from coalition_site.derive.team.view import HeldBack, LetterSummary, TeamView
from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.shortened import Shortened, shortened
from coalition_site.derive.words.team_terms import STATUS_STEPS, team_terms

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
    """A status of invitations in words, what it means, how far it has come, and how many invitations have it."""

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
    changes_short: tuple[tuple[Tone, str], ...]
    quality: tuple[FindingKind, ...]
    held_back: HeldBack
    held_back_said: str


def overview(view: TeamView) -> Overview:
    """The overview of everything the team knows."""
    rows = view.rows()
    begun = bool(rows or view.partners or view.invites)
    words, terms = view.words, team_terms(view.words)
    statuses = tuple(
        StatusLine(terms["status"][status], terms["meaning"][status], STATUS_STEPS[status], number)
        for status, number in view.statuses().items()
    )
    day = long_date(view.today, words.language)
    stands = words.gettext("Where %(coalition)s stands on %(day)s.", coalition=view.coalition.name, day=day)
    return Overview(
        begun=begun,
        lead=stands if begun else words.gettext(_NOTHING_YET),
        ahead=view.ahead,
        figures=_figures(view, statuses) if rows or view.invites else (),
        invited=len(view.invites),
        due=view.due(),
        coverage=_coverage(view) if rows else None,
        gaps=_open_gaps(view.shortlist, tuple(row for row in rows if row.is_open), words),
        resting=shortened(view.resting_on_one(), _MOST_ROWS),
        partners=len(view.partners),
        missing_types=view.missing_types,
        statuses=statuses,
        letters=_letters(view),
        without_because=shortened(view.without_because, _MOST_LETTERS),
        changes=view.changes,
        changes_short=view.changes.short(words) if view.changes is not None else (),
        quality=view.quality if any(kind.findings for kind in view.quality) else (),
        held_back=view.held_back,
        held_back_said=words.ngettext(
            "%(num)s value in all: notes, contacts, invites and whatever else is not public.",
            "%(num)s values in all: notes, contacts, invites and whatever else is not public.",
            view.held_back.fields,
        ),
    )


_NOTHING_YET = N_(
    "Nothing is written down yet. Three files bring this page to life, in any order; the worksheet helps to think."
)


def _figures(view: TeamView, statuses: tuple[StatusLine, ...]) -> tuple[KeyFigure, ...]:
    needs, met, invites = len(view.rows()), view.firmest(), len(view.invites)
    steps = {step: sum(line.number for line in statuses if line.step == step) for step in STATUS_STEPS.values()}
    words = view.words
    by_whom = words.gettext(
        "%(joined)s by somebody who joined, %(existing)s by an existing partner only",
        joined=met["joined"],
        existing=met["existing"],
    )
    answers = words.gettext(
        "%(waiting)s, %(open)s",
        waiting=words.ngettext("%(num)s waits for an answer", "%(num)s wait for an answer", steps["waiting"]),
        open=words.ngettext("%(num)s not sent yet", "%(num)s not sent yet", steps["open"]),
    )
    return (
        KeyFigure(
            title=words.gettext("Needs met"),
            address="coverage.html",
            number=met["joined"] + met["existing"],
            said=by_whom if needs else words.gettext("None is chosen yet."),
            of=needs,
            parts=met,
        ),
        _gaps_figure(view, needs),
        KeyFigure(
            title=words.gettext("Invitations accepted"),
            address="invites.html",
            number=steps["done"],
            said=answers if invites else words.gettext("Nobody is on the invite list yet."),
            of=invites,
            parts=steps,
        ),
        _late_figure(view),
    )


def _gaps_figure(view: TeamView, needs: int) -> KeyFigure:
    some = shortened(view.gaps(), _MOST_NAMED_GAPS)
    number, words = len(view.shortlist.gaps), view.words
    if some.shown:
        more = [words.ngettext("%(num)s more", "%(num)s more", some.more)] if some.more else []
        said = words.pgettext("between needs", "; ").join([*(row.label for row in some.shown), *more])
    elif number:
        said = words.gettext("Potential partners could close each of them.")
    elif needs:
        said = words.gettext("Every need has somebody who joined, or an existing partner.")
    else:
        said = words.gettext("Gaps show once needs are chosen.")
    first = words.gettext("Nobody at all:") if some.shown else ""
    title = words.gettext("Open gaps")
    return KeyFigure(title, "shortlist.html", number, said, first=first, alert=bool(number))


def _late_figure(view: TeamView) -> KeyFigure:
    overdue, upcoming, words = view.overdue(), view.upcoming(), view.words
    (first,) = (*overdue, *upcoming)[:1] or (None,)
    if first is None or first.due is None:
        said = words.gettext("No letter waits for an answer.")
    elif first.overdue:
        said = words.gettext("the oldest since %(day)s", day=long_date(first.due, words.language))
    else:
        said = words.gettext("the next on %(day)s", day=long_date(first.due, words.language))
    address = "invites.html?overdue=yes&sort=follow-up"
    return KeyFigure(words.gettext("Follow-ups overdue"), address, len(overdue), said, alert=bool(overdue))


def _coverage(view: TeamView) -> CoveragePicture:
    met = view.firmest()
    numbers = view.words.ngettext(
        "Of %(num)s need, somebody who joined meets %(joined)s, an existing partner %(existing)s, potential partners "
        "only %(potential)s, and nobody %(nobody)s.",
        "Of %(num)s needs, somebody who joined meets %(joined)s, an existing partner %(existing)s, potential partners "
        "only %(potential)s, and nobody %(nobody)s.",
        len(view.rows()),
        **met,
    )
    kinds = team_terms(view.words)["met_by"]
    groups = tuple(group for each in view.coverage for group in each.groups)
    return CoveragePicture(groups, {kind: kinds[kind] for kind in met}, numbers)


def _open_gaps(shortlist: Shortlist, rows: tuple[CoverageRow, ...], words: Catalogue) -> OpenGaps:
    best = shortlist.best
    closed = len(shortlist.gaps) - len(best.left_open)
    if best.exact:
        said = words.ngettext(
            "%(num)s potential partner would close %(closed)s of them:",
            "%(num)s potential partners would close %(closed)s of them:",
            len(best.picks),
            closed=closed,
        )
    else:
        said = words.ngettext(
            "%(num)s potential partner would close %(closed)s of them (an approximation):",
            "%(num)s potential partners would close %(closed)s of them (an approximation):",
            len(best.picks),
            closed=closed,
        )
    return OpenGaps(shortened(rows, _MOST_ROWS), best.picks, said)


def _letters(view: TeamView) -> Letters:
    with_gaps, words = view.letters_with_gaps(), view.words
    return Letters(
        any=bool(view.letters),
        due=words.ngettext("%(num)s letter is due.", "%(num)s letters are due.", len(view.letters)),
        gaps_noted=shortened(with_gaps, _MOST_NOTED_LETTERS),
        gaps_said=words.ngettext("%(num)s letter has a gap:", "%(num)s letters have a gap:", len(with_gaps)),
        with_gaps=shortened(with_gaps, _MOST_LETTERS),
        better=shortened([letter for letter in view.letters if letter.proposed], _MOST_LETTERS),
    )
