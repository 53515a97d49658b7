"""Marks: values that occur nowhere else, each of which leads back to the value of the content that it stands for."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from coalition_site.model.vocabulary import plain

_LETTERS = "bcdfghjklmnpqrstvwxz"
"""Consonants: no run of them is a word."""
_WORD_BEGINS, _WORD_ENDS, _COUNTED_LETTERS = "zqx", "xqz", 4
_FIRST_NUMBER, _AREA_CODE = 9_100_000, "555"
_OWN_DIGITS = len(str(_FIRST_NUMBER))
_WHOLE_NUMBER = len(_AREA_CODE) + _OWN_DIGITS
_GREGORIAN_CYCLE = 400
"""Years after which the same days of the year are the same days of the week, leap days included."""
_RUN_OF_LETTERS = re.compile(r"[^\W\d_]{2,}")


class MarkKind(StrEnum):
    """What a mark stands in the place of."""

    TEXT = "text"
    NAME = "name of a person"
    EMAIL = "e-mail address"
    WEB = "web address"
    NUMBER = "telephone number"
    DAY = "day"
    FILE = "name of a file"
    PICTURE = "note inside a picture"


Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a value: a file of the content as people know it, the steps to the value in it, and who sees it."""

    path: str
    steps: Steps = ()
    private: bool = True

    def inner(self, step: str | int, *, private: bool = False) -> "Spot":
        """A place within this one, which is private where this one is."""
        return Spot(self.path, (*self.steps, step), self.private or private)

    @property
    def key(self) -> str:
        """The last key on the way to it; empty at the top of a file."""
        return next((step for step in reversed(self.steps) if isinstance(step, str)), "")

    def __str__(self) -> str:
        return f"{self.path}: {'.'.join(map(str, self.steps))}".rstrip(": ")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and the place of the value that it stands for.

    `word` is what is looked for: letters, digits, or a day as YYYY-MM-DD.
    """

    word: str
    kind: MarkKind
    spot: Spot


@dataclass(slots=True)
class Marks:
    """All marks of one copy, in the order in which they were made."""

    made: list[Mark] = field(default_factory=list)
    _count: int = 0
    _names: dict[str, str] = field(default_factory=dict)

    def control(self) -> str:
        """A word like the others that stands for no value."""
        return _word(self._next())

    def word(self, kind: MarkKind, spot: Spot) -> str:
        """A word of its own for a value."""
        return self._noted(_word(self._next()), kind, spot)

    def text(self, text: str, kind: MarkKind, spot: Spot) -> str:
        """A text of the same shape in which every word is the mark."""
        return in_words(text, self.word(kind, spot))

    def name(self, text: str, spot: Spot) -> str:
        """A name of the same shape; a person has the same one wherever the content names them."""
        known = self._names.setdefault(plain(text), _word(self._count + 1))
        if known == _word(self._count + 1):
            self._next()
        return in_words(text, self._noted(known, MarkKind.NAME, spot))

    def number(self, text: str, spot: Spot) -> str:
        """A telephone number of the same shape, with other digits; a text where there are too few of them."""
        places = [number for number, letter in enumerate(text) if letter.isdigit()]
        wanted = next((size for size in (_WHOLE_NUMBER, _OWN_DIGITS) if len(places) >= size), 0)
        if not wanted:
            return self.text(text, MarkKind.TEXT, spot)
        digits = f"{_AREA_CODE}{_FIRST_NUMBER + self._next()}"[-wanted:]
        letters = list(text)
        for place, digit in zip(places[-wanted:], digits, strict=True):
            letters[place] = digit
        self._noted(digits, MarkKind.NUMBER, spot)
        return "".join(letters)

    def day(self, day: str, spot: Spot) -> str:
        """The same day four hundred years before, so that days keep their order; the rest of a moment stays."""
        moved = earlier_day(day)
        self._noted(moved[: len("YYYY-MM-DD")], MarkKind.DAY, spot)
        return moved

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _noted(self, word: str, kind: MarkKind, spot: Spot) -> str:
        self.made.append(Mark(word, kind, spot))
        return word


def _word(number: int) -> str:
    letters = ""
    for _ in range(_COUNTED_LETTERS):
        number, place = divmod(number, len(_LETTERS))
        letters = _LETTERS[place] + letters
    return f"{_WORD_BEGINS}{letters}{_WORD_ENDS}"


def in_words(text: str, word: str) -> str:
    """A text with a word in the place of each of its own, and behind it where it has none."""
    changed = _RUN_OF_LETTERS.sub(lambda own: word.capitalize() if own[0][:1].isupper() else word, text)
    return changed if changed != text else f"{text} {word}".strip()


def earlier_day(day: str) -> str:
    """A day that is written as YYYY-MM-DD, four hundred years before."""
    year = int(day[:4])
    return f"{max(year - _GREGORIAN_CYCLE, date.min.year):04}{day[4:]}"
