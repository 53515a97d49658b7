"""Addresses, ZIP codes, phone numbers and languages, as tables keep them in several columns or make numbers of them."""

import re
from collections.abc import Mapping
from functools import cache

from coalition_site.derive.words.dates import language_name
from coalition_site.importers.understand.foreign_words import word_set
from coalition_site.model.vocabulary import plain
from coalition_site.read.catalogues import shipped_languages

_OF_ADDRESS = ("team.contact.address", "street", "city", "state", "zip", "country")
_ZIP, _ZIP_4 = 5, 9
_SHORTEST_ZIP = 3
_WIDE = re.compile(r"\s{2,}|\n")
_DECIMAL = re.compile(r"(\+?\d{7,15})\.0")
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)


def address_lines(cells: Mapping[str, str]) -> list[str]:
    """The lines of a postal address out of the columns that hold it; empty where none does."""
    address, street, city, state, code, country = (cells.get(column, "") for column in _OF_ADDRESS)
    place = " ".join(filter(None, (state, five_digits(code))))
    last = ", ".join(filter(None, (city, place)))
    lines = [
        *_WIDE.split(f"{address}\n{street}"),
        last,
        "" if plain(country) in word_set("home_country") else country,
    ]
    return list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))


def five_digits(text: str) -> str:
    """A ZIP code with the zeros that a spreadsheet takes from a number: `02134` for `2134`."""
    digits = text.removesuffix(".0")
    if not digits.isdecimal() or not digits.isascii():
        return text
    if _SHORTEST_ZIP <= len(digits) < _ZIP:
        return digits.rjust(_ZIP, "0")
    if _ZIP < len(digits) <= _ZIP_4 and len(digits) >= _ZIP_4 - 1:
        whole = digits.rjust(_ZIP_4, "0")
        return f"{whole[:_ZIP]}-{whole[_ZIP:]}"
    return digits


def phone_number(text: str) -> str:
    """A phone number without the decimals that a spreadsheet gives to it."""
    found = _DECIMAL.fullmatch(text)
    return found[1] if found is not None else text


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet wrote a number so short, `5.73556E+09`, that its last digits are gone."""
    return _ROUNDED.fullmatch(text) is not None


_SPOKEN = (
    *("en", "es", "zh", "vi", "ar", "ht", "ko", "ru", "tl", "so", "fa", "uk", "am", "km", "bn", "ur", "my", "fr", "pt"),
    *("de", "it", "pl"),
)
"""Languages whose own names are known, and whose codes may stand before a country: `es_US`."""


@cache
def _languages() -> Mapping[str, str]:
    from babel import Locale  # read only when a language is named

    names: dict[str, str] = {}
    for code in ("en", "es"):
        for language, name in Locale(code).languages.items():
            names.setdefault(plain(name), language)
    for code in _SPOKEN:
        names.setdefault(plain(Locale.parse(code).languages.get(code, "")), code)
    for code in _SPOKEN:
        # As our own tables have them, in whatever language they went out.
        for inside in shipped_languages():
            names.setdefault(plain(language_name(code, inside)), code)
    return names


def language_code(text: str) -> str:
    """The code of a language by its name in English, Spanish, its own words or those of our tables; else empty."""
    said = plain(text).replace("_", "-")
    name = plain(re.sub(r"\([^)]*\)", " ", said))
    short = name.partition("-")[0]
    if short in _SPOKEN:
        return short
    return _languages().get(name, "")
