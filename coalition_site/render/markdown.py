"""Text that people wrote in Markdown, as HTML: for pages, documents and letters alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup

from coalition_site.derive.words.direction import direction_of
from coalition_site.read.markdown import is_safe_link, plain_parser
from coalition_site.read.passages_of_languages import CLOSES, LANGUAGE, OPENS
from coalition_site.render.line_breaks import join_wide_lines
from coalition_site.render.pictures import NO_PICTURES, ShownPictures

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "span", "bdi"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "img"),
}
_ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "span": {"class", "lang", "dir"},
    "p": {"lang", "dir", "class"},
    "bdi": {"dir"},
    "th": {"scope"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading"},
}
PICTURE = "picture"
"""The class of a paragraph that holds pictures and nothing else."""
_LAST_HEADING = 6
_HEADING = re.compile(r"<(h[1-6])>")
_SENTENCE_END = re.compile(r"[.!?…؟](?=\s|$)|[。\uff01\uff1f]")
_SHORTEST_OPENING = 40


@dataclass(frozen=True, slots=True)
class Article:
    """A text in safe HTML and its sections: the id and the plain title of each heading of the highest rank."""

    html: Markup
    sections: tuple[tuple[str, str], ...]


@cache
def _parser() -> "MarkdownIt":
    parser = plain_parser()
    parser.core.ruler.push("joined_lines", join_wide_lines)
    return parser


@lru_cache(maxsize=16_384)
def markdown_to_html(
    text: str, pictures: ShownPictures = NO_PICTURES, way: str = "", *, top_heading: int = 2
) -> Markup:
    """The HTML of a Markdown text, safe to put on any page.

    Headings begin at `top_heading` and skip no level below it. Links to anything but http, https, mailto, tel and
    relative addresses lose their target; of images only `pictures` are shown, which stand where `way` leads, and any
    other becomes its alternative text: no page loads from outside.
    """
    return tokens_to_html(_parser().parse(text), pictures, way, top_heading=top_heading)


def markdown_article(text: str, pictures: ShownPictures = NO_PICTURES, way: str = "") -> Article:
    """A long text as `markdown_to_html` makes it, with an id on each heading, `section-1` and on, to jump to."""
    tokens = parse_tokens(text)
    _settle_headings(tokens, 2)
    headings = [number for number, token in enumerate(tokens) if token.type == "heading_open"]
    found = [(f"section-{place}", tokens[number]) for place, number in enumerate(headings, 1)]
    titles = [_plain_text(tokens[number + 1]) for number in headings]
    html = str(tokens_to_html(tokens, pictures, way))
    names = (name for name, _ in found)
    # In cleaned HTML a tag without attributes that says h2 is a heading that was just made, and they come in order.
    html = _HEADING.sub(lambda tag: f'<{tag[1]} id="{next(names)}">', html)
    sections = tuple((name, title) for (name, token), title in zip(found, titles, strict=True) if token.tag == "h2")
    return Article(Markup(html), sections)  # noqa: S704  cleaned above; only ids of ours were put in since


def opening(text: str, *, limit: int = 150) -> str:
    """The first sentences of a Markdown text, without its formatting, as far as a card or a search engine shows them.

    Where the first sentence alone is too long it is cut at a word. Empty where the text has no paragraph.
    """
    said = _first_paragraph(text)
    if len(said) <= limit:
        return said
    ends = [match.end() for match in _SENTENCE_END.finditer(said) if _SHORTEST_OPENING <= match.end() <= limit]
    return said[: ends[-1]] if ends else said[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


@lru_cache(maxsize=16_384)
def _first_paragraph(text: str) -> str:
    tokens = parse_tokens(text)
    paragraphs = (n for n, token in enumerate(tokens) if token.type == "paragraph_open" and not token.level)
    return next(filter(None, (" ".join(_plain_text(tokens[paragraph + 1]).split()) for paragraph in paragraphs)), "")


def _plain_text(inline: "Token") -> str:
    """What is read in an inline token, without formatting and pictures."""
    children = (part for part in inline.children or [] if part.type != "image")
    return "".join(" " if part.type in {"softbreak", "hardbreak"} else part.content for part in children)


def parse_tokens(text: str) -> "list[Token]":
    """The block tokens of a Markdown text, for those who put values into it before it becomes HTML."""
    return _parser().parse(text)


def tokens_to_html(
    tokens: "list[Token]", pictures: ShownPictures = NO_PICTURES, way: str = "", *, top_heading: int = 2
) -> Markup:
    """The HTML of Markdown tokens, cleaned once more by an allow-list; pictures as `markdown_to_html` shows them."""
    _settle_headings(tokens, top_heading)
    _tighten_lists(tokens)
    _turn_passages(tokens)
    _show_pictures(tokens, pictures, way)
    for token in tokens:
        if token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.type == "td_open":
            token.attrs = {}
        if token.children:
            token.children = _safe_links(token.children)
    html = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto", "tel"}
    )
    return Markup(clean)  # noqa: S704  the allow-list above is what makes it safe


def _settle_headings(tokens: "Iterable[Token]", top: int) -> None:
    """Moves headings below the page's own, without gaps: one within another is one deeper, however it was written."""
    around: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            written = int(token.tag[1])
            while around and around[-1] >= written:
                around.pop()
            around.append(written)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(top + len(around) - 1, _LAST_HEADING)}"


