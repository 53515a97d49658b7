"""Mend the letters that a PDF gives back for its signs, where Arabic letters were shaped together.

The PDF engine notes a sign's letters when it first meets the sign. If that is in a group of signs that one rule of the
font shaped together, the first sign gets the letters of the whole group and the others none, and words copied from
the document, or read out from it, lose letters. The font itself knows better: each of its shaped signs stands for the
letter it was made from.
"""

import re
from functools import cache, partial
from pathlib import Path
from typing import Any

import pikepdf

from coalition_site.publish.pdf.fonts import document_fonts_folder

_FILES = {"Amiri": "Amiri-Regular.ttf", "Amiri-Bold": "Amiri-Bold.ttf"}
_SIGN = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")
_WITHOUT_LETTER = re.compile(rb"(<[0-9a-fA-F]{4}>) <>")
# A stroke that the font puts between two letters is no letter: it stands for an invisible joiner.
_STROKE, _NOTHING = 0x0640, 0x200D
_ONE_TO_ONE = 1
_EXTENSION = 7


def mend_letters(pdf: pikepdf.Pdf) -> None:
    """Writes the right letter for every sign of an Arabic font that stands for none, or for several by mistake.

    A sign of another font that stands for none gets a joiner, since PDF/UA-1 wants a letter for each (7.21.7).
    """
    for font in _fonts(pdf):
        name = str(font.get("/BaseFont", "")).rpartition("+")[2].lstrip("/")
        if "/ToUnicode" not in font:
            continue
        old = font.ToUnicode.read_bytes()
        new = _SIGN.sub(partial(_mended, name=name), old) if name in _FILES else old
        new = _WITHOUT_LETTER.sub(rb"\1 <%04x>" % _NOTHING, new)
        if new != old:
            font.ToUnicode.write(new)


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    found: dict[tuple[int, int], Any] = {}
    for page in pdf.pages:
        resources = page.get("/Resources", pikepdf.Dictionary())
        found |= {font.objgen: font for font in dict(resources.get("/Font", pikepdf.Dictionary())).values()}
    return list(found.values())


def _mended(found: re.Match[bytes], name: str) -> bytes:
    letters = bytes.fromhex(found[2].decode()).decode("utf-16-be")
    letter = _letters_of_signs(document_fonts_folder() / _FILES[name]).get(int(found[1], 16))
    if letter == _STROKE and letters != chr(_STROKE):
        return b"<%s> <%04x>" % (found[1], _NOTHING)
    if letter is None or len(letters) == 1:
        return found[0]
    return b"<%s> <%04x>" % (found[1], letter)


@cache
def _letters_of_signs(file: Path) -> dict[int, int]:
    """The letter behind each sign of a font, by the sign's number: its own, or that of the sign it is a shape of."""
    from fontTools.ttLib import TTFont  # needed for damaged texts only

    with TTFont(file, lazy=True) as font:
        letters = {sign: code for code, sign in sorted(font.getBestCmap().items(), reverse=True)}
        shapes = [pair for table in _substitutions(font) for pair in table.mapping.items()]
        known = -1
        while known != len(letters):
            known = len(letters)
            for plain, shaped in shapes:
                if plain in letters:
                    letters.setdefault(shaped, letters[plain])
        return {font.getGlyphID(sign): code for sign, code in letters.items()}


def _substitutions(font: Any) -> list[Any]:
    """The font's tables that replace one sign by one other."""
    found = []
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = table.ExtSubTable if lookup.LookupType == _EXTENSION else table
            if inner.LookupType == _ONE_TO_ONE:
                found.append(inner)
    return found
