"""Names of people as address books sort them: `Muñoz, José`."""

import re

_LAST_FIRST = re.compile(
    r"((?:(?:da|de|del|der|dos|la|las|los|le|van|von|el|al|bin|st\.?) )*[^\W\d_][\w'\u2019-]*), "
    r"([^\W\d_][\w'\u2019-]*(?: [^\W\d_][\w'\u2019-]*\.?){0,2})",
    re.IGNORECASE,
)
_TITLES = (
    "director|dir|chair|ceo|cfo|coo|cto|president|manager|mgr|coordinator|principal|pastor|reverend|"
    "officer|mayor|superintendent|secretary|treasurer|deputy|executive|exec|vice|interim|acting|"
    "supervisor|lead|head|founder|cofounder|owner|partner|counsel|attorney|administrator|admin|"
    "assistant|associate|specialist|organizer|analyst|navigator|liaison|representative|rep|member|"
    "commissioner|councilmember|councilman|councilwoman|senator|sheriff|chief|captain|lieutenant|"
    "professor|dean|librarian|teacher|nurse|doctor|staff|outreach|communications|development|program|"
    "programs|board|volunteer|intern|contact|directora|coordinadora|gerente|presidente|presidenta|"
    "secretaria|encargada|encargado|jefa|jefe"
)
TITLE_WORDS = frozenset(_TITLES.split("|"))
"""Words that stand in titles and hardly in names."""
_BEHIND_NAMES = "jr|sr|ii|iii|iv|phd|md|do|esq|rn|mba|cpa|jd|dds|lcsw|msw|mph|edd|inc|llc|ltd"
_NO_NAMES = TITLE_WORDS | frozenset(_BEHIND_NAMES.split("|"))


def is_last_first(text: str) -> bool:
    """Whether the text is a name as address books sort it, and no name with a title behind a comma."""
    found = _LAST_FIRST.fullmatch(text)
    return found is not None and not any(word.strip(".").casefold() in _NO_NAMES for word in found[2].split())


def first_name_first(text: str) -> str:
    """`José Muñoz` for `Muñoz, José`; the text as it is where what follows the comma may be a title."""
    found = _LAST_FIRST.fullmatch(text)
    return f"{found[2]} {found[1]}" if found is not None and is_last_first(text) else text
