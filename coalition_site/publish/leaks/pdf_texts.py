"""What PDFs say: on their pages, in their tags, links, bookmarks and metadata.

Pages name glyphs, not letters; each font's map (ToUnicode, ISO 32000-1, 9.10.3) says which letters they stand for. This
reads what a page of ours is written with, hexadecimal strings, twenty times as fast as a reader that lays pages out.
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(\S+)\s+[-\d.]+\s+Tf|\[([^\]]*)\]\s*TJ|<([0-9a-fA-F]*)>\s*Tj")
_HEXADECIMAL = re.compile(rb"<([0-9a-fA-F]*)>")
_UNICODE = re.compile(rb"<((?:feff|FEFF)[0-9a-fA-F]*)>")
_OCTAL = re.compile(rb"\\([0-7]{3})")
_ONE_GLYPH = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]*)>\s*\n")
_FONTS_BEGIN = (b"\0\1\0\0", b"OTTO", b"true")
_DEEPEST = 4

_Letters = dict[int, str]


def pdf_texts(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """The texts of a PDF, each with where it is: `on page 2`, `in its metadata or tags`."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        maps: dict[tuple[int, int], _Letters] = {}
        for number, page in enumerate(pdf.pages, 1):
            yield f"on page {number}", "\n".join(_texts(page.obj, maps, _DEEPEST))
    inside = [_unpacked(found[1]) for found in _STREAM.finditer(data)]
    texts = [each for each in inside if not each.startswith(_FONTS_BEGIN)]
    everything = b"\n".join([data, *texts])
    where = "in its metadata or tags"
    yield where, everything
    # Texts of objects in Latin letters have one byte for each, all others are UTF-16.
    yield where, "\n".join(_OCTAL.sub(_byte, each).decode("latin-1") for each in texts if each[:1].isdigit())
    yield where, "\n".join(_utf_16(found[1]) for found in _UNICODE.finditer(everything))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def _byte(octal: re.Match[bytes]) -> bytes:
    return bytes([int(octal[1], 8) & 0xFF])


def _utf_16(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode()[: len(hexadecimal) // 4 * 4]).decode("utf-16-be", "surrogatepass")


def _texts(thing: Any, maps: dict[tuple[int, int], _Letters], depth: int) -> Iterator[str]:
    """The texts of a page, or of a form within one, in the order in which they are drawn."""
    resources = thing.get("/Resources", pikepdf.Dictionary())
    fonts = {
        name.removeprefix("/").encode(): _letters(font, maps)
        for name, font in resources.get("/Font", pikepdf.Dictionary()).items()
    }
    yield from _shown(_content(thing), fonts)
    for inner in dict(resources.get("/XObject", pikepdf.Dictionary())).values():
        if depth and inner.get("/Subtype") == "/Form":
            yield from _texts(inner, maps, depth - 1)


def _content(thing: Any) -> bytes:
    if isinstance(thing, pikepdf.Stream):
        return thing.read_bytes()
    contents = thing.get("/Contents", pikepdf.Array())
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _shown(content: bytes, fonts: dict[bytes, _Letters]) -> Iterator[str]:
    letters: _Letters = {}
    for font, several, one in _SHOWN.findall(content):
        if font:
            letters = fonts.get(font, {})
            continue
        glyphs = b"".join(_HEXADECIMAL.findall(several)) if several else one
        numbers = bytes.fromhex(glyphs.decode()[: len(glyphs) // 4 * 4])
        yield numbers.decode("utf-16-be", "surrogatepass").translate(letters)


def _letters(font: Any, maps: dict[tuple[int, int], _Letters]) -> _Letters:
    """What the glyphs of a font stand for, by their numbers; each font is read once."""
    found = maps.get(font.objgen)
    if found is None:
        written = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
        found = {
            int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "surrogatepass")
            for glyph, text in _ONE_GLYPH.findall(written)
        }
        maps[font.objgen] = found
    return found
