"""Texts as they are compared wherever they stand: letters and digits alone, in small letters."""

import re
from unicodedata import is_normalized, normalize

_ASCII_OTHERS = bytes(number for number in range(128) if not chr(number).isalnum())
_OTHERS = re.compile(r"[^\x00-\x7f\w]+")


def comparable(text: str) -> bytes:
    """The letters and digits of a text, small, as UTF-8: the same however it is spaced, hyphenated or punctuated.

    `(573) 555-0142` and `573.555.0142` give the same, and so does a name with a line end or a soft hyphen within it.
    """
    small = text.lower()
    if not small.isascii():
        small = _OTHERS.sub("", small if is_normalized("NFC", small) else normalize("NFC", small))
    return small.encode("utf-8", "surrogatepass").translate(None, _ASCII_OTHERS)


def comparable_bytes(data: bytes) -> bytes:
    """The same of data that need not be text; texts in UTF-16 are found in it too, as far as they are ASCII."""
    return data.lower().translate(None, _ASCII_OTHERS)
