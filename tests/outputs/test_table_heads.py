"""Rows of the worksheet's tables begin with their heads, on paper and on the page, and go on under their names."""

import re
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from tests.support.building import PROJECT, coalition_of, forest_city
from tests.support.gate import pdf_tags

DOCUMENTS = {"worksheet.pdf": 4, "worksheet-blank.pdf": 4, "worksheet-blank.es.pdf": 4, "invite-list.pdf": 1}


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
    texts = [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]
    names = [partner.name.in_language("en", "en") for partner in coalition_of(PROJECT).partners.values()]
    later = set()
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for tag, element in pdf_tags(path):
        if tag == "TBody":
            later |= set(sorted({numbers[row.Pg.objgen] for row in element.K})[1:])
    assert len(later) > 5
    for number in later:
        # The running lines are drawn last.
        assert any(texts[number].startswith(name) for name in names), texts[number]
    tags = [tag for tag, _ in pdf_tags(path)]
    # To a screen reader the record is one table, which says the name once.
    assert tags.count("Table") == tags.count("THead") > 60
