"""The workbook's page of the shortlist: what the sets of candidates come to, in sentences."""

from dataclasses import dataclass

from coalition_site.derive.advice.coverage_table import CoverageRow
from coalition_site.derive.advice.shortlist import EXACT_UP_TO, Candidate, Pick, Selection, Shortlist
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.terms import count


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
    best = shortlist.best
    picked = {pick.candidate.id for pick in best.picks}
    return ShortlistPage(
        chosen=bool(rows),
        gaps=tuple(row for row in rows if row.is_open),
        heading=_closes(best, shortlist) if best.picks else "No potential partner closes an open gap",
        said=_how_sure(shortlist),
        picks=best.picks,
        without_opposed=_without_opposed(shortlist),
        others=best.others,
        others_said=_which_others(best),
        left_open=bool(best.left_open),
        missing_types=view.missing_types if view.partners else (),
        wary=tuple((candidate, candidate.id in picked) for candidate in shortlist.wary),
    )


def _closes(selection: Selection, shortlist: Shortlist) -> str:
    closed = len(shortlist.gaps) - len(selection.left_open)
    who = count(len(selection.picks), "partner closes", "partners close")
    return f"{who} {closed} of {count(len(shortlist.gaps), 'open gap', 'open gaps')}"


def _how_sure(shortlist: Shortlist) -> str:
    best = shortlist.best
    if not best.exact:
        return (
            f"An approximation: with {shortlist.candidates} potential partners that list an open gap there are too "
            f"many sets to compare. Up to {EXACT_UP_TO} the answer is exact; here a smaller set may exist."
        )
    candidates = count(shortlist.candidates, "potential partner", "potential partners")
    compared = f"All sets of the {candidates} that list an open gap were compared: no smaller set does."
    if best.sets == 1:
        return compared
    others = count(best.sets - 1, "other set", "other sets")
    return (
        f"{compared} {others} of this size would do as well; this one has the most influence, and of those the "
        "friendliest positions."
    )


def _without_opposed(shortlist: Shortlist) -> WithoutOpposed | None:
    selection = shortlist.without_opposed
    if selection is None:
        return None
    said = _closes(selection, shortlist) if selection.exact else f"{_closes(selection, shortlist)} (an approximation)"
    lost = tuple(label for label in selection.left_open if label not in shortlist.best.left_open)
    return WithoutOpposed(said, selection.picks, lost)


def _which_others(best: Selection) -> str:
    those = f"The {len(best.others)} best of {best.sets - 1}, the" if best.sets - 1 > len(best.others) else "The"
    return f"{those} most influence first."
