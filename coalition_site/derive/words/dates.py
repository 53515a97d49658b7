"""Dates, lists and names of languages as people write them in a language."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from coalition_site.derive.words.locales import locale_of

# In Spanish "y" becomes "e" before the sound of i: "vivienda e inclusión", but "agua y hielo".
_SPANISH_E = re.compile(r"h?[ií](?![aeou])", re.IGNORECASE)
# Of languages that CLDR has only in part: their months, and what stands before the last item of a list.
_MONTHS = {"ht": ("janvye fevriye mas avril me jen", "jiyè out septanm oktòb novanm desanm")}
_LAST = {"ht": " ak "}
_NO_NAME = re.compile(r"M\d\d")
_WRITTEN_FORWARD = re.compile(r"\d{1,2}\W+\d{1,2}\W+\d{4}\W*")


@lru_cache(maxsize=4096)
def long_date(day: date, language: str) -> str:
    """A day in words, such as `January 14, 2027` or `14 de enero de 2027`; where no month has a name, `2027-01-14`."""
    return _date(day, language, "long")


@lru_cache(maxsize=4096)
def short_date(day: date, language: str) -> str:
    """A day in as few letters as leave no doubt, such as `Jan 14, 2027` or `14 ene 2027`.

    Where that is numbers alone, with the year last, it is said in words: people disagree which is the day.
    """
    said = _date(day, language, "medium")
    return long_date(day, language) if _WRITTEN_FORWARD.fullmatch(said) else said


def _date(day: date, language: str, length: Literal["long", "medium"]) -> str:
    from babel.dates import format_date  # read only when something is derived

    locale = locale_of(language)
    if locale is not None:
        said = format_date(day, format=length, locale=locale)
        return day.isoformat() if _NO_NAME.search(said) else said
    months = " ".join(_MONTHS.get(language.partition("-")[0], ())).split()
    return f"{day.day} {months[day.month - 1]} {day.year}" if months else day.isoformat()


def is_latin(language: str) -> bool:
    """Whether a language is written in Latin letters, as it writes its own name."""
    letters = [character for character in language_name(language) if character.isalpha()]
    return all(unicodedata.name(character, "").startswith(("LATIN", "MODIFIER")) for character in letters)


def language_name(language: str, inside: str = "") -> str:
    """What a language is called, by itself (`Español`) or inside another one (`Spanish`).

    Inside a language that has no such names each is called what it calls itself, and one that CLDR does not know what
    it is called in English.
    """
    from babel import Locale
    from babel.localedata import exists

    code, main = language.replace("-", "_"), language.partition("-")[0]
    within = locale_of(inside) if inside else None
    name = within.languages.get(main) if within is not None else None
    own = next((each for each in (code, main) if exists(each)), None)
    name = (
        name or (Locale.parse(own).get_language_name() if own else None) or Locale("en").languages.get(main, language)
    )
    return name[:1].upper() + name[1:]


def joined(items: Sequence[str], language: str) -> str:
    """Items as a sentence lists them: `a`, `a and b`, `a, b, and c`; with semicolons where an item holds a comma."""
    return _joined(tuple(items), language)


@lru_cache(maxsize=16_384)
def _joined(items: tuple[str, ...], language: str) -> str:
    from babel.lists import format_list

    if items[2:] and any("," in item for item in items):
        return "; ".join(items)
    locale, main = locale_of(language), language.partition("-")[0]
    if locale is None:
        return _LAST.get(main, ", ").join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)
    text = format_list(list(items), locale=locale)
    if main == "es" and len(items) > 1 and _SPANISH_E.match(items[-1]):
        return f"{text[: -len(items[-1])].removesuffix(' y ')} e {items[-1]}"
    return text
