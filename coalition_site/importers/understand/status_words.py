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


def relationship_of(text: str) -> str:
    """The relationship that a text speaks of; empty where it speaks of none, or of several."""
    if plain(text) in {str(each) for each in Relationship}:
        return plain(text)
    existing, potential = bool(_EXISTING.search(text)), bool(_POTENTIAL.search(text))
    return "" if existing == potential else "existing" if existing else "potential"


def status_of(text: str) -> tuple[str, str]:
    """The status that a text begins with, and what it says besides; both empty where it begins with none."""
    found = _STATUS.match(" ".join(text.split()))
    if found is None:
        return "", ""
    rest = " ".join(text.split())[found.end() :]
    return plain(found[0]), rest.strip(" !.,;:-()")