def _tighten_lists(tokens: "Sequence[Token]") -> None:
    """A list item with a single paragraph holds its text directly: assistive technology then reads one item as one."""
    for number, token in enumerate(tokens):
        if token.type != "list_item_open" or number + 3 >= len(tokens):
            continue
        following = tokens[number + 1], tokens[number + 3]
        if following[0].type == "paragraph_open" and following[1].type == "paragraph_close":
            following[0].hidden = following[1].hidden = True


def _turn_passages(tokens: "Sequence[Token]") -> None:
    """Says the direction of passages in other languages, and the language of a paragraph whose element is not shown."""
    from markdown_it.token import Token  # read only when there is Markdown to parse

    for number, token in enumerate(tokens):
        language = token.attrGet(LANGUAGE) if token.type == "paragraph_open" else None
        inside = tokens[number + 1].children if language is not None else None
        if token.hidden and inside is not None:
            begin, end = Token(OPENS, "span", 1, attrs={LANGUAGE: str(language)}), Token(CLOSES, "span", -1)
            inside[:] = [begin, *inside, end]
        for each in (token, *(token.children or ())):
            if LANGUAGE in each.attrs:
                each.attrs["dir"] = direction_of(str(each.attrs[LANGUAGE]))


def _safe_links(children: "Iterable[Token]") -> "list[Token]":
    """The tokens without those links whose target is not allowed; their text stays."""
    kept: list[Token] = []
    open_links: list[bool] = []
    for token in children:
        if token.type == "link_open":
            open_links.append(is_safe_link(str(token.attrGet("href") or "")))
            token.attrs = {"href": token.attrs.get("href", "")}
        keeps = token.type not in {"link_open", "link_close"} or not open_links or open_links[-1]
        if token.type == "link_close" and open_links:
            open_links.pop()
        if keeps:
            kept.append(token)
    return kept


def _show_pictures(tokens: "Sequence[Token]", pictures: ShownPictures, way: str) -> None:
    """Images become elements, or their words; a paragraph that holds nothing else says so by its class."""
    first = True
    for number, token in enumerate(tokens):
        children, shown = token.children or [], 0
        for child in (child for child in children if child.type == "image"):
            words = " ".join(_plain_text(child).split())
            element = pictures.element(str(child.attrGet("src")), words, way, first=first)
            child.tag, child.nesting, child.children = "", 0, None
            child.type = "text"
            if element is not None:
                child.type, child.content, first = "html_inline", str(element), False
                shown += 1
        if shown and shown == sum(bool(child.content.strip()) for child in children):
            tokens[number - 1].attrs["class"] = PICTURE
