"""Titles and heads of the workbook that goes out and comes back (model/workbook.py), in the words of a language.

The export writes them, and the import finds by them which of the content's keys a column holds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.model.workbook import CHOICES, SHEETS, heads_of

WORDS = (
    *(N_("Partners"), N_("People"), N_("Roles"), N_("Invites"), N_("Choices")),
    *(N_("Partner id"), N_("Name"), N_("Short name"), N_("Website"), N_("Type"), N_("Relationship"), N_("Serves")),
    *(N_("Works on"), N_("Assets"), N_("Initiatives"), N_("Role held"), N_("Consent"), N_("Consent until")),
    *(N_("Refused on"), N_("How they agreed"), N_("Profile reviewed"), N_("Old addresses"), N_("Agreement signed")),
    *(N_("Agreement until"), N_("Represented by"), N_("Stands in"), N_("Why them"), N_("Message to them")),
    *(N_("Motivations"), N_("Strengths"), N_("Barriers"), N_("Notes"), N_("Position"), N_("Influence"), N_("E-mail")),
    *(N_("Phone"), N_("Address"), N_("Profile"), N_("Title"), N_("Language"), N_("Role"), N_("Person"), N_("Member")),
    *(N_("Sender"), N_("Status"), N_("Letter"), N_("Via"), N_("Ask"), N_("Sent"), N_("Follow up"), N_("Answered")),
    *(N_("Note"),),
)
"""Every title and head as a message of the catalogues."""
_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]|^'|'$")


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What a sheet and its columns are called: the title, and each head by its own one in English."""

    title: str
    heads: Mapping[str, str]


@lru_cache(maxsize=64)
def sheet_words(words: Catalogue) -> Mapping[str, SheetWords]:
    """The sheets by their titles in English, that of the choices among them.

    Where two heads of a sheet, or two titles, would be the same, the second stays English: by them columns are known.
    """
    titles = dict(_each_once((each, title_of_sheet(words.gettext(each))) for each in (*SHEETS, CHOICES)))
    heads = {each: dict(_each_once((head, words.gettext(head)) for head in heads_of(each))) for each in SHEETS}
    return {each: SheetWords(title, heads.get(each, {})) for each, title in titles.items()}


def title_of_sheet(title: str) -> str:
    """A title as spreadsheet programs allow it: 31 letters at most, and none of seven signs."""
    return _NOT_IN_TITLES.sub(" ", title)[:_LONGEST_TITLE].strip()


def _each_once(said: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for own, text in said:
        # A translation that is another one's English word would be read as that.
        found = own if text in taken or (text != own and text in WORDS) or not text else text
        taken.add(found)
        yield own, found
