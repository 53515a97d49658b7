"""The real blank worksheet, filled with another program than ours, comes back."""

import json
import os
import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pytest
from pypdf import PdfReader, PdfWriter

from coalition_site.derive.worksheet_form import worksheet_forms
from coalition_site.importers.open_file import read_filled
from coalition_site.importers.sources import Form, ImportRefused
from coalition_site.model.worksheet_form import fields, read_name
from coalition_site.publish.pdf import PdfJob, make_pdfs
from coalition_site.render.environment import html_environment
from coalition_site.render.worksheets import blank_name, form_document
from coalition_site.validate.vocabulary import shipped_vocabulary
from tests.cases.case_files import BASE
from tests.importers.form_fields import fields_of
from tests.importers.running import coalition_in, imported, planned

REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
ANSWERS = {
    "table1.1.name": "École & <Libre>",
    "table1.1.type": "Nonprofit",
    "table1.1.serves": "Young people; Other: Veterans, and their families",
    "table2.1.name": "مركز الجيران",
    "table2.1.type": "Media",
    "table3.1.partner": "École & <Libre>",
    "table3.1.motivations": "First line\nsecond line, " + "long " * 390 + "end",
    "table3.1.roles": "Champion (Director); Host",
    "table4.1.member": "Zoë Ñu",
    "table4.1.sender": "Rosa Delgado",
}


@cache
def blank(name: str) -> bytes:
    """A blank form of the small coalition, by the name of its file."""
    coalition = coalition_in(BASE)
    settings = coalition.settings
    form = next(form for form in worksheet_forms(coalition) if blank_name(form.variant, settings) == name)
    environment = html_environment(REPOSITORY / "templates", form.variant.language)
    document = form_document(form, settings, environment)
    with TemporaryDirectory() as folder:
        job = PdfJob(PurePosixPath(name), document.html, document.source, forms=True)
        (made,) = make_pdfs([job], folder=Path(folder), asset_roots=[], epoch=0)
        assert made.problems == ()
        return (Path(folder) / name).read_bytes()


def filled(name: str, values: dict[str, str | bool], folder: Path) -> Path:
    """The form with values typed and boxes ticked, as a reader would save it."""
    (folder / name).write_bytes(blank(name))
    writer = PdfWriter(clone_from=folder / name)
    known = PdfReader(folder / name).get_fields() or {}
    texts = {}
    for field, value in values.items():
        states = [str(state) for state in known[field].get("/_States_", []) if str(state) != "/Off"]
        texts[field] = (states or ["/on"])[0] if value is True else str(value)
    writer.update_page_form_field_values(None, dict(texts), auto_regenerate=False)
    writer.write(folder / name)
    return folder / name


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "project")
    return tmp_path / "project"


@pytest.mark.parametrize("name", ["worksheet-blank.pdf", "worksheet-blank-a4-large.es.pdf"])
def test_a_filled_pdf_gives_what_was_typed(name: str, project: Path, tmp_path: Path) -> None:
    ticked = {"groups.young-people": True, "groups.other": True}
    answers: dict[str, str | bool] = {**ANSWERS, **ticked, "groups.other_text": "Veterans; Night workers"}
    form = filled(name, answers, tmp_path)
    imported(project, form)
    given = fields_of(coalition_in(project))
    assert {field: given.get(field) for field in answers} == answers
    assert planned(project, form).plan.files == []


@pytest.mark.skipif(shutil.which("qpdf") is None and not os.environ.get("CI"), reason="qpdf is not installed")
def test_a_pdf_filled_by_another_program_is_read(project: Path, tmp_path: Path) -> None:
    answers: dict[str, str | bool] = {**ANSWERS, "groups.young-people": True}
    blank_form, described, changes, form = (tmp_path / name for name in ("b.pdf", "b.json", "c.json", "f.pdf"))
    blank_form.write_bytes(blank("worksheet-blank.pdf"))
    subprocess.run(["qpdf", "--json-output", str(blank_form), str(described)], check=True)
    head, objects = json.loads(described.read_text(encoding="utf-8"))["qpdf"]
    filled_in = {}
    for number, each in objects.items():
        value = each.get("value")
        field = str(value.get("/T", "")).removeprefix("u:") if isinstance(value, dict) else ""
        if field in answers:
            typed = {"/V": "/on", "/AS": "/on"} if answers[field] is True else {"/V": f"u:{answers[field]}"}
            filled_in[number] = {"value": value | typed}
    assert len(filled_in) == len(answers)
    changes.write_text(json.dumps({"qpdf": [head, filled_in]}), encoding="utf-8")
    subprocess.run(
        ["qpdf", f"--update-from-json={changes}", "--object-streams=generate", str(blank_form), str(form)], check=True
    )
    imported(project, form)
    given = fields_of(coalition_in(project))
    assert {field: given.get(field) for field in answers} == answers


def test_no_name_is_the_beginning_of_another() -> None:
    names = [field.name for field in fields(shipped_vocabulary())]
    assert len(names) == len(set(names))
    # A program that makes a tree of the names must find no values but at its leaves.
    assert [name for name in names if any(other.startswith(f"{name}.") for other in names)] == []
    assert all(read_name(name) == field for name, field in zip(names, fields(shipped_vocabulary()), strict=True))


def test_a_blank_form_changes_nothing(project: Path, tmp_path: Path) -> None:
    form = filled("worksheet-blank.pdf", {}, tmp_path)
    assert planned(project, form).plan.files == []
    (found,) = read_filled(form)
    assert isinstance(found, Form)


def test_a_pdf_without_fields_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    writer.write(tmp_path / "scan.pdf")
    with pytest.raises(ImportRefused, match="printed or scanned holds no fields"):
        read_filled(tmp_path / "scan.pdf")
