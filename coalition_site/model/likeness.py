"""How like two texts are: difflib's measure, taken only of texts that can be like enough, as large sheets ask often."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

_ROUNDING = 1e-9
_LETTERS = 128


def likest(text: str, possible: Iterable[str], cutoff: float) -> str | None:
    """The possible text that is most like this one; None where none is as like as the cutoff, from 0 to 1.

    It is the one that `difflib.get_close_matches` gives first.
    """
    found = max(_alike(text, possible, cutoff), default=None)
    return found[1] if found else None


def first_alike(text: str, possible: Iterable[str], cutoff: float) -> str | None:
    """The first of the possible texts that is as like this one as the cutoff; None where none is."""
    return next((other for _, other in _alike(text, possible, cutoff)), None)


def _alike(text: str, possible: Iterable[str], cutoff: float) -> Iterator[tuple[float, str]]:
    """The possible texts that are as like this one as the cutoff, each behind its likeness.

    The likeness is twice the letters that find a partner by all letters of both texts. No more can find one than both
    texts have in common, whatever their order, which rules out most texts at once.
    """
    matcher: SequenceMatcher[str] | None = None
    mine, length = _letters(text), len(text)
    for other in possible:
        common = (mine & _letters(other)).bit_count()
        if 2 * common + _ROUNDING < cutoff * (length + len(other)):
            continue
        if matcher is None:
            matcher = SequenceMatcher()
            matcher.set_seq2(text)
        matcher.set_seq1(other)
        if (ratio := matcher.ratio()) >= cutoff:
            yield ratio, other


@lru_cache(maxsize=1 << 15)
def _letters(text: str) -> int:
    """The letters of a text as bits of a number, a bit for each time that one is there; some letters share theirs."""
    found, times = 0, [0] * _LETTERS
    for letter in text:
        place = ord(letter) % _LETTERS
        found |= 1 << (place + _LETTERS * times[place])
        times[place] += 1
    return found
