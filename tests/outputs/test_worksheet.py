"""The worksheet as page and as PDF: every label, title and head, word for word, with the ticks of needs.yml."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.building import forest_city
from tests.support.gate import pdf_text
from tests.support.labels import AREAS, ASSETS, FIGURE, GROUPS, PARTS, QUESTIONS, TABLES, TICKED

LISTS = {"groups": GROUPS, "areas": AREAS, "assets": ASSETS}


class _Form(HTMLParser):
    """Reads the check lists, headings and table heads of the worksheet page."""

    def __init__(self) -> None:
        super().__init__()
        self.question = ""
        self.items: dict[str, list[str]] = {}
        self.heads: list[list[str]] = []
        self.headings: list[str] = []
        self.into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "section" and "question-block" in (values.get("class") or ""):
            self.question = values["id"] or ""
        elif tag == "li" and self.question and values.get("class") in {"checked", "open"}:
            self.items.setdefault(self.question, []).append("")
            self.into = self.items[self.question]
        elif tag == "table" and "worksheet-table" in (values.get("class") or ""):
            self.heads.append([])
        elif tag == "th" and self.heads and values.get("scope") == "col":
            self.heads[-1].append("")
            self.into = self.heads[-1]
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append("")
            self.into = self.headings

    def handle_endtag(self, tag: str) -> None:
        if tag in {"li", "th"} or re.fullmatch("h[1-6]", tag):
            self.into = None
        elif tag == "section" and self.question and self.items.get(self.question):
            self.question = ""

    def handle_data(self, data: str) -> None:
        if self.into is not None:
            self.into[-1] = f"{self.into[-1]}{data}"


@pytest.fixture(scope="module")
def form() -> _Form:
    parsed = _Form()
    parsed.feed((forest_city() / "workbook" / "worksheet.html").read_text(encoding="utf-8"))
    return parsed


def _plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", LISTS)
def test_the_page_has_every_box_in_order_with_its_tick(form: _Form, name: str) -> None:
    found = [re.match(r"([☑☐]) ([^:]+)", _plain(item)) for item in form.items[name]]
    assert [each[2] for each in found if each] == list(LISTS[name])
    assert {each[2] for each in found if each and each[1] == "☑"} == TICKED[name]


def test_the_page_prints_the_texts_of_fill_ins(form: _Form) -> None:
    assert "☑ Other: Grandparents raising grandchildren" in [_plain(item) for item in form.items["groups"]]


def test_the_page_has_every_title_and_table_head(form: _Form) -> None:
    headings = [_plain(heading).removesuffix("¶").strip() for heading in form.headings]
    for title in (*PARTS, *QUESTIONS, *TABLES):
        assert headings.count(title) == 1, title
    assert [tuple(map(_plain, heads)) for heads in form.heads] == list(TABLES.values())


@pytest.mark.parametrize("document", ["worksheet.pdf", "worksheet-blank.pdf"])
def test_the_pdf_has_every_label_title_and_head(document: str) -> None:
    text = pdf_text(forest_city() / "workbook" / document)
    for label in (*GROUPS, *AREAS, *ASSETS, *PARTS, *QUESTIONS, *TABLES, FIGURE):
        assert label in text, label
    for heads in TABLES.values():
        assert " ".join(heads) in text, heads


def test_the_pdf_has_the_ticks() -> None:
    text = pdf_text(forest_city() / "workbook" / "worksheet.pdf")
    for name, labels in LISTS.items():
        for label in labels:
            mark = "☑" if label in TICKED[name] else "☐"
            assert f"{mark} {label}" in text, label
    assert text.count("☑") == sum(len(ticked) for ticked in TICKED.values())


def test_large_print_holds_what_the_worksheet_holds() -> None:
    text = pdf_text(forest_city() / "workbook" / "worksheet-large.pdf")
    assert "Internal: for the team" in text
    for label in (*GROUPS, *AREAS, *ASSETS, *PARTS, *QUESTIONS, *TABLES, FIGURE):
        assert label in text, label
    assert text.count("☑") == sum(len(ticked) for ticked in TICKED.values())
    assert "They want to increase their contacts with key stakeholders in the city." in text


def test_the_worked_examples_stand_in_the_filled_form() -> None:
    text = pdf_text(forest_city() / "workbook" / "worksheet.pdf")
    for words in (
        "Wealth-Building for All campaign",
        "They want to expand their wealth-building programming to a wider audience in the city.",
        "Forest City AB director as champion; Forest City AB data analyst as data team lead",
        "Forest City Small Business Loan Program",
        "Forest City Chamber of Commerce director as communications lead",
        "They want to increase their contacts with key stakeholders in the city.",
    ):
        assert words in text, words


def test_the_blank_worksheet_holds_nothing_of_the_team() -> None:
    blank = pdf_text(forest_city() / "workbook" / "worksheet-blank.pdf")
    assert "Internal" not in blank
    assert "Example:" in blank
    assert (forest_city() / "site" / "worksheet-blank.pdf").read_bytes() == Path(
        forest_city() / "workbook" / "worksheet-blank.pdf"
    ).read_bytes()
