"""The real blank worksheets, filled with other programs than ours, come back."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from pypdf import PdfWriter

from coalition_site.importers.formats import pdf_fields
from coalition_site.importers.formats.open_file import read_filled
from coalition_site.importers.sources import Form
from coalition_site.model.worksheet_form import fields, read_name
from coalition_site.problems import Refused
from coalition_site.validate.vocabulary import shipped_vocabulary
from tests.support.blank_forms import EACH, blank, filled
from tests.support.case_files import BASE
from tests.support.examples import examples
from tests.support.form_fields import fields_of, that_fits
from tests.support.importers.coalitions import projects, said, written
from tests.support.importing import coalition_in, imported, planned

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


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "project")
    return tmp_path / "project"


_ONE_MORE = pytest.mark.slow("one more form, through which any coalition comes back for every change")


@pytest.mark.parametrize(
    "name", ["worksheet-blank.pdf", pytest.param("worksheet-blank-a4-large.es.pdf", marks=_ONE_MORE)]
)
def test_a_filled_pdf_gives_what_was_typed(name: str, project: Path, tmp_path: Path) -> None:
    ticked = {"groups.young-people": True, "groups.other": True}
    answers: dict[str, str | bool] = {**ANSWERS, **ticked, "groups.other_text": "Veterans; Night workers"}
    form = filled(name, answers, tmp_path)
    imported(project, form)
    given = fields_of(coalition_in(project))
    assert {field: given.get(field) for field in answers} == answers
    assert planned(project, form).plan.files == []


@pytest.mark.parametrize("name", EACH)
@settings(max_examples=examples(1, 3))
@given(projects(most_partners=11, most_invites=10))
def test_any_coalition_comes_back_through_the_pdf(name: str, files: dict[str, str]) -> None:
    labels = "es" if ".es" in name else "en"
    with tempfile.TemporaryDirectory() as folder:
        whole = written(files, Path(folder))
        fields = that_fits(fields_of(coalition_in(whole), labels))
        form = filled(name, fields, Path(folder))
        empty = written({}, Path(folder) / "empty")
        imported(empty, form)
        assert said(fields_of(coalition_in(empty), labels)) == said(fields)
        assert planned(empty, form).plan.files == []
        # Nor does it change anything where it came from.
        assert planned(whole, form).plan.files == []


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
    with pytest.raises(Refused, match="printed or scanned holds no fields"):
        read_filled(tmp_path / "scan.pdf")


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The blank form with one answer."""
    return filled("worksheet-blank.pdf", {"table1.1.name": "École"}, tmp_path_factory.mktemp("answered"))


def _locked(form: Path, password: str, kind: int, folder: Path) -> Path:
    """A form with a lock of a kind from 2 (RC4, 40 bits) to 6 (AES, 256 bits)."""
    older = {"aes": False, "metadata": False} if kind < 4 else {}
    with pikepdf.open(form) as pdf:
        lock = pikepdf.Encryption(owner="owner", user=password, R=kind, **older)  # type: ignore[arg-type]
        pdf.save(folder / f"locked-{kind}.pdf", encryption=lock)
    return folder / f"locked-{kind}.pdf"


@pytest.mark.parametrize("kind", [2, 3, 4, 6])
def test_a_lock_without_a_password_is_opened(kind: int, answered: Path, tmp_path: Path) -> None:
    (found,) = read_filled(_locked(answered, "", kind, tmp_path))
    assert isinstance(found, Form)
    assert found.fields["table1.1.name"] == "École"


@pytest.mark.parametrize("kind", [3, 4, 6])
def test_a_lock_with_a_password_ends_in_a_sentence(kind: int, answered: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"^locked-.\.pdf: the PDF is locked with a password; save it without one$"):
        read_filled(_locked(answered, "secret", kind, tmp_path))


def test_a_reader_that_ends_without_an_answer_ends_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_fields, "MODULE", "this")
    with pytest.raises(
        Refused, match=r"^worksheet-blank.pdf: the PDF takes more time or memory than a worksheet needs; save"
    ):
        read_filled(filled("worksheet-blank.pdf", {}, tmp_path))
