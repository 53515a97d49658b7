"""Roles as people write them: `Champion (Director)`, or as the worksheet does.

In English that is `Forest City AB director as champion`, in Spanish `Dirección de Forest City AB como promotora`.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from coalition_site.importers.proposals import RoleProposal
from coalition_site.importers.understand.option_lists import strong_parts

_WITH_PERSON = re.compile(r"(?P<role>.*\S)\s*\((?P<person>[^()]+)\)", re.DOTALL)
_AS = re.compile(r"\s+as\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_COMO = re.compile(r"(?P<left>.*?\S)\s+como\s+(?:una?\s+|el\s+|la\s+)?(?P<role>.*)", re.IGNORECASE | re.DOTALL)
_OF = re.compile(r"\s+(?:de\s+(?:la\s+|las\s+|los\s+)?|del\s+)", re.IGNORECASE)
_WORD = re.compile(r"[\w'\u2019.-]+")
_LONGEST_ABBREVIATION = 6


def read_roles(text: str, partner: str, whole: Mapping[str, str] = MappingProxyType({})) -> list[RoleProposal]:
    """The roles in a cell of Table 3; `partner` is the name that may stand before a person, `whole` stays together."""
    return [read_role(" ".join(part.split()), partner) for part in strong_parts(text, whole)]


def read_role(text: str, partner: str) -> RoleProposal:
    """One role and its person, if the text names one."""
    found = _WITH_PERSON.fullmatch(text)
    if found is not None:
        return RoleProposal(found["role"], found["person"].strip(), text)
    sides = _AS.split(text, maxsplit=1)
    rest = _behind_name(sides[0], partner) if len(sides) > 1 else None
    if rest:
        return RoleProposal(_capital(sides[1]), _capital(rest), text)
    return _in_spanish(text, partner) or RoleProposal(text, written=text)


def _in_spanish(text: str, partner: str) -> RoleProposal | None:
    found = _COMO.fullmatch(text)
    for of in _OF.finditer(found["left"]) if found is not None else ():
        # The name must be all that stands behind the person, so a word after it is the only one left over.
        if found is not None and _behind_name(f"{found['left'][of.end() :]} .", partner) == ".":
            return RoleProposal(_capital(found["role"]), _capital(found["left"][: of.start()]), text)
    return None


def _behind_name(text: str, partner: str) -> str | None:
    """What follows the partner's name, or its beginning and an abbreviation of the rest; None if it is not there."""
    name, words = _WORD.findall(partner), list(_WORD.finditer(text))
    same = 0
    while same < min(len(name), len(words)) and name[same].casefold() == words[same][0].casefold():
        same += 1
    initials = "".join(word[0] for word in name[same:]).casefold()
    following = words[same][0] if same < len(words) else ""
    if (
        1 < len(following) <= _LONGEST_ABBREVIATION
        and following.isupper()
        and initials.startswith(following.casefold())
    ):
        same += 1
    elif same < len(name) and (same == 0 or following.isupper()):
        return None
    return text[words[same].start() :] if same < len(words) else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
