"""Word documents: the letter's words and looks, the letterhead kept, the same bytes twice, nothing hostile let in."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from coalition_site.derive.letters.view import letter_view
from coalition_site.publish.images.draw import rasterized
from coalition_site.publish.letters.docx import letter_docx
from coalition_site.publish.letters.letterhead import MAXIMUM_FILE_BYTES, LetterheadRefused, read_letterhead
from coalition_site.render.letters import Letter, compose
from coalition_site.render.rich_text import text_of
from tests.support.letters import IMAGES, LOGO, SENDER, changed_package, letterhead_file, made_letter
from tests.support.making import make_coalition, make_invite, make_partner, make_wording

EPOCH = 1_700_000_000
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def opened(letter: Letter, letterhead: Path | None = None) -> Any:
    head = read_letterhead(letterhead) if letterhead else None
    return Document(io.BytesIO(letter_docx(letter, IMAGES, head, EPOCH)))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_letter_in_order() -> None:
    document = opened(made_letter(sent="November 2, 2026"))
    assert document.tables[0].rows[0].cells[1].text == "River Town Coalition\n1 Main Street\nRiver Town 00041"
    assert texts(document) == [
        "November 2, 2026",
        "Dana Reyes\nRiver Builders\n12 Elm Street\nRiver Town 00042",
        "An invitation to River Builders",
        "Dear Dana Reyes,",
        "We write to River Builders because you know everybody River Town.",
        "a first thing",
        "a second thing",
        "nested one",
        "nested two",
        "Read our page or write to office@river.example.",
        "A quoted line.",
        "We meet at [place of the meeting needed].",
        "Sincerely,",
        "",
        "Rosa Delgado Muñoz\nCo-chair\nCity of River Town",
    ]


@pytest.mark.parametrize(
    "value", ["A & <b>", "</w:t></w:r>", "]]>", "{{ x }}", "=1+1", "&amp;", "  two  spaces ", "Nguyễn"]
)
def test_any_text_stays_the_text_it_is(value: str) -> None:
    document = opened(made_letter("{{ partner.name }}|", {"partner.name": value}, subject="x", member=f"M {value}|"))
    assert f"{value}|".lstrip() in [text.lstrip() for text in texts(document)]
    assert texts(document)[1].startswith(f"M {value}|")


def runs_of(document: Any) -> dict[str, Any]:
    return {run.text: run for paragraph in document.paragraphs for run in paragraph.runs}


def test_looks() -> None:
    runs = runs_of(opened(made_letter("**b** *i* ~~s~~ ***bi*** {{ meeting.place }}")))
    assert [(runs[each].bold, runs[each].italic, runs[each].font.strike) for each in ("b", "i", "s", "bi")] == [
        (True, None, None),
        (None, True, None),
        (None, None, True),
        (True, True, None),
    ]
    for gap in ("[place of the meeting needed]", "[date of sending]"):
        assert (runs[gap].bold, runs[gap].font.highlight_color) == (True, WD_COLOR_INDEX.YELLOW)
    assert runs[" "].font.highlight_color is None


def test_a_missing_address_is_marked_below_the_name() -> None:
    document = opened(made_letter(address=(), gaps=("address",)))
    assert document.paragraphs[1].text == "Dana Reyes\nRiver Builders\n[street address needed]"
    assert document.paragraphs[1].runs[-1].font.highlight_color == WD_COLOR_INDEX.YELLOW


def test_links_are_real_ones() -> None:
    document = opened(made_letter("[a **b**](https://x.example/?a=1&b=2) [c](javascript:x) [d](../e)"))
    links = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert [(link.text, link.url) for link in links] == [("a b", "https://x.example/?a=1&b=2")]


def numbers_of(document: Any) -> list[tuple[str, int | None]]:
    """The style and the list of each list item, lists in the order they first appear."""
    seen: dict[int, int] = {}
    found = []
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith("List"):
            own = paragraph.paragraph_format.element.pPr.numPr
            number = None if own is None else seen.setdefault(own.numId.val, len(seen))
            found.append((paragraph.style.name, number))
    return found


LISTS = "1. a\n2. b\n   - c\n     - d\n       - e\n         - f\n\ntext\n\n1. g\n\ntext\n\n5. h\n6. i"


@pytest.mark.parametrize("with_letterhead", [False, True])
def test_lists_are_lists_and_begin_again(tmp_path: Path, with_letterhead: bool) -> None:
    def without_lists(document: Any) -> None:
        for style in [each for each in document.styles if each.name.startswith("List")]:
            style.delete()
        part = document.part
        (name,) = [name for name, rel in part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]
        del part.rels[name]

    head = letterhead_file(tmp_path / "head.docx", without_lists) if with_letterhead else None
    document = opened(made_letter(LISTS), head)
    assert numbers_of(document) == [
        ("List Number", 0),
        ("List Number", 0),
        ("List Bullet 2", None),
        ("List Bullet 3", None),
        ("List Bullet 3", None),
        ("List Bullet 3", None),
        ("List Number", 1),
        ("List Number", 2),
        ("List Number", 2),
    ]
    numbering = document.part.numbering_part.element
    starts = [int(each) for each in numbering.xpath("//w:startOverride/@w:val")]
    assert starts == [1, 1, 5]
    styles = {style.name: style for style in document.styles}
    for name in ("List Number", "List Bullet 2", "List Bullet 3"):
        definition = numbering.num_having_numId(styles[name].element.pPr.numPr.numId.val).abstractNumId.val
        (form,) = numbering.xpath(f"./w:abstractNum[@w:abstractNumId={definition}]/w:lvl[1]/w:numFmt/@w:val")
        assert form == ("decimal" if name == "List Number" else "bullet")
    order = [child.tag for child in numbering]
    assert order == sorted(order)


def test_headings_quotes_lines_and_further_paragraphs() -> None:
    document = opened(made_letter("# Big\n\n- a\n\n  further\n\n> said\n\n---\n\nend"))
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    assert by_text["Big"].runs[0].bold
    assert by_text["Big"].style.name == "Heading 2"
    assert by_text["further"].paragraph_format.left_indent.inches == 0.25
    assert by_text["said"].paragraph_format.right_indent.inches == 0.25
    assert document.element.xpath("//w:pBdr/w:bottom")


@pytest.mark.parametrize(("paper", "size"), [("letter", (216, 279)), ("a4", (210, 297))])
def test_paper(paper: str, size: tuple[int, int]) -> None:
    section = opened(made_letter(paper=paper)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_language_and_properties() -> None:
    document = opened(made_letter(language="es", sent="2 de noviembre de 2026"))
    properties = document.core_properties
    assert (properties.title, properties.author) == ("An invitation to River Builders", SENDER.name)
    assert (properties.language, properties.last_modified_by) == ("es", SENDER.name)
    assert properties.created == properties.modified
    assert properties.created.replace(tzinfo=UTC) == datetime.fromtimestamp(EPOCH, UTC)
    assert set(document.styles.element.xpath("//w:lang/@w:val")) == {"es"}


def test_right_to_left() -> None:
    body = "نكتب إلى **{{ partner.name }}** (هاتف (573) 555-0142) في 14 مارس."
    document = opened(made_letter(body, language="ar"))
    assert all(paragraph.paragraph_format.element.xpath("./w:pPr/w:bidi") for paragraph in document.paragraphs)
    assert set(document.styles.element.xpath("//w:lang/@w:bidi")) == {"ar"}
    (letter,) = [paragraph for paragraph in document.paragraphs if "نكتب" in paragraph.text]
    assert [(run.text, run.font.rtl, run.font.cs_bold) for run in letter.runs] == [
        ("نكتب إلى ", True, None),
        ("River Builders", None, True),
        (" (هاتف ", True, None),
        ("\u200e(573)\u00a0555-0142", None, None),
        (") في 14 مارس.", True, None),
    ]
    said = letter.text.replace("\u200e", "").replace("\u00a0", " ")
    assert text_of(made_letter(body, language="ar").blocks[0].runs) == said


def _plain(text: str) -> str:
    return text.replace("\u200e", "").replace("\u00a0", " ")


def test_letterhead_and_mark_stand_on_the_same_sides_in_every_direction() -> None:
    for language in ("en", "ar"):
        document = opened(made_letter(language=language))
        (first, second), header = document.tables[0].row_cells(0), document.sections[0].header
        assert document.tables[0].table_direction is None
        assert first._tc.xpath(".//pic:pic")
        assert second.text.startswith("River Town Coalition")
        for paragraph in (*first.paragraphs, *second.paragraphs, *header.paragraphs):
            assert not paragraph.paragraph_format.element.xpath("./w:pPr/w:bidi")


def test_the_subject_is_a_heading_that_looks_as_it_did() -> None:
    document = opened(made_letter())
    (subject,) = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert subject.text == "An invitation to River Builders"
    assert subject.runs[0].bold
    assert (subject.style.font.size, subject.style.font.color.rgb, subject.style.font.name) == (None, None, None)
    assert subject.style.base_style.name == "Normal"


def test_a_letterhead_without_headings_gets_them(tmp_path: Path) -> None:
    document = Document()
    document.styles["Heading 1"].delete()
    document.save(str(tmp_path / "head.docx"))
    made = opened(made_letter(), tmp_path / "head.docx")
    (subject,) = [paragraph for paragraph in made.paragraphs if paragraph.style.name == "Heading 1"]
    assert subject.style.element.xpath("./w:pPr/w:outlineLvl/@w:val") == ["0"]
    assert subject.style.paragraph_format.keep_with_next


def test_phone_numbers_break_nowhere() -> None:
    body = "Call {{ sender.phone }}, or +1 573-555-0143, or write to {{ sender.email }}."
    document = opened(made_letter(body, {"sender.phone": "(573) 555-0142", "sender.email": "rosa@river.example"}))
    (paragraph,) = [each for each in document.paragraphs if "Call" in each.text]
    said = "Call (573)_555-0142, or +1_573-555-0143, or write to rosa@river.example."
    assert paragraph.text.replace("\u00a0", "_") == said
    assert len(paragraph.paragraph_format.element.xpath(".//w:noBreakHyphen")) == 3
    assert [link.address for link in paragraph.hyperlinks] == ["tel:5735550142", "mailto:rosa@river.example"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("مرحبا", ["مرحبا"]),
        ("210 Elm Street, Suite 3", ["\u200e210 Elm Street, Suite 3"]),
        ("في https://river.example/ اليوم", ["في ", "https://river.example/", " اليوم"]),
        ("هاتف +1 555 555 0142.", ["هاتف ", "\u200e+1\u00a0555\u00a0555\u00a00142", "."]),
        ("من 5:30 إلى 7:00", ["من 5:30 إلى 7:00"]),
        ("2026", ["2026"]),
        ("مع Nguyễn.", ["مع ", "Nguyễn", "."]),
    ],
)
def test_pieces_of_another_direction(text: str, pieces: list[str]) -> None:
    document = opened(made_letter("{{ partner.name }}", {"partner.name": text}, subject="x", language="ar"))
    (paragraph,) = [each for each in document.paragraphs if _plain(each.text) == text]
    assert [run.text for run in paragraph.runs] == pieces


def test_a_draft_says_so_and_a_sent_letter_does_not() -> None:
    header = opened(made_letter()).sections[0].header
    assert [paragraph.text for paragraph in header.paragraphs] == ["DRAFT"]
    assert opened(made_letter(sent="today")).sections[0].header.is_linked_to_previous


def test_pictures_are_named_and_small() -> None:
    document = opened(made_letter())
    names = document.element.xpath("//wp:docPr/@descr")
    assert names == ["River Town Coalition", SENDER.name]
    for shape, (width, height) in zip(document.inline_shapes, ((42, 16), (60, 14)), strict=False):
        assert shape.width.mm <= width + 0.01
        assert shape.height.mm <= height + 0.01


@pytest.mark.parametrize("name", ["logo.webp", "broken.png", "broken.svg", "missing.svg"])
def test_a_picture_that_word_cannot_show_is_left_out(tmp_path: Path, name: str) -> None:
    (tmp_path / "logo.webp").write_bytes(b"RIFF....WEBP")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "broken.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    images = {file.name: file for file in tmp_path.iterdir()}
    letter = made_letter(logo=name, sender=SENDER.__class__("Jo", "", "", "", "", name))
    document = Document(io.BytesIO(letter_docx(letter, images, None, EPOCH)))
    assert len(document.inline_shapes) == 0
    assert "1 Main Street" in "".join(document.element.itertext())


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('viewBox="0 0 300 80"', (600, 160)),
        ('viewBox="0 0 2.4 1"', (600, 250)),
        ('viewBox="0 0 1000000000 1"', (600, 1)),
        ('viewBox="0 0 1 3000" width="10" height="1"', (1, 400)),
        ('width="40mm" height="10mm"', (600, 150)),
        ('width="2in" height="96px" viewBox="0,0,10,10"', (400, 400)),
        ('width="100%" height="100%"', None),
        ('viewBox="0 0 0 10"', None),
        ('viewBox="0 0 10" width="20" height="10"', (600, 300)),
        ('viewBox="0 0 -1 10"', None),
        ('width="nan" height="1e9"', None),
        ("", None),
    ],
)
def test_an_svg_becomes_a_picture_of_bounded_size(size: str, expected: tuple[int, int] | None) -> None:
    picture = rasterized(f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="M0 0h9v9"/></svg>'.encode())
    found = picture and (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24]))
    assert found == expected


@pytest.mark.parametrize("family", ["", "sans-serif", "serif", "Unheard Of"])
def test_words_in_an_svg_are_drawn(family: str) -> None:
    plain = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80">{}</svg>'
    words = f'<text x="9" y="40" font-size="20" font-family="{family}">River Town</text>'
    with_words, without = rasterized(plain.format(words).encode()), rasterized(plain.format("").encode())
    assert with_words is not None
    assert without is not None
    assert len(with_words) > 2 * len(without)


def test_the_same_letter_gives_the_same_bytes(tmp_path: Path) -> None:
    head = letterhead_file(tmp_path / "head.docx")
    for letterhead in (None, head):
        first, second = (
            letter_docx(made_letter(), IMAGES, read_letterhead(letterhead) if letterhead else None, EPOCH)
            for _ in range(2)
        )
        assert first == second
        with ZipFile(io.BytesIO(first)) as package:
            assert package.namelist() == sorted(package.namelist())
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_letterhead_keeps_its_headers_footers_styles_and_page(tmp_path: Path) -> None:
    document = opened(made_letter(), letterhead_file(tmp_path / "head.docx"))
    section = document.sections[0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["RIVER TOWN HEAD", "DRAFT"]
    assert [paragraph.text for paragraph in section.footer.paragraphs] == ["RIVER TOWN FOOT 555-0199"]
    assert (round(section.left_margin.mm), round(section.page_width.mm)) == (40, 200)
    assert document.styles["Normal"].font.name == "Georgia"
    assert document.tables == []
    assert texts(document)[0] == "[date of sending]"


def test_nothing_of_the_old_letter_stays(tmp_path: Path) -> None:
    def with_more(document: Any) -> None:
        document.add_picture(io.BytesIO(rasterized(IMAGES[LOGO].read_bytes()) or b""))
        document.part.relate_to("https://secret.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        document.add_comment(document.paragraphs[0].runs, "secret", "A stranger")
        document.add_section().header.is_linked_to_previous = False
        document.sections[1].header.paragraphs[0].text = "secret header"
        picture, notes = io.BytesIO(), Image.Exif()
        notes[0x013B] = "secret"
        Image.new("RGB", (9, 4)).save(picture, "JPEG", comment=b"secret", exif=notes)
        document.sections[0].header.paragraphs[0].add_run().add_picture(picture)

    letter = made_letter(sender=SENDER.__class__("Jo", "", "", "", "", ""))
    data = letter_docx(letter, {}, read_letterhead(letterhead_file(tmp_path / "head.docx", with_more)), EPOCH)
    with ZipFile(io.BytesIO(data)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
        assert not [name for name in package.namelist() if re.search("comments|thumbnail|customXml|app.xml", name)]
        assert len([name for name in package.namelist() if "media" in name]) == 1
    assert b"RIVER TOWN HEAD" in everything
    assert b"secret" not in everything
    assert b"stranger" not in everything


def test_a_letterhead_with_a_first_page_of_its_own_is_marked_there_too(tmp_path: Path) -> None:
    def first_page(document: Any) -> None:
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "FIRST"

    section = opened(made_letter(), letterhead_file(tmp_path / "head.docx", first_page)).sections[0]
    assert [paragraph.text for paragraph in section.first_page_header.paragraphs] == ["FIRST", "DRAFT"]


def test_links_to_the_template_it_was_made_from_are_removed(tmp_path: Path) -> None:
    def with_template(document: Any) -> None:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
        name = part.relate_to("file:///C:/secret/letter.dotm", f"{OFFICE}/attachedTemplate", is_external=True)
        part.element.append(parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{name}"/>'))

    letterhead = read_letterhead(letterhead_file(tmp_path / "head.docx", with_template))
    with ZipFile(io.BytesIO(letterhead.data)) as package:
        assert b"secret" not in b"".join(package.read(name) for name in package.namelist())
        assert b"attachedTemplate" not in package.read("word/settings.xml")


def related(kind: str, target: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        document.sections[0].header.part.relate_to(target, kind, is_external=True)

    return change


def field(*instructions: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        run = document.sections[0].footer.paragraphs[0].add_run().element
        run.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="begin"/>'))
        for instruction in instructions:
            run.append(parse_xml(f"<w:instrText {nsdecls('w')}>{instruction}</w:instrText>"))

    return change


def simple_field(instruction: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        paragraph = document.sections[0].footer.paragraphs[0].paragraph_format.element
        paragraph.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"/>'))

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (related(RELATIONSHIP_TYPE.IMAGE, "https://evil.example/x.png"), "other than text, pictures and links"),
        (related(RELATIONSHIP_TYPE.OLE_OBJECT, "https://evil.example/x"), "other than text, pictures and links"),
        (related(RELATIONSHIP_TYPE.A_F_CHUNK, "x.html"), "other than text, pictures and links"),
        (related(RELATIONSHIP_TYPE.HYPERLINK, "file:///C:/x.exe"), "a link in it leads to"),
        (related(RELATIONSHIP_TYPE.HYPERLINK, "javascript:x"), "a link in it leads to"),
        (field("DDEAUTO c:\\\\cmd.exe"), "DDEAUTO"),
        (field(" DDE", "AUTO c:\\\\cmd.exe"), "DDEAUTO"),
        (field(' IncludePicture "https://evil.example/x"'), "INCLUDEPICTURE"),
        (simple_field("INCLUDETEXT x"), "INCLUDETEXT"),
        (simple_field("QUOTE 68 68 69"), "QUOTE"),
    ],
)
def test_a_letterhead_that_acts_is_refused(tmp_path: Path, change: Callable[[Any], None], words: str) -> None:
    with pytest.raises(LetterheadRefused, match=words) as refused:
        read_letterhead(letterhead_file(tmp_path / "head.docx", change))
    assert "head.docx" in str(refused.value)


def test_ordinary_fields_and_links_are_kept(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        field("PAGE")(document)
        simple_field("NUMPAGES \\* MERGEFORMAT")(document)
        related(RELATIONSHIP_TYPE.HYPERLINK, "https://river.example/link.html")(document)

    document = opened(made_letter(), letterhead_file(tmp_path / "head.docx", change))
    assert "PAGE" in document.sections[0].footer.part.element.xpath("string()")


def bomb() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.bin", b"\0" * 60 * 1024 * 1024)
    return out.getvalue()


def many() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as package:
        for number in range(501):
            package.writestr(f"word/{number}.xml", b"<a/>")
    return out.getvalue()


def letterhead_with(**entries: Callable[[bytes], bytes]) -> Callable[[Path], bytes]:
    def made(folder: Path) -> bytes:
        data = letterhead_file(folder / "good.docx").read_bytes()
        return changed_package(
            data, {name.replace("__", "/").replace("_dot_", "."): do for name, do in entries.items()}
        )

    return made


REFUSED: list[tuple[Callable[[Path], bytes], str]] = [
    (lambda _: b"", "cannot be read"),
    (lambda _: b"not a zip", "cannot be read"),
    (lambda _: b"PK\x03\x04" + b"\0" * 100, "cannot be read"),
    (lambda _: b"\0" * (MAXIMUM_FILE_BYTES + 1), "bytes"),
    (lambda _: bomb(), "unpacks to far more"),
    (lambda _: many(), "unpacks to far more"),
    (lambda folder: letterhead_file(folder / "good.docx").read_bytes()[:9000], "cannot be read"),
    (letterhead_with(word__vbaProject_dot_bin=lambda _: b"macro"), "macros"),
    (letterhead_with(word__activeX__activeX1_dot_xml=lambda _: b"<a/>"), "macros"),
    (letterhead_with(word__document_dot_xml=lambda _: b"<oops"), "cannot be read"),
    (letterhead_with(word__document_dot_xml=lambda _: b"<a/>"), "cannot be read"),
    (letterhead_with(word__document_dot_xml=lambda xml: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + xml), "document type"),
    (letterhead_with(word__document_dot_xml=lambda _: b"<w:a>" * 5000), "cannot be read"),
    (letterhead_with(word___rels__document_dot_xml_dot_rels=lambda _: b""), "cannot be read"),
    (letterhead_with(_rels___dot_rels=lambda rels: rels.replace(b"officeDocument", b"x")), "cannot be read"),
    (
        letterhead_with(
            **{"[Content_Types]_dot_xml": lambda xml: xml.replace(b"document.main+xml", b"template.main+xml")}
        ),
        "cannot be read",
    ),
]


@pytest.mark.parametrize(("make", "words"), REFUSED)
def test_a_hostile_file_is_refused_in_plain_words(tmp_path: Path, make: Callable[[Path], bytes], words: str) -> None:
    file = tmp_path / "letterhead.docx"
    file.write_bytes(make(tmp_path))
    with pytest.raises(LetterheadRefused, match=words) as refused:
        read_letterhead(file)
    assert str(refused.value).startswith("the letterhead letterhead.docx cannot be ")


def test_a_missing_letterhead_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LetterheadRefused, match=r"none\.docx cannot be read"):
        read_letterhead(tmp_path / "none.docx")


def test_properties_of_paragraphs_stand_in_the_order_of_the_format() -> None:
    document = opened(made_letter("# Big\n\n---\n\n> said", language="ar"))
    order = ["pStyle", "keepNext", "numPr", "pBdr", "bidi", "spacing", "ind", "jc", "outlineLvl"]
    for properties in document.element.iter(qn("w:pPr")):
        names = [child.tag.rpartition("}")[2] for child in properties]
        assert names == sorted(names, key=order.index)


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("call", ["Call sheet", "Phone: (555) 555-0142", "What they said", "Notes: ____"]),
        ("agreement", ["Term: ____", "Represented by: Ana Ruiz", "For One", "Name and signature: Ana Ruiz"]),
    ],
)
def test_call_sheets_and_agreements_have_their_lines(wording: str, said: list[str]) -> None:
    partner = make_partner("one", name="One", agreement={"represented_by": "Ana Ruiz"})
    invite = make_invite("one", letter=wording)
    coalition = make_coalition(partner, invites=[invite], wordings=[make_wording("Words.", name=wording)])
    view = letter_view(coalition, invite, "x")
    assert view is not None
    data = letter_docx(compose(view, "(555) 555-0142"), {}, None, 0)
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)
    plain = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NON-BREAKING HYPHEN}", "-")
    assert [words for words in said if words not in plain] == []
