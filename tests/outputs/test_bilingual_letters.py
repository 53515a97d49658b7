"""Letters in two languages and in large print: on paper, in Word, as mail, and on the workbook's page."""

import io
from email import message_from_bytes
from email.policy import default
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from coalition_site.derive.letters.sent import as_sent
from coalition_site.derive.letters.view import LetterView, letter_view
from coalition_site.derive.public.view import public_coalition
from coalition_site.publish.letters.docx import letter_docx
from coalition_site.publish.letters.mail import letter_eml
from coalition_site.publish.pdf.single_document import document_bytes
from coalition_site.render.documents import letter_document
from coalition_site.render.environment import html_environment
from coalition_site.render.letter_text import letter_text
from coalition_site.render.letters import LateLetter, compose, letter_article
from coalition_site.validate.project import check
from tests.support.building import SMALL, TODAY, small_project

INVITES = """\
- member: Ana Ruiz
  partner: garden
  sender: jo
  status: drafted
  address: [12 Elm Street, River Town]
  language: [es, ar]
- member: Lee Park
  sender: jo
  status: drafted
  language: en
  large_print: yes
"""
PARTNER = "---\nname: Garden Club\ntype: Nonprofit\nrelationship: potential\n---\nThey garden.\n"


@cache
def views(folder: Path) -> tuple[LetterView, LetterView]:
    files = {
        "coalition.yml": SMALL + "languages: [en, es, ar]\n",
        "partners/garden.md": PARTNER,
        "invites.yml": INVITES,
    }
    validated = check(small_project(folder, files), TODAY).validated
    assert validated.coalition is not None, validated.problems
    both, large = (letter_view(validated.coalition, each, "letter") for each in validated.coalition.invites)
    assert both is not None
    assert large is not None
    assert [both.language, *(view.language for view in both.also)] == ["es", "ar"]
    assert public_coalition(validated.coalition.settings).name
    return both, large


@pytest.fixture(name="both")
def _both(tmp_path_factory: pytest.TempPathFactory) -> LetterView:
    return views(tmp_path_factory.getbasetemp() / "two-languages")[0]


@pytest.fixture(name="large")
def _large(tmp_path_factory: pytest.TempPathFactory) -> LetterView:
    return views(tmp_path_factory.getbasetemp() / "two-languages")[1]


def pdf_of(view: LetterView, folder: Path) -> bytes:
    validated = check(folder, TODAY).validated
    assert validated.coalition is not None
    about = public_coalition(validated.coalition.settings)
    return document_bytes(letter_document(LateLetter(view), "x.pdf", about, html_environment(None, "en")), {}, 0)


def test_both_texts_are_one_document_and_each_says_its_language(
    both: LetterView, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = pdf_of(both, tmp_path_factory.getbasetemp() / "two-languages")
    spanish, arabic = (page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "Ana Ruiz" in spanish
    assert "Ana Ruiz" in arabic
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tags = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Art")
        assert [str(tag.Lang) for tag in tags] == ["es", "ar"]
        assert str(pdf.Root.Lang) == "es"


def test_the_workbooks_page_shows_both(both: LetterView) -> None:
    page = str(letter_article(compose(both), html_environment(None, "en")))
    assert page.count('<article class="letter-sheet" lang="es" dir="ltr"') == 1
    assert page.count('<article class="letter-sheet" lang="ar" dir="rtl"') == 1


def test_word_has_both_with_their_languages(both: LetterView) -> None:
    document = Document(io.BytesIO(letter_docx(compose(both), {}, None, 0)))
    broken = [bool(each._p.xpath(".//w:br[@w:type='page']")) for each in document.paragraphs]
    at = broken.index(True)
    assert broken.count(True) == 1
    runs = [
        [run for paragraph in part for run in paragraph.runs]
        for part in (document.paragraphs[:at], document.paragraphs[at + 1 :])
    ]
    assert all(run._r.find(f".//{qn('w:lang')}") is None for run in runs[0])
    languages = {run._r.find(f".//{qn('w:lang')}").get(qn("w:bidi")) for run in runs[1] if run.text}
    assert languages == {"ar"}


def test_mail_has_both_texts(both: LetterView) -> None:
    message = message_from_bytes(letter_eml(compose(both), b"%PDF-1", ""), policy=default)
    html = message.get_body(("html",))
    plain = message.get_body(("plain",))
    assert html is not None
    assert plain is not None
    assert '<div lang="ar" dir="rtl">' in html.get_content()
    first, second = plain.get_content().split("* * *")
    assert compose(both).closing_runs[0].text in first
    assert compose(both).also[0].closing_runs[0].text in second
    assert " / " in str(message["Subject"])


def test_what_was_sent_is_kept_in_both(both: LetterView) -> None:
    sent = as_sent(both, TODAY)
    assert all(view.sent for view in (sent, *sent.also))
    text = letter_text(compose(sent))
    assert sent.sent in text
    assert sent.also[0].sent in text


def test_large_print_is_18_point_everywhere(large: LetterView, tmp_path_factory: pytest.TempPathFactory) -> None:
    sizes: dict[str, float] = {}

    def visit(text: str, page: list[float], line: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes[text.strip()] = size * abs(page[3] * line[3])

    data = pdf_of(large, tmp_path_factory.getbasetemp() / "two-languages")
    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=visit)
    greeting = next(size for text, size in sizes.items() if text.startswith("Dear Lee Park"))
    assert greeting == pytest.approx(18, abs=0.1)
    document = Document(io.BytesIO(letter_docx(compose(large), {}, None, 0)))
    words = {run.text: run.font.size for paragraph in document.paragraphs for run in paragraph.runs}
    assert next(size.pt for text, size in words.items() if text.startswith("Dear Lee Park") and size) == 18
    message = message_from_bytes(letter_eml(compose(large), b"%PDF-1", ""), policy=default)
    html = message.get_body(("html",))
    assert html is not None
    assert "font-size:18pt" in html.get_content()
    assert "letter-sheet--large" in str(letter_article(compose(large), html_environment(None, "en")))


@pytest.mark.parametrize("written", ["[es, es]", "[en, es, ar]", "[]", "[en, klingon]", "[en, fr]"])
def test_a_letter_is_in_one_or_two_languages_that_are_offered(written: str, tmp_path: Path) -> None:
    files = {
        "coalition.yml": SMALL + "languages: [en, es, ar]\n",
        "invites.yml": f"- member: Ana Ruiz\n  sender: jo\n  status: drafted\n  language: {written}\n",
    }
    problems = check(small_project(tmp_path, files), TODAY).validated.problems
    errors = [problem for problem in problems if problem.position.path.endswith("invites.yml") and problem.hint]
    assert any(error.code in {"value-language", "reference-unknown"} for error in errors), problems
