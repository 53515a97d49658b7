"""`coalition worksheet`: the filled worksheet in the variants that a build does not make."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from coalition_site.cli.commands import app
from tests.support.building import small_project
from tests.support.gate import pdf_text, pdf_ua_failures


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["worksheet", *map(str, arguments)])
    return result.exit_code, result.output


def test_another_paper_and_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_project(tmp_path / "town", {"needs.yml": "areas: [Housing stability]\n"})
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    code, said = run("--project", project, "--paper", "a4", "--language", "es", "--today", "2026-11-23")
    assert (code, said) == (0, "Wrote worksheet-a4.es.pdf. It is internal: for the team.\n")
    assert pdf_ua_failures(Path("worksheet-a4.es.pdf")) == []
    reader = PdfReader(Path("worksheet-a4.es.pdf"))
    assert str(reader.root_object["/Lang"]) == "es"
    assert {round(float(side)) for side in reader.pages[0].mediabox[2:]} == {595, 842}
    text = pdf_text(Path("worksheet-a4.es.pdf"))
    for words in ("Interno: para el equipo", "Estabilidad de la vivienda", "River Town Coalition"):
        assert words in text, words
    # Only what this writes is left, nothing half done beside it.
    assert [file.name for file in Path().iterdir()] == ["worksheet-a4.es.pdf"]


def test_the_coalitions_own_has_the_plain_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_project(tmp_path / "town")
    monkeypatch.chdir(tmp_path)
    assert run("--project", project, "--large")[1].startswith("Wrote worksheet-large.pdf.")
    assert pdf_ua_failures(tmp_path / "worksheet-large.pdf") == []


def test_a_blank_form_that_no_build_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_project(tmp_path / "town")
    monkeypatch.chdir(tmp_path)
    written = "worksheet-blank-a4.es.pdf"
    assert run("--project", project, "--blank", "--paper", "a4", "--language", "es") == (0, f"Wrote {written}.\n")
    reader = PdfReader(tmp_path / written)
    assert reader.get_fields()
    assert {round(float(side)) for side in reader.pages[0].mediabox[2:]} == {595, 842}
    assert "Estabilidad de la vivienda" in pdf_text(tmp_path / written)


def test_what_cannot_be_made_is_said(tmp_path: Path) -> None:
    project = small_project(tmp_path / "town")
    code, said = run("--project", project, "--language", "so")
    assert code == 2
    assert "the worksheet has no labels in 'so'; there are ar, en, es, fr, ht, ko, ru, vi, zh" in said
    code, said = run("--project", project, "--output", tmp_path / "none" / "worksheet.pdf")
    assert code == 1
    assert said.endswith("could not be written: No such file or directory\nNothing was written.\n")
