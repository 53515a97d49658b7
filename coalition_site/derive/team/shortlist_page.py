"""The workbook's page of the shortlist: what the sets of candidates come to, in sentences."""

from dataclasses import dataclass

from coalition_site.derive.advice.coverage_table import CoverageRow
from coalition_site.derive.advice.shortlist import EXACT_UP_TO, Candidate, Pick, Selection, Shortlist
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class WithoutOpposed:
    """The best set without those who are opposed: what it closes, who is in it, and the gaps it leaves open."""

    said: str
    picks: tuple[Pick, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortlistPage:
    """The page. `gaps` are the open gaps with who could close each; `others` further sets of the best one's size."""

    chosen: bool
    gaps: tuple[CoverageRow, ...]
    heading: str
    said: str
    picks: tuple[Pick, ...]
    without_opposed: WithoutOpposed | None
    others: tuple[tuple[Candidate, ...], ...]
    others_said: str
    left_open: bool
    missing_types: tuple[str, ...]
    wary: tuple[tuple[Candidate, bool], ...]


def shortlist_page(view: TeamView) -> ShortlistPage:
    """The page of the shortlist; beside each wary candidate stands whether it is in the best set."""
    shortlist, rows = view.shortlist, view.rows()
    best, words = shortlist.best, view.words
    picked = {pick.candidate.id for pick in best.picks}
    return ShortlistPage(
        chosen=bool(rows),
        gaps=tuple(row for row in rows if row.is_open),
        heading=_closes(best, shortlist, words)
        if best.picks
        else words.gettext("No potential partner closes an open gap"),
        said=_how_sure(shortlist, words),
        picks=best.picks,
        without_opposed=_without_opposed(shortlist, words),
        others=best.others,
        others_said=_which_others(best, words),
        left_open=bool(best.left_open),
        missing_types=view.missing_types if view.partners else (),
        wary=tuple((candidate, candidate.id in picked) for candidate in shortlist.wary),
    )


def _closes(selection: Selection, shortlist: Shortlist, words: Catalogue) -> str:
    closed = len(shortlist.gaps) - len(selection.left_open)
    of_gaps = words.npgettext(
        "what partners close",
        "%(closed)s of %(num)s open gap",
        "%(closed)s of %(num)s open gaps",
        len(shortlist.gaps),
        closed=closed,
    )
    return words.ngettext(
        "%(num)s partner closes %(of_gaps)s",
        "%(num)s partners close %(of_gaps)s",
        len(selection.picks),
        of_gaps=of_gaps,
    )


def _how_sure(shortlist: Shortlist, words: Catalogue) -> str:
    best = shortlist.best
    if not best.exact:
        return words.ngettext(
            "An approximation: with %(num)s potential partner that lists an open gap there are too many sets to "
            "compare. Up to %(exact)s the answer is exact; here a smaller set may exist.",
            "An approximation: with %(num)s potential partners that list an open gap there are too many sets to "
            "compare. Up to %(exact)s the answer is exact; here a smaller set may exist.",
            shortlist.candidates,
            exact=EXACT_UP_TO,
        )
    compared = words.ngettext(
        "All sets of the %(num)s potential partner that list an open gap were compared: no smaller set does.",
        "All sets of the %(num)s potential partners that list an open gap were compared: no smaller set does.",
        shortlist.candidates,
    )
    if best.sets == 1:
        return compared
    others = words.ngettext(
        "%(num)s other set of this size would do as well; this one has the most influence, and of those the "
        "friendliest positions.",
        "%(num)s other sets of this size would do as well; this one has the most influence, and of those the "
        "friendliest positions.",
        best.sets - 1,
    )
    return f"{compared} {others}"


def _without_opposed(shortlist: Shortlist, words: Catalogue) -> WithoutOpposed | None:
    selection = shortlist.without_opposed
    if selection is None:
        return None
    closes = _closes(selection, shortlist, words)
    said = closes if selection.exact else words.gettext("%(what)s (an approximation)", what=closes)
    lost = tuple(label for label in selection.left_open if label not in shortlist.best.left_open)
    return WithoutOpposed(said, selection.picks, lost)


def _which_others(best: Selection, words: Catalogue) -> str:
    if best.sets - 1 > len(best.others):
        return words.gettext(
            "The %(shown)s best of %(sets)s, the most influence first.", shown=len(best.others), sets=best.sets - 1
        )
    return words.gettext("The most influence first.")
