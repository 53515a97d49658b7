"""CLDR's knowledge of a language: how it writes numbers, dates and lists."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_BORROWED = frozenset({"ht"})
"""Languages of which CLDR has little, and Babel says the rest in another one: French for Haitian Creole."""


@cache
def locale_of(language: str) -> "Locale | None":
    """The locale of a language, else of its main language (es for es-mx); None where CLDR knows too little of it."""
    from babel import Locale, UnknownLocaleError

    main = language.partition("-")[0]
    for code in dict.fromkeys((language, main)) if main not in _BORROWED else ():
        try:
            return Locale.parse(code, sep="-", resolve_likely_subtags=False)
        except (UnknownLocaleError, ValueError):
            continue
    return None
