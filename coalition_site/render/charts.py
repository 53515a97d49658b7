"""Chart geometry: where the parts of a bar stand, in per cent of the space there is."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its fill, how many it stands for, from where it goes, and how far."""

    kind: str
    number: int
    x: float
    width: float


def meter(numbers: Mapping[str, int]) -> tuple[Part, ...]:
    """The parts of a whole as one bar; parts of nothing are left out."""
    whole, found, before = max(sum(numbers.values()), 1), [], 0
    for kind, number in numbers.items():
        if number:
            found.append(Part(kind, number, round(100 * before / whole, 3), round(100 * number / whole, 3)))
        before += number
    return tuple(found)
