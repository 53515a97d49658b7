"""Words in which people say what the content has a few words for: a relationship, how an invitation went."""

import re

from coalition_site.model.invite import Status
from coalition_site.model.partner import Relationship
from coalition_site.model.vocabulary import plain

_EXISTING = re.compile(r"table 1\b|existing|current|tabla 1\b|existente|actual", re.IGNORECASE)
_POTENTIAL = re.compile(
    r"table 2\b|potential|new partner|prospect|not yet|no relationship|tabla 2\b|posible|nuev", re.IGNORECASE
)
_STATUS = re.compile(f"({'|'.join(sorted(map(str, Status), key=len, reverse=True))})\\b", re.IGNORECASE)
_SAID: tuple[tuple[Status, str], ...] = (
    (
        Status.DECLINED,
        r"(?:they )?(?:said no|not interested|turned (?:us|it) down|won['\u2019]t join|opted out|rechazo|no quiere)",
    ),
    (
        Status.NO_ANSWER,
        r"(?:no (?:response|reply|answer)|never (?:answered|replied|responded)|left (?:a )?(?:message|voice "
        r"?mail)|sin respuesta)",
    ),
    (
        Status.IDEA,
        r"(?:to (?:be )?(?:invited?|contact(?:ed)?|call|ask(?:ed)?)|not (?:yet )?(?:invited|contacted|asked)(?: "
        r"yet)?|need to (?:ask|call|invite)|por invitar)",
    ),
    (Status.KEEP_INFORMED, r"(?:keep (?:them |us )?(?:posted|in the loop|in touch)|newsletter only|fyi)"),
    (Status.ACCEPTED, r"(?:on ?board|joined|committed|is in|they(?:['\u2019]re| are) in|said yes|signed up|acepto)"),
    (
        Status.SENT,
        r"(?:invited|invitation (?:sent|mailed|e-?mailed)|invite sent|e-?mailed|mailed|letter sent|invitado|invitada)",
    ),
)
_PATTERNS = tuple((status, re.compile(rf"(?:{words})\b", re.IGNORECASE)) for status, words in _SAID)
_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b")


def relationship_of(text: str) -> str:
    """The relationship that a text speaks of; empty where it speaks of none, or of several."""
    if plain(text) in {str(each) for each in Relationship}:
        return plain(text)
    existing, potential = bool(_EXISTING.search(text)), bool(_POTENTIAL.search(text))
    return "" if existing == potential else "existing" if existing else "potential"


def status_of(text: str) -> tuple[str, str]:
    """The status that a text begins with, and what it says besides; both empty where it begins with none.

    A question mark says that nobody is sure, so then it begins with none.
    """
    said = " ".join(text.split())
    found = _STATUS.match(said)
    if found is not None:
        return plain(found[0]), said[found.end() :].strip(" !.,;:-()")
    if "?" in said:
        return "", ""
    hits = ((status, pattern.match(said)) for status, pattern in _PATTERNS)
    status, hit = next(((status, hit) for status, hit in hits if hit is not None), (None, None))
    return (str(status), said) if status is not None and hit is not None else ("", "")


def day_in(text: str) -> str:
    """The day with a year that stands in a text, as it is written there; empty where there is none."""
    found = _DAY.search(text)
    return found[0] if found is not None else ""
