"""ODS and DOCX made to hurt end in one sentence, and what office programs really write is read."""

import io
import time
import zipfile

import pytest

from coalition_site.importers.formats.docx_file import read_docx
from coalition_site.importers.formats.ods_file import read_ods
from coalition_site.importers.sources import MAXIMUM_ROWS
from coalition_site.problems import Refused
from tests.support.office_files import document, spreadsheet

SECONDS = 4.0


def with_part(part: str, xml: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, xml)
    return out.getvalue()


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
FILES = {
    "entities": BOMB,
    "a document type alone": "<!DOCTYPE a><a/>",
    "endless": "<a>" + "<b/>" * 500_000 + "</a>",
    "deep": "<a>" * 5_000 + "</a>" * 5_000,
    "large": "<a>" + " " * 41_000_000 + "</a>",
    "cut": "<a><b",
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("part", "read"), [("content.xml", read_ods), ("word/document.xml", read_docx)])
def test_made_to_hurt(name: str, part: str, read: object) -> None:
    assert callable(read)
    begun = time.process_time()
    with pytest.raises(Refused, match=r"^x: "):
        read(with_part(part, FILES[name]), "x")
    assert time.process_time() - begun < SECONDS


def test_rows_that_repeat_are_counted_before_they_are_made() -> None:
    many = spreadsheet("Name | Type\nA | B")
    with zipfile.ZipFile(io.BytesIO(many)) as archive:
        xml = archive.read("content.xml").decode()
    often = f'<table:table-row table:number-rows-repeated="{MAXIMUM_ROWS}">'
    with pytest.raises(Refused, match="more than 20,000 rows"):
        read_ods(with_part("content.xml", xml.replace("<table:table-row>", often, 1)), "x")


def test_cells_of_ods_are_what_they_mean() -> None:
    (sheet,) = read_ods(spreadsheet("Name | Day | Yes\nA\\nB | d:2026-10-05 | b:true\n |  | n:2134"), "p.ods")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("Name", "Day", "Yes")),
        (2, ("A\nB", "2026-10-05", "yes")),
        (3, ("", "", "2134")),
    ]


def test_tables_of_docx_fill_merged_cells() -> None:
    first, second = read_docx(document("Name | Type\nA | B\nC | ^\n\nX | Y\n1 | 2"), "p.docx")
    assert [row.cells for row in first.rows] == [("Name", "Type"), ("A", "B"), ("C", "B")]
    assert second.name == "table no. 2"


def test_a_document_without_a_table_says_what_to_do() -> None:
    from docx import Document

    out = io.BytesIO()
    Document().save(out)
    with pytest.raises(Refused, match="there is no table in this document"):
        read_docx(out.getvalue(), "p.docx")
