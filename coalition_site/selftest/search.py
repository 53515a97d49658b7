"""The search of a folder for marks, in everything that its files say."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.dates import format_date

from coalition_site.selftest.marks import Mark, MarkKind
from coalition_site.selftest.reader import readings

_WORD = re.compile(r"zqx[bcdfghjklmnpqrstvwxz]{4}xqz")
_BETWEEN = re.compile("[\\s\u00ad\u200b\u2010\u2011-]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s().+/\u2010-\u2015-]{1,3}(?=\d)")
_NUMBER = re.compile(r"\d{7,}")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DATE_FORMATS = ("short", "medium", "long", "full")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mark that was found: in which file, by its path within the folder, and where in that."""

    mark: Mark
    file: str
    where: str


@dataclass(slots=True)
class Searched:
    """How many files were read, what was found, and in how many files of each ending the word for everybody stands."""

    files: int = 0
    found: tuple[Sighting, ...] = ()
    control: Counter[str] = field(default_factory=Counter)


def search_for_marks(folder: Path, marks: Iterable[Mark], control: str, languages: tuple[str, ...]) -> Searched:
    """Searches every file of a folder. `languages` are those in which days may be written there."""
    wanted = _Wanted.of(marks, languages)
    searched = Searched()
    found: dict[tuple[str, str], Sighting] = {}
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = file.relative_to(folder).as_posix()
        searched.files += 1
        with_control = False
        for where, text in readings(name, file.read_bytes()):
            words = set(wanted.words_in(text))
            with_control = with_control or control in words
            for word in words:
                for mark in wanted.marks.get(word, ()):
                    found.setdefault((str(mark.spot), name), Sighting(mark, name, where))
        searched.control[file.suffix.lower()] += with_control
    searched.found = tuple(found.values())
    return searched


@dataclass(frozen=True, slots=True)
class _Wanted:
    marks: Mapping[str, list[Mark]]
    numbers: frozenset[str]
    days: re.Pattern[str] | None
    written_days: Mapping[str, str]
    years: frozenset[str]

    @classmethod
    def of(cls, marks: Iterable[Mark], languages: tuple[str, ...]) -> "_Wanted":
        by_word: dict[str, list[Mark]] = {}
        for mark in marks:
            by_word.setdefault(mark.word, []).append(mark)
        days = {word for word, those in by_word.items() if those[0].kind is MarkKind.DAY}
        written = {way: word for word in days for way in _ways_to_write(date.fromisoformat(word), languages)}
        pattern = "|".join(map(re.escape, sorted(written, key=len, reverse=True)))
        numbers = frozenset(word for word, those in by_word.items() if those[0].kind is MarkKind.NUMBER)
        found = re.compile(rf"(?<!\d)(?:{pattern})(?!\d)") if written else None
        return cls(by_word, numbers, found, written, frozenset(year for way in written for year in _YEAR.findall(way)))

    def words_in(self, text: str) -> Iterator[str]:
        """The words of marks that stand in a text, also where a line end or a hyphen has come between."""
        lower = text.lower()
        yield from _WORD.findall(lower)
        yield from _WORD.findall(_BETWEEN.sub("", lower))
        if self.numbers and any(letter.isdigit() for letter in text):
            for digits in _NUMBER.findall(_BETWEEN_DIGITS.sub("", text)):
                yield from (number for number in self.numbers if number in digits)
        # Without its year no day is told from that of another year, and looking for a year takes no time.
        if self.days is not None and any(year in text for year in self.years):
            yield from (self.written_days[found] for found in self.days.findall(text))


def _ways_to_write(day: date, languages: tuple[str, ...]) -> Iterator[str]:
    """A day as programs and people write it: ISO, without hyphens, in numbers, and as each language does."""
    yield from (day.isoformat(), day.strftime("%Y%m%d"))
    for first, second in ((day.month, day.day), (day.day, day.month)):
        yield from (f"{first}{mark}{second}{mark}{day.year}" for mark in "/.-")
        yield from (f"{first:02}{mark}{second:02}{mark}{day.year}" for mark in "/.-")
    for language in languages:
        for form in _DATE_FORMATS:
            try:
                written = format_date(day, form, locale=language.replace("-", "_"))
            except (UnknownLocaleError, ValueError):
                break
            # Two digits of a year are those of any century.
            if _YEAR.search(written):
                yield written
