"""Titles and heads of the workbook that goes out and comes back (records/surfaces.py), in the words of a language.

The export writes them, and the import finds by them which of the content's values a column holds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.records.surfaces import SHEETS, sheet_field

CHOICES = N_("Choices")
"""The sheet of what may be chosen; it says nothing of the coalition."""
_TITLES = (N_("Partners"), N_("People"), N_("Roles"), N_("Invites"), CHOICES)
_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]|^'|'$")


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What a sheet and its columns are called: the title, and the head of each path."""

    title: str
    heads: Mapping[str, str]


@lru_cache(maxsize=64)
def sheet_words(words: Catalogue) -> Mapping[str, SheetWords]:
    """The sheets by their titles in English, that of the choices among them.

    Where two heads of a sheet, or two titles, would be the same, the second stays English: by them columns are known.
    """
    titles = dict(_each_once({each: title_of_sheet(words.gettext(each)) for each in _TITLES}.items()))
    return {each: SheetWords(titles[each], _heads(each, words)) for each in _TITLES}


def _heads(title: str, words: Catalogue) -> dict[str, str]:
    if title not in SHEETS:
        return {}
    english = {path: sheet_field(title, path).label for path in SHEETS[title].columns}
    heads = dict(_each_once((head, words.gettext(head)) for head in english.values()))
    return {path: heads[head] for path, head in english.items()}


def title_of_sheet(title: str) -> str:
    """A title as spreadsheet programs allow it: 31 letters at most, and none of seven signs."""
    return _NOT_IN_TITLES.sub(" ", title)[:_LONGEST_TITLE].strip()


def _each_once(said: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    pairs = tuple(said)
    english = {own for own, _ in pairs}
    taken: set[str] = set()
    for own, text in pairs:
        # A translation that is another one's English word would be read as that.
        kept = own if text in taken or (text != own and text in english) or not text else text
        taken.add(kept)
        yield own, kept
