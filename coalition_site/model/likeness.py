"""Likeness of two texts: difflib's ratio, taken only of texts that can be like enough, as large sheets ask often."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

NEAR = 0.72
"""How like a text must be to what was probably meant, for a hint."""
_ROUNDING = 1e-9
_LETTERS = 128
_SHORTEST = 4


class KnownTexts:
    """Texts that others are compared with, many times over."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._texts = [(text, len(text), _letters(text)) for text in texts]

    def add(self, text: str) -> None:
        """Adds a text behind the others."""
        self._texts.append((text, len(text), _letters(text)))

    def __len__(self) -> int:
        return len(self._texts)

    def likest(self, text: str, cutoff: float) -> str | None:
        """The text that is most like this one; None where none is as like as the cutoff, from 0 to 1.

        It is the one that `difflib.get_close_matches` gives first.
        """
        found = max(self._alike(text, cutoff), default=None)
        return found[1] if found else None

    def first_alike(self, text: str, cutoff: float) -> str | None:
        """The first of the texts that is as like this one as the cutoff; None where none is."""
        return next((other for _, other in self._alike(text, cutoff)), None)

    def _alike(self, text: str, cutoff: float) -> Iterator[tuple[float, str]]:
        """The texts that are as like this one as the cutoff, each behind its likeness.

        The likeness is twice the letters that find a partner by all letters of both texts. No more can find one than
        both texts have in common, whatever their order, which rules out most texts at once.
        """
        matcher: SequenceMatcher[str] | None = None
        mine, length = _letters(text), len(text)
        for other, other_length, letters in self._texts:
            if 2 * (mine & letters).bit_count() + _ROUNDING < cutoff * (length + other_length):
                continue
            if matcher is None:
                matcher = SequenceMatcher()
                matcher.set_seq2(text)
            matcher.set_seq1(other)
            if (ratio := matcher.ratio()) >= cutoff:
                yield ratio, other


def is_one_slip(text: str, other: str) -> bool:
    """Whether one letter too many, too few, wrong, or two that changed places are all that parts two texts.

    Short texts are too near each other for that to say anything: they need four letters.
    """
    if abs(len(text) - len(other)) > 1 or min(len(text), len(other)) < _SHORTEST:
        return False
    shorter, longer = sorted((text, other), key=len)
    at = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    swapped = shorter[at + 1 : at + 2] + shorter[at : at + 1] + shorter[at + 2 :]
    return shorter[at + 1 :] == longer[at + 1 :] or swapped == longer[at:]


def _letters(text: str) -> int:
    """The letters of a text as bits of a number, a bit for each time that one is there; some letters share theirs."""
    found, times = 0, [0] * _LETTERS
    for letter in text:
        place = ord(letter) % _LETTERS
        found |= 1 << (place + _LETTERS * times[place])
        times[place] += 1
    return found
