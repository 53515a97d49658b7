"""Days as people write them in sheets, `10/20/2026` or `Oct 20, 2026`, as YYYY-MM-DD where that can mean only one."""

import re
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2})(\d{2})?")
_DATE_PART = re.compile(r"(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})(?:[ T,].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_SPOKEN = ("%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y")
_IS_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = 12
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class DayOrder:
    """Whether a sheet's days begin with the month, and the day that shows it; None where no day shows it."""

    month_first: bool | None = None
    shown_by: str = ""

    def is_unclear(self, text: str) -> bool:
        """Whether the text is a day, or begins with one, that may be two different ones."""
        found = _NUMBERS.match(text)
        if found is None or self.month_first is not None or found[1] == found[3]:
            return False
        return not _IS_DAY.fullmatch(self.day(found[0]))

    def day(self, text: str) -> str:
        """The day, or the text as it is where it is none or may be two."""
        found = _NUMBERS.fullmatch(text)
        if found is None:
            return _spoken(text)
        first, second = int(found[1]), int(found[3])
        if self.month_first is None and first != second:
            return text
        month, day = (first, second) if self.month_first else (second, first)
        year = int(found[4] + found[5]) if found[5] else _CENTURY + int(found[4])
        with suppress(ValueError):
            return date(year, month, day).isoformat()
        return text


def day_order(texts: Iterable[str]) -> DayOrder:
    """What the days of one sheet show together: one is enough whose second number can be no month."""
    shown: dict[bool, str] = {}
    for text in texts:
        if found := _NUMBERS.fullmatch(text):
            first, second = int(found[1]), int(found[3])
            if max(first, second) > _MONTHS >= min(first, second):
                shown.setdefault(second > _MONTHS, text)
    if len(shown) != 1:
        return DayOrder()
    ((month_first, text),) = shown.items()
    return DayOrder(month_first, text)


def _spoken(text: str) -> str:
    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|[.,]", "", text)
    for pattern in _SPOKEN:
        with suppress(ValueError):
            return date(*time.strptime(words, pattern)[:3]).isoformat()
    return text


def date_part(text: str) -> str:
    """The day of `9/3/2026 14:02:11` or `2026/09/03 2:02:11 PM EST`, without its time; the text where it is none."""
    found = _DATE_PART.fullmatch(text)
    return found[1] if found is not None else text


def day_of_timestamp(text: str, order: DayOrder) -> str:
    """The day on which a row was sent, as YYYY-MM-DD; empty where nobody can tell."""
    day = date_part(text)
    if first := _YEAR_FIRST.fullmatch(day):
        return f"{first[1]}-{int(first[2]):02}-{int(first[3]):02}"
    found = order.day(day)
    return found if _YEAR_FIRST.fullmatch(found) else ""
