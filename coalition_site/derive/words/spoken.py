"""Languages that a text names, for programs that read codes."""

import re
from collections.abc import Mapping
from functools import cache

from coalition_site.derive.words.locales import locale_of

_MADE_UP = frozenset({"eo", "ia", "ie", "io", "vo"})
"""Languages whose names are words of others: the Spanish for Ido is `ido`, gone."""
_LONG = frozenset({"ase", "fil", "haw", "hmn", "kar", "yue"})
"""Codes of three letters that meetings are held in; names of most others are words too, such as Even."""


def languages_named(text: str, language: str) -> tuple[str, ...]:
    """The codes of the languages that a text in some language names, in its order."""
    names = _names(language)
    words = (word.casefold() for word in re.findall(r"\w+", text))
    return tuple(dict.fromkeys(names[word] for word in words if word in names))


@cache
def _names(language: str) -> Mapping[str, str]:
    locale = locale_of(language)
    languages = locale.languages if locale is not None else {}
    short = {code: name for code, name in languages.items() if len(code) == len("en") or code in _LONG}
    return {name.casefold(): code for code, name in short.items() if code not in _MADE_UP}
