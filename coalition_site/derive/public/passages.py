"""Passages of a text that are otherwise in its next version, word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher

_CONTEXT = 6
# Comparing takes the product of both lengths; longer ones, whole pages written anew, are one passage.
_MOST_PAIRS = 4_000_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that were taken out and that came in, and the words right before them; each may be empty."""

    behind: str
    old: str
    new: str


def changed_passages(before: str, after: str) -> tuple[Passage, ...]:
    """What changed between two texts, in their order. Spaces and line ends are no difference."""
    old, new = before.split(), after.split()
    start = next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    middle = old[start:], new[start:]
    same = next(
        (n for n, (one, other) in enumerate(zip(*map(reversed, middle), strict=False)) if one != other),
        min(map(len, middle)),
    )
    low, high = (words[: len(words) - same] for words in middle)
    if len(low) * len(high) > _MOST_PAIRS:
        return (_passage(new, start, " ".join(low), " ".join(high)),)
    codes = SequenceMatcher(None, low, high, autojunk=False).get_opcodes()
    return tuple(
        _passage(new, start + first, " ".join(low[begin:end]), " ".join(high[first:last]))
        for tag, begin, end, first, last in codes
        if tag != "equal"
    )


def _passage(words: list[str], place: int, old: str, new: str) -> Passage:
    return Passage(" ".join(words[max(0, place - _CONTEXT) : place]), old, new)
