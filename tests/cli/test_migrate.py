"""`coalition migrate`: one version of the content format, and honest words about it."""

from pathlib import Path

import pytest

from tests.support.building import SMALL, small_project
from tests.support.starting import files_of, run


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_version_1_needs_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    project = small_project(tmp_path)
    before = files_of(project)
    done = run("migrate", "--project", str(project), *words)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith("Nothing has to be done.\n")
    assert files_of(project) == before


@pytest.mark.parametrize(
    ("version", "told"),
    [("schema_version: 2", "version '2'"), ("schema_version:", "no version"), ("- 1", "cannot be read")],
)
def test_any_other_version_is_refused_in_words(tmp_path: Path, version: str, told: str) -> None:
    project = small_project(tmp_path)
    text = version if version == "- 1" else SMALL.replace("schema_version: 1", version)
    (project / "content/coalition.yml").write_text(text, encoding="utf-8")
    done = run("migrate", "--project", str(project), "--dry-run")
    assert done.exit_code == 1
    assert told in done.stderr
