"""The included content as a site in four languages, which differ in script, direction and folding."""

import shutil
from pathlib import Path

from tests.support.building import PROJECT, build_project
from tests.support.made_once import made_once

OTHERS = ("es", "ar", "zh")
_OF_THE_CONTENT = "site_languages:\n  - en\n  - es\n"


def four_languages() -> Path:
    """The output folder of one build without documents, for all tests of a run."""
    return made_once("four-languages", _build) / "build"


def _build(folder: Path) -> None:
    project = folder / "project"
    shutil.copytree(PROJECT / "content", project / "content")
    settings = project / "content" / "coalition.yml"
    written = settings.read_text(encoding="utf-8")
    assert _OF_THE_CONTENT in written
    wanted = f"site_languages: [en, {', '.join(OTHERS)}]\n"
    settings.write_text(written.replace(_OF_THE_CONTENT, wanted), encoding="utf-8")
    build_project(project, folder / "build", with_pdf=False)
