"""Small-number suppression (disclosure control): counts of unnamed partners that would single somebody out."""

from collections.abc import Mapping

LEAST_COUNT = 3
"""Unnamed partners are counted only from this number on: a smaller count would single them out."""


EXACT_FROM = 5
"""From this number on it is said; a smaller one is `several`, and `LEAST_COUNT` stands for it.

Who keeps two copies of a site sees whose name went. Beside it a number that grew by one in as small a group would say
that this partner still works with the coalition, and what it does there.
"""


def countable(number: int) -> int:
    """The number where it may be public, `LEAST_COUNT` for several, else 0."""
    if number < LEAST_COUNT:
        return 0
    return number if is_exact(number) else LEAST_COUNT


def is_exact(number: int) -> bool:
    """Whether a countable number is said in figures, and not as `several`."""
    return number >= EXACT_FROM


def countable_parts(parts: Mapping[str, int]) -> dict[str, int]:
    """The numbers of a whole's parts that may be public beside the whole itself; the others are left out.

    Parts that are too small are left out. Where subtracting the others from the whole would give away fewer than
    `LEAST_COUNT`, the smallest of these is left out too (secondary suppression, as offices of statistics call it).
    """
    shown = {name: number for name, number in parts.items() if countable(number)}
    rest = sum(parts.values()) - sum(shown.values())
    if shown and 0 < rest < LEAST_COUNT:
        del shown[min(reversed(shown), key=shown.__getitem__)]
    return {name: countable(number) for name, number in shown.items()}
