"""Entries for address books as files: vCard 3.0 (RFC 2426), the version that all common programs take in."""

from coalition_site.publish.formats.content_lines import content_text, escaped
from coalition_site.render.business_card import BusinessCard


def vcard_text(card: BusinessCard) -> str:
    """The card as the text of a .vcf file: write it as UTF-8 with its line ends as they are.

    The same card gives the same text. An organization's name stands in ORG and FN, and N, which must be there, is empty
    (RFC 2426, sections 3.1.1, 3.1.2 and 3.5.5).
    """
    name = escaped(card.name)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Coalition Site//Coalition Site//EN",
        f"UID:{escaped(card.uid)}",
        f"FN:{name}",
        *([f"N:{name};;;;"] if card.person else ["N:;;;;", f"ORG:{name}", "X-ABShowAs:COMPANY"]),
        *([f"URL:{_address(card.website)}"] if card.website else []),
        f"CATEGORIES:{','.join(escaped(category) for category in card.categories if category)}",
        f"NOTE:{escaped(card.note)}",
        "END:VCARD",
    ]
    return content_text(lines)


def _address(address: str) -> str:
    """An address is not escaped, so nothing in it may end the line."""
    return "".join(character for character in address if character.isprintable() and character != " ")
