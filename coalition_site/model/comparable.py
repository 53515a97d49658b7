"""Texts as they are compared wherever they stand: letters and digits alone, in small letters."""

import re
from unicodedata import is_normalized, normalize

BREAK = "\n"
"""What parts blocks: paragraphs, list items, cells, headings, lines that belong to different things."""

_ASCII_OTHERS = bytes(number for number in range(128) if not chr(number).isalnum())
_OTHERS_BUT_BREAKS = _ASCII_OTHERS.replace(BREAK.encode(), b"")
_OTHERS = re.compile(r"[^\x00-\x7f\w]+")


def comparable(text: str) -> bytes:
    """The letters and digits of a text, small, as UTF-8: the same however it is spaced, hyphenated or punctuated.

    `(573) 555-0142` and `573.555.0142` give the same, and so does a name with a line end or a soft hyphen within it.
    """
    return _letters(text, _ASCII_OTHERS)


def comparable_blocks(text: str) -> bytes:
    """The same of a text in which BREAK stands between blocks and nowhere else: what is parted by it stays parted."""
    return _letters(text, _OTHERS_BUT_BREAKS)


def _letters(text: str, without: bytes) -> bytes:
    small = text.lower()
    if not small.isascii():
        small = _OTHERS.sub("", small if is_normalized("NFC", small) else normalize("NFC", small))
    return small.encode("utf-8", "surrogatepass").translate(None, without)


def comparable_bytes(data: bytes) -> bytes:
    """The same of data that need not be text; texts in UTF-16 are found in it too, as far as they are ASCII."""
    return data.lower().translate(None, _ASCII_OTHERS)
