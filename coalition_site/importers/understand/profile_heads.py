"""Heads of texts about a partner: those that say beyond doubt that everybody may read them, and those that do not.

A CRM's `Description` may hold what somebody thinks of the organization, so it is public only where people say so. The
heads are those of vocabulary/import_words.yml, in every language that the program ships.
"""

import re
from functools import cache

from coalition_site.importers.understand.import_words import profile_heads

_BODY = r"(?:organization|agency|group|company|nonprofit|institution)s?"
_MISSION = re.compile(
    r"(?:(?:what is|whats|briefly describe|(?:please )?(?:describe|state|share|give|enter|provide)) )?"
    rf"(?:your|the|its|their) (?:{_BODY} )?mission(?: statement)?(?: of (?:your|the) {_BODY})?"
    r"|(?:cual es )?(?:la|su) mision(?: de (?:la|su) organizacion)?"
)


@cache
def public_heads() -> frozenset[str]:
    """The heads that say beyond doubt that everybody may read what stands below, as they are written."""
    return _heads("public")


@cache
def unclear_heads() -> frozenset[str]:
    """The heads of texts about a partner that say nothing of who may read them."""
    return _heads("unclear")


def _heads(kind: str) -> frozenset[str]:
    return frozenset(head for heads in profile_heads().values() for head in heads[kind])


def asks_for_mission(head: str) -> bool:
    """Whether a compared head is a question for the mission and nothing else."""
    return _MISSION.fullmatch(head) is not None
