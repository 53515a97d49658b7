"""The first of many, where all of them would be too many to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Shortened(Generic[Item]):
    """Those that are shown, and how many `more` there are."""

    shown: tuple[Item, ...]
    more: int


def shortened(items: Sequence[Item], most: int | None) -> Shortened[Item]:
    """The first so many of the items at most; None is all of them."""
    shown = tuple(items[:most])
    return Shortened(shown, len(items) - len(shown))
