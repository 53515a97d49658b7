"""fontTools where joined documents share fonts: the outlines of a TrueType font by the numbers of its glyphs.

Outlines are passed on as they are written, so that a font with those of several subsets draws each glyph as they did.
tests/publish/pdf/join/test_fonttools_glyphs_contract.py holds what is used here.
"""

import io
import sys
from array import array
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.ttProgram import Program

# What draws a glyph of a number. The rest is for laying text out.
_TABLES = frozenset({"GlyphOrder", "head", "hhea", "hmtx", "maxp", "loca", "glyf", "cvt ", "fpgm", "prep"})
_PUT_TOGETHER = b"\xff\xff"
_PADDING = 4
_LARGEST = "max"
_BOX = (("xMin", min), ("yMin", min), ("xMax", max), ("yMax", max))


@dataclass(slots=True)
class TrueTypeGlyphs:
    """Glyphs of a font by their numbers: the outline, and the advance width and left side bearing."""

    font: Any
    outlines: dict[int, bytes]
    metrics: dict[int, tuple[int, int]]

    def widths(self) -> dict[int, int]:
        """Advance widths in thousandths of the font's size."""
        units = self.font["head"].unitsPerEm
        return {number: round(advance * 1000 / units) for number, (advance, _) in self.metrics.items()}

    def add(self, other: "TrueTypeGlyphs") -> None:
        """Add the glyphs of another subset of the same font."""
        self.outlines |= other.outlines
        self.metrics |= other.metrics
        head, sizes = self.font["head"], self.font["maxp"]
        for name, chosen in _BOX:
            setattr(head, name, chosen(getattr(head, name), getattr(other.font["head"], name)))
        for name, value in vars(other.font["maxp"]).items():
            if name.startswith(_LARGEST):
                setattr(sizes, name, max(getattr(sizes, name), value))
        # An outline that was put together has as many points as its parts.
        sizes.maxPoints = max(sizes.maxPoints, sizes.maxCompositePoints)
        sizes.maxContours = max(sizes.maxContours, sizes.maxCompositeContours)

    def written(self) -> bytes:
        """A font file with all glyphs, without what only programs other than PDF readers need."""
        font = self.font
        for table in set(font.keys()) - _TABLES:
            del font[table]
        names = [f"glyph{number:05}" for number in range(max(self.metrics) + 1)]
        outlines, metrics = font["glyf"], font["hmtx"]
        outlines.glyphs = {name: Glyph(self.outlines.get(number, b"")) for number, name in enumerate(names)}
        metrics.metrics = {name: self.metrics.get(number, (0, 0)) for number, name in enumerate(names)}
        font.setGlyphOrder(names)
        outlines.setGlyphOrder(names)
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()


def glyphs_of(data: bytes, numbers: Collection[int], known: Mapping[int, bytes]) -> TrueTypeGlyphs:
    """The glyphs of a font file that have these numbers, and the first, which stands for what a font lacks.

    A glyph that is put together from others becomes one outline, since subsets give the others numbers as they come;
    it is taken from what is `known` of the font, if it is there. Tables are read as they lie in the file: fontTools
    would take ten times as long to make objects of all glyphs.
    """
    font = TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    # Places of outlines are numbers of bytes, or of pairs of bytes.
    small = font["head"].indexToLocFormat == 0
    at = _numbers("H" if small else "I", font.reader["loca"])
    outlines, advances = font.reader["glyf"], _numbers("H", font.reader["hmtx"])
    last = font["hhea"].numberOfHMetrics - 1
    drawn: dict[int, bytes] = {}
    metrics: dict[int, tuple[int, int]] = {}
    for number in {0, *numbers}:
        begin, end = (place * 2 if small else place for place in at[number : number + 2])
        outline = outlines[begin:end]
        drawn[number] = known.get(number) or _whole(font, number) if outline.startswith(_PUT_TOGETHER) else outline
        bearing = advances[2 * number + 1] if number <= last else advances[last + 1 + number]
        metrics[number] = advances[2 * min(number, last)], bearing - 0x10000 if bearing & 0x8000 else bearing
    return TrueTypeGlyphs(font, drawn, metrics)


def _numbers(kind: str, data: bytes) -> "array[int]":
    """Numbers as TrueType writes them, the high byte first."""
    numbers = array(kind, data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _whole(font: Any, number: int) -> bytes:
    """The outline of a glyph that is put together from others."""
    outlines = font["glyf"]
    whole = Glyph()
    found = outlines[font.getGlyphName(number)].getCoordinates(outlines)
    whole.coordinates, whole.endPtsOfContours, whole.flags = found
    whole.coordinates.toInt()
    whole.numberOfContours, whole.program = len(whole.endPtsOfContours), Program()
    whole.program.fromBytecode(b"")
    whole.recalcBounds(outlines)
    written: bytes = whole.compile(outlines, recalcBBoxes=False)
    return written + bytes(-len(written) % _PADDING)
