"""Dates, lists and names of languages as people write them in a language."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

# In Spanish "y" becomes "e" before the sound of i: "vivienda e inclusión", but "agua y hielo".
_SPANISH_E = re.compile(r"h?[ií](?![aeou])", re.IGNORECASE)
# CLDR has no words of dates and lists in Haitian Creole, and Babel says them in French.
_HAITIAN = "ht"
_HAITIAN_MONTHS = (
    *("janvye", "fevriye", "mas", "avril", "me", "jen"),
    *("jiyè", "out", "septanm", "oktòb", "novanm", "desanm"),
)
# What Babel writes where CLDR has no names of months: "2027 M01 14".
_NO_MONTH = re.compile(r"\bM\d\d\b")


@lru_cache(maxsize=4096)
def long_date(day: date, language: str) -> str:
    """A day in words, such as `January 14, 2027` or `14 de enero de 2027`; in numbers where no months are known."""
    return _date(day, language, "long")


def short_date(day: date, language: str) -> str:
    """A day in as few letters as leave no doubt, such as `Jan 14, 2027` or `14 ene 2027`."""
    return _date(day, language, "medium")


def _date(day: date, language: str, form: Literal["long", "medium"]) -> str:
    from babel.dates import format_date  # read only when something is derived

    if _main(language) == _HAITIAN:
        return f"{day.day} {_HAITIAN_MONTHS[day.month - 1]} {day.year}"
    text = format_date(day, format=form, locale=language.replace("-", "_"))
    return day.isoformat() if _NO_MONTH.search(text) else text


def _main(language: str) -> str:
    return language.partition("-")[0]


def language_name(language: str, inside: str = "") -> str:
    """What a language is called, by itself (`Español`) or inside another one (`Spanish`)."""
    from babel import Locale

    locale = Locale.parse(language, sep="-")
    # Where another language has no names of its own, a language is called what it calls itself.
    within = inside.replace("-", "_") if _main(inside) != _HAITIAN else ""
    name = locale.get_language_name(within or None) or language
    return name[:1].upper() + name[1:]


def joined(items: Sequence[str], language: str) -> str:
    """Items as a sentence lists them: `a`, `a and b`, `a, b, and c`; with semicolons where an item holds a comma."""
    return _joined(tuple(items), language)


@lru_cache(maxsize=16_384)
def _joined(items: tuple[str, ...], language: str) -> str:
    from babel.lists import format_list

    if items[2:] and any("," in item for item in items):
        return "; ".join(items)
    if _main(language) == _HAITIAN:
        return " ak ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)
    text = format_list(list(items), locale=language.replace("-", "_"))
    if _main(language) == "es" and len(items) > 1 and _SPANISH_E.match(items[-1]):
        return f"{text[: -len(items[-1])].removesuffix(' y ')} e {items[-1]}"
    return text
