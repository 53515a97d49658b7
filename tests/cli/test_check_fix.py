"""`coalition check --fix` and `--diff`, and the fixes that programs are told."""

import json
from pathlib import Path

from coalition_site.edit.mending import mended
from coalition_site.fixes import TextFix
from tests.support.accidents import FILES, write
from tests.support.starting import TODAY, files_of, run

PARTNER = "content/partners/elm-library.md"
BROKEN = FILES[PARTNER].replace("website: ", "website ").replace("consent: 2026-10-05", "consent: 10/05/2026")


def _broken(folder: Path) -> Path:
    write(folder)
    (folder / PARTNER).write_text(BROKEN, encoding="utf-8")
    return folder


def _check(project: Path, *words: str) -> tuple[int, str]:
    done = run("check", "--project", str(project), "--today", TODAY, *words)
    return done.exit_code, done.output


def test_the_difference_is_shown_and_nothing_written(tmp_path: Path) -> None:
    project = _broken(tmp_path)
    before = files_of(project)
    code, said = _check(project, "--diff")
    assert code == 1
    assert "-website https://library.example\n+website: https://library.example\n" in said
    assert "--fix would mend 1 problem in 1 file." in said
    assert "elm-library.md:4:1: error[yaml-syntax]: the colon after website is missing" in said
    assert files_of(project) == before


def test_what_is_beyond_doubt_is_mended_and_the_rest_told(tmp_path: Path) -> None:
    project = _broken(tmp_path)
    code, said = _check(project, "--fix")
    assert code == 1
    assert "Mended 1 problem in 1 file." in said
    assert "write the year first: 2026-10-05 for October 5, or 2026-05-10 for May 10" in said
    assert "yaml-syntax" not in said
    assert (project / PARTNER).read_text(encoding="utf-8") == BROKEN.replace("website ", "website: ")
    code, said = _check(project, "--fix")
    assert "There is nothing here that mends itself." in said


def test_a_coalition_without_mistakes_is_left_alone(tmp_path: Path) -> None:
    before = files_of(write(tmp_path))
    code, said = _check(tmp_path, "--fix")
    assert code == 0, said
    assert files_of(tmp_path) == before


def test_json_carries_fixes_as_text(tmp_path: Path) -> None:
    project = _broken(tmp_path)
    told = json.loads(_check(project, "--json")[1])["problems"]
    assert [each["code"] for each in told] == ["yaml-syntax", "value-date"]
    fix = told[0]["fix"]
    assert (fix["line"], fix["column"], fix["end_line"], fix["end_column"]) == (4, 8, 4, 8)
    assert fix["safe"] is True
    assert "fix" not in told[1]
    data = mended(BROKEN.encode(), PARTNER, TextFix(fix["line"], fix["column"], fix["old"], fix["new"]))
    assert data.decode() == BROKEN.replace("website ", "website: ")
    assert json.loads(_check(project, "--json", "--diff")[1])["errors"] == 2


def test_sarif_carries_fixes(tmp_path: Path) -> None:
    document = json.loads(_check(_broken(tmp_path), "--format", "sarif")[1])
    assert document["version"] == "2.1.0"
    (one,) = document["runs"]
    first, second = one["results"]
    assert first["ruleId"] == one["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "yaml-syntax"
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == PARTNER
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 4, "startColumn": 8, "endLine": 4, "endColumn": 8},
            "insertedContent": {"text": ":"},
        }
    ]
    assert "fixes" not in second
