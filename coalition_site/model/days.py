"""Days that are not written as YYYY-MM-DD: which ones may be meant."""

import re
from contextlib import suppress
from datetime import date

_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_SPOKEN = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? +)?(?P<month>[a-z]{3,9})\.? +"
    r"(?:(?P<later>\d{1,2})(?:st|nd|rd|th)?,? +)?(?P<year>\d{4})"
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def possible_days(text: str) -> list[date]:
    """The days that a text may mean, one or two; empty where it means none."""
    text = " ".join(text.lower().split())
    if found := _YEAR_FIRST.fullmatch(text):
        return _days((int(found[1]), int(found[2]), int(found[3])))
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        return _days((year, first, second), (year, second, first))
    found = _SPOKEN.fullmatch(text)
    day = (found["day"] or found["later"]) if found is not None else None
    if found is None or day is None or (found["day"] and found["later"]):
        return []
    months = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(found["month"])]
    return _days((int(found["year"]), months[0], int(day))) if len(months) == 1 else []


def in_words(day: date) -> str:
    """The month and the day, in English."""
    return f"{MONTHS[day.month - 1]} {day.day}"


def _days(*numbers: tuple[int, int, int]) -> list[date]:
    days: dict[date, None] = {}
    for year, month, day in numbers:
        with suppress(ValueError):
            days[date(year, month, day)] = None
    return list(days)
