"""Paragraphs of a letter in a Word document: runs, links, gaps, and the direction of the script."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK, WD_COLOR_INDEX
from docx.shared import Inches, Pt, RGBColor

from coalition_site.derive.words.direction import direction_of
from coalition_site.publish.letters.docx_library import (
    add_list,
    give_list,
    has_list,
    heading_style,
    keep_hyphens,
    level_of,
    put_in_list,
    put_line_below,
    put_link,
    put_property,
    restarted_list,
    set_run_language,
    set_run_size,
)
from coalition_site.render.rich_text import Block, Run

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as WordRun

_LINK_COLOR = RGBColor(0x05, 0x63, 0xC1)
_GAP_AFTER = 7
_INDENT = Inches(0.25)
_DEEPEST_LIST = 3
_LIST_INDENT = 360
# A phone number, in one line: its spaces and hyphens may be such as do not break it.
_NUMBER = r"[+(]?\d[\d\u00a0\u2011 ().-]{5,}\d"
# Words in Latin letters with the figures around them, and phone numbers, in a text that runs from right to left.
_LATIN, _NOT_RIGHT_TO_LEFT = "A-Za-z\u00c0-\u024f\u1e00-\u1eff", "[^\u0590-\u08ff\n]*"
_LEFT_TO_RIGHT = re.compile(
    rf"((?:[(]?\d(?={_NOT_RIGHT_TO_LEFT}[{_LATIN}])|[{_LATIN}])(?:{_NOT_RIGHT_TO_LEFT}[0-9{_LATIN}/])?"
    rf"|{_NUMBER})"
)
_PHONE = re.compile(_NUMBER)
_NOT_BROKEN = str.maketrans({" ": "\N{NO-BREAK SPACE}", "-": "\N{NON-BREAKING HYPHEN}"})
_LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"


def _unbroken(number: re.Match[str]) -> str:
    return number[0].translate(_NOT_BROKEN)


class WordLists:
    """The lists of one document. A list style that the document lacks is added to it."""

    def __init__(self, document: "Document") -> None:
        self.document = document
        # The number that would go on with each depth's list, and the list it belongs to.
        self.next_number: dict[int, int] = {}
        self.current: dict[int, int] = {}

    def enter(self, paragraph: "Paragraph", block: Block) -> None:
        """Makes a paragraph an item of a list."""
        depth = min(block.depth, _DEEPEST_LIST - 1)
        ordered = block.kind == "number"
        name = ("List Number" if ordered else "List Bullet") + (f" {depth + 1}" if depth else "")
        style = self._style(name, depth, ordered=ordered)
        paragraph.style = style
        if ordered:
            if self.next_number.get(depth) != block.number:
                self.current[depth] = restarted_list(self.document, style, block.number)
            self.next_number[depth] = block.number + 1
            put_in_list(paragraph, self.current[depth], level_of(style))

    def _style(self, name: str, depth: int, *, ordered: bool) -> "ParagraphStyle":
        styles = self.document.styles
        if name in styles:
            style = cast("ParagraphStyle", styles[name])
        else:
            style = cast("ParagraphStyle", styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True))
            style.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
        if not has_list(style):
            form, sign = ("decimal", "%1.") if ordered else ("bullet", "•")
            give_list(style, add_list(self.document, form, sign, _LIST_INDENT * (depth + 1)))
        return style


@dataclass(slots=True)
class WordText:
    """Puts paragraphs into a document. `right_to_left` is the direction of the letter's language.

    `language` is that of the text where it is not the document's own; `size` is that of its letters, in points, where
    it is not that of the document's styles.
    """

    document: "Document"
    right_to_left: bool
    language: str = ""
    size: float = 0
    _lists: WordLists = field(init=False)

    def __post_init__(self) -> None:
        self._lists = WordLists(self.document)

    def paragraph(
        self, runs: Iterable[Run], *, after: float = _GAP_AFTER, where: "BlockItemContainer | None" = None
    ) -> "Paragraph":
        """A paragraph of some runs at the end of the body, or `where`; `after` is the space below it, in points."""
        container: Any = where or self.document
        paragraph: Paragraph = container.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(0)
        paragraph.paragraph_format.space_after = Pt(after)
        if self.right_to_left:
            put_property(paragraph, "bidi")
        for address, linked in groupby(runs, key=lambda run: run.link):
            made = [
                self._add_run(paragraph, run, text)
                for run in linked
                for text in self._by_direction(_PHONE.sub(_unbroken, run.text))
            ]
            if address:
                put_link(paragraph, address, made)
        return paragraph

    def page_break(self) -> None:
        """What follows begins a new page."""
        paragraph = self.paragraph((), after=0)
        paragraph.add_run().add_break(WD_BREAK.PAGE)

    def heading(self, runs: Iterable[Run], level: int) -> "Paragraph":
        """A heading of a level, from 1, in the document's own style and bold."""
        paragraph = self.paragraph(replace(run, bold=True) for run in runs)
        paragraph.style = heading_style(self.document, level)
        return paragraph

    def block(self, block: Block) -> None:
        """A block of the letter's body."""
        if block.kind == "heading":
            self.heading(block.runs, block.number)
            return
        paragraph = self.paragraph(block.runs)
        layout = paragraph.paragraph_format
        match block.kind:
            case "bullet" | "number":
                self._lists.enter(paragraph, block)
                layout.space_after = Pt(_GAP_AFTER / 2)
            case "continued":
                layout.left_indent = _INDENT * (block.depth + 1)
            case "quote":
                layout.left_indent = layout.right_indent = _INDENT * (block.depth + 1)
            case "rule":
                put_line_below(paragraph, "999999")

    def _by_direction(self, text: str) -> Iterator[str]:
        """The pieces of a text that run in one direction each."""
        if not self.right_to_left:
            yield text
            return
        for number, piece in enumerate(_LEFT_TO_RIGHT.split(text)):
            # A piece that begins with a figure would be taken apart: the mark before it says which way it runs.
            marked = number % 2 == 1 and not piece[0].isalpha()
            if piece:
                yield f"{_LEFT_TO_RIGHT_MARK}{piece}" if marked else piece

    def _add_run(self, paragraph: "Paragraph", run: Run, text: str) -> "WordRun":
        made = paragraph.add_run(text)
        keep_hyphens(made)
        font = made.font
        bold = run.bold or run.gap
        # What is not so says nothing, and the style decides. Arabic and Hebrew letters have switches of their own.
        font.bold, font.italic, font.strike = bold or None, run.italic or None, run.struck or None
        if self.right_to_left:
            font.cs_bold, font.cs_italic = font.bold, font.italic
            font.rtl = not _LEFT_TO_RIGHT.fullmatch(text.removeprefix(_LEFT_TO_RIGHT_MARK)) or None
        if language := run.language or self.language:
            set_run_language(made, language, right_to_left=direction_of(language) == "rtl")
        if self.size:
            set_run_size(made, self.size)
        if run.gap:
            font.highlight_color = WD_COLOR_INDEX.YELLOW
        if run.link:
            font.color.rgb = _LINK_COLOR
            font.underline = True
        return made
