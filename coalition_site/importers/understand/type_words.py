"""Types of organization in other words than the list's: `501(c)(3) charity`, `Gov't`, `NONPROFITS`."""

import re
from collections.abc import Mapping
from functools import cache

_WORDS: Mapping[str, str] = {
    "local-government": (
        r"(?:city|county|municipal|local|town|village|borough|township)\b.*\b(?:gov|government|agency|department|dept|office)"
        r"|(?:local|city|county|municipal) gov|municipality"
    ),
    "tribal-government": r"tribal|tribe",
    "state-or-federal-agency": r"(?:state|federal)\b.*\b(?:gov|government|agency|agencies|department|dept)",
    "school-district": r"school districts?|isd|public schools?|school system|k ?12 (?:schools?|district)",
    "anchor-institution": r"universit(?:y|ies)|colleges?|higher ed(?:ucation)?|anchor institutions?",
    "nonprofit": (
        r"501 ?c ?[0-9]*|non ?profits?(?: orgs?| organizations?)?|not for profit|npos?"
        r"|ngos?|charit(?:y|ies|able)"
    ),
    "community-led-group": (
        r"grass ?roots|community led|neighborhood (?:associations?|groups?)|tenants? (?:associations?|groups?|unions?)"
    ),
    "resident": r"residents?|neighbors?|individuals?",
    "faith-based-organization": (
        r"churche?s?|faith(?: based)?|congregations?|ministr(?:y|ies)|mosques?|temples?"
        r"|synagogues?|parish(?:es)?|religious"
    ),
    "business": (
        r"business(?:es)?|for profit|compan(?:y|ies)|employers?|private sector|retail(?:ers?)?"
        r"|corporat(?:e|ions?)"
    ),
    "chamber-or-business-association": (r"chambers?(?: of commerce)?|business associations?|merchants? associations?"),
    "labor-organization": r"(?:labor )?unions?|(?:organized )?labor",
    "philanthropy": r"foundations?|philanthrop(?:y|ies|ic)|funders?|grant ?makers?|donors?",
    "advocacy-organization": r"advoca(?:cy|te|tes)",
    "research-or-data-organization": r"research(?:ers?)?|think tanks?|data (?:organizations?|partners?)",
    "health-provider": (
        r"hospitals?|clinics?|health ?(?:care|providers?|centers?|systems?)?|fqhc"
        r"|medical"
    ),
    "courts-and-public-safety": (
        r"police|sheriff|courts?|fire (?:department|dept|rescue)|public safety|law enforcement"
    ),
    "media": r"newspapers?|radio|media|press|tv",
}
_FORMS = re.compile(r"[^\w]+")
_FAMILIES: Mapping[str, tuple[str, ...]] = {
    r"gov(?:ernment|t)?(?:al)?(?: (?:agency|agencies|entity|entities|partners?))?|public sector|public agenc(?:y|"
    r"ies)": (
        "local-government",
        "tribal-government",
        "state-or-federal-agency",
        "school-district",
        "courts-and-public-safety",
    ),
}
_WITHIN = {
    # The longer word says which of the two is meant.
    "business": ("chamber-or-business-association", "nonprofit"),
    "labor-organization": ("community-led-group",),
}


def _said(text: str) -> str:
    plain = (
        text.casefold().replace("gov't", "gov").replace("gov\N{RIGHT SINGLE QUOTATION MARK}t", "gov").replace("'", "")
    )
    return " ".join(_FORMS.sub(" ", plain).split())


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((each, re.compile(rf"\b(?:{words})\b")) for each, words in _WORDS.items())


def types_in(text: str) -> tuple[str, ...]:
    """The ids of the types that a text speaks of; several where nobody can tell which of them is meant."""
    said = _said(text)
    found = [each for each, pattern in _patterns() if pattern.search(said)]
    return tuple(each for each in found if not set(_WITHIN.get(each, ())) & set(found))


def family_of(text: str) -> tuple[str, ...]:
    """The ids of all types that a word such as `Government` may mean, the likeliest first; empty for other words."""
    said = _said(text)
    return next((types for words, types in _FAMILIES.items() if re.fullmatch(words, said)), ())


@cache
def _whole() -> tuple[tuple[str, re.Pattern[str]], ...]:
    more = r"(?: (?:organizations?|orgs?|partners?|groups?|agencies|institutions?|providers?|sector))?"
    return tuple((each, re.compile(rf"(?:{words}){more}")) for each, words in _WORDS.items())


def section_types(text: str, *, marked: bool) -> tuple[str, ...]:
    """The ids of the types that a heading between rows names, the likeliest first; empty where it is no such heading.

    `marked` says that it is written as headings are, in capitals or with a colon; else it must be a plural.
    """
    said = _said(text)
    if not marked and not said.endswith("s"):
        return ()
    return family_of(text) or tuple(each for each, pattern in _whole() if pattern.fullmatch(said))
