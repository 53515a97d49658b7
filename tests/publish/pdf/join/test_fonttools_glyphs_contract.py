"""What this program knows of fontTools where documents share fonts, and what is documented by use only."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from coalition_site.publish.pdf.fonts import document_fonts_folder
from coalition_site.publish.pdf.join.fonttools_glyphs import glyphs_of

TEXT = "Año \N{LATIN SMALL LETTER E WITH ACUTE} 1"
FILES = ("Amiri-Regular.ttf", "PublicSans-Regular.ttf")


@pytest.mark.parametrize("name", FILES)
def test_fonttools_passes_outlines_on_as_they_are_written(name: str) -> None:
    data = (document_fonts_folder() / name).read_bytes()
    font = TTFont(BytesIO(data))
    numbers = {font.getGlyphID(font.getBestCmap()[ord(character)]) for character in TEXT}
    glyphs = glyphs_of(data, numbers, {})
    assert set(glyphs.outlines) == set(glyphs.metrics) == {0, *numbers}
    assert {number: font["hmtx"][font.getGlyphName(number)] for number in glyphs.metrics} == glyphs.metrics
    written = glyphs.written()
    assert written == glyphs_of(data, numbers, {}).written()
    again = glyphs_of(written, numbers, {})
    assert (again.metrics, again.widths()) == (glyphs.metrics, glyphs.widths())
    # Outlines are filled up to whole words.
    assert all(again.outlines[number].rstrip(b"\0") == each.rstrip(b"\0") for number, each in glyphs.outlines.items())


@pytest.mark.parametrize("name", FILES)
def test_fonttools_gives_the_points_of_a_glyph_that_is_put_together(name: str) -> None:
    data = (document_fonts_folder() / name).read_bytes()
    font = TTFont(BytesIO(data))
    accented = font.getBestCmap()[ord("\N{LATIN SMALL LETTER E WITH ACUTE}")]
    assert font["glyf"][accented].isComposite()
    number = font.getGlyphID(accented)
    whole = TTFont(BytesIO(glyphs_of(data, {number}, {}).written()))
    same = whole["glyf"][whole.getGlyphName(number)]
    assert not same.isComposite()
    points, ends, _ = font["glyf"][accented].getCoordinates(font["glyf"])
    assert (list(same.coordinates), list(same.endPtsOfContours)) == (list(points), list(ends))
