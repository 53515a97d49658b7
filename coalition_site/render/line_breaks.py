"""Line breaks: texts as HTML with places where lines may break."""

import unicodedata
from typing import TYPE_CHECKING

from markupsafe import Markup

from coalition_site.render.direction import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token


def with_breaks(text: str, direction: str) -> Markup:
    """A text whose line breaks are line breaks on the page too, each line set apart in writing of a direction."""
    return Markup("<br>").join(isolated(line, direction) for line in text.split("\n"))


def breakable_mail(address: str) -> Markup:
    """An e-mail address that may go on in a new line behind its at sign."""
    name, _, place = address.partition("@")
    return Markup("{}@<wbr>{}").format(name, place)


def join_wide_lines(state: "StateCore") -> None:
    """Takes away line ends between Chinese or Japanese characters, which part no words (CSS Text 3, 4.1.3).

    Elsewhere a line end is a space; Korean has spaces between its words.
    """
    if state.src.isascii():
        return
    for block in state.tokens:
        children = block.children or []
        for number, token in enumerate(children):
            if token.type != "softbreak":
                continue
            before = _nearest(children[place] for place in range(number - 1, -1, -1))
            after = _nearest(children[place] for place in range(number + 1, len(children)))
            if _is_wide(before[-1:]) and _is_wide(after[:1]):
                token.type, token.content = "text", ""


def _nearest(tokens: "Iterable[Token]") -> str:
    """The first text of tokens, whatever marks stand before it; empty where something else does."""
    found = next((token for token in tokens if token.content or not (token.nesting or token.type == "text")), None)
    return found.content if found is not None and found.type in {"text", "code_inline"} else ""


def _is_wide(character: str) -> bool:
    """Whether a character fills the square of a Chinese or Japanese one."""
    is_square = bool(character) and unicodedata.east_asian_width(character) in {"W", "F"}
    return is_square and not unicodedata.name(character, "").startswith("HANGUL")
