"""Fonts that the parts of a joined PDF share: each of them once, with the glyphs of all parts.

WeasyPrint embeds the glyphs that a document needs under the numbers that they have in the font, so pages stay as they
are. A part's fonts are taken out of it before its pages are copied; then its pages are given the shared ones.

    part 1   Public Sans: a b c                            Public Sans: a b c d e
    part 2   Public Sans: b d e              ──>
    part 3   Public Sans: b, as "β"          ──>           Public Sans: b

Fonts are the same as long as they say the same of each glyph that both have: its text, its width and its outline.
WeasyPrint rounds the width of a glyph as it meets it, so that of the font itself is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from coalition_site.publish.pdf.join.fonttools_glyphs import TrueTypeGlyphs, glyphs_of
from coalition_site.publish.pdf.mend.weasyprint_output import cmap_with, texts_in

_NUMBER = "/SharedFont"
# Both are one glyph, whose text is that which a document has first.
_SPACE, _NO_BREAK_SPACE = b"0020", b"00a0"
_DESCRIBED = ("/Flags", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV", "/StemH")
_WIDE_BOX = (min, min, max, max)


@dataclass(slots=True)
class _Font:
    """A font that parts share: its dictionary in the whole, and what it says of glyphs, by their numbers."""

    whole: Object
    glyphs: TrueTypeGlyphs
    texts: dict[int, bytes]

    def agrees(self, other: "_Font") -> bool:
        """Whether both say the same of each glyph that both have."""
        mine, others = self.glyphs, other.glyphs
        pairs = (
            (self.texts, other.texts),
            (mine.outlines, others.outlines),
            (mine.metrics, others.metrics),
        )
        return all(known.get(number, said) == said for known, new in pairs for number, said in new.items())

    def add(self, other: "_Font") -> None:
        self.glyphs.add(other.glyphs)
        self.texts |= other.texts
        box, others = (_descriptor(font.whole).FontBBox for font in (self, other))
        for at, chosen in enumerate(_WIDE_BOX):
            box[at] = chosen(box[at], others[at])


class SharedFonts:
    """The fonts of a PDF while parts are added."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._fonts: list[_Font] = []
        self._alike: dict[tuple[str, ...], list[int]] = {}

    def take(self, source: pikepdf.Pdf) -> None:
        """Take the fonts of a part out of it. Raises LibraryChanged for texts that are written otherwise than known."""
        for font in source.objects:
            if isinstance(font, Dictionary) and font.get("/Subtype") == Name.Type0 and _is_sharable(font):
                number = self._number(font)
                for key in set(font.keys()) - {"/Type"}:
                    del font[key]
                font[_NUMBER] = number

    def put(self, holder: Object) -> None:
        """Give a page or drawing that was copied the shared fonts, and so the drawings on it."""
        resources = holder.get("/Resources", Dictionary())
        fonts = resources.get("/Font", Dictionary())
        for name, font in fonts.items():
            if _NUMBER in font:
                fonts[name] = self._fonts[int(font[_NUMBER])].whole
        for drawing in resources.get("/XObject", Dictionary()).values():
            if drawing.get("/Subtype") == Name.Form:
                self.put(drawing)

    def write(self) -> None:
        """Write the glyphs of all parts into the fonts."""
        for font in self._fonts:
            inner, descriptor, file = (
                font.whole.DescendantFonts[0],
                _descriptor(font.whole),
                font.glyphs.written(),
            )
            name = Name(f"/{_tag(file)}+{_name(font.whole)}")
            font.whole.BaseFont = inner.BaseFont = descriptor.FontName = name
            inner.W = Array(_runs(font.glyphs.widths()))
            descriptor.FontFile2 = self._pdf.make_stream(file, Length1=len(file))
            font.whole.ToUnicode = self._pdf.make_stream(cmap_with(font.whole.ToUnicode.read_bytes(), font.texts))

    def _number(self, font: Object) -> int:
        """The number of the shared font that a part's was added to."""
        descriptor = _descriptor(font)
        alike = (_name(font), *(str(descriptor.get(key)) for key in _DESCRIBED))
        numbers = self._alike.setdefault(alike, [])
        said = texts_in(font.ToUnicode.read_bytes())
        texts = {number: _SPACE if text == _NO_BREAK_SPACE else text for number, text in said.items()}
        drawn, data = {*_numbers(font), *texts}, descriptor.FontFile2.read_bytes()
        for number in numbers:
            shared = self._fonts[number]
            new = _Font(font, glyphs_of(data, drawn, shared.glyphs.outlines), texts)
            if shared.agrees(new):
                shared.add(new)
                return number
        self._fonts.append(_Font(self._pdf.copy_foreign(font), glyphs_of(data, drawn, {}), texts))
        numbers.append(len(self._fonts) - 1)
        return numbers[-1]


def _is_sharable(font: Object) -> bool:
    """Whether it has TrueType outlines, named by their own numbers."""
    inner = font.get("/DescendantFonts", [Dictionary()])[0]
    return (
        "/ToUnicode" in font
        and "/FontFile2" in inner.get("/FontDescriptor", Dictionary())
        and inner.get("/CIDToGIDMap") == Name.Identity
    )


def _name(font: Object) -> str:
    """What a font is called without the letters that tell subsets apart."""
    return str(font.BaseFont).rpartition("+")[2]


def _descriptor(font: Object) -> Any:
    return font.DescendantFonts[0].FontDescriptor


def _numbers(font: Object) -> Iterator[int]:
    """The glyphs that have a width: WeasyPrint writes the number of the first, and an array of widths from there on."""
    entries = list(font.DescendantFonts[0].get("/W", ()))
    for first, widths in zip(entries[::2], entries[1::2], strict=True):
        yield from range(int(first), int(first) + len(widths))


def _runs(widths: Mapping[int, int]) -> Iterator[Any]:
    """The widths of glyphs by their numbers, as a PDF has them (ISO 32000-1, 9.7.4.3)."""
    for _, run in groupby(enumerate(sorted(widths)), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        yield from (numbers[0], Array([widths[number] for number in numbers]))


def _tag(file: bytes) -> str:
    """The six letters by which subsets of one font are told apart (ISO 32000-1, 9.6.4)."""
    return "".join(chr(ord("A") + byte % 26) for byte in sha256(file).digest()[:6])
