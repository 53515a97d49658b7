"""The direction of writing: languages written right to left, and values of another script within them.

Without isolation, `(573) 555-0100` reads `555-0100 (573)` in an Arabic sentence, and `12 Elm Street` reads
`Elm Street 12` (Unicode, Bidirectional Algorithm: a number takes the direction of what stands around it).
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

# CLDR's orientation of characters; a script in the code comes before it.
_RIGHT_TO_LEFT = {
    "ar",
    "arc",
    "bal",
    "bgn",
    "ckb",
    "dv",
    "fa",
    "he",
    "ks",
    "lrc",
    "mzn",
    "nqo",
    "ps",
    "sd",
    "sdh",
    "syr",
}
_RIGHT_TO_LEFT |= {"ug", "ur", "yi"}
_SCRIPTS = {"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"}
_SCRIPT_SUBTAG = re.compile(r"-([a-z]{4})(?:-|$)")
_TAG, _VALUE = re.compile("<[^>]*>"), re.compile(r"%\((\w+)\)")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def direction_of(language: str) -> str:
    """`rtl` for a language that is written from right to left, else `ltr`."""
    code = language.lower()
    script = _SCRIPT_SUBTAG.search(code)
    if script:
        return "rtl" if script[1] in _SCRIPTS else "ltr"
    return "rtl" if code.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=16_384)
def holds_right_to_left(text: str) -> bool:
    """Whether any letter of a text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def set_apart(text: str, language: str) -> str:
    """A value within a sentence of a language, with marks around it that keep its parts in order where that is needed.

    The marks print as nothing and may stand in attributes and plain texts, where no element can.
    """
    if not text or direction_of(language) == "ltr" or holds_right_to_left(text):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def set_values_apart(message: str, values: Mapping[str, object], language: str) -> Mapping[str, object]:
    """The values of a message, its texts set apart; those within a tag, such as an address, stay as they are."""
    if direction_of(language) == "ltr":
        return values
    in_tags = _values_in_tags(message)
    return {
        name: _apart(value, language) if isinstance(value, str) and name not in in_tags else value
        for name, value in values.items()
    }


def _apart(value: str, language: str) -> str:
    """A text set apart; one that is HTML already stays HTML."""
    marked = set_apart(value, language)
    return type(value)(marked) if hasattr(value, "__html__") else marked


@lru_cache(maxsize=4096)
def _values_in_tags(message: str) -> frozenset[str]:
    return frozenset(name for tag in _TAG.findall(message) for name in _VALUE.findall(tag))
