"""WeasyPrint's drawing of a line of text, changed so that shaped scripts keep their characters.

    draw_text ──> draw_first_line(stream, textbox, …)          replaced while this program runs
                    stream.set_text_matrix(…)                  the layout of the line is settled
                    stream.add_font(pango_font)                for each run of one font:
                    stream.show_text("<0012>-30<0034>")          the run before
                    stream.set_font_size(…)                      this one begins
                    stream.show_text(…)                        the last run

A glyph that stands for other characters than before gets a further code in its font, and a cluster of several glyphs
says its characters itself (/ActualText, ISO 32000-1, 14.9.4), since readers order glyphs by their places. Nothing of
this is documented; tests/publish/pdf/test_weasyprint_contract.py holds it. Only the PDF worker imports this module.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from weasyprint.draw import text as engine_text
from weasyprint.text.ffi import ffi, pango

from coalition_site.library_changed import LibraryChanged
from coalition_site.publish.pdf.mend.clusters import Cluster, clusters_by_place, is_shaped

_PIECE = re.compile(r"<([0-9a-f]*)>|([^<]+)")
_CODE_LENGTH, _LAST_CODE = 4, 0xFFFE
# The engine numbers the glyphs that a font lacks from the end of the font on.
_LEFT_FREE = 256
_CHANGED = "draws lines of text otherwise than this program knows"


@dataclass(slots=True)
class GlyphCodes:
    """The glyphs of fonts that got further codes in a document: code and glyph by the name of the font."""

    by_font: dict[str, dict[int, int]] = field(default_factory=dict)
    _known: dict[tuple[str, int, str], int] = field(default_factory=dict)

    def of(self, font: Any, glyph: int, characters: str) -> int | None:
        """The code under which a glyph stands for these characters; None where its font can have no second ones."""
        if font.to_unicode.setdefault(glyph, characters) == characters:
            return glyph
        name = font.name.decode().lstrip("/")
        known = self._known.get((name, glyph, characters))
        if known is not None:
            return known
        glyphs = self.by_font.setdefault(name, {})
        code: int = font.glyph_count + _LEFT_FREE + len(glyphs)
        if font.type == "otf" or code > _LAST_CODE:
            return None
        font.to_unicode[code], font.widths[code] = characters, font.widths[glyph]
        glyphs[code] = glyph
        self._known[name, glyph, characters] = code
        return code

    def write(self, pdf: pikepdf.Pdf) -> None:
        """Tell the fonts of a finished PDF which glyph each further code is."""
        if not any(self.by_font.values()):
            return
        for font in pdf.objects:
            if not isinstance(font, pikepdf.Dictionary) or font.get("/Subtype") != "/CIDFontType2":
                continue
            codes = self.by_font.get(str(font.BaseFont).lstrip("/"))
            if codes:
                glyphs = [codes.get(code, code) for code in range(max(codes) + 1)]
                font.CIDToGIDMap = pdf.make_stream(b"".join(glyph.to_bytes(2) for glyph in glyphs))


class _Settled(dict[int, str]):
    """Texts of glyphs that all seem to be noted, so that the engine notes none."""

    def __contains__(self, _: object) -> bool:
        return True


class _SettledFont:
    """A font of the engine that takes no texts from it."""

    def __init__(self, font: Any) -> None:
        self.font = font
        self.to_unicode = _Settled()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.font, name)


class _ClusterStream:
    """The engine's stream while a line is drawn: glyphs come out cluster by cluster."""

    def __init__(self, stream: Any, textbox: Any, codes: GlyphCodes) -> None:
        self._stream = stream
        self._textbox = textbox
        self._codes = codes
        self._clusters: Iterator[Cluster] = iter(())
        self._font: Any = None
        self._next_font: Any = None
        self._cluster: Cluster | None = None
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
        """Show glyphs and the spaces between them, as the engine writes them into an array of PDF."""
        for codes, space in _PIECE.findall(string):
            self._array += f"{space} "
            for at in range(0, len(codes), _CODE_LENGTH):
                self._show(int(codes[at : at + _CODE_LENGTH], 16))
        self._flush()

    def end(self) -> None:
        """End the line. Raises LibraryChanged unless every glyph was shown."""
        if self._cluster is not None or next(self._clusters, None) is not None:
            raise LibraryChanged("weasyprint", _CHANGED)

    def _show(self, glyph: int) -> None:
        cluster = self._cluster
        if cluster is None:
            cluster = self._cluster = next(self._clusters, None)
            if cluster is None:
                raise LibraryChanged("weasyprint", _CHANGED)
            self._spoken = cluster.glyphs > 1
            if self._spoken:
                self._speak(cluster.characters)
        code = self._codes.of(self._font, glyph, cluster.next_characters())
        if code is None and not self._spoken:
            self._spoken = True
            self._speak(cluster.characters)
        self._array += f"<{glyph if code is None else code:04x}>"
        if cluster.drawn == cluster.glyphs:
            self._cluster = None
            if self._spoken:
                self._flush()
                self._stream.stream.append(b"EMC")

    def _speak(self, characters: str) -> None:
        self._flush()
        written = characters.encode("utf-16-be").hex()
        self._stream.stream.append(f"/Span <</ActualText <feff{written}>>> BDC".encode())

    def _flush(self) -> None:
        if self._array:
            self._stream.show_text(self._array)
        self._array = ""


def _clusters_of(line: Any, text: bytes) -> Iterator[Cluster]:
    """The clusters of a line that draw anything, in the order in which they are drawn, with all its characters."""
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        glyphs = item.glyphs.glyphs[0 : item.glyphs.num_glyphs]
        places = item.glyphs.log_clusters[0 : item.glyphs.num_glyphs]
        drawn = [place for place, glyph in zip(places, glyphs, strict=True) if glyph.glyph != pango.PANGO_GLYPH_EMPTY]
        characters = text[item.item.offset : item.item.offset + item.item.length]
        clusters = clusters_by_place(characters, sorted(set(places)), frozenset(drawn))
        for place in drawn:
            clusters[place].glyphs += 1
        yield from dict.fromkeys(clusters[place] for place in drawn)


class LettersOfClusters:
    """While documents are written, their lines in shaped scripts keep their characters."""

    def __init__(self) -> None:
        self._codes = GlyphCodes()
        draw_plainly = engine_text.draw_first_line

        def draw(stream: Any, textbox: Any, *rest: Any) -> Any:
            if not is_shaped(textbox.text):
                return draw_plainly(stream, textbox, *rest)
            clusters = _ClusterStream(stream, textbox, self._codes)
            drawn = draw_plainly(clusters, textbox, *rest)
            clusters.end()
            return drawn

        engine_text.draw_first_line = draw

    def begin(self) -> GlyphCodes:
        """Begin another document; what is returned knows in the end which further codes its fonts have.

        Raises LibraryChanged where lines are not drawn by the function that was replaced.
        """
        if "draw_first_line" not in engine_text.draw_text.__code__.co_names:
            raise LibraryChanged("weasyprint", _CHANGED)
        self._codes = GlyphCodes()
        return self._codes
