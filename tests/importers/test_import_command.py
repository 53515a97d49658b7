"""`coalition import` as people start it: what it prints, asks, keeps and ends with."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coalition_site.cli import import_commands, options
from coalition_site.cli.commands import app
from tests.support.case_files import BASE

REPOSITORY = Path(__file__).parents[2]
SHEET = "Organization,Status,Size\nElm Fund,Active Partner,12\nRiver Church,Active Partner,3\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "town")
    (tmp_path / "p.csv").write_text(SHEET, encoding="utf-8")
    return tmp_path / "town"


def run(project: Path, *more: str, file: str = "p.csv", keys: str = "") -> tuple[int, str]:
    given = ["import", str(project.parent / file), "--project", str(project), *more]
    done = CliRunner().invoke(app, given, input=keys)
    return done.exit_code, done.output


def test_nothing_understood_ends_with_1(project: Path) -> None:
    (project.parent / "no.csv").write_text("Monday,rain\nTuesday,sun\n", encoding="utf-8")
    code, said = run(project, file="no.csv")
    assert code == 1
    assert "no row of heads such as Organization, Type, Assets was found in it" in said
    assert said.endswith("Nothing in these files was understood; nothing was imported.\n")
    assert run(project, "--json", file="no.csv")[0] == 1


def test_answers_are_kept_and_used_next_time(project: Path) -> None:
    code, said = run(project, "--yes", "--column", "Size=leave out", "--answer", "active partner=existing")
    assert code == 0
    assert '"Size" → leave out (as you say): 12 · 3' in said
    kept = (project / "content" / "imports.yml").read_text(encoding="utf-8")
    assert kept == (
        "# Kept by `coalition import`: how the columns of a spreadsheet were understood, by its heads.\n"
        "tables:\n"
        "  - heads:\n      - Organization\n      - Status\n      - Size\n"
        "    columns:\n      - head: Size\n        means: leave out\n"
        "    answers:\n      - about: relationship\n        words: Active Partner\n        means: existing\n"
    )
    (project.parent / "p.csv").write_text(f"{SHEET}Oak Clinic,Active Partner,7\n", encoding="utf-8")
    code, said = run(project)
    assert '"Size" → leave out (as content/imports.yml says): 12 · 3 · 7' in said
    assert "Added: 1 partner" in said
    assert "Only you know" not in said


def test_questions_are_asked_once_on_a_terminal(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (import_commands, options):
        monkeypatch.setattr(module, "somebody_is_there", lambda: True)
    code, said = run(project, keys="y\n2\n1\ny\n")
    assert code == 0
    assert "Answer 2 questions now?" in said
    assert 'What the column "Size" means (2 rows)?\n  for example 12 · 3\n  1  notes\n  2  leave out\n' in said
    assert 'What "Active Partner" says of a partner (2 rows)?\n  1  existing\n' in said
    assert said.count("Write 3 files?") == 1
    assert "relationship: existing" in (project / "content/partners/elm-fund.md").read_text(encoding="utf-8")
    assert (project / "content" / "imports.yml").exists()


def test_who_answers_nothing_gets_the_plan_as_it_is(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (import_commands, options):
        monkeypatch.setattr(module, "somebody_is_there", lambda: True)
    code, said = run(project, keys="y\n\n\nn\n")
    assert code == 0
    assert "Only you know: 2" in said
    assert said.endswith("Nothing was written. To write this, add --yes.\n")
    assert not (project / "content" / "imports.yml").exists()


def test_the_plan_as_data_says_the_same(project: Path) -> None:
    _, said = run(project, "--json")
    plan = json.loads(said)
    (table,) = plan["tables"]
    assert [column["means"] for column in table["columns"]] == ["name", "status", "notes"]
    assert [(each["about"], each["words"], each["rows"]) for each in plan["questions"]] == [
        ("column", "Size", 2),
        ("relationship", "Active Partner", 2),
    ]
    assert [(record["path"], record["new"]) for record in plan["records"]] == [
        ("content/partners/elm-fund.md", True),
        ("content/partners/river-church.md", True),
    ]
    assert plan["records"][0]["values"]["team"] == {"notes": "Status: Active Partner\nSize: 12"}
    assert (plan["nothing_read"], plan["written"]) == (False, [])
    _, said = run(project, "--json", "--yes")
    assert json.loads(said)["written"] == ["content/partners/elm-fund.md", "content/partners/river-church.md"]


def test_a_long_plan_is_short_until_asked(project: Path) -> None:
    rows = "".join(f"Group {number},,{number}\n" for number in range(12))
    (project.parent / "many.csv").write_text(f"Organization,Status,Size\n{rows}", encoding="utf-8")
    _, said = run(project, file="many.csv")
    assert "  content/partners/group-0.md: Group 0: Other: not known yet, potential (many.csv, row 2)\n" in said
    assert "  … and 2 more; --long shows them\n" in said
    assert "many.csv, rows 2 to 13 (12): potential; the file does not say existing or potential" in said
    _, said = run(project, "--long", file="many.csv")
    assert "  content/partners/group-11.md (many.csv, row 13)\n    name: Group 11\n" in said
    assert "--long" not in said


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--column", "Sise=leave out"), 'there is no column "sise"; the columns are Organization, Status, Size'),
        (("--column", "Size=color"), '"color" is nothing a column can mean; write name, type'),
        (("--answer", "existing"), 'write it as "WORDS=MEANING"'),
    ],
)
def test_an_answer_that_is_a_mistake_says_what_to_type(project: Path, option: tuple[str, str], said: str) -> None:
    code, shown = run(project, *option)
    assert code in {1, 2}
    assert said in " ".join(shown.replace("│", " ").split())


def test_a_mistake_in_kept_answers_is_a_problem_of_the_check(project: Path) -> None:
    (project / "content" / "imports.yml").write_text("tables:\n  - colums: []\n", encoding="utf-8")
    command = [sys.executable, "-m", "coalition_site", "check", "--project", str(project)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, env={**os.environ})
    assert done.returncode == 1
    assert "content/imports.yml:2:5" in done.stdout + done.stderr


CRM = "Account Name,Account ID,Description\nElm Fund,001A,Wants data back. Difficult board chair.\n"
ELM = "content/partners/elm-fund.md"


def test_a_description_is_no_profile_without_an_answer(project: Path) -> None:
    (project.parent / "crm.csv").write_text(CRM, encoding="utf-8")
    code, said = run(project, "--yes", file="crm.csv")
    assert code == 0
    assert said.startswith("What could become public: ")
    assert "Difficult" not in said.partition("\n\n")[0]
    assert 'whether everybody may read the column "Description"; now: notes' in said
    front_matter, _, body = (project / ELM).read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    assert 'notes: "Description: Wants data back. Difficult board chair."' in front_matter
    assert body == ""


@pytest.mark.parametrize(("typed", "body"), [("yes", True), ("1", True), ("no", False), ("2", False), ("", False)])
def test_a_profile_is_answered_on_a_terminal(
    typed: str, body: bool, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (import_commands, options):
        monkeypatch.setattr(module, "somebody_is_there", lambda: True)
    (project.parent / "crm.csv").write_text(CRM, encoding="utf-8")
    code, said = run(project, file="crm.csv", keys=f"y\n{typed}\ny\n")
    assert code == 0
    assert said.startswith("What could become public: ")
    assert 'Whether everybody may read the column "Description"?\n  for example Wants data back.' in said
    assert (project / ELM).read_text(encoding="utf-8").endswith("Difficult board chair.\n") is body
    kept = project / "content" / "imports.yml"
    assert kept.exists() is bool(typed)


def test_an_answer_about_a_profile_is_kept_for_the_next_file(project: Path) -> None:
    (project.parent / "crm.csv").write_text(CRM, encoding="utf-8")
    run(project, "--yes", "--column", "Description=public profile", file="crm.csv")
    (project.parent / "crm.csv").write_text(f"{CRM}Oak Clinic,001B,Cares.\n", encoding="utf-8")
    _, said = run(project, file="crm.csv")
    assert '"Description" → public profile (as content/imports.yml says)' in said
    assert "profile of Oak Clinic: Cares. (crm.csv, C3)" in said
    assert "Only you know" not in said


def test_json_begins_with_what_could_become_public(project: Path) -> None:
    _, said = run(project, "--json")
    assert next(iter(json.loads(said))) == "public"
