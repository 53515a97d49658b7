"""Mends the texts of glyphs (ToUnicode) in a PDF, where Arabic letters were shaped together.

WeasyPrint notes a glyph's text when it first meets the glyph. If that is in a group of glyphs that one rule of the font
shaped together, the first glyph gets the letters of the whole group and the others none, and words copied from the
document, or read out from it, lose letters. The font itself knows better: each of its shaped glyphs stands for the
letter it was made from.
"""

from functools import cache, partial
from typing import Any

import pikepdf

from coalition_site.publish.pdf.fonts import document_fonts_folder
from coalition_site.publish.pdf.mend.weasyprint_output import with_texts

_FILES = {"Amiri": "Amiri-Regular.ttf", "Amiri-Bold": "Amiri-Bold.ttf"}
# A stroke that the font puts between two letters is no letter: it stands for an invisible joiner.
_STROKE, _NOTHING = "\u0640", "\u200d"


def mend_letters(pdf: pikepdf.Pdf) -> None:
    """Writes the right letter for every glyph of an Arabic font that stands for none, or for several by mistake.

    A glyph of another font that stands for none gets a joiner, since PDF/UA-1 wants a text for each (7.21.7). Raises
    LibraryChanged where the texts are not written as they are known to be.
    """
    for font in _fonts(pdf):
        if "/ToUnicode" not in font:
            continue
        letters = _letters(str(font.get("/BaseFont", "")).rpartition("+")[2].lstrip("/"))
        old = font.ToUnicode.read_bytes()
        new = with_texts(old, partial(_mended, letters))
        if new != old:
            font.ToUnicode.write(new)


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    found: dict[tuple[int, int], Any] = {}
    for page in pdf.pages:
        resources = page.get("/Resources", pikepdf.Dictionary())
        found |= {font.objgen: font for font in dict(resources.get("/Font", pikepdf.Dictionary())).values()}
    return list(found.values())


def _mended(letters: dict[int, str], glyph: int, text: str) -> str:
    """The text of a glyph, by that which WeasyPrint noted and the letters behind the glyphs of its font."""
    letter = letters.get(glyph)
    if letter == _STROKE and text != _STROKE:
        return _NOTHING
    # What stood for nothing beside a stroke is the letter that the stroke was given.
    return (text if letter is None or (len(text) == 1 and text != _NOTHING) else letter) or _NOTHING


@cache
def _letters(font: str) -> dict[int, str]:
    """The letter behind each glyph of an Arabic font, by the glyph's number; none for any other font."""
    if font not in _FILES:
        return {}
    from coalition_site.read.fonts.fonttools_fonts import letters_of_glyphs  # needed for Arabic only

    return letters_of_glyphs(document_fonts_folder() / _FILES[font])
