"""Markdown as paragraphs and runs, for outputs that are not HTML: word processors and plain mail.

It is made from the same tokens as the HTML, after values were put in, so that all formats say the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from coalition_site.read.markdown import SAFE_SCHEMES
from coalition_site.read.passages_of_languages import CLOSES, LANGUAGE, OPENS

if TYPE_CHECKING:
    from markdown_it.token import Token

_NO_FIGURE = re.compile(r"\D")

GAP = "gap"
"""The class of a marked gap in HTML, and the key of its words in the `meta` of the token that stands for it."""
VALUE = "value"
"""The key of a value's text in the `meta` of the token that stands for it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look. `link` is its whole address, or empty; `gap` marks what is still missing.

    `language` is that of the text where it is not the one around it. A newline in the text is a line break within its
    paragraph.
    """

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    link: str = ""
    gap: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph and what it is.

    `kind` is `paragraph`, `heading`, `bullet`, `number`, `continued` (a further paragraph of a list item), `quote`,
    `code` or `rule`. `depth` counts lists or quotes within each other from 0; `number` is that of a list item, or the
    level of a heading.
    """

    kind: str
    runs: tuple[Run, ...]
    depth: int = 0
    number: int = 0

    def text(self) -> str:
        """The plain text of all runs."""
        return text_of(self.runs)


def text_of(runs: Iterable[Run]) -> str:
    """The plain text of some runs."""
    return "".join(run.text for run in runs)


def blocks_of(tokens: "Sequence[Token]") -> tuple[Block, ...]:
    """The paragraphs of some Markdown tokens, in order."""
    return tuple(_BlockReader().read(tokens))


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int
    # Only the first paragraph of an item carries the item's mark.
    item_begins: bool = True


@dataclass(slots=True)
class _BlockReader:
    """Where a walk over block tokens stands."""

    lists: list[_List] = field(default_factory=list)
    quotes: int = 0
    heading: int = 0
    # That of the paragraph, where it is not the one around it.
    language: str = ""
    # The texts of the table row that is being read; None outside tables.
    cells: list[str] | None = None

    def read(self, tokens: "Sequence[Token]") -> Iterator[Block]:
        for token in tokens:
            if token.type == "inline" and self.cells is not None:
                self.cells.append(text_of(_runs(token.children or ())))
            elif token.type == "inline":
                yield self._block(merged(_runs(token.children or (), self.language)))
            elif token.type == "tr_close":
                yield Block("paragraph", (Run(" | ".join(self.cells or ())),))
                self.cells = None
            elif token.type == "hr":
                yield Block("rule", ())
            elif token.type in {"fence", "code_block"}:
                yield Block("code", (Run(token.content.rstrip("\n")),))
            else:
                self._enter_or_leave(token)

    def _block(self, runs: tuple[Run, ...]) -> Block:
        if self.heading:
            return Block("heading", runs, number=self.heading)
        if not self.lists:
            return Block("quote" if self.quotes else "paragraph", runs, max(self.quotes - 1, 0))
        item, depth = self.lists[-1], len(self.lists) - 1
        if not item.item_begins:
            return Block("continued", runs, depth)
        item.item_begins = False
        return Block("number", runs, depth, item.number) if item.ordered else Block("bullet", runs, depth)

    def _enter_or_leave(self, token: "Token") -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                first = int(token.attrs.get("start", 1))
                self.lists.append(_List(token.type == "ordered_list_open", first - 1))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.lists[-1].number += 1
                self.lists[-1].item_begins = True
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting
            case "heading_open" | "heading_close":
                self.heading = int(token.tag[1]) if token.nesting > 0 else 0
            case "paragraph_open":
                self.language = str(token.attrs.get(LANGUAGE, ""))
            case "paragraph_close":
                self.language = ""
            case "tr_open":
                self.cells = []


def _runs(children: "Sequence[Token]", language: str = "") -> Iterator[Run]:
    depth = {"strong": 0, "em": 0, "s": 0}
    link, languages = "", [language]
    for token in children:
        if token.tag in depth and token.nesting:
            depth[token.tag] += token.nesting
        elif token.type == OPENS:
            languages.append(str(token.attrs[LANGUAGE]))
        elif token.type == CLOSES:
            languages.pop()
        elif token.type == "link_open":
            link = _outside_address(str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            link = ""
        else:
            look = Run("", depth["strong"] > 0, depth["em"] > 0, depth["s"] > 0, link, language=languages[-1])
            yield replace(look, text=_inline_text(token), gap=GAP in token.meta)


def _inline_text(token: "Token") -> str:
    if token.type == "hardbreak":
        return "\n"
    # A value may hold line ends of its own; HTML shows them as spaces, and so do the others.
    words = " " if token.type == "softbreak" else str(token.meta.get(GAP) or token.meta.get(VALUE) or token.content)
    return re.sub(r"\s*\n\s*", " ", words)


def _outside_address(address: str) -> str:
    """The address if it may be followed from anywhere: a relative one would open a file of the reader's."""
    return address if address.partition(":")[0].lower() in SAFE_SCHEMES else ""


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with neighbors of the same look as one, and without empty ones."""
    looks = groupby((run for run in runs if run.text), key=lambda run: replace(run, text=""))
    return tuple(replace(look, text=text_of(same)) for look, same in looks)


def plain_text(blocks: Sequence[Block]) -> str:
    """The text of some paragraphs as plain mail shows it: an empty line between them, list items with their marks."""
    lines: list[str] = []
    for number, block in enumerate(blocks):
        if number and not {block.kind, blocks[number - 1].kind} <= {"bullet", "number"}:
            lines.append("")
        lines += _plain_lines(block)
    return "\n".join(lines)


def _plain_lines(block: Block) -> list[str]:
    indent = "  " * block.depth
    marks = {"bullet": "- ", "number": f"{block.number}. ", "continued": "  ", "quote": "> ", "rule": "---"}
    first = marks.get(block.kind, "")
    further = first if block.kind == "quote" else " " * len(first)
    texts = plain_runs(block.runs).split("\n")
    return [f"{indent}{further if number else first}{text}" for number, text in enumerate(texts)]


def plain_runs(runs: Iterable[Run]) -> str:
    """The text of some runs, with the address of a link behind it where the text does not say it."""
    words = ""
    for link, linked in groupby(runs, key=lambda run: run.link):
        text = text_of(linked)
        address = link.removeprefix("mailto:").removeprefix("tel:")
        words += text if not address or _says(text, link, address) else f"{text} ({address})"
    return words


def _says(text: str, link: str, address: str) -> bool:
    """Whether a link's text says where it leads; a number may be written with spaces and signs between its figures."""
    if link.startswith("tel:"):
        return _NO_FIGURE.sub("", address) in _NO_FIGURE.sub("", text)
    return address.rstrip("/") in text
