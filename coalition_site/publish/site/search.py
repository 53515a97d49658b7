"""What the search of a site finds on a page: the sections that the theme's search plugin makes, only sooner.

The plugin reads any HTML, and takes five times as long: a first build of 150 partners without documents, both sites,
takes a seventh longer with it. This reads the HTML of our own templates, and says so where it meets anything else.
`tests/publish/site/test_material_contract.py` compares both over all kinds of HTML, and `test_same_as_mkdocs.py` over
every page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape

_TAG = re.compile(r"(<[^<>]*>)")
_WRITTEN = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s+[a-zA-Z_:][\w:.-]*(?:="[^"<>]*")?)*)\s*(?P<empty>/?)>""",
)
_ODD = re.compile(r"[<>]|&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#x[0-9a-fA-F]+);)")
_ID = re.compile(r'\sid="([^"]*)"')
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_NEVER_CLOSED = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_PASSED_OVER = frozenset({"script", "style", "object"})
_HOLDING_NO_HTML = frozenset({"script", "style"})
_PREFACE = "hx"
_EXITED = float("inf")


class UnusualHtml(Exception):
    """A page holds HTML that our own templates do not write."""


@dataclass(slots=True)
class Section:
    """A part of a page: the id of the heading it begins with, empty at the top, and HTML of its title and text."""

    heading: str
    depth: float = 0
    id: str = ""
    titles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag as written: whether it opens, closes or both, and what of its attributes matters here."""

    name: str
    opens: bool
    closes: bool
    id: str | None
    excluded: bool


@lru_cache(maxsize=4096)
def _tag(written: str) -> _Tag:
    parts = _WRITTEN.fullmatch(written)
    if parts is None:
        raise UnusualHtml(written)
    name, attributes = parts["name"].lower(), parts["attributes"]
    named = _ID.search(attributes) if name in _HEADINGS else None
    return _Tag(
        name=name,
        opens=not parts["end"] and name not in _NEVER_CLOSED,
        closes=bool(parts["end"] or parts["empty"]),
        id=unescape(named[1]) if named else None,
        excluded="data-search-exclude" in attributes,
    )


def sections_of(html: str) -> list[tuple[str, str | None, str]]:
    """Id, title and text of each section of a page's HTML; None for the title of what stands before any heading.

    Raises UnusualHtml for what our templates never write.
    """
    reader = _Reader()
    pieces = iter(_TAG.split(html))
    for text in pieces:
        if text:
            if ("&" in text or ">" in text or "<" in text) and (odd := _ODD.search(text)):
                raise UnusualHtml(text[odd.start() :][:60])
            reader.text(text)
        written = next(pieces, None)
        if written is not None:
            tag = _tag(written)
            if tag.opens:
                reader.start(tag)
            if tag.closes:
                reader.end(tag.name)
    return list(reader.found())


class _Reader:
    """Follows the tags of a page the way the plugin does, its habits with nested tags included."""

    def __init__(self) -> None:
        self._context: list[str] = []
        self._skipped: set[str] = set(_PASSED_OVER)
        self._sections: list[Section] = []
        self._current: Section | None = None

    def found(self) -> Iterator[tuple[str, str | None, str]]:
        for section in self._sections:
            if not section.excluded:
                title = "".join(section.titles).strip() if section.titles else None
                yield section.id, title, "".join(section.texts).strip()

    def start(self, tag: _Tag) -> None:
        self._expect_html(tag.name)
        self._context.append(tag.name)
        if tag.id is not None:
            self._heading(tag.name, tag.id, excluded=tag.excluded)
        section = self._section()
        if tag.excluded:
            self._skipped.add(tag.name)
        elif tag.name in _KEPT and not self._is_skipped():
            self._into(section).append(f"<{tag.name}>")

    def end(self, tag: str) -> None:
        if not self._context or self._context[-1] != tag:
            return
        section = self._section()
        if section.depth > len(self._context):
            section = self._leave(section)
        self._context.pop()
        if tag in self._skipped:
            self._skipped -= {tag} - _PASSED_OVER
        elif tag in _KEPT and not self._is_skipped():
            self._close(self._into(section), tag)

    def text(self, text: str) -> None:
        self._expect_html(text)
        if self._is_skipped():
            return
        if "&" in text:
            text = unescape(text)
        blank = text.isspace()
        if "pre" not in self._context:
            text = " " if blank else text.replace("\n", " ")
        section = self._section()
        into = self._into(section)
        if into is section.titles or not blank:
            into.append(escape(text, quote=False))
        elif not into or not into[-1].isspace() or "pre" in self._context:
            into.append(text)

    def _expect_html(self, found: str) -> None:
        """Scripts and style sheets within a page are empty: they name a file."""
        if self._context and self._context[-1] in _HOLDING_NO_HTML:
            raise UnusualHtml(found[:60])

    def _into(self, section: Section) -> list[str]:
        """Where text goes: the section's title while its heading is open, else its text."""
        return section.titles if section.heading in self._context else section.texts

    def _heading(self, tag: str, name: str, *, excluded: bool) -> None:
        if tag != "h1" and not self._sections:
            self._sections.append(Section(_PREFACE, len(self._context)))
        self._current = Section(tag, len(self._context), name if self._sections else "", excluded=excluded)
        self._sections.append(self._current)

    def _section(self) -> Section:
        """The section that text belongs to now; before the first heading, one without a title."""
        if self._current is None:
            self._current = Section(_PREFACE)
            self._sections.append(self._current)
        return self._current

    def _leave(self, section: Section) -> Section:
        """A heading inside another element ends with it; what follows belongs to the section around it."""
        for around in reversed(self._sections):
            if around.depth <= len(self._context):
                section.depth = _EXITED
                self._current = around
                return around
        return section

    def _is_skipped(self) -> bool:
        return not self._skipped.isdisjoint(self._context)

    @staticmethod
    def _close(texts: list[str], tag: str) -> None:
        """Closes a kept tag, or takes it out where it holds nothing but space."""
        opened = f"<{tag}>"
        if opened not in texts:
            raise UnusualHtml(opened)
        first = texts.index(opened)
        if all(text.isspace() for text in texts[first + 1 :]):
            del texts[first:]
        else:
            texts.append(f"</{tag}>")
