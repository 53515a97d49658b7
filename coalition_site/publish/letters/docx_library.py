"""Elements of Word letters that python-docx's documented objects do not offer: the XML elements below them.

Its element classes and their generated methods (`get_or_add_pPr`, `insert_element_before`, `add_lvlOverride`), the
parts of a package and their bytes are documented nowhere. Nothing else of this room touches them, and
`tests/publish/letters/test_python_docx_contract.py` shows that they are there.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.rel import _Relationship as Relationship
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# The order that the format asks for, as far as it is needed here.
_PARAGRAPH_PROPERTIES = (
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
    *("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
_EAST_ASIAN = {"zh", "ja", "ko"}
_SECTIONS = "./w:p/w:pPr/w:sectPr | ./w:sectPr"


# Paragraphs


def put_property(paragraph: "Paragraph", name: str, **attributes: str) -> Any:
    """Adds a property to a paragraph at the place where the format wants it, and returns its element."""
    element = cast("Any", OxmlElement(f"w:{name}"))
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    following = _PARAGRAPH_PROPERTIES[_PARAGRAPH_PROPERTIES.index(name) + 1 :]
    _element(paragraph).get_or_add_pPr().insert_element_before(element, *(f"w:{each}" for each in following))
    return element


def keep_hyphens(run: "Run") -> None:
    """Makes hyphens at which no line may break (U+2011) what Word knows as such: few fonts have a glyph for them."""
    for element in list(_run_element(run).findall(qn("w:t"))):
        first, *others = (element.text or "").split("\N{NON-BREAKING HYPHEN}")
        element.text = first
        for text in others:
            hyphen, rest = OxmlElement("w:noBreakHyphen"), cast("Any", OxmlElement("w:t"))
            rest.text = text
            element.addnext(hyphen)
            cast("Any", hyphen).addnext(rest)
            element = rest  # noqa: PLW2901  what follows comes behind it


def put_line_below(paragraph: "Paragraph", color: str) -> None:
    """A thin line below a paragraph; `color` as in `1f5a43`."""
    border = put_property(paragraph, "pBdr")
    border.append(parse_xml(f'<w:bottom {nsdecls("w")} w:val="single" w:sz="6" w:space="4" w:color="{color}"/>'))


def put_link(paragraph: "Paragraph", address: str, runs: "Iterable[Run]") -> None:
    """Makes the runs at the end of a paragraph one link."""
    link = cast("Any", OxmlElement("w:hyperlink"))
    link.set(qn("r:id"), paragraph.part.relate_to(address, KIND.HYPERLINK, is_external=True))
    link.extend(run.element for run in runs)
    _element(paragraph).append(link)


def remove_paragraph(paragraph: "Paragraph") -> None:
    """Takes a paragraph out of what holds it."""
    element = _element(paragraph)
    element.getparent().remove(element)


def describe_picture(paragraph: "Paragraph", text: str) -> None:
    """Gives the one picture of a paragraph its alternative text."""
    (properties,) = _element(paragraph).iter(qn("wp:docPr"))
    properties.set("descr", text)


def _element(paragraph: "Paragraph") -> Any:
    return paragraph.paragraph_format.element


def _run_element(run: "Run") -> Any:
    return run.element


# Headings


def heading_style(document: "Document", level: int) -> "ParagraphStyle":
    """The style of headings of a level, from 1, which is added to a document that lacks it."""
    name = f"Heading {level}"
    if name not in document.styles:
        style = cast("ParagraphStyle", document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True))
        style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        outline = cast("Any", OxmlElement("w:outlineLvl"))
        outline.set(qn("w:val"), str(level - 1))
        cast("Any", style.element).get_or_add_pPr().append(outline)
        style.paragraph_format.keep_with_next = True
    return cast("ParagraphStyle", document.styles[name])


def look_like_text(style: "ParagraphStyle") -> None:
    """Takes all looks of characters from a style, so that it has those of the style that it is based on."""
    element = cast("Any", style.element)
    for looks in element.findall(qn("w:rPr")):
        element.remove(looks)


# Lists


def put_in_list(paragraph: "Paragraph", number: int, level: int) -> None:
    """Makes a paragraph an item of a list, by the list's number and the level within it, from 0."""
    item = _element(paragraph).get_or_add_pPr().get_or_add_numPr()
    item.get_or_add_ilvl().val = level
    item.get_or_add_numId().val = number


def has_list(style: "ParagraphStyle") -> bool:
    """Whether paragraphs of a style are items of a list."""
    properties = cast("Any", style.element).get_or_add_pPr()
    return properties.numPr is not None and properties.numPr.numId is not None


def give_list(style: "ParagraphStyle", number: int) -> None:
    """Makes paragraphs of a style items of a list."""
    cast("Any", style.element).get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number


def level_of(style: "ParagraphStyle") -> int:
    """The level at which paragraphs of a style stand in its list, from 0."""
    level = cast("Any", style.element).pPr.numPr.ilvl
    return 0 if level is None else int(level.val)


def add_list(document: "Document", form: str, sign: str, left: int) -> int:
    """Defines a list of one level and returns its number.

    `form` and `sign` are how its items are marked, as `decimal` and `%1.`; `left` is its indent in twentieths of a
    point.
    """
    numbering = _numbering(document)
    taken = [int(each) for each in numbering.xpath("./w:abstractNum/@w:abstractNumId")]
    identity = max(taken, default=-1) + 1
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identity}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )
    numbering.insert_element_before(definition, "w:num", "w:numIdMacAtCleanup")
    return int(numbering.add_num(identity).numId)


