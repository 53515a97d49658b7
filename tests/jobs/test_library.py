"""`from coalition_site import build, load`: for programs, typed, and without a memory."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import coalition_site
from coalition_site import build, load
from tests.support.building import SMALL, small_project, with_templates
from tests.support.starting import files_of

TODAY = date(2026, 11, 23)


def test_a_folder_is_loaded_and_built(tmp_path: Path) -> None:
    project = small_project(tmp_path / "river")
    loaded = load(project, today=TODAY)
    assert loaded.problems == ()
    assert loaded.coalition is not None
    built = build(loaded.coalition, project, today=TODAY, with_pdf=False)
    assert built.output == project / "build"
    assert (built.output / "site/index.html").is_file()


def test_problems_are_given_and_nothing_is_raised(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"needs.yml": "groups:\n  - Yung people\n"})
    loaded = load(project, today=TODAY)
    assert loaded.coalition is None
    assert [(str(problem.position), problem.code) for problem in loaded.problems] == [
        ("content/needs.yml:2:5", "option-unknown")
    ]
    assert [problem.code for problem in load(tmp_path / "nowhere", today=TODAY).problems] == ["content-missing"]


def test_one_coalition_leaves_nothing_behind_for_the_next(tmp_path: Path) -> None:
    vocabulary = {"vocabulary.yml": "areas:\n  Transportation access:\n    label: Buses\nworksheet:\n  title: Ours\n"}
    other = small_project(tmp_path / "other", vocabulary)
    (other / "content/coalition.yml").write_text(SMALL.replace("language: en", "language: es"), encoding="utf-8")
    plain = small_project(tmp_path / "plain")

    def made(name: str) -> dict[str, bytes]:
        coalition = load(plain, today=TODAY).coalition
        assert coalition is not None
        output = build(coalition, plain, today=TODAY, output=with_templates(tmp_path / name), with_pdf=False).output
        return {
            f"{site}/{path}": data for site in ("site", "workbook") for path, data in files_of(output / site).items()
        }

    before = made("before")
    coalition = load(other, today=TODAY).coalition
    assert coalition is not None
    build(coalition, other, today=TODAY, output=with_templates(tmp_path / "others"), with_pdf=False)
    assert made("after") == before


def test_the_package_itself_is_light() -> None:
    code = "import sys, coalition_site; print(sorted({'jinja2', 'pydantic', 'yaml', 'mkdocs'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_there_is_nothing_else() -> None:
    assert coalition_site.__all__ == ["__version__", "build", "load"]
    with pytest.raises(AttributeError, match="no attribute 'sell'"):
        coalition_site.sell  # type: ignore[attr-defined]  # noqa: B018
