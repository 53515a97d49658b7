"""People as cells hold them: `Dina Cho, Director`, `Ann Lee / 555-0130 / ann@lee.example`, or several of them."""

import re
from collections.abc import Callable

from coalition_site.importers.proposals import PersonProposal
from coalition_site.importers.understand.no_value import names_nobody
from coalition_site.importers.understand.person_names import TITLE_WORDS, is_last_first
from coalition_site.model.fields import is_email

_PHONE = re.compile(
    r"(?:(?:phone|tel|cell|mobile|office|direct|[pcmot])[.:]? ?)?(\+?[\d(][\d() .\u2010-\u2013/-]{5,}\d(?: ?(?:x|"
    r"ext\.?) ?\d+)?)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(<\[]([^()<>\[\]]+)[)>\]]")
_WITHIN = re.compile(r"(?<!\w)(?:[\w.+-]+@[\w.-]+\w|\+?[\d(][\d() .-]{6,}\d(?: ?(?:x|ext\.?) ?\d+)?)(?!\w)")
_LABELS = {
    "cell",
    "phone",
    "tel",
    "mobile",
    "office",
    "direct",
    "email",
    "e-mail",
    "fax",
    "contact",
    "p",
    "c",
    "m",
    "o",
    "t",
}
_PARTS = re.compile(r"\s*[,|/\t]\s*|\s+[\u2013\u2014-]+\s+|:\s+")
_PEOPLE = re.compile(r"\s*[;\n]\s*")
_AND = re.compile(r"\s+(?:and|&|y)\s+", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_][\w'\u2019.-]*)(?: (?:[^\W\d_][\w'\u2019.-]*)){1,4}")
_NOBODY = {
    "front desk",
    "reception",
    "receptionist",
    "main office",
    "office",
    "hotline",
    "help desk",
    "info",
    "general",
}
_SUFFIXES = {
    "phd",
    "md",
    "esq",
    "jr",
    "sr",
    "ii",
    "iii",
    "rn",
    "mba",
    "cpa",
    "jd",
    "dds",
    "lcsw",
    "msw",
    "mph",
    "edd",
    "do",
}


def people_in(text: str, name_of: Callable[[str], str]) -> tuple[list[PersonProposal], list[str]]:
    """The people that a cell names, and the words that are left over; `name_of` puts first names first.

    What stands on lines of its own, or between semicolons, is somebody else unless it holds no name.
    """
    people: list[PersonProposal] = []
    left: list[str] = []
    for part in filter(None, _PEOPLE.split(text)):
        for person, rest in _read(part, name_of):
            if person.name:
                people.append(person)
            elif people and (person.email or person.phone or person.title):
                people[-1] = _joined(people[-1], person)
            else:
                left += [part for part in (person.title, person.email, person.phone) if part]
            left += rest
    return people, left


def _joined(person: PersonProposal, more: PersonProposal) -> PersonProposal:
    return PersonProposal(
        person.name, person.title or more.title, person.email or more.email, person.phone or more.phone, person.language
    )


def _read(text: str, name_of: Callable[[str], str]) -> list[tuple[PersonProposal, list[str]]]:
    sides = _AND.split(text)
    if len(sides) > 1 and all(_NAME.fullmatch(side) and not _is_title(side) for side in sides):
        return [(PersonProposal(name_of(side)), []) for side in sides]
    if is_last_first(text):
        return [(PersonProposal(name_of(text)), [])]
    pieces = _PARTS.split(_WITHIN.sub(r", \g<0>, ", _IN_BRACKETS.sub(_between, text)))
    found: list[tuple[PersonProposal, list[str]]] = []
    values: dict[str, str] = {}
    left: list[str] = []
    for piece in (each.strip(" .") for each in pieces):
        if not piece or names_nobody(piece) or piece.casefold() in _LABELS:
            continue
        kind = _kind(piece, values)
        if kind == "name" and piece.casefold() in _NOBODY:
            left.append(piece)
        elif kind == "name" and "name" in values:
            if all(map(_NAME.fullmatch, (piece, values["name"]))):
                # Two words in title case and nothing else: somebody else.
                found.append((_person(values, name_of), left))
                values, left = {"name": piece}, []
            else:
                values["title"] = piece
        elif kind == "suffix":
            values["name"] = f"{values['name']}, {piece}"
        elif kind and kind not in values:
            values[kind] = _phone(piece) if kind == "phone" else piece.removeprefix("mailto:")
        else:
            left.append(piece)
    return [*found, (_person(values, name_of), left)]


def _between(found: re.Match[str]) -> str:
    """What stands in brackets, between commas; the area code of a phone number keeps its own."""
    return found[0] if found[1].isdigit() else f", {found[1]}, "


def _person(values: dict[str, str], name_of: Callable[[str], str]) -> PersonProposal:
    name = values.get("name", "")
    return PersonProposal(
        name_of(name) if name else "", values.get("title", ""), values.get("email", ""), values.get("phone", "")
    )


def _phone(text: str) -> str:
    found = _PHONE.fullmatch(text)
    return found[1] if found is not None else text


def _kind(piece: str, values: dict[str, str]) -> str:
    if is_email(piece.removeprefix("mailto:")):
        return "email"
    if _PHONE.fullmatch(piece):
        return "phone"
    if "name" in values and piece.replace(".", "").casefold() in _SUFFIXES:
        return "suffix"
    if _is_title(piece):
        return "title"
    return "title" if "name" in values and values.keys() != {"name"} else "name"


def _is_title(piece: str) -> bool:
    return any(word.strip(".").casefold() in TITLE_WORDS for word in re.split(r"[\s/-]+", piece))
