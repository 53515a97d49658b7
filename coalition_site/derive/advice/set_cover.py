"""Smallest set cover: the fewest candidates that together close every gap.

Gaps and candidates are numbered from 0; a set of either is a bit mask. A merit is a pair of numbers, the more important
one first; the merits of a set add up, and of two sets of one size the one with more merit is better. Among equals the
one with the earlier candidates is better.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

Merit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Covers:
    """Sets that close every gap, each as ascending numbers of candidates, the best first, and how many there are."""

    sets: tuple[tuple[int, ...], ...]
    count: int


def bits(mask: int) -> Iterator[int]:
    """The numbers in a bit mask, ascending."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def union(masks: Iterable[int]) -> int:
    """All numbers of some masks."""
    found = 0
    for mask in masks:
        found |= mask
    return found


def _closers(closes: Sequence[int]) -> dict[int, int]:
    """For each gap that a candidate closes, the mask of those candidates."""
    found: dict[int, int] = {}
    for candidate, gaps in enumerate(closes):
        for gap in bits(gaps):
            found[gap] = found.get(gap, 0) | 1 << candidate
    return found


def _hardest(closers: Sequence[int]) -> list[int]:
    """The gaps that matter, as their closers: who closes these closes the others too."""
    fewest_first = sorted(set(closers), key=lambda mask: (mask.bit_count(), mask))
    kept: list[int] = []
    for mask in fewest_first:
        if not any(each & mask == each for each in kept):
            kept.append(mask)
    return kept


def _at_least(closers: Sequence[int]) -> int:
    """A lower bound: gaps of which no two share a candidate need one candidate each."""
    taken = count = 0
    for mask in closers:
        if not mask & taken:
            taken |= mask
            count += 1
    return count


def _within(closers: list[int], chosen: int, room: int) -> Iterator[int]:
    """All sets that add exactly `room` candidates and close every gap, each once.

    No smaller set exists, so that every candidate added closes a gap that was open.
    """
    if not closers:
        yield chosen
        return
    by_size = sorted(closers, key=int.bit_count)
    if not by_size[0] or _at_least(by_size) > room:
        return
    shut_out = 0
    for candidate in bits(by_size[0]):
        one = 1 << candidate
        shut_out |= one
        # Sets with an earlier candidate of this gap were found before: those candidates are no longer free.
        yield from _within([mask & ~shut_out for mask in by_size if not mask & one], chosen | one, room - 1)


def _smallest(closers: list[int]) -> list[int]:
    """All smallest sets of candidates that close every gap, by going through the sizes."""
    size = _at_least(sorted(closers, key=int.bit_count))
    while not (found := list(_within(closers, 0, size))):
        size += 1
    return found


def smallest_covers(closes: Sequence[int], merits: Sequence[Merit], keep: int) -> Covers:
    """The smallest sets that close every gap that can be closed: the `keep` best of them, and how many there are.

    `closes` has the gaps that each candidate closes. The answer is exact. Its time grows quickly with the number of
    candidates that share gaps; up to 25 it takes a fraction of a second.
    """
    found = _smallest(_hardest(list(_closers(closes).values())))

    def rank(chosen: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        first, second = (sum(merits[each][part] for each in chosen) for part in (0, 1))
        return -first, -second, chosen

    return Covers(tuple(nsmallest(keep, (tuple(bits(mask)) for mask in found), key=rank)), len(found))


def greedy_cover(closes: Sequence[int], merits: Sequence[Merit]) -> tuple[int, ...]:
    """A small set that closes every gap that can be closed, not always a smallest one, in ascending order.

    Always takes the candidate that closes most of what is still open, of equals the one with more merit, then the
    earlier; last, whoever became superfluous is left out again. Its time is linear in the number of candidates.
    """
    still_open = union(closes)
    chosen: list[int] = []
    while still_open:

        def worth(candidate: int, gaps: int = still_open) -> tuple[int, Merit, int]:
            return (closes[candidate] & gaps).bit_count(), merits[candidate], -candidate

        best = max(range(len(closes)), key=worth)
        chosen.append(best)
        still_open &= ~closes[best]
    for candidate in tuple(chosen):
        others = [each for each in chosen if each != candidate]
        if closes[candidate] & ~union([closes[other] for other in others]) == 0:
            chosen = others
    return tuple(sorted(chosen))
