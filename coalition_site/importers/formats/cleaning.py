"""Text out of other programs, made fit for the content: visible, trimmed, with one kind of line break."""

import re
import unicodedata

_LINE_BREAKS = re.compile("\r\n|\r|\x0b|\x0c|\u2028|\u2029|\x85|_x000[Dd]_\n?")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPACES = re.compile("[ \t\u00a0\u2007\u202f]+")
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_GUARD = re.compile("(?:^|(?<=[;|\n]))'(?=[ \"]*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20])")


def clean(text: str) -> str:
    """The text without invisible characters and without spaces around its lines; letters and marks are composed."""
    if text.isascii() and text.isprintable() and "  " not in text and "_x" not in text:
        # Most cells of a large sheet; nothing below would change but their ends.
        return text.strip()
    text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return unicodedata.normalize("NFC", "\n".join(lines).strip())


def without_guard(text: str) -> str:
    """The text without the apostrophes that keep spreadsheets from running it, or the `=""` that keeps its zeros."""
    if kept := _AS_TEXT.fullmatch(text):
        return kept[1].replace('""', '"')
    return _GUARD.sub("", text) if "'" in text else text
