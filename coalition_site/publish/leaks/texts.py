"""All that a file of a site says to whoever looks closely: its name, its text, and what is packed within it.

Whether something may be in a file is asked of all its letters at once (`parts_of`); whether it is there, of its blocks,
which nothing reaches over (`blocks_of`).
"""

import csv
import gzip
import html
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from coalition_site.model.comparable import BREAK, comparable, comparable_bytes
from coalition_site.validate.value_patterns import blocks_of_markdown

_TEXTS = (
    ".html",
    ".css",
    ".js",
    ".json",
    ".map",
    ".txt",
    ".xml",
    ".svg",
    ".ics",
    ".vcf",
    ".csv",
    ".md",
    ".webmanifest",
)
_TAG = re.compile(r"<[^<>]*>")
# Within a line: what they hold belongs to what stands around it.
_TAG_WITHIN_A_LINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|tspan|u|var|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Links one behind the other, as of partners, are items of a list.
_ONE_BEHIND_THE_OTHER = re.compile(r"</(a|span)>\s*<\1\b[^<>]*>", re.IGNORECASE)
# The number of an item, in a text that is no longer Markdown.
_NUMBER_OF_ITEM = re.compile(r"^[ \t]*\d{1,9}[.)](?=[ \t])", re.MULTILINE)
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE)
_OF_SCRIPTS = (".json", ".js", ".map", ".webmanifest")
_OF_LINES = (".ics", ".vcf")
_IN_QUOTES = re.compile(r'(?<!\\)"')
_FOLDED = re.compile(r"\r?\n[ \t]")
_LINE_END = re.compile(r"\\[nrNR]")
_STRUCTURED = re.compile(r"(?<!\\)[;:]|\r?\n")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)
_PACKED_IN_PNG = re.compile(rb"(?:zTXt|iTXt)([^\0]{1,79}\0)")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file: where in the file it is, empty for all of it, and what it says."""

    where: str
    said: str | bytes

    def letters(self) -> bytes:
        """What it says, as it is compared."""
        return comparable(self.said) if isinstance(self.said, str) else comparable_bytes(self.said)

    def text(self) -> str:
        """What it says, as a text that can be searched with a pattern."""
        return self.said if isinstance(self.said, str) else self.said.decode("utf-8", "replace")


def parts_of(name: str, data: bytes) -> Iterator[Part]:
    """What a file says; `name` is its path within the site."""
    yield Part("in its name", name)
    ending = name[name.rfind(".") :].lower()
    if ending == ".gz":
        yield from parts_of(name[: -len(ending)], gzip.decompress(data))
    elif ending in _TEXTS:
        text = data.decode("utf-8", "replace")
        plain = _unescaped(text)
        yield Part("", plain)
        if "<" in plain:
            # Text that is parted by tags; what stands within tags was in the part before.
            yield Part("", _TAG.sub("\0", plain))
    elif ending == ".pdf":
        from coalition_site.publish.leaks.pdf_texts import pdf_texts  # loads the PDF library

        for where, said in pdf_texts(data):
            yield Part(where, said)
    else:
        yield Part("in the file", data)
        for packed in _PACKED_IN_PNG.finditer(data) if ending == ".png" else ():
            yield Part("in its metadata", _unpacked(data[packed.end() :]))


def blocks_of(name: str, data: bytes) -> Iterator[Part]:
    """The same as `parts_of`, with BREAK between blocks alone: paragraphs, items, cells, attributes, strings."""
    ending = name[name.rfind(".") :].lower()
    if ending == ".gz":
        yield from blocks_of(name[: -len(ending)], gzip.decompress(data))
    elif ending in _TEXTS:
        yield Part("in its name", name.replace("/", BREAK))
        for text in _blocks_of_text(ending, data.decode("utf-8", "replace")):
            yield Part("", text)
    elif ending == ".pdf":
        from coalition_site.publish.leaks.pdf_texts import pdf_blocks  # loads the PDF library

        yield Part("in its name", name.replace("/", BREAK))
        for where, text in pdf_blocks(data):
            yield Part(where, text)
    else:
        yield from parts_of(name, data)


def _blocks_of_text(ending: str, text: str) -> Iterator[str]:
    if ending == ".csv":
        yield BREAK.join(cell for row in csv.reader(io.StringIO(text)) for cell in row)
    elif ending in _OF_SCRIPTS:
        yield _unescaped(_LINE_END.sub(BREAK, _IN_QUOTES.sub(BREAK, text)))
    elif ending in _OF_LINES:
        lines = _LINE_END.sub(BREAK, _STRUCTURED.sub(BREAK, _FOLDED.sub("", text)))
        yield _unescaped(_NUMBER_OF_ITEM.sub(BREAK, lines))
    elif "<" in text:
        one_line = text.replace("\r", " ").replace(BREAK, " ")
        # What stands within tags and scripts, each text in quotes by itself; then the text that tags part.
        yield _unescaped(_IN_QUOTES.sub(BREAK, one_line))
        parted = _ONE_BEHIND_THE_OTHER.sub(BREAK, _SCRIPT.sub(BREAK, one_line))
        yield _unescaped(_TAG.sub(BREAK, _TAG_WITHIN_A_LINE.sub("\0", parted)))
    else:
        yield blocks_of_markdown(_unescaped(text))


def _unescaped(text: str) -> str:
    """A text without the escapes of HTML, JSON, scripts, calendars and addresses."""
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = _ESCAPE.sub(_meant, text)
    return unquote(text) if "%" in text else text


def _meant(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else " "


def _unpacked(data: bytes) -> bytes:
    """What a compressed text of a PNG says; how many bytes of flags and keys stand before it depends on its kind."""
    for begin in range(min(len(data), 80)):
        if data[begin] & 0x0F == zlib.DEFLATED:
            try:
                return zlib.decompressobj().decompress(data[begin:], 1_000_000)
            except zlib.error:
                continue
    return b""
