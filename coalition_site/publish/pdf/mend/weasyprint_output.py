"""WeasyPrint's output in a PDF, as far as it is read again here. Nothing of it is documented.

Whatever is not found as it is known to be is a LibraryChanged: a mend that finds nothing to mend would leave documents
that look right and are wrong. tests/publish/pdf/test_weasyprint_contract.py holds each.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Object

from coalition_site.library_changed import LibraryChanged

_TAGGED = re.compile(rb"/\w+\s*<</MCID (\d+)>>\s*BDC")
_TAG = b"/MCID"
_ARTIFACT = b"/Artifact BMC"
_OTHER_TAGS = "writes tags into pages otherwise than this program knows"
_TEXT = re.compile(rb"\bBT\b")
# Lines of a ToUnicode map (ISO 32000-1, 9.10.3) with one glyph each, and how many lines are announced.
_GLYPHS = re.compile(rb"beginbfchar\n(.*?)endbfchar", re.DOTALL)
_ALL_GLYPHS = re.compile(rb"\d+ beginbfchar\n.*endbfchar\n", re.DOTALL)
_MOST_GLYPHS = 100
_GLYPH = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>\n")
_ANNOUNCED = re.compile(rb"(\d+)\s+beginbf")
_OTHER_TEXTS = "writes the texts of glyphs (ToUnicode) otherwise than this program knows"
_POINTS_PER_PIXEL = Decimal("0.75")


def without_tags(content: bytes) -> bytes:
    """A content stream with all that has tags made an artifact, which screen readers pass over.

    Raises LibraryChanged for tags that are written otherwise, and for text without any.
    """
    plain, number = _TAGGED.subn(_ARTIFACT, content)
    if _TAG in plain or (not number and _TEXT.search(plain)):
        raise LibraryChanged("weasyprint", _OTHER_TAGS)
    return plain


def without_some_tags(content: bytes, numbers: Collection[int]) -> bytes:
    """A content stream with these of its marked contents made artifacts.

    Raises LibraryChanged where one of them is not found.
    """
    found = set()

    def untagged(tag: re.Match[bytes]) -> bytes:
        number = int(tag[1])
        if number not in numbers:
            return tag[0]
        found.add(number)
        return _ARTIFACT

    plain = _TAGGED.sub(untagged, content)
    if found != set(numbers):
        raise LibraryChanged("weasyprint", _OTHER_TAGS)
    return plain


def with_texts(cmap: bytes, text_of: Callable[[int, str], str]) -> bytes:
    """A ToUnicode map with other texts for its glyphs; `text_of` gives them by number and text until now.

    Raises LibraryChanged where fewer or more glyphs are found than are announced.
    """
    found = 0

    def retold(line: re.Match[bytes]) -> bytes:
        text = bytes.fromhex(line[2].decode()).decode("utf-16-be", "surrogatepass")
        new = text_of(int(line[1], 16), text)
        written = new.encode("utf-16-be", "surrogatepass").hex().encode()
        return line[0] if new == text else b"<%s> <%s>\n" % (line[1], written)

    def all_retold(lines: re.Match[bytes]) -> bytes:
        nonlocal found
        new, number = _GLYPH.subn(retold, lines[0])
        found += number
        return new

    mended = _GLYPHS.sub(all_retold, cmap)
    if found != sum(int(number[1]) for number in _ANNOUNCED.finditer(cmap)):
        raise LibraryChanged("weasyprint", _OTHER_TEXTS)
    return mended


def texts_in(cmap: bytes) -> dict[int, bytes]:
    """The texts of glyphs in a ToUnicode map by their numbers, as they are written. Raises LibraryChanged as above."""
    texts = {int(glyph[1], 16): glyph[2] for lines in _GLYPHS.finditer(cmap) for glyph in _GLYPH.finditer(lines[1])}
    if len(texts) != sum(int(number[1]) for number in _ANNOUNCED.finditer(cmap)):
        raise LibraryChanged("weasyprint", _OTHER_TEXTS)
    return texts


def cmap_with(cmap: bytes, texts: Mapping[int, bytes]) -> bytes:
    """A ToUnicode map with these texts, as they are written, in the place of its own."""
    before, after = _ALL_GLYPHS.split(cmap)
    numbers = sorted(texts)
    batches = [numbers[at : at + _MOST_GLYPHS] for at in range(0, len(numbers), _MOST_GLYPHS)]
    return before + b"".join(_batch(batch, texts) for batch in batches) + after


def _batch(numbers: Sequence[int], texts: Mapping[int, bytes]) -> bytes:
    lines = b"".join(b"<%04x> <%s>\n" % (number, texts[number]) for number in numbers)
    return b"%d beginbfchar\n%bendbfchar\n" % (len(numbers), lines)


def box_on_page(box: Sequence[Any], page: Object) -> list[Decimal]:
    """Left, bottom, right and top of a picture in points from the page's lower left corner.

    WeasyPrint gives left, top, right and bottom in CSS pixels from the upper left corner.
    """
    left, top, right, bottom = (Decimal(str(number)) * _POINTS_PER_PIXEL for number in box)
    height = Decimal(str(page["/MediaBox"][3]))
    return [number.quantize(Decimal("0.01")) for number in (left, height - bottom, right, height - top)]


def owners_in(tree: Object) -> Object:
    """The parent tree of a tag tree as one array: number, what it owns, next number, and so on.

    ISO 32000-1, 7.9.7 allows it to be parted, which WeasyPrint does not. Raises LibraryChanged where it is.
    """
    numbers = tree.get("/ParentTree", Dictionary()).get("/Nums")
    if not isinstance(numbers, Array):
        raise LibraryChanged("weasyprint", "writes the parent tree of tags otherwise than this program knows")
    return numbers
