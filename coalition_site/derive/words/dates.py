"""Dates, lists and names of languages as people write them in a language."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

# In Spanish "y" becomes "e" before the sound of i: "vivienda e inclusión", but "agua y hielo".
_SPANISH_E = re.compile(r"h?[ií](?![aeou])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def long_date(day: date, language: str) -> str:
    """A day in words, such as `January 14, 2027` or `14 de enero de 2027`."""
    from babel.dates import format_date  # read only when something is derived

    return format_date(day, format="long", locale=language.replace("-", "_"))


def short_date(day: date, language: str) -> str:
    """A day in as few letters as leave no doubt, such as `Jan 14, 2027` or `14 ene 2027`."""
    from babel.dates import format_date

    return format_date(day, format="medium", locale=language.replace("-", "_"))


def language_name(language: str, inside: str = "") -> str:
    """What a language is called, by itself (`Español`) or inside another one (`Spanish`)."""
    from babel import Locale

    locale = Locale.parse(language, sep="-")
    name = locale.get_language_name(inside.replace("-", "_") or None) or language
    return name[:1].upper() + name[1:]


def joined(items: Sequence[str], language: str) -> str:
    """Items as a sentence lists them: `a`, `a and b`, `a, b, and c`; with semicolons where an item holds a comma."""
    return _joined(tuple(items), language)


@lru_cache(maxsize=16_384)
def _joined(items: tuple[str, ...], language: str) -> str:
    from babel.lists import format_list

    if items[2:] and any("," in item for item in items):
        return "; ".join(items)
    text = format_list(list(items), locale=language.replace("-", "_"))
    if language.partition("-")[0] == "es" and len(items) > 1 and _SPANISH_E.match(items[-1]):
        return f"{text[: -len(items[-1])].removesuffix(' y ')} e {items[-1]}"
    return text
