"""The shortlist: the fewest potential partners that together would close the open gaps.

An **open gap** is a need of needs.yml that nobody who joined and no existing partner meets (content format, Coverage).
A **candidate** is a partner that counts as potential there and lists at least one open gap; so former partners, and
those who declined or are only kept informed, are none. A gap that no candidate lists is set apart: it needs a new one.

Sets of one size are ranked by the influence of their members, then by their position, then by name. Those who are
opposed stay in: the worksheet counts on partners that may oppose the cause and whose participation is critical. Where
the best set holds one, the best set without them stands beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coalition_site.derive.advice.coverage_table import CoverageDescriber
from coalition_site.derive.advice.set_cover import Merit, greedy_cover, smallest_covers, union
from coalition_site.derive.rules.coverage import NeedCoverage, Standing
from coalition_site.model.coalition import Coalition
from coalition_site.model.partner import Influence, Stance

EXACT_UP_TO = 25
"""With more candidates the set is an approximation."""

MOST_SETS = 10
"""So many sets of one size are kept; all are counted."""

# Low counts as nothing, and so does what is not known; a neutral position stands in the middle.
_INFLUENCE: Mapping[str, int] = {Influence.HIGH: 2, Influence.MEDIUM: 1}
_POSITION: Mapping[str, int] = {Stance.SUPPORTIVE: 1, Stance.SKEPTICAL: -1, Stance.OPPOSED: -2}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A potential partner: `closes` are the open gaps it lists, `invites` the statuses of its invites."""

    id: str
    name: str
    position: str
    influence: str
    invites: tuple[str, ...]
    closes: tuple[str, ...]

    @property
    def is_wary(self) -> bool:
        """Whether it is opposed or skeptical."""
        return self.position in {Stance.SKEPTICAL, Stance.OPPOSED}


