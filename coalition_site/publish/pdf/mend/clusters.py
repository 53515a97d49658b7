"""Letters of scripts that are shaped in clusters, such as Devanagari, Khmer or Burmese, and of joined emoji.

The PDF engine notes one text for each sign of a font, the one that it met first. In these scripts one sign stands for
different letters in different clusters, and a cluster may be written in another order than it is spoken. So while the
engine writes a line of them, each cluster gets its letters: a sign that stands for other letters than before gets a
second number, and a cluster of several signs says its letters itself (/ActualText, ISO 32000-1, 14.9.4), since readers
order signs by their places.

This module knows how the engine draws text (`weasyprint.draw.text.draw_first_line`), so only the PDF worker imports it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from unicodedata import category

import pikepdf
from weasyprint.draw import text as engine_text
from weasyprint.text.ffi import ffi, pango

# Scripts in which signs are more or fewer than letters, joiners, choices of form, and all beyond the first plane.
# Marks that combine with letters belong to them. Of Arabic letters only those of Persian, Urdu and other languages do,
# which Amiri puts together from parts: `pdf.mend.glyphs` mends the others.
_SHAPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u2de0-\u2dff\ua66f-\ua67d\ufe20-\ufe2f"
    "\u0590-\u05ff\u0671-\u06ef\u06fa-\u11ff\u135d-\u135f\u1700-\u18af\u1900-\u1cff\u200c\u200d\u20e3"
    "\ua800-\uabff\ufe00-\ufe0f\U00010000-\U0010ffff]"
)
_PIECE = re.compile(r"<([0-9a-f]*)>|([^<]+)")
_CODE_LENGTH, _LAST_CODE = 4, 0xFFFE
# The engine numbers the signs that a font lacks from the end of the font on.
_LEFT_FREE = 256
# PDF/UA-1 wants a letter for every sign (7.21.7), so that one without gets what nobody sees.
_NOTHING = "\u200d"


@dataclass(slots=True, eq=False)
class _Cluster:
    """Letters that are set together, by how many signs, and how many of these are drawn."""

    letters: str
    signs: int = 0
    drawn: int = 0

    def next_letters(self) -> str:
        """The share of the next sign: a letter for each, what is left for the last, a joiner where none is left."""
        self.drawn += 1
        return self.letters[self.drawn - 1 : None if self.drawn == self.signs else self.drawn] or _NOTHING


@dataclass(slots=True)
class SecondNumbers:
    """The signs of fonts that got further numbers in a document: number and sign by the name of the font."""

    by_font: dict[str, dict[int, int]] = field(default_factory=dict)
    _known: dict[tuple[str, int, str], int] = field(default_factory=dict)

    def of(self, font: Any, sign: int, letters: str) -> int | None:
        """The number under which a sign stands for these letters; None where its font can have no second ones."""
        if font.to_unicode.setdefault(sign, letters) == letters:
            return sign
        name = font.name.decode().lstrip("/")
        known = self._known.get((name, sign, letters))
        if known is not None:
            return known
        signs = self.by_font.setdefault(name, {})
        number: int = font.glyph_count + _LEFT_FREE + len(signs)
        if font.type == "otf" or number > _LAST_CODE:
            return None
        font.to_unicode[number], font.widths[number] = letters, font.widths[sign]
        signs[number] = sign
        self._known[name, sign, letters] = number
        return number

    def write(self, pdf: pikepdf.Pdf) -> None:
        """Tell the fonts of a finished PDF which sign each further number is."""
        if not any(self.by_font.values()):
            return
        for font in pdf.objects:
            if not isinstance(font, pikepdf.Dictionary) or font.get("/Subtype") != "/CIDFontType2":
                continue
            numbers = self.by_font.get(str(font.BaseFont).lstrip("/"))
            if numbers:
                signs = [numbers.get(code, code) for code in range(max(numbers) + 1)]
                font.CIDToGIDMap = pdf.make_stream(b"".join(sign.to_bytes(2) for sign in signs))


class _Settled(dict[int, str]):
    """Letters of signs that all seem to be noted, so that the engine notes none."""

    def __contains__(self, _: object) -> bool:
        return True


class _SettledFont:
    """A font of the engine that takes no letters from it."""

    def __init__(self, font: Any) -> None:
        self.font = font
        self.to_unicode = _Settled()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.font, name)


class _ClusterStream:
    """The engine's stream while a line is drawn: signs come out cluster by cluster."""

    def __init__(self, stream: Any, textbox: Any, numbers: SecondNumbers) -> None:
        self._stream = stream
        self._textbox = textbox
        self._numbers = numbers
        self._clusters: Iterator[_Cluster] = iter(())
        self._font: Any = None
        self._next_font: Any = None
        self._cluster: _Cluster | None = None
        self._spoken = False
        self._array = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def set_text_matrix(self, *values: float) -> None:
        """Begin the line; its layout is settled now."""
        line, _ = self._textbox.pango_layout.get_first_line()
        self._clusters = _clusters_of(line, self._textbox.pango_layout.text.encode())
        self._stream.set_text_matrix(*values)

    def add_font(self, pango_font: Any) -> tuple[_SettledFont, float]:
        """Give the font of the next run; the engine has yet to show the end of the one before."""
        self._next_font, size = self._stream.add_font(pango_font)
        return _SettledFont(self._next_font), size

    def set_font_size(self, name: str, size: float) -> None:
        """Begin the next run."""
        self._font = self._next_font
        self._stream.set_font_size(name, size)

    def show_text(self, string: str) -> None:
        """Show signs and the spaces between them, as the engine writes them into an array of PDF."""
        for codes, space in _PIECE.findall(string):
            self._array += f"{space} "
            for at in range(0, len(codes), _CODE_LENGTH):
                self._show(int(codes[at : at + _CODE_LENGTH], 16))
        self._flush()

    def _show(self, sign: int) -> None:
        cluster = self._cluster
        if cluster is None:
            cluster = self._cluster = next(self._clusters)
            self._spoken = cluster.signs > 1
            if self._spoken:
                self._speak(cluster.letters)
        number = self._numbers.of(self._font, sign, cluster.next_letters())
        if number is None and not self._spoken:
            self._spoken = True
            self._speak(cluster.letters)
        self._array += f"<{sign if number is None else number:04x}>"
        if cluster.drawn == cluster.signs:
            self._cluster = None
            if self._spoken:
                self._flush()
                self._stream.stream.append(b"EMC")

    def _speak(self, letters: str) -> None:
        self._flush()
        self._stream.stream.append(f"/Span <</ActualText <feff{letters.encode('utf-16-be').hex()}>>> BDC".encode())

    def _flush(self) -> None:
        if self._array:
            self._stream.show_text(self._array)
        self._array = ""


