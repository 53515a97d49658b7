"""Shortened lists: the first of many, and how many more there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Shortened(Generic[Item]):
    """Those that are shown, and how many `more` there are."""

    shown: tuple[Item, ...]
    more: int


def shortened(items: Sequence[Item], most: int | None, spare: int = 0) -> Shortened[Item]:
    """The first so many of the items at most; None is all of them.

    All are shown too where only `spare` more than so many are there, as it takes as much room to say that there are.
    """
    shown = tuple(items[:most] if most is not None and len(items) > most + spare else items)
    return Shortened(shown, len(items) - len(shown))
