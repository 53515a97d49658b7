"""Consent to be named: a yes and its day, a no, or words that are neither."""

import re

from coalition_site.importers.understand.dates import DayOrder
from coalition_site.importers.understand.option_lists import yes_or_no

# Whoever begins with no has refused, whatever the reason.
_REFUSAL = re.compile(
    r"\s*(?:no|nunca|never|do not|don['\u2019]t|please (?:do not|don['\u2019]t))\b(?!\s*(?:idea|answer|response|"
    r"reply|info|information|data|details)\b)",
    re.IGNORECASE,
)
# A yes with a condition is not a yes to the whole of it.
_PLAIN_YES = re.compile(
    r"\s*(?:yes|si|s\u00ed|sure|of course|ok(?:ay)?|absolutely|certainly)\b[\s,.!:-]*"
    r"(?:please|of course|sure|you (?:may|can)|i agree|we agree|that(?: i|['\u2019])s (?:fine|ok(?:ay)?)|go "
    r"ahead|claro|por favor"
    r"|(?:list|name|include|show|publish) (?:us|me|my (?:organization|name)|our (?:organization|name)))?[\s.!]*",
    re.IGNORECASE,
)
_DATE_PART = re.compile(r"(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})(?:[ T,].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")


def refuses(text: str) -> bool:
    """Whether somebody says that they may not be named."""
    return yes_or_no(text) is False or bool(_REFUSAL.match(text))


def agrees(text: str) -> bool:
    """Whether somebody says yes, and nothing that takes a part of it back."""
    return yes_or_no(text) is True or bool(_PLAIN_YES.fullmatch(text))


def date_part(text: str) -> str:
    """The day of `9/3/2026 14:02:11` or `2026/09/03 2:02:11 PM EST`, without its time; the text where it is none."""
    found = _DATE_PART.fullmatch(text)
    return found[1] if found is not None else text


def day_of_timestamp(text: str, order: DayOrder) -> str:
    """The day on which a row was sent, as YYYY-MM-DD; empty where nobody can tell."""
    day = date_part(text)
    if first := _YEAR_FIRST.fullmatch(day):
        return f"{first[1]}-{int(first[2]):02}-{int(first[3]):02}"
    found = order.day(day)
    return found if _YEAR_FIRST.fullmatch(found) else ""
