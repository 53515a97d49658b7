"""fontTools behind one door: what a font file holds, which letters its glyphs are shapes of, and a plain copy of it.

Its tables are documented by use only; tests/read/test_fonttools_contract.py holds what is used here.
"""

from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

_ONE_TO_ONE, _ONE_TO_MANY = 1, 2
_EXTENSION = 7
_REGULAR = 400
_STROKE = "\u0640"
# What lays text out and draws it; programs that move outlines at small sizes are left out, as are pictures.
_TABLES = frozenset(
    (
        *("GlyphOrder", "head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2", "post", "glyf", "loca", "CFF "),
        *("GSUB", "GPOS", "GDEF", "kern", "vhea", "vmtx", "VORG"),
    )
)


def facts_of(file: Path) -> tuple[str, int, set[str]]:
    """Family, weight from 1 to 1000, and the characters of a font. Whatever a damaged file causes is raised."""
    with _opened(file) as font:
        characters = {chr(code) for code in font.getBestCmap() or {}}
        if "glyf" not in font and "CFF " not in font:
            raise ValueError("the font has no outlines")
        family = font["name"].getBestFamilyName() or file.stem
        return str(family), max(1, min(int(font["OS/2"].usWeightClass), 1000)), characters


def write_plain(file: Path, family: str, target: Path) -> None:
    """Write a font under another family name, in one weight, without programs and pictures; raises as `facts_of`."""
    from fontTools.varLib.instancer import instantiateVariableFont

    with _opened(file) as opened:
        font = opened
        if "fvar" in font:
            font = instantiateVariableFont(font, {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes})
        for table in set(font.keys()) - _TABLES:
            del font[table]
        font.flavor = None
        names = font["name"]
        names.names = []
        style = "Bold" if font["OS/2"].usWeightClass > _REGULAR else "Regular"
        full = f"{family} {style}"
        for number, text in ((1, family), (2, style), (4, full), (6, f"{family}-{style}".replace(" ", ""))):
            names.setName(text, number, 3, 1, 0x409)
        font.save(target)


def letters_of_glyphs(file: Path) -> dict[int, str]:
    """The letter behind each glyph of a font, by the glyph's number: its own, or that of the one it is a shape of.

    A glyph that the font puts beside one it keeps, to draw the line on, is a stroke (U+0640).
    """
    with TTFont(file, lazy=True) as font:
        letters = {glyph: chr(code) for code, glyph in sorted(font.getBestCmap().items(), reverse=True)}
        several = [pair for table in _substitutions(font, _ONE_TO_MANY) for pair in table.mapping.items()]
        shapes = [pair for table in _substitutions(font, _ONE_TO_ONE) for pair in table.mapping.items()]
        # A rule that could give several glyphs, and gives one, is of this kind too.
        shapes += [(plain, *glyphs) for plain, glyphs in several if len(glyphs) == 1]
        known = -1
        while known != len(letters):
            known = len(letters)
            for plain, shaped in shapes:
                if plain in letters:
                    letters.setdefault(shaped, letters[plain])
        for kept, glyphs in several:
            if kept in glyphs:
                letters |= {glyph: _STROKE for glyph in glyphs if glyph != kept and glyph not in letters}
        return {font.getGlyphID(glyph): letter for glyph, letter in letters.items()}


def _opened(file: Path) -> Any:
    return TTFont(file, lazy=True, recalcTimestamp=False, recalcBBoxes=False)


def _substitutions(font: Any, kind: int) -> list[Any]:
    """The font's tables of one kind, which replace one glyph by one other, or by several."""
    found = []
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = table.ExtSubTable if lookup.LookupType == _EXTENSION else table
            if inner.LookupType == kind:
                found.append(inner)
    return found
