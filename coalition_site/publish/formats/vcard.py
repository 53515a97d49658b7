"""Entries for address books as files: vCard 3.0 (RFC 2426), the version that all common programs take in."""

from collections.abc import Iterable

from coalition_site.publish.formats.calendar import folded_line
from coalition_site.render.business_card import BusinessCard


def vcard_text(card: BusinessCard) -> str:
    """The card as the text of a .vcf file: write it as UTF-8 with its line ends as they are.

    The same card gives the same text. An organization's name stands in ORG and FN, and N, which must be there, is empty
    (RFC 2426, sections 3.1.1, 3.1.2 and 3.5.5).
    """
    name = _escaped(card.name)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Coalition Site//Coalition Site//EN",
        f"UID:{_escaped(card.uid)}",
        f"FN:{name}",
        *([f"N:{name};;;;"] if card.person else ["N:;;;;", f"ORG:{name}", "X-ABShowAs:COMPANY"]),
        *([f"URL:{_address(card.website)}"] if card.website else []),
        f"CATEGORIES:{','.join(_each(card.categories))}",
        f"NOTE:{_escaped(card.note)}",
        "END:VCARD",
    ]
    return "".join(f"{folded_line(line)}\r\n" for line in lines)


def _each(texts: Iterable[str]) -> Iterable[str]:
    return (_escaped(text) for text in texts if text)


def _escaped(text: str) -> str:
    """A text as a property's value (RFC 2426, section 5, "text-value")."""
    text = "\n".join(text.splitlines())
    for character, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(character, written)
    return text


def _address(address: str) -> str:
    """An address is not escaped, so nothing in it may end the line."""
    return "".join(character for character in address if character.isprintable() and character != " ")
