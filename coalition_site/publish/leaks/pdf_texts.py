"""Texts of PDFs: on their pages, in their tags, links, bookmarks and metadata.

Pages name glyphs, not letters; each font's map (ToUnicode, ISO 32000-1, 9.10.3) says which letters they stand for. This
reads what a page of ours is written with, hexadecimal strings, twenty times as fast as a reader that lays pages out.
"""

import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pikepdf

from coalition_site.model.comparable import BREAK

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(\S+)\s+[-\d.]+\s+Tf|\[([^\]]*)\]\s*TJ|<([0-9a-fA-F]*)>\s*Tj|/MCID\s+(\d+)|(\bEMC\b)")
_HEXADECIMAL = re.compile(rb"<([0-9a-fA-F]*)>")
_UNICODE = re.compile(rb"<((?:feff|FEFF)[0-9a-fA-F]*)>")
_OCTAL = re.compile(rb"\\([0-7]{3})")
_ONE_GLYPH = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]*)>\s*\n")
_FONTS_BEGIN = (b"\0\1\0\0", b"OTTO", b"true")
_DEEPEST = 4

_INSIDE = "in its metadata or tags"
_ESCAPED_PARENTHESIS, _PARENTHESIS = re.compile(r"\\[()]"), re.compile(r"[()<>]")
# Elements of a line (ISO 32000-1, 14.8.4.4): their text belongs to what they stand in.
_WITHIN_A_LINE = frozenset(
    f"/{name}" for name in ("Span", "Link", "Em", "Strong", "Quote", "Code", "Reference", "Annot", "Sub")
)

_OF_LINES = frozenset({"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", *_WITHIN_A_LINE})
# Characters on each side of the turn of a page that a sentence may reach over.
_TURN = 120

_FROM_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_Letters = dict[int, str]
_Object = tuple[int, int]


def pdf_texts(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """The texts of a PDF, each with where it is: `on page 2`, `in its metadata or tags`."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        maps: dict[_Object, _Letters] = {}
        elements = _elements_by_page(pdf)
        before = ""
        for number, page in enumerate(pdf.pages, 1):
            texts = list(_texts(page.obj, maps, _DEEPEST))
            yield f"on page {number}", BREAK.join(text for _, text in texts)
            marked = elements.get(int(page.obj.get("/StructParents", -1)), ())
            if before:
                yield f"on pages {number - 1} and {number}", f"{before} {' '.join(_first_flowing(texts, marked))}"
            before = " ".join(reversed(_first_flowing(reversed(texts), marked)))
    yield from ((_INSIDE, text) for text in _inside(data))


def _first_flowing(texts: Iterable[tuple[int, str]], marked: Sequence[Any]) -> list[str]:
    """The first texts of a page, or backwards the last ones, that may go on on the one before it, or behind."""
    first: list[str] = []
    count = 0
    for mark, text in texts:
        # What stands beside the text, on each page, is in no paragraph, item or cell.
        if 0 <= mark < len(marked) and str(_block_element(marked[mark]).get("/S")) != "/NonStruct":
            first.append(text)
            count += len(text)
            if count > _TURN:
                break
    return first


def pdf_blocks(data: bytes) -> Iterator[tuple[str, str]]:
    """The same, with BREAK between blocks alone: what different elements of the tag tree hold, and what none does.

    Lines of one paragraph, which have marks of their own on the page, are one block. On the next page its tag is
    another one, as that of a new paragraph is.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        maps: dict[_Object, _Letters] = {}
        elements = _elements_by_page(pdf)
        for number, page in enumerate(pdf.pages, 1):
            marked = elements.get(int(page.obj.get("/StructParents", -1)), ())
            lines: dict[object, list[str]] = {}
            links: dict[object, object] = {}
            for mark, text in _texts(page.obj, maps, _DEEPEST):
                # What is marked as no part of the text stands for itself.
                element = marked[mark] if 0 <= mark < len(marked) else None
                key = _block_element(element).objgen if element is not None else len(lines)
                link = _link_of(element) if element is not None else None
                # Links one behind the other, as of partners, are items of a list.
                parted = link is not None and links.get(key) not in {None, link}
                lines.setdefault(key, []).append(f"{BREAK if parted else ''}{text}")
                links[key] = link if text.strip() else links.get(key)
            yield f"on page {number}", BREAK.join(map(" ".join, lines.values()))
    for inside in _inside(data):
        text = inside if isinstance(inside, str) else inside.decode("latin-1")
        yield _INSIDE, _PARENTHESIS.sub(BREAK, _ESCAPED_PARENTHESIS.sub(" ", text))


def _inside(data: bytes) -> Iterator[str | bytes]:
    """What a PDF says beside its pages: tags, links, bookmarks and metadata."""
    inside = [_unpacked(found[1]) for found in _STREAM.finditer(data)]
    texts = [each for each in inside if not each.startswith(_FONTS_BEGIN)]
    everything = b"\n".join([data, *texts])
    yield everything
    # Texts of objects in Latin letters have one byte for each, all others are UTF-16.
    yield BREAK.join(_OCTAL.sub(_byte, text).decode("latin-1") for text in texts if text[:1].isdigit())
    yield BREAK.join(_utf_16(found[1]) for found in _UNICODE.finditer(everything))


def _elements_by_page(pdf: pikepdf.Pdf) -> dict[int, Sequence[Any]]:
    """The elements of the tag tree that hold what is marked on a page, by the page's number in the tree of parents."""
    tree = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary()).get("/ParentTree")
    if tree is None:
        return {}
    parents = pikepdf.NumberTree(tree)
    return {number: list(held) for number, held in parents.items() if isinstance(held, pikepdf.Array)}