def _clusters_of(line: Any, text: bytes) -> Iterator[_Cluster]:
    """The clusters of a line that draw anything, in the order in which they are drawn, with all letters of the line."""
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        signs = item.glyphs.glyphs[0 : item.glyphs.num_glyphs]
        places = item.glyphs.log_clusters[0 : item.glyphs.num_glyphs]
        drawn = [place for place, sign in zip(places, signs, strict=True) if sign.glyph != pango.PANGO_GLYPH_EMPTY]
        letters = text[item.item.offset : item.item.offset + item.item.length]
        clusters = _clusters(letters, sorted(set(places)), frozenset(drawn))
        for place in drawn:
            clusters[place].signs += 1
        yield from dict.fromkeys(clusters[place] for place in drawn)


def _clusters(text: bytes, places: list[int], drawn: frozenset[int]) -> dict[int, _Cluster]:
    """The clusters of a run by their places in its text; marks, and what draws nothing, belong to what they follow."""
    clusters: dict[int, _Cluster] = {}
    last, before = None, ""
    for place, end in pairwise([*places, len(text)]):
        letters = text[place:end].decode()
        if last is not None and (place not in drawn or category(letters[0]).startswith("M")):
            last.letters += letters
        elif place in drawn:
            last, before = _Cluster(before + letters), ""
        else:
            before += letters
            continue
        clusters[place] = last
    return clusters


class LettersOfClusters:
    """While documents are written, their lines in shaped scripts keep their letters."""

    def __init__(self) -> None:
        self._numbers = SecondNumbers()
        draw_plainly = engine_text.draw_first_line

        def draw(stream: Any, textbox: Any, *rest: Any) -> Any:
            if _SHAPED.search(textbox.text):
                stream = _ClusterStream(stream, textbox, self._numbers)
            return draw_plainly(stream, textbox, *rest)

        engine_text.draw_first_line = draw

    def begin(self) -> SecondNumbers:
        """Begin another document; what is returned knows in the end how its fonts were numbered."""
        self._numbers = SecondNumbers()
        return self._numbers
