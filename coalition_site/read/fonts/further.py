"""Packaged fonts of scripts with thousands of signs: chosen where a sign needs one, so that no other document waits."""

from collections.abc import Iterable
from functools import cache

from coalition_site.read.fonts.files import Face
from coalition_site.read.printable import listed_ranges
from coalition_site.resources import further_fonts_folder

_REGULAR, _BOLD = 400, 700
# By language: the list of its signs, and the name of its font. No font is opened to learn what it has.
_FONTS = {"zh": ("chinese.txt", "Coalition Sans Chinese"), "ko": ("korean.txt", "Coalition Sans Korean")}
FILES = tuple(
    f"{family.replace(' ', '')}-{style}.otf" for _, family in _FONTS.values() for style in ("Regular", "Bold")
)


def further_faces(signs: frozenset[str], languages: Iterable[str]) -> list[Face]:
    """The packaged fonts that have any of the signs, those of the languages first."""
    order = dict.fromkeys((*(language for each in languages if (language := _main(each)) in _FONTS), *_FONTS))
    faces: list[Face] = []
    for language in order:
        _, family = _FONTS[language]
        if has := signs & signs_of_script(language):
            for style, weight in (("Regular", _REGULAR), ("Bold", _BOLD)):
                file = further_fonts_folder() / f"{family.replace(' ', '')}-{style}.otf"
                faces.append(Face(file, family, weight, has))
    return faces


def signs_of_languages(languages: Iterable[str]) -> frozenset[str]:
    """The signs that any text in these languages may need beside those of the other packaged fonts."""
    return frozenset[str]().union(*(signs_of_script(language) for language in map(_main, languages)))


@cache
def signs_of_script(language: str) -> frozenset[str]:
    """What the packaged font of a language has, ASCII left out; nothing where the language has none of its own."""
    if language not in _FONTS:
        return frozenset()
    ranges = listed_ranges(further_fonts_folder() / _FONTS[language][0])
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1) if code > ord("~"))


def _main(language: str) -> str:
    return language.partition("-")[0]
