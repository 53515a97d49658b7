"""The workbook's first page: where the coalition stands, what is due and by whom, and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coalition_site.derive.advice.coverage_table import CoverageRow
from coalition_site.derive.advice.shortlist import Pick, Shortlist
from coalition_site.derive.changes.record import Changes, Tone
from coalition_site.derive.team.due import DayAhead
from coalition_site.derive.team.partner import TeamPartner
from coalition_site.derive.team.tasks import SenderTasks, Task
from coalition_site.derive.team.view import LetterSummary, TeamView
from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.shortened import Shortened, shortened
from coalition_site.derive.words.team_terms import STATUS_STEPS
from coalition_site.model.partner import Influence, Relationship, Stance

_MOST_GAPS, _MOST_NAMED_GAPS, _MOST_TYPES = 4, 1, 3
_MOST_DAYS, _MOST_SENDERS, _MOST_FOLLOW_UPS, _MOST_LETTERS = 3, 4, 6, 2
_MOST_WARY, _MOST_CHANGES, _MOST_ASKED = 3, 2, 2
"""How much of each there is room for on one screen."""


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
class SenderNext:
    """What waits for one sender, and the few follow-ups that are to be done first."""

    work: SenderTasks
    next: Shortened[Task]


@dataclass(frozen=True, slots=True)
class OpenGaps:
    """The open gaps, those that nobody could meet first, and whom to ask about them with what that would do."""

    rows: Shortened[CoverageRow]
    asked_first: Shortened[Pick]
    said: str


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters with gaps, and that in words; how many another wording would fit better, in words or empty."""

    with_gaps: Shortened[LetterSummary]
    gaps_said: str
    better_said: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The page: few lines of everything, whatever the size. It is `begun` once there is a need, a partner or an invite.

    `wary` are the partners that are opposed or skeptical and can move something; `resting_said` tells how many needs
    rest on one partner, `quality_said` how much is to be mended, `named_said` how many are named in public. Each of the
    three is empty where there is nothing to tell.
    """

    begun: bool
    lead: str
    ahead: tuple[DayAhead, ...]
    figures: tuple[KeyFigure, ...]
    invited: int
    senders: Shortened[SenderNext]
    needs: int
    gaps: OpenGaps
    resting_said: str
    partners: int
    missing_types: Shortened[str]
    wary: Shortened[TeamPartner]
    letters: Letters
    changes: Changes | None
    changes_short: Shortened[tuple[Tone, str]]
    quality_said: str
    named_said: str


def overview(view: TeamView) -> Overview:
    """The overview of everything the team knows."""
    rows, words = view.rows(), view.words
    begun = bool(rows or view.partners or view.invites)
    day = long_date(view.today, words.language)
    stands = words.gettext("Where %(coalition)s stands on %(day)s.", coalition=view.coalition.name, day=day)
    changes = view.changes.short(words) if view.changes is not None else ()
    return Overview(
        begun=begun,
        lead=stands if begun else words.gettext(_NOTHING_YET),
        ahead=view.ahead[:_MOST_DAYS],
        figures=_figures(view) if rows or view.invites else (),
        invited=len(view.invites),
        senders=_senders(view),
        needs=len(rows),
        gaps=_open_gaps(view.shortlist, tuple(row for row in rows if row.is_open), words),
        resting_said=_resting(view),
        partners=len(view.partners),
        missing_types=shortened(view.missing_types, _MOST_TYPES, spare=1),
        wary=shortened(wary_partners(view.partners), _MOST_WARY, spare=1),
        letters=_letters(view),
        changes=view.changes,
        changes_short=shortened(changes, _MOST_CHANGES),
        quality_said=_quality(view),
        named_said=_named(view) if view.partners else "",
    )


def wary_partners(partners: Iterable[TeamPartner]) -> tuple[TeamPartner, ...]:
    """The partners that may oppose the work and can move something, those who can do most first.

    The worksheet counts on those who may oppose the cause and whose participation is critical (Part 2). Former partners
    are none, nor are those whose influence is low or not known.
    """
    found = [
        partner
        for partner in partners
        if partner.position in _WARY and partner.influence in _CAN_MOVE and partner.relationship != Relationship.FORMER
    ]
    return tuple(sorted(found, key=lambda each: (_CAN_MOVE.index(each.influence), _WARY.index(each.position))))


_WARY = (str(Stance.OPPOSED), str(Stance.SKEPTICAL))
_CAN_MOVE = (str(Influence.HIGH), str(Influence.MEDIUM))


def _resting(view: TeamView) -> str:
    number = len(view.resting_on_one())
    said = view.words.ngettext("%(num)s need rests on one partner", "%(num)s needs rest on one partner", number)
    return said if number else ""


def _quality(view: TeamView) -> str:
    number = sum(len(kind.findings) for kind in view.quality)
    said = view.words.ngettext("%(num)s thing to mend in the content", "%(num)s things to mend in the content", number)
    return said if number else ""


def _named(view: TeamView) -> str:
    held = sum(view.held_back.partners.values())
    return view.words.gettext(
        "%(named)s, %(held)s",
        named=view.words.npgettext(
            "partners", "%(num)s named in public", "%(num)s named in public", len(view.partners) - held
        ),
        held=view.words.npgettext("partners", "%(num)s held back", "%(num)s held back", held),
    )


def _senders(view: TeamView) -> Shortened[SenderNext]:
    """As many senders as there is room for, and about six follow-ups in all."""
    found = shortened(view.due(), _MOST_SENDERS)
    each = max(1, _MOST_FOLLOW_UPS // max(1, len(found.shown)))
    return Shortened(tuple(SenderNext(work, shortened(work.follow_ups, each)) for work in found.shown), found.more)


_NOTHING_YET = N_(
    "Nothing is written down yet. Three files bring this page to life, in any order; the worksheet helps to think."
)


def _figures(view: TeamView) -> tuple[KeyFigure, ...]:
    needs, met, invites = len(view.rows()), view.firmest(), len(view.invites)
    steps = dict.fromkeys(STATUS_STEPS.values(), 0)
    for status, number in view.statuses().items():
        steps[STATUS_STEPS[status]] += number
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
            of=needs or None,
            parts=met if needs else None,
        ),
        _gaps_figure(view, needs),
        KeyFigure(
            title=words.gettext("Invitations accepted"),
            address="invites.html",
            number=steps["done"],
            said=answers if invites else words.gettext("Nobody is on the invite list yet."),
            of=invites or None,
            parts=steps if invites else None,
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


def _open_gaps(shortlist: Shortlist, rows: tuple[CoverageRow, ...], words: Catalogue) -> OpenGaps:
    best = shortlist.best
    pressing = sorted(rows, key=lambda row: bool(row.standings))
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
    return OpenGaps(shortened(pressing, _MOST_GAPS), shortened(best.picks, _MOST_ASKED, spare=1), said)


def _letters(view: TeamView) -> Letters:
    with_gaps, words = view.letters_with_gaps(), view.words
    better = sum(bool(letter.proposed) for letter in view.letters)
    better_said = words.ngettext(
        "%(num)s letter with a better wording", "%(num)s letters with a better wording", better
    )
    return Letters(
        with_gaps=shortened(with_gaps, _MOST_LETTERS),
        gaps_said=words.ngettext("%(num)s letter has a gap:", "%(num)s letters have a gap:", len(with_gaps)),
        better_said=better_said if better else "",
    )
