"""The shortlist, held against all sets of potential partners, written from the content format's own words."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_site.derive.advice.coverage_table import CoverageDescriber
from coalition_site.derive.advice.set_cover import greedy_cover, smallest_covers
from coalition_site.derive.advice.shortlist import EXACT_UP_TO, MOST_SETS, Selection, Shortlist, shortlist
from coalition_site.derive.rules.coverage import coverage, standings
from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.words.labels import Words
from coalition_site.model.coalition import Coalition
from tests.support.examples import examples
from tests.support.making import make_coalition, make_needs, make_partner
from tests.support.random_coalitions import (
    STATUSES,
    Plain,
    built,
    counts_as,
    coverage_by_hand,
    heard,
    label_of,
    plain_coalitions,
)

MOSTLY_POTENTIAL = ("potential", "potential", "potential", "potential", "existing", "former")
POINTS = {"high": 2, "medium": 1, "low": 0, "supportive": 1, "neutral": 0, "skeptical": -1, "opposed": -2, "": 0}


def shortlist_of(coalition: Coalition) -> Shortlist:
    describer = CoverageDescriber(coalition, Words(coalition.vocabulary, "en", "en"))
    return shortlist(coverage(coalition), standings(coalition), coalition, describer)


def open_gaps(plain: Plain) -> dict[str, set[int]]:
    """Each need that nobody who joined and no existing partner meets, with the potential partners that list it."""
    return {
        label_of(name, option): set(meeting)
        for name, option, meeting in coverage_by_hand(plain)
        if set(meeting.values()) <= {"potential"}
    }


def _name(partner: int) -> str:
    return f"partner-{partner}"


def _all_smallest(plain: Plain, gaps: dict[str, set[int]], candidates: Sequence[int]) -> list[tuple[str, ...]]:
    """Every smallest set of candidates that closes what any of them can close, by trying all sets, the best first."""
    wanted = [closers for closers in gaps.values() if closers & set(candidates)]
    every = (each for size in range(len(candidates) + 1) for each in combinations(candidates, size))
    closing = [each for each in every if all(set(each) & closers for closers in wanted)]
    found = [each for each in closing if len(each) == min(map(len, closing))]

    def order(members: tuple[int, ...]) -> tuple[int, int, tuple[str, ...]]:
        influence = sum(POINTS[plain.stances[each][1]] for each in members)
        position = sum(POINTS[plain.stances[each][0]] for each in members)
        return -influence, -position, tuple(map(_name, members))

    return [tuple(map(_name, members)) for members in sorted(found, key=order)]


def _sets(selection: Selection) -> list[tuple[str, ...]]:
    best = tuple(sorted(pick.candidate.id for pick in selection.picks))
    return [best, *(tuple(candidate.id for candidate in members) for members in selection.others)]


def _check_picks(selection: Selection, gaps: dict[str, set[int]], all_sets: Iterable[tuple[str, ...]]) -> None:
    known = {frozenset(members) for members in all_sets}
    members = {pick.candidate.id for pick in selection.picks}
    for pick in selection.picks:
        mine = {label for label, closers in gaps.items() if pick.candidate.id in map(_name, closers)}
        others = {label for label, by in gaps.items() if (members - {pick.candidate.id}) & set(map(_name, by))}
        assert set(map(heard, pick.adds)) == mine - others
        assert set(map(heard, pick.shares)) == mine & others
        changed = {other.id: frozenset(members - {pick.candidate.id} | {other.id}) for other in pick.instead}
        assert set(changed.values()) <= known
        # Nobody is missing among those who could stand in the place of this one.
        rest = frozenset(members - {pick.candidate.id})
        assert set(changed) == {one for each in known if rest < each for one in each - rest if one != pick.candidate.id}


@settings(max_examples=examples(50, 200))
@given(plain_coalitions(most=9, relationships=MOSTLY_POTENTIAL), st.data())
def test_the_shortlist_is_the_best_of_all_sets(plain: Plain, draw: st.DataObject) -> None:
    found = shortlist_of(built(plain, draw))
    gaps = open_gaps(plain)
    candidates = sorted(set().union(*gaps.values()))
    expected = _all_smallest(plain, gaps, candidates)
    assert set(map(heard, found.gaps)) == set(gaps)
    assert found.candidates == len(candidates)
    assert found.best.exact
    assert found.best.sets == len(expected)
    assert _sets(found.best) == expected[:MOST_SETS]
    assert set(map(heard, found.best.left_open)) == {label for label, closers in gaps.items() if not closers}
    _check_picks(found.best, gaps, expected)

    opposed = {partner for partner in candidates if plain.stances[partner][0] == "opposed"}
    if not opposed & {int(each.removeprefix("partner-")) for each in expected[0]}:
        assert found.without_opposed is None
    else:
        kept = [partner for partner in candidates if partner not in opposed]
        assert found.without_opposed is not None
        assert _sets(found.without_opposed) == _all_smallest(plain, gaps, kept)[:MOST_SETS]
        left = {label for label, closers in gaps.items() if not closers & set(kept)}
        assert set(map(heard, found.without_opposed.left_open)) == left

    wary = {n for n in range(len(plain.stances)) if plain.stances[n][0] in {"opposed", "skeptical"}}
    assert {each.id for each in found.wary} == {_name(n) for n in wary if counts_as(plain, n) == "potential"}


@settings(max_examples=examples(25, 100))
@given(plain_coalitions(most=6), st.data())
def test_the_workbook_counts_as_a_reader_would(plain: Plain, draw: st.DataObject) -> None:
    view = team_view(built(plain, draw), date(2026, 11, 23))
    rows = coverage_by_hand(plain)
    assert {heard(row.label): row.reach for row in view.rows()} == {
        label_of(name, option): "nobody" if not met else "only one" if len(met) == 1 else "several"
        for name, option, met in rows
    }
    labels = {size: sorted(label_of(name, o) for name, o, met in rows if len(met) == size) for size in (0, 1)}
    assert sorted(heard(row.label) for row in view.gaps()) == labels[0]
    assert sorted(heard(row.label) for row in view.resting_on_one()) == labels[1]
    assert {each: {heard(row.label) for row in needs} for each, needs in view.met_by().items()} == {
        _name(n): {label_of(name, option) for name, option, met in rows if n in met}
        for _, _, each in rows
        for n in each
    }
    assert view.statuses() == {status: sum(each == status for _, each in plain.invites) for status in STATUSES}
    firmest = {"joined": 0, "existing": 0, "potential": 0, "nobody": 0}
    for _, _, met in rows:
        firmest[next((each for each in firmest if each in met.values()), "nobody")] += 1
    assert view.firmest() == firmest
    short = [each for row in view.rows() for each in row.shortfalls]
    assert short.count("nobody-meets") == firmest["nobody"]
    assert short.count("only-potential") == firmest["potential"]
    assert short.count("only-one") == len(labels[1])
    columns = {partner.id: column.standing for column in view.matrix.columns for partner in column.partners}
    assert columns == {_name(n): standing for _, _, met in rows for n, standing in met.items()}
    idle = {_name(n) for n in range(len(plain.lists)) if counts_as(plain, n)} - columns.keys()
    assert {partner.id for partner in view.matrix.without_need} == idle


masks = st.integers(0, 2**7 - 1)


@given(st.lists(masks, max_size=12))
def test_an_approximation_closes_everything_and_holds_nobody_superfluous(closes: list[int]) -> None:
    chosen = greedy_cover(closes, [(0, 0)] * len(closes))
    assert chosen == tuple(sorted(set(chosen)))
    for left_out in (None, *chosen):
        closed = {gap for each in chosen if each != left_out for gap in range(7) if closes[each] >> gap & 1}
        everything = {gap for mask in closes for gap in range(7) if mask >> gap & 1}
        assert (closed == everything) == (left_out is None)


def _counted_by_gaps(closes: Sequence[int]) -> tuple[int, int]:
    """The size of the smallest sets that close everything, and how many there are: by what is closed, not by trying.

    Candidate by candidate it is kept, for each set of gaps and each size, how many sets close exactly these.
    """
    found: dict[tuple[int, int], int] = {(0, 0): 1}
    for mask in closes:
        for (gaps, size), number in list(found.items()):
            found[gaps | mask, size + 1] = found.get((gaps | mask, size + 1), 0) + number
    everything = max(gaps for gaps, _ in found)
    size = min(size for gaps, size in found if gaps == everything)
    return size, found[everything, size]


@settings(max_examples=examples(25, 100), deadline=None)
@given(st.lists(masks, max_size=EXACT_UP_TO))
def test_the_answer_is_exact_up_to_the_largest_number_of_candidates(closes: list[int]) -> None:
    covers = smallest_covers(closes, [(0, 0)] * len(closes), MOST_SETS)
    size, number = _counted_by_gaps(closes)
    assert covers.count == number
    assert len(covers.sets) == len(set(covers.sets)) == min(number, MOST_SETS)
    everything = {gap for mask in closes for gap in range(7) if mask >> gap & 1}
    for members in covers.sets:
        assert len(members) == size
        assert {gap for each in members for gap in range(7) if closes[each] >> gap & 1} == everything


@settings(max_examples=examples(30, 60), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2**10 - 1), st.integers(0, 2), st.integers(-2, 1)), max_size=11))
def test_every_set_is_found_in_its_order(candidates: list[tuple[int, int, int]]) -> None:
    closes, merits = [each[0] for each in candidates], [each[1:] for each in candidates]
    wanted = {gap for mask in closes for gap in range(10) if mask >> gap & 1}
    closing = [
        members
        for size in range(len(closes) + 1)
        for members in combinations(range(len(closes)), size)
        if {gap for each in members for gap in range(10) if closes[each] >> gap & 1} == wanted
    ]
    smallest = [members for members in closing if len(members) == len(closing[0])]
    smallest.sort(key=lambda members: (*(-sum(merits[each][part] for each in members) for part in (0, 1)), members))
    assert smallest_covers(closes, merits, len(smallest)).sets == tuple(smallest)


def _sharing(candidates: int, gaps: int, closers: int, seed: int) -> list[int]:
    """Candidates with the gaps they close; each gap is closed by so many of them."""
    dice = random.Random(seed)  # noqa: S311  examples, not secrets
    closes = [0] * candidates
    for gap in range(gaps):
        for candidate in dice.sample(range(candidates), closers):
            closes[candidate] |= 1 << gap
    return closes


@pytest.mark.parametrize("closers", [2, 3, 5, 8, 12])
def test_25_candidates_and_40_gaps_take_a_moment(closers: int) -> None:
    closes = _sharing(EXACT_UP_TO, 40, closers, seed=closers)
    start = process_time()
    smallest_covers(closes, [(1, 0)] * EXACT_UP_TO, MOST_SETS)
    assert process_time() - start < 0.2


def test_many_sets_of_one_size_are_counted_and_the_best_are_kept() -> None:
    # Eight gaps with three closers each: one of three, eight times over.
    covers = smallest_covers([1 << candidate // 3 for candidate in range(24)], [(0, 0)] * 24, MOST_SETS)
    assert covers.count == 3**8
    assert covers.sets[:2] == (tuple(range(0, 24, 3)), (*range(0, 21, 3), 22))
    assert len(covers.sets) == MOST_SETS


def _crowd(size: int) -> Coalition:
    areas = ["Housing stability", "Just policing", "Digital access"]
    partners = [
        make_partner(f"partner-{number:02}", relationship="potential", works_on=[areas[number % 3]])
        for number in range(size)
    ]
    return make_coalition(*partners, needs=make_needs(areas=areas))


def test_an_approximation_says_so() -> None:
    at_most, more = shortlist_of(_crowd(EXACT_UP_TO)), shortlist_of(_crowd(EXACT_UP_TO + 1))
    assert at_most.best.exact
    assert at_most.best.sets == 9 * 8 * 8
    assert not more.best.exact
    assert [pick.candidate.id for pick in more.best.picks] == ["partner-00", "partner-01", "partner-02"]
    assert replace(more.best, picks=()) == Selection((), (), 1, exact=False, left_open=())


def test_without_opposed_says_what_stays_open() -> None:
    loud = make_partner("loud", relationship="potential", works_on=["Digital access"], team={"position": "opposed"})
    found = shortlist_of(make_coalition(loud, needs=make_needs(areas=["Digital access", "Just policing"])))
    assert [pick.candidate.id for pick in found.best.picks] == ["loud"]
    assert found.best.left_open == ("Just policing",)
    assert found.without_opposed is not None
    assert found.without_opposed.picks == ()
    assert found.without_opposed.left_open == ("Digital access", "Just policing")
