"""Lists in a Word document: real ones, in the document's own list styles."""

from typing import TYPE_CHECKING, Any, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from coalition_site.render.rich_text import Block

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

_DEEPEST_LIST = 3


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
                self.current[depth] = self._restarted(style, block.number)
            self.next_number[depth] = block.number + 1
            number = cast("Any", paragraph.paragraph_format.element).get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_ilvl().val = _level_of(style)
            number.get_or_add_numId().val = self.current[depth]

    def _style(self, name: str, depth: int, *, ordered: bool) -> "ParagraphStyle":
        styles = self.document.styles
        if name in styles:
            style = cast("ParagraphStyle", styles[name])
        else:
            style = cast("ParagraphStyle", styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True))
            style.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
        properties = cast("Any", style.element).get_or_add_pPr()
        if properties.numPr is None or properties.numPr.numId is None:
            properties.get_or_add_numPr().get_or_add_numId().val = self._new_list(depth, ordered=ordered)
        return style

    def _new_list(self, depth: int, *, ordered: bool) -> int:
        """Defines a list of one level and returns its number."""
        numbering = self._numbering()
        taken = [int(each) for each in numbering.xpath("./w:abstractNum/@w:abstractNumId")]
        identity, left = max(taken, default=-1) + 1, 360 * (depth + 1)
        form, sign = ("decimal", "%1.") if ordered else ("bullet", "•")
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identity}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        )
        numbering.insert_element_before(definition, "w:num", "w:numIdMacAtCleanup")
        return int(numbering.add_num(identity).numId)

    def _restarted(self, style: "ParagraphStyle", first: int) -> int:
        """A list that looks like the style's own and counts from `first`."""
        numbering = self._numbering()
        own = cast("Any", style.element).pPr.numPr.numId.val
        made = numbering.add_num(numbering.num_having_numId(own).abstractNumId.val)
        made.add_lvlOverride(_level_of(style)).add_startOverride(first)
        return int(made.numId)

    def _numbering(self) -> Any:
        """The document's list definitions; python-docx cannot begin them where there are none."""
        part = self.document.part
        if not any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in part.rels.values()):
            element = cast("Any", parse_xml(f"<w:numbering {nsdecls('w')}/>"))
            name = PackURI("/word/numbering.xml")
            new = XmlPart(name, CONTENT_TYPE.WML_NUMBERING, element, part.package)
            part.relate_to(new, RELATIONSHIP_TYPE.NUMBERING)
        return cast("Any", part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)).element


def _level_of(style: "ParagraphStyle") -> int:
    level = cast("Any", style.element).pPr.numPr.ilvl
    return 0 if level is None else int(level.val)
