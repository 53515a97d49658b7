"""The one configuration of Markdown: no raw HTML, safe links. Pages, documents, letters and mail all read with it."""

import re
from collections.abc import Iterator
from functools import cache
from time import process_time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from coalition_site.fixes import TextFix
from coalition_site.problems import Problem
from coalition_site.read.passages_of_languages import with_languages
from coalition_site.read.values import Document

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

SAFE_SCHEMES = {"http", "https", "mailto", "tel"}
SECONDS_TO_READ = 10.0
"""Of the processor's time, for one text. The longest that is allowed takes half a second."""
# Shorter texts need no look at the clock: what grows with the square of their length is still quick.
_LONG_TEXT = 20_000
# What raw HTML, a link or an entity cannot do without; a text without any of them need not be parsed. No repetition in
# it: the text may be long and hostile.
_SUSPICIOUS = re.compile(r"<[A-Za-z/!?]|\][(:\[]|&")


def is_safe_link(address: str) -> bool:
    """Whether a link may keep its target: http, https, mailto, tel, or relative to this page (content format)."""
    try:
        # Browsers read a backslash as a slash: "/\elsewhere.example" leads away from here.
        plain = address.strip().replace("\\", "/")
        parts = urlsplit(plain)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme.lower() in SAFE_SCHEMES
    return not parts.netloc and not plain.startswith("//")


class TextTakesTooLong(Exception):
    """Reading a text took more than SECONDS_TO_READ, whatever there is in it."""


def plain_parser() -> "MarkdownIt":
    """A fresh parser with the project's configuration: CommonMark, tables, strikethrough, passages in other languages.

    Raw HTML is shown as text.

    Link targets are let through as written; what reads the tokens asks `is_safe_link` for each.
    """
    from markdown_it import MarkdownIt  # read only when there is Markdown to parse

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    parser.enable(["table", "strikethrough"])
    parser.validateLink = _let_through  # type: ignore[method-assign]
    return with_languages(parser)


def _let_through(url: str) -> bool:  # noqa: ARG001  the parser asks with a target; our own answer comes later
    return True


@cache
def _finder() -> "MarkdownIt":
    parser = plain_parser()
    parser.options["html"] = True
    parser.block.ruler.before("code", "time", _in_time)
    parser.inline.ruler.before("text", "time", _in_time)
    return parser


def _in_time(state: "StateBlock | StateInline", *_place: object) -> bool:
    """A rule that matches nothing: the parser asks it at every block and every word, and it looks at the clock."""
    if process_time() > state.env["until"]:
        raise TextTakesTooLong
    return False


def tokens_with_lines(body: str) -> Iterator[tuple[int, "Token"]]:
    """Every token of a text with the line it stands on or near, counted from 1. Raises TextTakesTooLong."""
    for token in _finder().parse(body, {"until": process_time() + SECONDS_TO_READ}):
        line = token.map[0] + 1 if token.map else 1
        yield line, token
        for child in token.children or ():
            if child.type in {"softbreak", "hardbreak"}:
                line += 1
            yield line, child


def markdown_problems(document: Document) -> list[Problem]:
    """Warnings for raw HTML and for links that will lose their target, each at its line; what is too slow to read."""
    if len(document.body) < _LONG_TEXT and not _SUSPICIOUS.search(document.body):
        return []
    try:
        return list(_found(document))
    except TextTakesTooLong:
        message = f"reading this text as Markdown takes more than {SECONDS_TO_READ:.0f} seconds"
        hint = "part it into several pages; brackets, asterisks or > in great numbers are what takes long"
        return [Problem(document.in_body(1, 1), "file-too-large", message, hint)]


def _found(document: Document) -> Iterator[Problem]:
    lines = document.body.split("\n")
    for line, token in tokens_with_lines(document.body):
        written = lines[line - 1] if line <= len(lines) else ""
        if token.type in {"html_block", "html_inline"}:
            yield _raw_html(document, line, written, token.content)
        address = token.attrGet("href")
        if address is not None and not is_safe_link(str(address)):
            message = f"the link target {str(address)[:60]!r} is not allowed and will be left out"
            hint = "use a web address with https://, a mailto: or tel: link, or a page of this site"
            column = _column(written, str(address), "](")
            yield Problem(document.in_body(line, column), "markdown-link", message, hint)


_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
"""Markdown's signs, which stand before and behind a text, for the tags that people write around one."""


def _raw_html(document: Document, line: int, written: str, content: str) -> Problem:
    tag = content.strip().split("\n", 1)[0][:40]
    message = f"the HTML {tag!r} will be shown as text, not acted on"
    position = document.in_body(line, _column(written, tag[:5]))
    meant = _MARKS.get(tag.strip("</>").lower(), "")
    if meant and tag[:1] == "<" and tag[-1:] == ">":
        fix = TextFix(position.line, position.column, tag, meant)
        return Problem(position, "markdown-html", message, f"write {meant} in its place", fix)
    hint = "use Markdown: **bold**, *italic*, [text](address), - lists, ## headings"
    return Problem(position, "markdown-html", message, hint)


def _column(written: str, *signs: str) -> int:
    """The column at which the first of the signs that stands on a line does; 1 where none is found."""
    return next((written.find(sign) + 1 for sign in signs if sign in written), 1)
