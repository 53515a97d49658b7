"""People as cells hold them: `Dina Cho, Director`, `Muñoz, José`, `Ann Lee / 555-0130 / ann@lee.example`, several."""

import re
from collections.abc import Callable
from functools import cache

from coalition_site.importers.proposals import PersonProposal
from coalition_site.importers.understand.foreign_words import any_of, word_set
from coalition_site.importers.understand.no_value import names_nobody
from coalition_site.model.fields import is_email

_NUMBER = r"\+?[\d(][\d() .\u2010-\u2013/-]{5,}\d(?: ?(?:x|ext\.?) ?\d+)?"
_IN_BRACKETS = re.compile(r"[(<\[]([^()<>\[\]]+)[)>\]]")
_WITHIN = re.compile(r"(?<!\w)(?:[\w.+-]+@[\w.-]+\w|\+?[\d(][\d() .-]{6,}\d(?: ?(?:x|ext\.?) ?\d+)?)(?!\w)")
_PARTS = re.compile(r"\s*[,|/\t]\s*|\s+[\u2013\u2014-]+\s+|:\s+")
_PEOPLE = re.compile(r"\s*[;\n]\s*")
_NAME = re.compile(r"(?:[^\W\d_][\w'\u2019.-]*)(?: (?:[^\W\d_][\w'\u2019.-]*)){1,4}")


@cache
def _joined_by() -> re.Pattern[str]:
    return re.compile(rf"\s+{any_of(word_set('joins'))}\s+", re.IGNORECASE)


@cache
def _phone() -> re.Pattern[str]:
    """A number with its label."""
    return re.compile(rf"(?:{any_of(word_set('phone_labels'))}[.:]? ?)?({_NUMBER})", re.IGNORECASE)


@cache
def _last_first() -> re.Pattern[str]:
    last_name = rf"(?:{any_of(word_set('name_particles'))} )*[^\W\d_][\w'\u2019-]*"
    first_name = r"[^\W\d_][\w'\u2019-]*(?: [^\W\d_][\w'\u2019-]*\.?){0,2}"
    return re.compile(f"({last_name}), ({first_name})", re.IGNORECASE)


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
    sides = _joined_by().split(text)
    if len(sides) > 1 and all(_NAME.fullmatch(side) and not _is_title(side) for side in sides):
        return [(PersonProposal(name_of(side)), []) for side in sides]
    if is_last_first(text):
        return [(PersonProposal(name_of(text)), [])]
    pieces = _PARTS.split(_WITHIN.sub(r", \g<0>, ", _IN_BRACKETS.sub(_between, text)))
    found: list[tuple[PersonProposal, list[str]]] = []
    values: dict[str, str] = {}
    left: list[str] = []
    for piece in (piece.strip(" .") for piece in pieces):
        if not piece or names_nobody(piece) or piece.casefold() in word_set("labels") | word_set("phone_labels"):
            continue
        kind = _kind(piece, values)
        if kind == "name" and piece.casefold() in word_set("nobody"):
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
            values[kind] = _bare_phone(piece) if kind == "phone" else piece.removeprefix("mailto:")
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


def _bare_phone(text: str) -> str:
    found = _phone().fullmatch(text)
    return found[1] if found is not None else text


def _kind(piece: str, values: dict[str, str]) -> str:
    if is_email(piece.removeprefix("mailto:")):
        return "email"
    if _phone().fullmatch(piece):
        return "phone"
    if "name" in values and piece.replace(".", "").casefold() in word_set("name_suffixes"):
        return "suffix"
    if _is_title(piece):
        return "title"
    return "title" if "name" in values and values.keys() != {"name"} else "name"


def _is_title(piece: str) -> bool:
    return any(word.strip(".").casefold() in word_set("titles") for word in re.split(r"[\s/-]+", piece))


def is_last_first(text: str) -> bool:
    """Whether the text is a name as address books sort it, and no name with a title behind a comma."""
    parts, no_names = _last_first().fullmatch(text), map(word_set, ("titles", "name_suffixes", "company_forms"))
    return parts is not None and frozenset().union(*no_names).isdisjoint(
        word.strip(".").casefold() for word in parts[2].split()
    )


def first_name_first(text: str) -> str:
    """`José Muñoz` for `Muñoz, José`; the text as it is where what follows the comma may be a title."""
    parts = _last_first().fullmatch(text)
    return f"{parts[2]} {parts[1]}" if parts is not None and is_last_first(text) else text
