"""Problems for programs and for pull requests: JSON and GitHub's annotations, from `check` and from `build`."""

import json
import subprocess
from pathlib import Path

import pytest

from coalition_site.cli.problem_report import MOST_OF_A_FILE, as_annotation
from coalition_site.problems import Position, Problem
from tests.support.building import SMALL, small_project, with_small_documents, with_templates
from tests.support.command_line import coalition

WRONG = {
    "needs.yml": "areas:\n  - Housing stabilty\n",
    "partners/bank.md": '---\nname: "100%, a: b"\ntype: Bank 100%, a\nrelationship: existing\n---\n',
    "notes.txt": "",
}


def _run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return coalition(*words, "--today", "2026-11-23", folder=cwd, **environment)


@pytest.mark.parametrize("words", [("check", "--json"), ("check", "--format", "json"), ("build", "--json")])
def test_json_is_one_document_with_the_promised_keys(words: tuple[str, ...], tmp_path: Path) -> None:
    done = _run(*words, cwd=small_project(tmp_path, WRONG))
    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert {key: document[key] for key in ("version", "errors", "warnings")} == {
        "version": 1,
        "errors": 2,
        "warnings": 1,
    }
    assert [problem["code"] for problem in document["problems"]] == ["option-unknown", "file-stray", "option-unknown"]
    assert document["problems"][0] == {
        "code": "option-unknown",
        "severity": "error",
        "file": "content/needs.yml",
        "line": 2,
        "column": 5,
        "message": 'unknown area "Housing stabilty"',
        "hint": 'did you mean "Housing stability"?',
        "fix": {"line": 2, "column": 19, "end_line": 2, "end_column": 19, "old": "", "new": "i", "safe": True},
    }


MANY = 3_000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file with a warning on each of 3,000 lines, errors behind them, and an error in another file."""
    warnings = "".join(f"  - Other: need {number} #1\n" for number in range(MANY))
    wrong = {"needs.yml": f"groups:\n{warnings}  - Young peeple\n", "partners/bank.md": WRONG["partners/bank.md"]}
    return small_project(tmp_path_factory.mktemp("many") / "project", wrong)


@pytest.mark.parametrize("form", ["text", "github"])
def test_of_one_file_a_hundred_problems_are_printed_errors_first(form: str, many: Path) -> None:
    done = _run("check", "--format", form, cwd=many)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    heads = [line for line in lines if "needs.yml" in line and ("[" in line or "title=" in line)]
    assert len(heads) == MOST_OF_A_FILE + (form == "github")
    assert any("Young peeple" in line for line in lines)
    assert any("bank.md" in line for line in lines)
    (more,) = [line for line in lines if "more problems" in line]
    assert more.endswith(f"and {MANY + 1 - MOST_OF_A_FILE:,} more problems; mend these first, and check again")
    assert f"2 errors, {MANY:,} warnings" in lines[-1]


def test_json_holds_every_problem(many: Path) -> None:
    assert len(json.loads(_run("check", "--json", cwd=many).stdout)["problems"]) == MANY + 2


def test_json_of_good_content_is_an_empty_list(tmp_path: Path) -> None:
    done = _run("check", "--json", cwd=small_project(tmp_path))
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"version": 1, "errors": 0, "warnings": 0, "problems": []}


def test_a_build_that_succeeds_prints_nothing_but_json(tmp_path: Path) -> None:
    with_templates(tmp_path / "build")
    done = _run("build", "--json", "--no-pdf", cwd=small_project(tmp_path))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["errors"] == 0


@pytest.mark.parametrize("words", [("check",), ("build", "--no-pdf"), ("build",)])
def test_a_letterhead_that_must_not_be_used_is_a_problem_of_its_line(words: tuple[str, ...], tmp_path: Path) -> None:
    town = small_project(tmp_path, {"letters/head.docx": "no Word document"})
    (town / "content" / "coalition.yml").write_text(f"{SMALL}brand:\n  letterhead: head.docx\n", encoding="utf-8")
    done = _run(*words, "--json", cwd=town)
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert (problem["code"], problem["file"]) == ("letterhead-refused", "content/coalition.yml")
    assert problem["line"] == SMALL.count("\n") + 2
    assert not (town / "build" / "site").exists()


def test_signs_without_a_font_are_warnings_like_others(tmp_path: Path) -> None:
    partner = "---\nname: River Bank\ntype: Business\nrelationship: existing\n---\nWe lend ស money.\n"
    with_small_documents(tmp_path / "build")
    done = _run("build", "--json", cwd=small_project(tmp_path, {"partners/river-bank.md": partner}))
    assert done.returncode == 0
    problems = json.loads(done.stdout)["problems"]
    assert {problem["code"] for problem in problems} == {"sign-unprintable"}


def test_annotations_come_by_themselves_within_github_actions(tmp_path: Path) -> None:
    town = small_project(tmp_path / "town", WRONG)
    done = _run("check", "--project", "town", cwd=tmp_path, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(tmp_path))
    lines = done.stdout.splitlines()
    assert lines[0] == (
        "::error file=town/content/needs.yml,line=2,col=5,title=option-unknown::"
        'unknown area "Housing stabilty"%0Ahint: did you mean "Housing stability"?'
    )
    assert lines[1].startswith("::warning file=town/content/notes.txt,line=1,col=1,title=file-stray::")
    assert "Bank 100%25, a" in lines[2]
    assert done.returncode == 1
    plain = _run("check", "--format", "text", cwd=town, GITHUB_ACTIONS="true")
    assert plain.stdout.startswith("content/needs.yml:2:5: error[option-unknown]")


def test_no_content_can_write_a_command_of_its_own() -> None:
    problem = Problem(Position("a,b:c\n::x::.md"), "value-unknown", "x\r\n::stop-commands::y 100%0A", "::debug::z")
    line = as_annotation(problem, "100%/")
    assert line == (
        "::error file=100%25/a%2Cb%3Ac%0A%3A%3Ax%3A%3A.md,line=1,col=1,title=value-unknown::"
        "x ::stop-commands::y 100%250A%0Ahint: ::debug::z"
    )
