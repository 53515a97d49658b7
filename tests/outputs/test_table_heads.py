"""Rows of the worksheet's tables begin with their heads, on paper and on the page, and go on under their names."""

import re
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from tests.support.building import forest_city
from tests.support.gate import pdf_tags

DOCUMENTS = {"worksheet.pdf": 4, "worksheet-blank.pdf": 4, "worksheet-blank-a4.es.pdf": 4, "invite-list.pdf": 1}


def _rows(path: Path) -> list[list[tuple[str, str]]]:
    """The rows of all tables below their heads: the tag of each cell with its scope."""
    rows = []
    for tag, element in pdf_tags(path):
        if tag == "TR" and pikepdf.Name.TBody == element.P.S:
            rows.append([(str(cell.S), str(cell.A.get("/Scope", ""))) for cell in element.K])
    return rows


@pytest.mark.parametrize(("name", "tables"), DOCUMENTS.items())
def test_rows_begin_with_their_heads_in_documents(name: str, tables: int) -> None:
    path = forest_city() / "workbook" / name
    rows = _rows(path)
    assert len(rows) >= 8
    assert {row[0] for row in rows} == {("/TH", "/Row")}
    assert {cell for row in rows for cell in row[1:]} == {("/TD", "")}
    # One table each, over however many pages.
    assert [tag for tag, _ in pdf_tags(path)].count("Table") == tables


def test_rows_begin_with_their_heads_on_the_page() -> None:
    html = (forest_city() / "workbook" / "worksheet.html").read_text(encoding="utf-8")
    bodies = re.findall(r'<table class="worksheet-table[^>]*>.*?<tbody>(.*?)</tbody>', html, re.DOTALL)
    assert len(bodies) == 4
    for body in bodies:
        rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
        assert rows
        assert all(row.startswith('<th scope="row">') and row.count("<th") == 1 for row in rows)


def test_in_large_print_a_record_that_goes_on_says_whose_it_is() -> None:
    path = forest_city() / "workbook" / "worksheet-large.pdf"
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]
    name, first_words, last_words = (
        "Department of Housing & Neighborhoods",
        "Keep the Keys rent relief;",
        "attorney, which takes",
    )
    (first,) = (number for number, text in enumerate(pages) if first_words in text)
    (last,) = (number for number, text in enumerate(pages) if last_words in text)
    assert last == first + 1, "no longer parted by a page: choose another record"
    assert name in pages[first]
    assert name in pages[last]
    # To a screen reader the record is one table, which says the name once.
    heads = [element for tag, element in pdf_tags(path) if tag == "THead"]
    assert len(heads) == [tag for tag, _ in pdf_tags(path)].count("Table")
