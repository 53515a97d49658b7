"""What this program takes for granted of python-docx and its documentation does not promise: one test for each habit.

They look at the XML that Word would read, not at what the library says of it.
"""

import io
import zipfile
from base64 import b64decode

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.styles.style import ParagraphStyle
from lxml import etree

from coalition_site.publish.letters import docx_library
from coalition_site.publish.letters.letterhead import empty

PICTURE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


def saved(document: WordDocument) -> zipfile.ZipFile:
    out = io.BytesIO()
    document.save(out)
    return zipfile.ZipFile(out)


def found(document: WordDocument, path: str, part: str = "word/document.xml") -> list[str]:
    """What an XPath expression selects in a part of the saved document: attributes and texts, or names of elements."""
    selected = etree.fromstring(saved(document).read(part)).xpath(path, namespaces=SPACES)
    assert isinstance(selected, list)
    return [each if isinstance(each, str) else etree.QName(each).localname for each in selected]


def style(document: WordDocument, name: str) -> ParagraphStyle:
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(made, ParagraphStyle)
    return made


def test_a_property_goes_where_the_format_wants_it() -> None:
    document = Document()
    paragraph = document.add_paragraph("a")
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = 0
    docx_library.put_property(paragraph, "outlineLvl", val="0")
    docx_library.put_property(paragraph, "bidi")
    docx_library.put_line_below(paragraph, "1f5a43")
    assert found(document, "//w:p/w:pPr/*") == ["keepNext", "pBdr", "bidi", "spacing", "outlineLvl"]
    assert found(document, "//w:pBdr/w:bottom/@w:color") == ["1f5a43"]


def test_hyphens_that_do_not_break_are_elements_of_their_own() -> None:
    document = Document()
    run = document.add_paragraph().add_run("555\u20110142\u20111")
    docx_library.keep_hyphens(run)
    assert found(document, "//w:r/*") == ["t", "noBreakHyphen", "t", "noBreakHyphen", "t"]
    assert run.text == "555-0142-1"


def test_a_heading_style_is_the_own_one_or_new() -> None:
    document = Document()
    assert docx_library.heading_style(document, 2) == document.styles["Heading 2"]
    document.styles["Heading 2"].delete()
    new = docx_library.heading_style(document, 2)
    assert new.element.xpath("./w:pPr/*")[0].tag.endswith("}keepNext")
    assert new.element.xpath("./w:pPr/w:outlineLvl/@w:val") == ["1"]
    docx_library.look_like_text(document.styles["Heading 1"])
    assert not document.styles["Heading 1"].element.xpath("./w:rPr")


def test_runs_move_into_a_link_to_another_place() -> None:
    document = Document()
    paragraph = document.add_paragraph("a")
    docx_library.put_link(paragraph, "https://elm.example", [paragraph.add_run("b"), paragraph.add_run("c")])
    assert found(document, "//w:p/*") == ["r", "hyperlink"]
    assert found(document, "//w:hyperlink//w:t/text()") == ["b", "c"]
    (name,) = found(document, "//w:hyperlink/@r:id")
    relationship = saved(document).read("word/_rels/document.xml.rels").decode()
    assert f'Id="{name}"' in relationship
    assert 'Target="https://elm.example" TargetMode="External"' in relationship


def test_a_paragraph_can_be_removed_from_its_header() -> None:
    document = Document()
    header = document.sections[0].header
    header.add_paragraph("kept")
    docx_library.remove_paragraph(header.paragraphs[0])
    (part,) = (name for name in saved(document).namelist() if "header" in name and name.endswith(".xml"))
    assert found(document, "//w:p//w:t/text()", part) == ["kept"]
    assert found(document, "//w:p", part) == ["p"]


def test_a_picture_has_its_alternative_text_beside_its_frame() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.add_run().add_picture(io.BytesIO(PICTURE))
    docx_library.describe_picture(paragraph, "the logo")
    assert found(document, "//wp:inline/wp:docPr/@descr") == ["the logo"]


