"""Passages in another language in Markdown: `[Texto]{lang=es}`, and a paragraph that ends in `{lang=es}`.

Nothing else in braces has a meaning. Both become attributes of tokens, so that pages, documents, letters and mail
say the same.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

LANGUAGE = "lang"
"""The attribute of a token that says a language's code."""
OPENS, CLOSES = "language_open", "language_close"
"""The types of the tokens around a passage."""

_CODE = r"\{lang=(?P<code>[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-[A-Za-z]{2})?)\}"
_BEHIND_A_PASSAGE = re.compile(_CODE)
# Behind a bracket it belongs to a passage.
_AT_THE_END = re.compile(rf"(?<=[^\]\s])\s*{_CODE}\s*\Z|(?<=\])\s+{_CODE.replace('code', 'after')}\s*\Z")


def with_languages(parser: "MarkdownIt") -> "MarkdownIt":
    """The parser, which understands such passages from then on."""
    parser.inline.ruler.before("link", "passage_of_language", _passage)
    parser.core.ruler.before("inline", "paragraph_of_language", _paragraphs)
    return parser


def _passage(state: "StateInline", silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = _BEHIND_A_PASSAGE.match(state.src, end + 1) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        last, state.pos, state.posMax = state.posMax, state.pos + 1, end
        state.push(OPENS, "span", 1).attrs = {LANGUAGE: found["code"].lower()}
        state.md.inline.tokenize(state)
        state.push(CLOSES, "span", -1)
        state.posMax = last
    state.pos = found.end()
    return True


def _paragraphs(state: "StateCore") -> None:
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "inline" and before.type == "paragraph_open" and token.content.endswith("}"):
            found = _AT_THE_END.search(token.content)
            if found is not None:
                token.content = token.content[: found.start()]
                before.attrs = {LANGUAGE: (found["code"] or found["after"]).lower()}