def _link_of(element: Any) -> object:
    """The link that an element stands in; None where it stands in none."""
    while str(element.get("/S")) in _WITHIN_A_LINE and "/P" in element:
        if element.get("/S") == "/Link":
            return element.objgen
        element = element["/P"]
    return None


def _block_element(element: Any) -> Any:
    """The paragraph, item, cell or heading that an element stands in."""
    while "/P" in element:
        kind, above = str(element.get("/S")), element["/P"]
        # What emphasizes a word has no tag of its own; a part of a page has none either, but stands in no paragraph.
        if kind not in _WITHIN_A_LINE and not (kind == "/NonStruct" and str(above.get("/S")) in _OF_LINES):
            break
        element = above
    return element


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def _byte(octal: re.Match[bytes]) -> bytes:
    return bytes([int(octal[1], 8) & 0xFF])


def _utf_16(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode()[: len(hexadecimal) // 4 * 4]).decode("utf-16-be", "surrogatepass")


def _texts(thing: Any, maps: dict[_Object, _Letters], depth: int) -> Iterator[tuple[int, str]]:
    """The texts of a page, or of a form within one, as they are drawn; each with its mark, -1 where it has none."""
    resources = thing.get("/Resources", pikepdf.Dictionary())
    fonts = {
        name.removeprefix("/").encode(): _letters(font, maps)
        for name, font in resources.get("/Font", pikepdf.Dictionary()).items()
    }
    yield from _shown(_content(thing), fonts)
    for inner in dict(resources.get("/XObject", pikepdf.Dictionary())).values():
        if depth and inner.get("/Subtype") == "/Form":
            # Marks within a form are counted by themselves.
            yield from ((-1, text) for _, text in _texts(inner, maps, depth - 1))


def _content(thing: Any) -> bytes:
    if isinstance(thing, pikepdf.Stream):
        return thing.read_bytes()
    contents = thing.get("/Contents", pikepdf.Array())
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _shown(content: bytes, fonts: dict[bytes, _Letters]) -> Iterator[tuple[int, str]]:
    letters: _Letters = {}
    mark = -1
    for font, several, one, marked, ends in _SHOWN.findall(content):
        if marked or ends:
            mark = int(marked or -1)
        elif font:
            letters = fonts.get(font, {})
        else:
            glyphs = b"".join(_HEXADECIMAL.findall(several)) if several else one
            numbers = bytes.fromhex(glyphs.decode()[: len(glyphs) // 4 * 4])
            drawn = numbers.decode("utf-16-be", "surrogatepass")
            text = drawn.translate(letters)
            # What runs from right to left is drawn from the left all the same, glyph by glyph.
            from_right = not text.isascii() and _FROM_RIGHT.search(text)
            yield mark, drawn[::-1].translate(letters) if from_right else text


def _letters(font: Any, maps: dict[_Object, _Letters]) -> _Letters:
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