@pytest.mark.parametrize("emptied", [False, True])
def test_lists_are_defined_and_begin_anew(*, emptied: bool) -> None:
    document = Document()
    if emptied:
        kept = [rel for rel in document.part.rels.values() if not rel.reltype.endswith("/numbering")]
        docx_library.keep_relationships(document.part, lambda rel: rel in kept)
    numbered = style(document, "numbered")
    assert not docx_library.has_list(numbered)
    number = docx_library.add_list(document, "decimal", "%1.", 360)
    docx_library.give_list(numbered, number)
    assert docx_library.has_list(numbered)
    again = docx_library.restarted_list(document, numbered, 7)
    docx_library.put_in_list(document.add_paragraph("a"), again, docx_library.level_of(numbered))
    assert found(document, "//w:p//w:numPr/*/@w:val") == ["0", str(again)]
    listed = f"//w:num[@w:numId='{again}']"
    assert found(document, f"{listed}/w:lvlOverride/w:startOverride/@w:val", "word/numbering.xml") == ["7"]
    (definition,) = found(document, f"{listed}/w:abstractNumId/@w:val", "word/numbering.xml")
    shape = f"//w:abstractNum[@w:abstractNumId='{definition}']/w:lvl"
    assert found(document, f"{shape}/w:lvlText/@w:val", "word/numbering.xml") == ["%1."]
    kinds = found(document, "/w:numbering/*", "word/numbering.xml")
    assert kinds == sorted(kinds, key=["abstractNum", "num"].index)


def test_fonts_and_languages_are_those_of_the_normal_style() -> None:
    document = Document()
    docx_library.set_fonts(document, {"ascii": "Calibri", "cs": "Arial"})
    docx_library.set_language(document, "bidi", "ar")
    normal = "//w:style[@w:default='1'][@w:type='paragraph']/w:rPr"
    assert found(document, f"{normal}/w:rFonts/@*[local-name()='ascii' or local-name()='cs']", "word/styles.xml") == [
        *("Calibri", "Arial")
    ]
    assert found(document, f"{normal}/w:lang/@w:bidi", "word/styles.xml") == ["ar"]
    assert found(document, "//w:docDefaults//w:lang/@w:bidi", "word/styles.xml") == ["ar"]


def test_the_librarys_own_document_says_which_word_it_is_of() -> None:
    document = Document()
    mode = "//w:compatSetting[@w:name='compatibilityMode']/@w:val"
    assert found(document, mode, "word/settings.xml") == ["14"]
    docx_library.set_word_version(document, "15")
    assert found(document, mode, "word/settings.xml") == ["15"]


def test_a_document_is_emptied_but_for_the_layout_of_its_first_section() -> None:
    document = Document()
    document.add_paragraph("gone")
    document.sections[0].header.add_paragraph("kept")
    document.sections[0].left_margin = 720 * 635
    document.add_section()
    document.sections[1].left_margin = 360 * 635
    empty(document)
    assert found(document, "//w:body/*") == ["sectPr"]
    assert found(document, "//w:sectPr/w:pgMar/@w:left") == ["720"]
    (name,) = found(document, "//w:sectPr/w:headerReference/@r:id")
    assert f'Id="{name}"' in saved(document).read("word/_rels/document.xml.rels").decode()


def test_parts_that_nothing_refers_to_are_not_saved() -> None:
    document = Document()
    document.add_paragraph().add_run().add_picture(io.BytesIO(PICTURE))
    assert [name for name in saved(document).namelist() if "media" in name]
    empty(document)
    assert [name for name in saved(document).namelist() if "media" in name or "docProps" in name] == []


def test_a_part_can_be_given_other_bytes() -> None:
    document = Document()
    document.add_paragraph().add_run().add_picture(io.BytesIO(PICTURE))
    (part,) = (part for part in docx_library.parts_of(document) if part.partname.ext == "png")
    docx_library.replace_data(part, b"other")
    assert saved(document).read(str(part.partname).removeprefix("/")) == b"other"


def test_words_of_a_field_are_found_in_headers_too() -> None:
    document = Document()
    paragraph = document.sections[0].header.paragraphs[0]
    for words in ("INCLUDE", "TEXT x"):
        run = paragraph.add_run()
        run.element.append(parse_xml(f"<w:instrText {nsdecls('w')}>{words}</w:instrText>"))
    assert list(docx_library.field_instructions(document)) == ["INCLUDETEXT x"]
    paragraph.add_run("a").part.relate_to("https://elm.example", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    assert [rel.target_ref for rel in docx_library.relationships_of_parts(document) if rel.is_external] == [
        "https://elm.example"
    ]
