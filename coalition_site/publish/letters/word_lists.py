"""Lists in a Word document: real ones, in the document's own list styles."""

from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE

from coalition_site.publish.letters.docx_library import (
    add_list,
    give_list,
    has_list,
    level_of,
    put_in_list,
    restarted_list,
)
from coalition_site.render.rich_text import Block

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

_DEEPEST_LIST = 3
_INDENT = 360


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
            give_list(style, add_list(self.document, form, sign, _INDENT * (depth + 1)))
        return style