def restarted_list(document: "Document", style: "ParagraphStyle", first: int) -> int:
    """The number of a new list that looks like a style's own and counts from `first`."""
    numbering = _numbering(document)
    own = cast("Any", style.element).pPr.numPr.numId.val
    made = numbering.add_num(numbering.num_having_numId(own).abstractNumId.val)
    made.add_lvlOverride(level_of(style)).add_startOverride(first)
    return int(made.numId)


def _numbering(document: "Document") -> Any:
    """The document's list definitions; python-docx cannot begin them where there are none."""
    part = document.part
    if not any(rel.reltype == KIND.NUMBERING for rel in part.rels.values()):
        element = cast("Any", parse_xml(f"<w:numbering {nsdecls('w')}/>"))
        new = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, part.package)
        part.relate_to(new, KIND.NUMBERING)
    return cast("Any", part.part_related_by(KIND.NUMBERING)).element


# A document's defaults


def set_fonts(document: "Document", fonts: Mapping[str, str]) -> None:
    """The fonts of a document's text by kind of script: `ascii`, `hAnsi`, `eastAsia` and `cs`."""
    own = _normal(document).get_or_add_rPr().get_or_add_rFonts()
    for script, font in fonts.items():
        own.set(qn(f"w:{script}"), font)


def set_language(document: "Document", script: str, language: str) -> None:
    """The language of a document's text by kind of script: `val` (Western), `eastAsia` or `bidi`."""
    own = _normal(document).get_or_add_rPr()
    if own.find(qn("w:lang")) is None:
        own.insert_element_before(OxmlElement("w:lang"), "w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange")
    defaults = cast("Any", document.styles.element).findall(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    for place in (*defaults, own.find(qn("w:lang"))):
        place.set(qn(f"w:{script}"), language)


def set_run_language(run: "Run", language: str, *, right_to_left: bool) -> None:
    """The language of a run, where it is not the document's."""
    own = _run_element(run).get_or_add_rPr()
    place = cast("Any", OxmlElement("w:lang"))
    place.set(qn(f"w:{script_of(language, right_to_left=right_to_left)}"), language)
    own.insert_element_before(place, "w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange")


def set_run_size(run: "Run", points: float) -> None:
    """The size of a run's letters, whatever script they are of."""
    run.font.size = Pt(points)
    own = _run_element(run).get_or_add_rPr()
    place = cast("Any", OxmlElement("w:szCs"))
    place.set(qn("w:val"), str(round(points * 2)))
    own.find(qn("w:sz")).addnext(place)


def script_of(language: str, *, right_to_left: bool) -> str:
    """The kind of script that Word counts a language to: `val` (Western), `eastAsia` or `bidi`."""
    return "bidi" if right_to_left else "eastAsia" if language.partition("-")[0] in _EAST_ASIAN else "val"


def set_word_version(document: "Document", version: str) -> None:
    """Which Word a document says it is of: `15` is every one since 2013."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), version)


def _normal(document: "Document") -> Any:
    return cast("Any", document.styles.default(WD_STYLE_TYPE.PARAGRAPH)).element


# A document's package


def remove_body(document: "Document") -> set[str]:
    """Takes all out of a document but its first section's layout; returns the ids of the parts which that refers to."""
    body: Any = document.element.body
    section = body.xpath(_SECTIONS)[0]
    for printer in section.findall(qn("w:printerSettings")):
        section.remove(printer)
    for outside in list(document.element):
        if outside is not body:
            document.element.remove(outside)
    for child in list(body):
        body.remove(child)
    body.append(section)
    return set(body.xpath("//@r:id"))


def keep_relationships(of: Any, is_kept: "Callable[[Relationship], bool]") -> None:
    """Removes all relationships of a part, or of a package, but those that are kept."""
    for name in [name for name, rel in of.rels.items() if not is_kept(rel)]:
        del of.rels[name]


def remove_settings(document: "Document", names: Collection[str]) -> None:
    """Takes settings out of a document, by their names as in `w:footnotePr`, and all that lead to another part."""
    settings: Any = document.settings.element
    tags = {qn(name) for name in names}
    for setting in list(settings):
        if setting.tag in tags or any(qn("r:id") in each.attrib for each in setting.iter()):
            settings.remove(setting)
    document.part.part_related_by(KIND.SETTINGS).rels.clear()


def relationships_of_parts(document: "Document") -> "Iterator[Relationship]":
    """What all parts but the main one refer to."""
    for part in parts_of(document):
        if part is not document.part:
            yield from part.rels.values()


def field_instructions(document: "Document") -> Iterator[str]:
    """The instruction of each field of a document; its words may be spread over many pieces."""
    for part in parts_of(document):
        if isinstance(part, XmlPart):
            yield from (instruction for instruction in _instructions(part.element) if instruction.strip())


def _instructions(element: Any) -> list[str]:
    spread = ""
    for piece in element.iter(qn("w:instrText"), qn("w:fldChar"), qn("w:fldSimple")):
        begins = piece.get(qn("w:fldCharType")) == "begin"
        spread += f"\n{piece.get(qn('w:instr'))}\n" if piece.tag == qn("w:fldSimple") else piece.text or ""
        spread += "\n" if begins else ""
    return spread.split("\n")


def parts_of(document: "Document") -> Iterator[Part]:
    """All parts of a document's package."""
    yield from document.part.package.iter_parts()


def replace_data(part: Part, data: bytes) -> None:
    """Gives a part that is not XML other bytes."""
    part._blob = data  # noqa: SLF001  a part's bytes can only be given when it is made
