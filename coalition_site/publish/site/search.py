"""The search index of a site: the words of each page, by section, in an index that its search page loads.

The index is a script, since a browser reads no other file from a folder: one line for each page, with its address, its
title, and pairs of a section's id, heading and text; behind them the title's language, where that is not the site's.
`templates/search/search.js` reads it.
This reads the HTML of our own templates, five times as fast as an HTML parser does, and says where it meets anything
else.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from coalition_site.render.pages import SitePage
from coalition_site.render.search_page import SEARCH_PAGE

_TAG = re.compile(r"(<[^<>]*>)")
_WRITTEN = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s+[a-zA-Z_:][\w:.-]*(?:="[^"<>]*"|='[^'<>]*')?)*)\s*(?P<empty>/?)>""",
)
_ODD = re.compile(r"[<>]|&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#x[0-9a-fA-F]+);)")
_ID = re.compile(r'\sid="([^"]*)"')
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WITHIN_A_LINE = frozenset(
    {"a", "abbr", "b", "bdi", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "time", "wbr"}
)
_SET_APART = frozenset({"a", "small", "span", "time"})
_NEVER_CLOSED = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_PASSED_OVER = frozenset({"script", "style", "object", "select", "textarea"})
_HOLDING_NO_HTML = frozenset({"script", "style"})
_BREAK = "\n"
_LINK = "a"


@dataclass(slots=True)
class Section:
    """A part of a page: the id of the heading it begins with, empty at the top, and its words, a block a line."""

    id: str = ""
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag as written: whether it opens an element, and what of its attributes matters here."""

    name: str
    opens: bool
    closes: bool
    begins: str | None
    excluded: bool
    within_a_line: bool
    set_apart: bool = False
    usual: bool = True


@lru_cache(maxsize=4096)
def _tag(written: str) -> _Tag:
    parts = _WRITTEN.fullmatch(written)
    if parts is None:
        return _Tag("", opens=False, closes=False, begins=None, excluded=False, within_a_line=True, usual=False)
    name, attributes = parts["name"].lower(), parts["attributes"]
    named = _ID.search(attributes) if name in _HEADINGS else None
    is_open = not parts["end"] and not parts["empty"] and name not in _NEVER_CLOSED
    return _Tag(
        name=name,
        opens=is_open,
        closes=bool(parts["end"]),
        begins=unescape(named[1]) if named else None,
        excluded="data-search-exclude" in attributes or name in _PASSED_OVER,
        within_a_line=name in _WITHIN_A_LINE,
        set_apart=name in _SET_APART,
    )


class PageWords:
    """The sections of a page's HTML, and `unusual`: what our templates never write and it has first, or nothing."""

    def __init__(self, html: str) -> None:
        self.sections = [Section()]
        self.unusual = ""
        self._open: list[str] = []
        self._excluded_from = 0
        self._heading_at = 0
        self._set_apart = False
        self._behind_a_link = False
        pieces = iter(_TAG.split(html))
        for text in pieces:
            if text:
                self._text(text)
            written = next(pieces, None)
            if written is not None:
                self._take(_tag(written), written)

    def _take(self, tag: _Tag, written: str) -> None:
        if not tag.usual or (self._open and self._open[-1] in _HOLDING_NO_HTML and not tag.closes):
            self.unusual = self.unusual or written
            return
        self._set_apart |= tag.set_apart
        if tag.opens:
            self._start(tag)
        elif tag.closes:
            self._end(tag)
        elif not tag.within_a_line:
            self._into().append(_BREAK)

    def _start(self, tag: _Tag) -> None:
        self._open.append(tag.name)
        if self._excluded_from:
            return
        if self._behind_a_link and tag.name == _LINK:
            # Links one behind the other are a list, as of partners.
            self._into().append(_BREAK)
        if tag.excluded:
            self._excluded_from = len(self._open)
        if tag.begins is not None and tag.name != "h1":
            self.sections.append(Section(tag.begins))
            self._heading_at = len(self._open)
        elif not tag.within_a_line:
            self._into().append(_BREAK)

    def _end(self, tag: _Tag) -> None:
        if not self._open or self._open[-1] != tag.name:
            self.unusual = self.unusual or f"</{tag.name}>"
            return
        if not self._excluded_from and not tag.within_a_line:
            self._into().append(_BREAK)
        if self._excluded_from == len(self._open):
            self._excluded_from = 0
        if self._heading_at == len(self._open):
            self._heading_at = 0
        self._open.pop()
        self._behind_a_link |= tag.name == _LINK

    def _text(self, text: str) -> None:
        self._behind_a_link &= text.isspace()
        if "&" in text or ">" in text or "<" in text:
            if odd := _ODD.search(text):
                self.unusual = self.unusual or text[odd.start() :][:60]
            text = unescape(text)
        if self._open and self._open[-1] in _HOLDING_NO_HTML:
            self.unusual = self.unusual or text[:60]
        elif not self._excluded_from:
            into = self._into()
            # A style sheet may set them apart; words do not run together here.
            if self._set_apart and into and into[-1][-1:].isalnum() and text[:1].isalnum():
                into.append(" ")
            into.append(text.replace(_BREAK, " "))
        self._set_apart = False

    def _into(self) -> list[str]:
        """Where text goes: the section's heading while that is open, else its text."""
        return self.sections[-1].heading if self._heading_at else self.sections[-1].text


def _lines(pieces: Iterable[str]) -> str:
    """Pieces of text as lines without blank ones, and with single spaces."""
    lines = (" ".join(line.split()) for line in "".join(pieces).split(_BREAK))
    return _BREAK.join(line for line in lines if line)


def index_line(page: SitePage, words: PageWords) -> str:
    """A page's line in the index; empty for the search page itself."""
    if page.path == SEARCH_PAGE:
        return ""
    sections = (
        (section.id, " ".join(_lines(section.heading).split(_BREAK)), _lines(section.text))
        for section in words.sections
    )
    parts = [part for section in sections if section[1] or section[2] for part in section]
    entry: list[object] = [page.path.with_suffix(".html").as_posix(), " ".join(page.title.split()), parts]
    if page.title_language:
        entry.append(page.title_language)
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def index_script(lines: Iterable[str]) -> bytes:
    """The search index of a site, as a script that gives it a name."""
    written = ",\n".join(line for line in lines if line)
    return f"var coalitionSearchIndex = [\n{written}\n];\n".encode()
