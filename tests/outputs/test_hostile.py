"""The hostile corpus (tests/cases/hostile) in what is no page: tables, documents, calendars, JSON, file names."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pikepdf

from coalition_site.jobs.build import derive
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, make_pdfs
from coalition_site.render.outputs import render_outputs
from tests.support.building import TODAY, coalition_of
from tests.support.gate import pdf_text
from tests.support.hostile import hostile_output, one_line, texts, write_hostile

# What spreadsheets take for a formula at the beginning of a cell.
_FORMULA = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What no font of the documents has; a document with it is refused, and that is tested elsewhere.
_UNPRINTABLE = re.compile("[\u0590-\u05ff\uff00-\uffef]")
_ACTING = {"/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/OpenAction", "/AA", "/SubmitForm"}
_FILE_NAME = re.compile(r"[A-Za-z0-9_.-]+")


def test_no_cell_of_a_csv_is_a_formula() -> None:
    files = sorted((hostile_output() / "workbook").rglob("*.csv"))
    assert files
    for file in files:
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
        assert rows
        assert [cell for row in rows for cell in row if _FORMULA.match(cell)] == []


def test_no_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    files = sorted((hostile_output() / "workbook").rglob("*.xlsx"))
    assert files
    for file in files:
        book = openpyxl.load_workbook(file)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        # Nobody hostile has signed an agreement.
        assert len(cells) > (0 if file.stem == "agreements" else len(texts()))
        assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_word_documents_are_whole_and_have_no_fields_or_targets_of_their_own() -> None:
    files = sorted((hostile_output() / "workbook" / "letters").glob("*.docx"))
    assert len(files) == len(texts())
    for file in files:
        with zipfile.ZipFile(file) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        roots = {name: ET.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
        orders = [order.text or "" for root in roots.values() for order in root.iter(f"{_WORD}instrText") if order.text]
        assert all(order.split()[0] in {"PAGE", "NUMPAGES"} for order in orders), file.name
        targets = [
            each.get("Target", "")
            for name, root in roots.items()
            if name.endswith(".rels")
            for each in root
            if each.get("TargetMode") == "External"
        ]
        assert all(re.match(r"(?:https?|mailto|tel):", target) for target in targets), (file.name, targets)
        assert not any("vbaProject" in name or "embeddings" in name for name in parts)


def test_word_documents_hold_all_of_every_hostile_name() -> None:
    """`A & <b>` must not cut the rest of a letter."""
    letters = []
    for file in (hostile_output() / "workbook" / "letters").glob("*.docx"):
        with zipfile.ZipFile(file) as archive:
            root = ET.fromstring(archive.read("word/document.xml"))
        letters.append(_without_spaces("".join(root.itertext())))
    assert [name for name, text in texts().items() if not any(_without_spaces(text) in each for each in letters)] == []


def _without_spaces(text: str) -> str:
    """A text without white space and the marks that set directions."""
    return re.sub(r"[\s\u2066-\u2069\u200e\u200f]", "", text)


def test_nothing_acts_in_a_pdf(tmp_path: Path) -> None:
    write_hostile(tmp_path)
    coalition = coalition_of(tmp_path)
    documents = render_outputs(derive(coalition, TODAY), coalition, None, with_pdf=True).documents()
    document = next(each for each in documents if str(each.path).startswith("letters/"))
    job = PdfJob(document.path, _UNPRINTABLE.sub("?", document.html), document.source)
    (result,) = make_pdfs([job], folder=tmp_path, asset_roots=[], epoch=0, options=PdfOptions(seconds=280))
    assert result.problems == ()
    assert "alert(" in pdf_text(tmp_path / document.path)
    with pikepdf.open(tmp_path / document.path) as pdf:
        whole = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        within = [each.get("/A") for each in whole]
        maps = [*whole, *(each for each in within if isinstance(each, pikepdf.Dictionary))]
        names = {key for each in maps for key in each} | {str(each.get("/S", "")) for each in maps}
        addresses = [str(each.URI) for each in maps if "/URI" in each]
    assert names & _ACTING == set()
    assert [each for each in addresses if not re.match(r"(?:https?|mailto|tel):", each)] == []


def test_calendars_have_no_lines_of_theirs() -> None:
    files = sorted(hostile_output().rglob("*.ics"))
    assert files
    for file in files:
        lines = file.read_bytes().decode().split("\r\n")
        assert not any("\n" in line or "\r" in line for line in lines)
        assert not any(line.startswith(("BEGIN:VALARM", "ATTACH", "ATTENDEE", "ORGANIZER")) for line in lines)
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")


def test_json_keeps_every_text_as_it_is() -> None:
    data = (hostile_output() / "workbook" / "coalition.json").read_text(encoding="utf-8")
    assert {one_line(text) for text in texts().values()} <= {each["name"] for each in json.loads(data)["partners"]}


def test_file_names_are_plain_everywhere() -> None:
    output = hostile_output()
    names = {part for file in output.rglob("*") for part in file.relative_to(output).parts}
    assert {name for name in names if not _FILE_NAME.fullmatch(name)} == set()
    assert not any(file.is_symlink() for file in output.rglob("*"))
