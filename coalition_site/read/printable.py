"""Signs that documents cannot print, found in the text before any document is made."""

import re
import unicodedata
from functools import cache

from coalition_site.problems import Position, Problem
from coalition_site.resources import printable_signs_file


@cache
def _unprintable() -> re.Pattern[str]:
    """Matches a sign that no document font has. Joiners and marks of direction print as nothing and are let through."""
    ranges = (line.partition("-") for line in printable_signs_file().read_text(encoding="ascii").split())
    has = "".join(f"\\U{first:0>8}-\\U{last or first:0>8}" for first, _, last in ranges)
    return re.compile(f"[^\t{has}\u200b-\u200f\u2060\ufe0e\ufe0f]")


def unprintable_signs(path: str, lines: tuple[str, ...]) -> list[Problem]:
    """A warning for each line of a file that holds signs without a font, at the first of them."""
    found: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        signs = dict.fromkeys(_unprintable().findall(line))
        if signs:
            column = line.index(next(iter(signs))) + 1
            named = ", ".join(
                f"{sign} ({unicodedata.name(sign, 'without a name').lower()})" for sign in list(signs)[:3]
            )
            message = f"documents have no font for {named}; pages show it, but PDFs cannot be made"
            hint = "write it in Latin or Arabic letters; emoji cannot be printed"
            found.append(Problem(Position(path, number, column), "sign-unprintable", message, hint))
    return found
