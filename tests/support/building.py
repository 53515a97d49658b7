"""Builds projects for tests: one build of Forest City for all tests of a run, and any other on demand."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coalition_site.model.coalition import Coalition
from coalition_site.validate.project import check
from tests.support.made_once import made_once

if TYPE_CHECKING:
    from coalition_site.jobs.build import Built

PROJECT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)


def coalition_of(project: Path, today: date = TODAY) -> Coalition:
    """The coalition of a project without errors."""
    validated = check(project, today).validated
    assert validated.coalition is not None, validated.problems
    return validated.coalition


def build_project(project: Path, output: Path, *, with_pdf: bool = True) -> "Built":
    """Builds a project into a folder. One that is not there yet begins with compiled templates.

    Documents are laid out by one process: the other processor runs other tests.
    """
    from coalition_site.publish.pdf import make

    if not output.exists():
        with_templates(output)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(make, "most_workers", lambda: 1)
        return _build(project, output, with_pdf=with_pdf)


def _build(project: Path, output: Path, *, with_pdf: bool) -> "Built":
    # What builds loads all there is, and tests that only take a small project start without it.
    from coalition_site.jobs.build import BuildOptions, build
    from coalition_site.progress import QuietProgress

    return build(coalition_of(project), BuildOptions(project, output, TODAY, with_pdf=with_pdf), QuietProgress())


def with_templates(output: Path) -> Path:
    """An output folder that keeps compiled templates: without them, a small site takes twice as long."""
    return _kept(forest_city_pages() / ".cache" / "templates", output, "templates")


def _kept(kept: Path, output: Path, name: str = "") -> Path:
    from coalition_site.publish.output.folder import MARKER

    shutil.copytree(kept, output / ".cache" / name)
    (output / MARKER).touch()
    return output


def forest_city() -> Path:
    """The output folder of one build of the included content, for all tests of a run."""
    return made_once("forest-city", lambda folder: _build(PROJECT, with_templates(folder), with_pdf=True))


def forest_city_pages() -> Path:
    """The same without documents. It is `town/coalition` in a folder that may be served, as beside other things."""
    place = Path("town", "coalition")
    return made_once("forest-city-pages", lambda folder: _build(PROJECT, folder / place, with_pdf=False)) / place


def small_output() -> Path:
    """The output folder of one build of the small project, for all tests of a run."""
    return made_once("small", lambda folder: build_project(small_project(folder), folder / "build")) / "build"


def with_documents_of(built: Path, output: Path) -> Path:
    """An output folder that keeps the documents of another one, for tests of other things than laying them out.

    Most are blank worksheets, which are the same for all projects that share their settings and vocabulary.
    """
    return _kept(built / ".cache", output)


def with_small_documents(output: Path) -> Path:
    """An output folder that keeps the documents of the small project."""
    return with_documents_of(small_output(), output)


def files_of_sites(output: Path) -> dict[str, bytes]:
    """The bytes of every file of both sites, by its path within the output folder."""
    sites = (output / "site", output / "workbook")
    files = [file for site in sites for file in site.rglob("*") if file.is_file()]
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in files}


def small_project(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """A tiny project in a folder; `files` are contents by path within content/."""
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "coalition.yml").write_text(SMALL, encoding="utf-8")
    for name, text in (files or {}).items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    return folder


SMALL = """\
schema_version: 1
name: River Town Coalition
community: River Town
language: en
contact:
  name: Office
  email: office@river.example
senders:
  jo:
    name: Jo Park
"""
