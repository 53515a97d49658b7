"""What CONTRIBUTING.md promises of a field works as it is written, and the changelog has the version."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coalition_site import __version__
from tests.support.building import PROJECT, TODAY, small_project
from tests.support.gate import pdf_text

GUIDE = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NEEDED = ("coalition_site", "templates", "content", "docs", "scripts", "tests")
FILES_OF_A_FIELD = 5
FILES = ("mkdocs.yml", "pyproject.toml", "README.md", "LICENSE", *(file.name for file in PROJECT.glob("*.lock")))


def written_example() -> list[tuple[Path, str, str]]:
    """The changes of the example: a file, the lines that are there, and the same lines with the new ones after them."""
    (block,) = re.findall(r"^```diff\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert block.count("\n") < 30
    changes = []
    for change in block.split("@@ ")[1:]:
        path, *lines = change.splitlines()
        there = "".join(f"{line[1:]}\n" for line in lines if line[0] == " ")
        assert there
        assert [line[0] for line in lines] == sorted((line[0] for line in lines), key=" +".index)
        changes.append((Path(path), there, "".join(f"{line[1:]}\n" for line in lines)))
    return changes


def test_the_example_of_a_field_stands_where_the_program_has_its_lines() -> None:
    files = {path for path, _, _ in written_example()}
    assert len(files) == FILES_OF_A_FIELD <= 9
    for path, there, _ in written_example():
        assert (PROJECT / path).read_text(encoding="utf-8").count(there) == 1, path


def run(copy: Path, *words: str) -> None:
    given = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COALITION_"))}
    variables = given | {"PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, *words], cwd=copy, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


NAMED, UNNAMED = "Money that stays here", "Nobody reads this yet"
ELM = f"""---
name: Elm Fund
type: Nonprofit
relationship: existing
motto: {NAMED}
listing:
  consent: 2026-10-05
---
Lends.
"""


def changed_copy(folder: Path) -> Path:
    """A copy of the program in which the example stands."""
    for name in (*NEEDED, *FILES):
        made = (shutil.copytree if (PROJECT / name).is_dir() else shutil.copy)(PROJECT / name, folder / name)
        assert made
    for path, there, changed in written_example():
        text = (folder / path).read_text(encoding="utf-8")
        (folder / path).write_text(text.replace(there, changed), encoding="utf-8")
    return folder


@pytest.mark.slow("builds a site with a copy of the program, and runs tests in it")
def test_a_field_that_is_said_in_five_files_is_on_every_surface(tmp_path: Path) -> None:
    copy = changed_copy(tmp_path / "copy")
    oak = ELM.replace("Elm", "Oak").replace(NAMED, UNNAMED).replace("listing:\n  consent: 2026-10-05\n", "")
    town = small_project(tmp_path / "town", {"partners/elm-fund.md": ELM, "partners/oak-fund.md": oak})
    run(copy, "-m", "coalition_site", "build", "--project", str(town), "--today", str(TODAY))
    site, workbook = town / "build/site", town / "build/workbook"
    for shown in (site / "partners/elm-fund.html", workbook / "partners/elm-fund.html"):
        assert re.search(rf"<dt>Motto</dt>\s*<dd>{NAMED}</dd>", shown.read_text(encoding="utf-8")), shown
    assert NAMED in pdf_text(site / "partners/elm-fund.pdf")
    assert NAMED in pdf_text(workbook / "partners.pdf")
    head, *rows = (site / "data/partners.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "Motto" in head.split(",")
    assert any(NAMED in row for row in rows)
    everything = json.loads((workbook / "coalition.json").read_text(encoding="utf-8"))
    assert [each["motto"] for each in everything["partners"]] == [NAMED, UNNAMED]
    # Of a partner that did not agree to be named, nothing is public.
    read = [file for file in site.rglob("*") if file.suffix in {".html", ".csv", ".json", ".js", ".xml"}]
    assert [file for file in read if UNNAMED in file.read_text(encoding="utf-8")] == []
    assert UNNAMED in (workbook / "partners/oak-fund.html").read_text(encoding="utf-8")
    run(copy, "-m", "coalition_site", "review", "elm-fund", "--project", str(town), "--today", str(TODAY))
    packet = (town / "build/reviews/elm-fund/review.html").read_text(encoding="utf-8")
    assert re.search(rf"<dt>Motto</dt>\s*<dd>{NAMED}</dd>", packet)
    assert f'name="review.motto" value="{NAMED}"' in packet
    # Out and back, by forms, the workbook, reviews and tables: the test of all fields finds this one by itself.
    run(copy, "-m", "pytest", "-q", "-n", "0", "tests/records/test_every_field_comes_back.py")


@pytest.mark.slow("runs tests in a copy of the program")
def test_the_example_of_a_field_reaches_the_reference(tmp_path: Path) -> None:
    copy = changed_copy(tmp_path / "copy")
    run(copy, "scripts/make/reference.py")
    assert "Its motto." in (copy / "docs/reference/fields.md").read_text(encoding="utf-8")
    run(copy, "-m", "pytest", "-q", "-n", "0", "tests/derive/test_audiences.py")
    run(copy, "-m", "pytest", "-q", "-n", "0", "tests/starter/test_add.py", "-k", "every_key_is_there")


def test_the_changelog_has_this_version() -> None:
    heads = re.findall(r"^## (.*)$", (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == "Unreleased"
    assert [head.partition(" - ")[0] for head in heads[1:2]] == [__version__]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d", head) for head in heads[1:])
