"""Names of people as address books sort them: `Muñoz, José`."""

import re

_LAST_FIRST = re.compile(
    r"((?:(?:da|de|del|der|dos|la|las|los|le|van|von|el|al|bin|st\.?) )*[^\W\d_][\w'\u2019-]*), "
    r"([^\W\d_][\w'\u2019-]*(?: [^\W\d_][\w'\u2019-]*\.?){0,2})",
    re.IGNORECASE,
)
_NO_NAMES = {
    *(
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "phd",
        "md",
        "do",
        "esq",
        "rn",
        "mba",
        "cpa",
        "jd",
        "dds",
        "lcsw",
        "msw",
        "mph",
        "edd",
    ),
    *(
        "director",
        "chair",
        "ceo",
        "cfo",
        "coo",
        "president",
        "manager",
        "coordinator",
        "principal",
        "pastor",
        "officer",
    ),
    *("mayor", "superintendent", "secretary", "treasurer", "deputy", "executive", "vice", "interim", "acting"),
    *("directora", "presidente", "presidenta", "inc", "llc", "ltd"),
}


def first_name_first(text: str) -> str:
    """`José Muñoz` for `Muñoz, José`; the text as it is where what follows the comma may be a title."""
    found = _LAST_FIRST.fullmatch(text)
    if found is None or any(word.strip(".").casefold() in _NO_NAMES for word in found[2].split()):
        return text
    return f"{found[2]} {found[1]}"
