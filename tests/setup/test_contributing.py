"""What CONTRIBUTING.md promises of a field works as it is written, and the changelog has the version."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coalition_site import __version__
from tests.support.building import PROJECT

GUIDE = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NEEDED = ("coalition_site", "templates", "content", "docs", "scripts", "tests")
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
    assert len(written_example()) == 9
    for path, there, _ in written_example():
        assert (PROJECT / path).read_text(encoding="utf-8").count(there) == 1, path


def run(copy: Path, *words: str) -> None:
    given = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COALITION_"))}
    variables = given | {"PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, *words], cwd=copy, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow("builds a site with a copy of the program, and runs tests in it")
def test_the_example_of_a_field_reaches_the_page_and_the_reference(tmp_path: Path) -> None:
    for name in (*NEEDED, *FILES):
        made = (shutil.copytree if (PROJECT / name).is_dir() else shutil.copy)(PROJECT / name, tmp_path / name)
        assert made
    for path, there, changed in written_example():
        text = (tmp_path / path).read_text(encoding="utf-8")
        (tmp_path / path).write_text(text.replace(there, changed), encoding="utf-8")
    partner = tmp_path / "content/partners/forest-city-asset-builders.md"
    founded = "founded: 1988"
    partner.write_text(
        partner.read_text(encoding="utf-8").replace("\nwebsite:", f"\n{founded}\nwebsite:"), encoding="utf-8"
    )
    run(tmp_path, "-m", "coalition_site", "build", "--no-pdf")
    page = (tmp_path / "build/site/partners/forest-city-asset-builders.html").read_text(encoding="utf-8")
    assert re.search(r"<dt>Since</dt>\s*<dd>1988</dd>", page)
    run(tmp_path, "scripts/make/reference.py")
    assert "Since when it exists." in (tmp_path / "docs/reference/fields.md").read_text(encoding="utf-8")
    run(tmp_path, "-m", "pytest", "-q", "-n", "0", "tests/derive/test_audiences.py")
    run(tmp_path, "-m", "pytest", "-q", "-n", "0", "tests/starter/test_add.py", "-k", "every_key_is_there")


def test_the_changelog_has_this_version() -> None:
    heads = re.findall(r"^## (.*)$", (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == "Unreleased"
    assert [head.partition(" - ")[0] for head in heads[1:2]] == [__version__]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d", head) for head in heads[1:])
