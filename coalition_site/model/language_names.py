"""Names of languages, for those who write one where its code is meant."""

from contextlib import suppress
from functools import cache


def code_of(name: str) -> str:
    """The code of a language by its English name or its own, in any case; empty where no language has it."""
    return _codes().get(name.strip().casefold(), "")


@cache
def is_language(code: str) -> bool:
    """Whether a code is one of a language: of those that CLDR knows, or at least has a name for (`hmn`, Hmong)."""
    from babel import Locale  # only where there is something to look up
    from babel.localedata import exists

    known = code.replace("-", "_")
    return exists(known) or ("_" not in known and known in Locale("en").languages)


@cache
def _codes() -> dict[str, str]:
    from babel import Locale, UnknownLocaleError  # only where somebody wrote a name

    codes: dict[str, str] = {}
    for code, name in sorted(Locale("en").languages.items(), key=lambda each: (len(each[0]), each[0])):
        if "_" in code or code == "root":
            continue
        names = [name]
        with suppress(UnknownLocaleError, ValueError):
            names.append(Locale.parse(code).get_display_name() or "")
        for each in names:
            codes.setdefault(each.casefold(), code)
    return codes
