"""Pictures in Markdown, `![words](name.jpg)`: which there are in a text, and where in its file each is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from coalition_site.problems import Position
from coalition_site.read.markdown import TextTakesTooLong, plain_parser, tokens_with_lines
from coalition_site.read.values import Document

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_BEGINS = "!["
_FOLDER = "images/"
# What stands between the brackets and the address of a picture that is written in one go.
_ADDRESS = re.compile(r"\]\([ \t]*<?")


@dataclass(frozen=True, slots=True)
class WrittenPicture:
    """A picture as a text names it: its words and its address, and the places of both."""

    words: str
    address: str
    at: Position
    address_at: Position


def image_name(address: str) -> str:
    """The name of the image of `images/` that an address means, written with or without the name of that folder."""
    return unquote(address).strip().removeprefix(_FOLDER)


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[str, ...]:
    """The names of the images that a Markdown text shows, each once, in their order; also of those there are not."""
    if _BEGINS not in text:
        return ()
    tokens = (child for token in _parser().parse(text) for child in token.children or ())
    return tuple(dict.fromkeys(image_name(str(token.attrGet("src"))) for token in tokens if token.type == "image"))


@cache
def _parser() -> "MarkdownIt":
    return plain_parser()


def written_pictures(document: Document) -> Iterator[WrittenPicture]:
    """Every picture of a document's text. One that takes too long to read is reported elsewhere, and has none here."""
    if _BEGINS not in document.body:
        return
    lines = document.body.split("\n")
    behind: dict[int, int] = {}
    try:
        tokens = [(line, token) for line, token in tokens_with_lines(document.body) if token.type == "image"]
    except TextTakesTooLong:
        return
    for line, token in tokens:
        written = lines[line - 1] if line <= len(lines) else ""
        begin = max(written.find(_BEGINS, behind.get(line, 0)), 0)
        behind[line] = begin + len(_BEGINS)
        address = str(token.attrGet("src"))
        found = _ADDRESS.search(written, begin)
        at = document.in_body(line, begin + 1)
        yield WrittenPicture(
            " ".join(token.content.split()),
            address,
            at,
            document.in_body(line, found.end() + 1) if found is not None else at,
        )
