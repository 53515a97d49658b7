"""Roles as people write them: `Champion (Director)`, or as the worksheet does.

In English that is `Forest City AB director as champion`, in Spanish `Dirección de Forest City AB como promotora`.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from coalition_site.importers.proposals import RoleProposal
from coalition_site.importers.understand.foreign_words import foreign_words
from coalition_site.importers.understand.option_lists import strong_parts

_WITH_PERSON = re.compile(r"(?P<role>.*\S)\s*\((?P<person>[^()]+)\)", re.DOTALL)
_WORD = re.compile(r"[\w'\u2019.-]+")
_LONGEST_ABBREVIATION = 6


def read_roles(text: str, partner: str, whole: Mapping[str, str] = MappingProxyType({})) -> list[RoleProposal]:
    """The roles in a cell of Table 3; `partner` is the name that may stand before a person, `whole` stays together."""
    return [read_role(" ".join(part.split()), partner) for part in strong_parts(text, whole)]


def read_role(text: str, partner: str) -> RoleProposal:
    """One role and its person, if the text names one."""
    with_person = _WITH_PERSON.fullmatch(text)
    if with_person is not None:
        return RoleProposal(with_person["role"], with_person["person"].strip(), text)
    for words in (language.roles for language in foreign_words() if language.roles):
        parted_by, of = words["parted_by"], words.get("of", "")
        role = _person_first(text, partner, parted_by, of) if of else _name_first(text, partner, parted_by)
        if role is not None:
            return role
    return RoleProposal(text, written=text)


def _name_first(text: str, partner: str, parted_by: str) -> RoleProposal | None:
    """`Forest City AB director as champion`."""
    sides = re.split(rf"\s+{parted_by}", text, maxsplit=1, flags=re.IGNORECASE)
    person = _behind_name(sides[0], partner) if len(sides) > 1 else None
    return RoleProposal(_capital(sides[1]), _capital(person), text) if person else None


def _person_first(text: str, partner: str, parted_by: str, of: str) -> RoleProposal | None:
    """`Dirección de Forest City AB como promotora`."""
    sides = re.fullmatch(rf"(.*?\S)\s+{parted_by}(.*)", text, re.IGNORECASE | re.DOTALL)
    if sides is None:
        return None
    left, role = sides[1], sides[2]
    for behind in re.finditer(rf"\s+{of}", left, re.IGNORECASE):
        # The name must be all that stands behind the person, so a word after it is the only one left over.
        if _behind_name(f"{left[behind.end() :]} .", partner) == ".":
            return RoleProposal(_capital(role), _capital(left[: behind.start()]), text)
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