@dataclass(frozen=True, slots=True)
class Pick:
    """A member of the set. `adds` are the gaps that only it closes there, `shares` those that another closes too.

    Each of `instead` could stand in its place, and the set would close as much.
    """

    candidate: Candidate
    adds: tuple[str, ...]
    shares: tuple[str, ...]
    instead: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The best set; `others` are further sets of its size, the best first, `sets` says how many there are in all.

    `left_open` are the open gaps that no candidate of this selection lists. An approximation knows of no other sets.
    """

    picks: tuple[Pick, ...]
    others: tuple[tuple[Candidate, ...], ...]
    sets: int
    exact: bool
    left_open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Whom to ask first.

    `wary` are the potential partners that are opposed or skeptical, whether or not they list an open gap; the most
    influential first, and of those the most opposed. `without_opposed` is there where the best set holds one opposed.
    """

    gaps: tuple[str, ...]
    candidates: int
    best: Selection
    without_opposed: Selection | None
    wary: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Gaps:
    """The open gaps, numbered, and the candidates, numbered by name, with the gaps each lists as a bit mask."""

    labels: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    closes: tuple[int, ...]

    def labels_of(self, mask: int) -> tuple[str, ...]:
        return _labels(self.labels, mask)

    def without_opposed(self) -> "_Gaps":
        kept = [n for n, candidate in enumerate(self.candidates) if candidate.position != Stance.OPPOSED]
        return _Gaps(self.labels, tuple(self.candidates[n] for n in kept), tuple(self.closes[n] for n in kept))


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds candidates. `statuses` are those of the invites of a partner, by its id."""

    coalition: Coalition
    describer: CoverageDescriber
    statuses: Mapping[str, Sequence[str]]

    def candidate(self, partner_id: str, closes: tuple[str, ...]) -> Candidate:
        team = self.coalition.partners[partner_id].team
        return Candidate(
            id=partner_id,
            name=self.describer.named(partner_id).name,
            position=str(team.position or ""),
            influence=str(team.influence or ""),
            invites=tuple(self.statuses.get(partner_id, ())),
            closes=closes,
        )

    def gaps(self, needs: Sequence[NeedCoverage]) -> _Gaps:
        open_gaps = [need for need in needs if need.is_open]
        labels = tuple(str(self.describer.words.choice(need.list_name, need.choice)) for need in open_gaps)
        closes: dict[str, int] = {}
        for number, need in enumerate(open_gaps):
            for partner_id in need.partners:
                closes[partner_id] = closes.get(partner_id, 0) | 1 << number
        candidates = [self.candidate(each, _labels(labels, mask)) for each, mask in closes.items()]
        candidates.sort(key=lambda candidate: (candidate.name.casefold(), candidate.id))
        return _Gaps(
            labels,
            tuple(candidates),
            tuple(closes[candidate.id] for candidate in candidates),
        )

    def wary(self, counted: Mapping[str, Standing], gaps: _Gaps) -> tuple[Candidate, ...]:
        known = {candidate.id: candidate for candidate in gaps.candidates}
        potential = (each for each, standing in counted.items() if standing is Standing.POTENTIAL)
        found = [known.get(each) or self.candidate(each, ()) for each in potential]
        found.sort(key=lambda candidate: (-_merit(candidate)[0], _merit(candidate)[1], candidate.name, candidate.id))
        return tuple(candidate for candidate in found if candidate.is_wary)


def _labels(labels: Sequence[str], mask: int) -> tuple[str, ...]:
    return tuple(label for number, label in enumerate(labels) if mask >> number & 1)


def _merit(candidate: Candidate) -> Merit:
    return _INFLUENCE.get(candidate.influence, 0), _POSITION.get(candidate.position, 0)


def _picks(gaps: _Gaps, chosen: Sequence[int], *, exact: bool) -> tuple[Pick, ...]:
    """The members of a set, those that add most first."""
    everything = union(gaps.closes)
    found: list[tuple[int, int, Pick]] = []
    for number in chosen:
        others = union([gaps.closes[each] for each in chosen if each != number])
        alone = everything & ~others
        instead = [
            gaps.candidates[each]
            for each, mask in enumerate(gaps.closes)
            if exact and each not in chosen and alone & ~mask == 0
        ]
        mine = gaps.closes[number]
        pick = Pick(
            gaps.candidates[number], gaps.labels_of(mine & alone), gaps.labels_of(mine & others), tuple(instead)
        )
        found.append((-(mine & alone).bit_count(), number, pick))
    return tuple(pick for _, _, pick in sorted(found, key=lambda each: each[:2]))


def _selection(gaps: _Gaps) -> Selection:
    merits = [_merit(candidate) for candidate in gaps.candidates]
    exact = len(gaps.candidates) <= EXACT_UP_TO
    if exact:
        covers = smallest_covers(gaps.closes, merits, MOST_SETS)
        sets, count = covers.sets, covers.count
    else:
        sets, count = (greedy_cover(gaps.closes, merits),), 1
    return Selection(
        picks=_picks(gaps, sets[0], exact=exact),
        others=tuple(tuple(gaps.candidates[member] for member in members) for members in sets[1:]),
        sets=count,
        exact=exact,
        left_open=gaps.labels_of(~union(gaps.closes)),
    )


def shortlist(
    needs: Sequence[NeedCoverage], counted: Mapping[str, Standing], coalition: Coalition, describer: CoverageDescriber
) -> Shortlist:
    """The shortlist of a coalition; `needs` is its coverage, `counted` are the partners that count there."""
    statuses: dict[str, list[str]] = {}
    for invite in coalition.invites:
        statuses.setdefault(invite.partner, []).append(str(invite.status))
    finder = _Finder(coalition, describer, statuses)
    gaps = finder.gaps(needs)
    best = _selection(gaps)
    with_opposed = any(pick.candidate.position == Stance.OPPOSED for pick in best.picks)
    return Shortlist(
        gaps=gaps.labels,
        candidates=len(gaps.candidates),
        best=best,
        without_opposed=_selection(gaps.without_opposed()) if with_opposed else None,
        wary=finder.wary(counted, gaps),
    )
