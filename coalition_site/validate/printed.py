"""Characters that documents cannot print as no font has them, each with its line and the package that brings one."""

import unicodedata
from collections.abc import Iterable, Sequence

from coalition_site.model.print_font import SignsPrinted
from coalition_site.problems import Problem
from coalition_site.read.content import Content
from coalition_site.read.fonts.choice import fonts_for
from coalition_site.read.fonts.further import signs_of_languages
from coalition_site.read.fonts.packages import packages_in_words
from coalition_site.read.printable import LineOfSigns, lines_of_signs

_MOST_NAMED = 3


def signs_printed(content: Content, languages: Sequence[str]) -> tuple[SignsPrinted, list[Problem]]:
    """How documents print what the first packaged fonts lack, and a warning for each line with signs that none has.

    Beside the signs of the content stand those of the languages: the program's own words are in no content.
    """
    lines = signs_of(content)
    written = frozenset(sign for line in lines for sign in line.signs)
    signs, problems = fonts_for(written | signs_of_languages(languages), content.fonts, languages)
    missing = ((line, [sign for sign in line.signs if sign in signs.missing]) for line in lines)
    return signs, [*problems, *(_problem(line, some) for line, some in missing if some)]


def signs_of(content: Content) -> list[LineOfSigns]:
    """The lines that hold signs without a packaged font. Hand-written pages are in no document."""
    printed = ((path, lines) for path, lines in content.lines.items() if "/pages/" not in path)
    return [line for path, lines in printed for line in lines_of_signs(path, lines)]


def _problem(line: LineOfSigns, signs: Sequence[str]) -> Problem:
    message = f"documents have no font for {named(signs)}; there they print as a marked gap"
    hint = f"install {packages_in_words(signs)}, or put a font that has them into content/fonts"
    return Problem(line.position, "sign-unprintable", message, hint)


def named(signs: Iterable[str]) -> str:
    """The first signs with their names, and how many more there are."""
    every = list(signs)
    first = ", ".join(f"{sign} ({unicodedata.name(sign, 'without a name').lower()})" for sign in every[:_MOST_NAMED])
    return first + (f" and {len(every) - _MOST_NAMED} more" if len(every) > _MOST_NAMED else "")
