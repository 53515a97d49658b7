"""Arabic in its order: a sentence with a phone number and an English name, and the worksheet, on paper and in Word."""

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from coalition_site.derive.worksheet.form import worksheet_forms
from coalition_site.publish.letters.docx import letter_docx
from coalition_site.publish.pdf.single_document import document_bytes
from coalition_site.render.environment import html_environment
from coalition_site.render.worksheets import form_documents
from tests.support.building import SMALL, coalition_of, small_project
from tests.support.documents import make_one, whole_page
from tests.support.gate import pdf_ua_failures
from tests.support.letters import made_letter
from tests.support.made_once import made_once

NUMBER, NAME = "(573) 555-0142", "Dana Reyes"
SENTENCE = '{{ _("اتصلوا بالرقم %(number)s واسألوا عن %(name)s من فضلكم", number=number, name=name) }}'
IN_WORD = "اتصلوا بالرقم {{ sender.phone }} واسألوا عن {{ sender.name }} من فضلكم"

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


def places(file: Path, page: int = 1) -> list[tuple[str, float, float]]:
    """The words of a page with the left edge and the top of each, as they stand on paper.

    The program gives their letters from left to right, so Arabic ones are turned round.
    """
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(file), "-"]
    read = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    words = ET.fromstring(read).iter("{http://www.w3.org/1999/xhtml}word")
    found = [(word.text or "", float(word.get("xMin", "")), float(word.get("yMin", ""))) for word in words]
    return [(text if text.isascii() else text[::-1], left, top) for text, left, top in found]


def read_out(file: Path) -> str:
    """The text in the order in which the most used reader of PDFs gives it, without its marks of direction."""
    read = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, timeout=60).stdout
    return re.sub("[\u200d\u202a-\u202e]", "", read.decode())


def from_right(file: Path, wanted: Sequence[str]) -> list[str]:
    """The wanted words of the first page from the right edge to the left; those of a line stand on one height."""
    found = [(text, left) for text, left, _ in places(file) if text in wanted]
    return [text for text, _ in sorted(found, key=lambda each: -each[1])]


@needs_poppler
def test_a_mixed_sentence_reads_in_order_on_paper(tmp_path: Path) -> None:
    said = html_environment(None, "ar").from_string(SENTENCE).render(number=NUMBER, name=NAME)
    make_one(whole_page(f'<h1>ع</h1><div dir="rtl"><p>{said}</p></div>', language="ar"), tmp_path)
    file = tmp_path / "example.pdf"
    assert pdf_ua_failures(file) == []
    # From right to left the number comes before the name, and each of them runs from left to right.
    assert from_right(file, ["(573)", "555-0142", "Dana", "Reyes"]) == ["555-0142", "(573)", "Reyes", "Dana"]
    text = read_out(file)
    assert text.index("اتصلوا") < text.index(NUMBER) < text.index(NAME) < text.index("فضلكم")


def test_a_mixed_sentence_reads_in_order_in_word() -> None:
    letter = made_letter(IN_WORD, {"sender.phone": NUMBER, "sender.name": NAME}, language="ar")
    document = Document(io.BytesIO(letter_docx(letter, {}, None, 0)))
    (paragraph,) = [each for each in document.paragraphs if "اتصلوا" in each.text]
    assert paragraph.paragraph_format.element.xpath("./w:pPr/w:bidi")
    runs = [(run.text.strip(), bool(run.font.rtl)) for run in _runs(paragraph)]
    number = NUMBER.replace(" ", "\u00a0")
    # The mark before the number says which way it runs; Word lays runs out by the paragraph's direction.
    assert [run for run in runs if run[0]] == [
        ("اتصلوا بالرقم", True),
        (f"\u200e{number}", False),
        ("واسألوا عن", True),
        (NAME, False),
        ("من فضلكم", True),
    ]


def _runs(paragraph: Paragraph) -> list[Run]:
    """All runs of a paragraph, those of links among them."""
    pieces = [each.runs if isinstance(each, Hyperlink) else [each] for each in paragraph.iter_inner_content()]
    return [run for piece in pieces for run in piece]


@pytest.fixture(name="worksheet", scope="module")
def _worksheet() -> Path:
    """The blank worksheet of a coalition that writes Arabic."""

    def make(folder: Path) -> None:
        project = small_project(folder / "project", {"coalition.yml": SMALL.replace("language: en", "language: ar")})
        coalition = coalition_of(project)
        forms = [form for form in worksheet_forms(coalition) if not form.variant.large][:1]
        documents = form_documents(forms, {"ar": html_environment(None, "ar")})
        for document in documents:
            data = document_bytes(document, {}, 0, coalition.signs.fonts)
            (folder / document.path.name).write_bytes(data)

    return made_once("arabic-worksheet", make)


@needs_poppler
def test_the_arabic_worksheet_passes_and_is_read_from_the_title_on(worksheet: Path) -> None:
    for file in worksheet.glob("*.pdf"):
        assert pdf_ua_failures(file) == [], file
    text, place = read_out(worksheet / "worksheet-blank.pdf"), 0
    form = worksheet_forms(coalition_of(worksheet / "project"))[0].worksheet
    titles = [title for part in form.parts for title in (part.title, *(table.title for table in part.tables))]
    for title in (form.title, *titles):
        place = text.index(max(title.split(), key=len), place)


@needs_poppler
def test_tables_and_boxes_of_the_arabic_worksheet_begin_at_the_right(worksheet: Path) -> None:
    coalition = coalition_of(worksheet / "project")
    table = worksheet_forms(coalition)[0].worksheet.parts[1].tables[0]
    firsts = [head.split()[0] for head in table.heads]
    page = next(number for number in range(2, 7) if _heads(worksheet, number, firsts) is not None)
    heads = _heads(worksheet, page, firsts)
    assert heads is not None
    assert heads == sorted(heads, reverse=True)


def _heads(worksheet: Path, page: int, firsts: Sequence[str]) -> list[float] | None:
    """The left edges of the first words of a table's heads; None on a page that has not all of them in one line."""
    lines: dict[int, dict[str, float]] = {}
    for text, left, top in places(worksheet / "worksheet-blank.pdf", page):
        lines.setdefault(round(top), {}).setdefault(text, left)
    whole = next((line for line in lines.values() if all(first in line for first in firsts)), None)
    return [whole[first] for first in firsts] if whole is not None else None
