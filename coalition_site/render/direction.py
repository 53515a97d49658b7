"""Text direction: languages written right to left, and isolation of names and numbers of other scripts."""

import unicodedata

from markupsafe import Markup, escape

_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


def direction_of(language: str) -> str:
    """`rtl` for a language that is written from right to left, else `ltr`."""
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def holds_right_to_left(text: str) -> bool:
    """Whether any letter of a text is written from right to left."""
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def isolated(text: str, direction: str) -> Markup:
    """A text as HTML; in right-to-left writing one of another script is set apart, or its parts would change places.

    Without that, `(573) 555-0100` reads `555-0100 (573)` and `12 Elm Street` reads `Elm Street 12`.
    """
    if direction == "ltr" or holds_right_to_left(text):
        return escape(text)
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)
