"""The real blank worksheets in all their variants, made once for a run, and filled as a reader would.

A build makes those on the coalition's paper and in its languages, `coalition worksheet --blank` the others.
"""

import io
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from tests.support.building import PROJECT, coalition_of, forest_city, small_output
from tests.support.made_once import made_once

NAMES = [
    f"worksheet-blank{paper}{large}{language}.pdf"
    for paper in ("", "-a4")
    for large in ("", "-large")
    for language in ("", ".es")
]
_OTHER = pytest.mark.slow("one more form; two are tried for every change that share neither paper, size nor language")
EACH = [pytest.param(name, marks=_OTHER if name not in {NAMES[0], NAMES[-1]} else ()) for name in NAMES]


def _make(project: Path, site: Path, name: str, folder: Path) -> None:
    """A blank form of a project: from its site, or made where a build does not make it."""
    from coalition_site.model.settings import Paper
    from coalition_site.publish.images.metadata import copy_images
    from coalition_site.publish.pdf.make import PdfJob, make_pdfs
    from coalition_site.render.worksheets import wanted_form

    if (site / name).exists():
        shutil.copyfile(site / name, folder / name)
        return
    coalition = coalition_of(project)
    paper, language = Paper.A4 if "-a4" in name else Paper.LETTER, "es" if ".es" in name else "en"
    form = wanted_form(coalition, project, paper=paper, language=language, large="-large" in name)
    job = PdfJob(form.path, form.html, form.source, form.forms)
    pictures = copy_images(coalition.images, folder / "pictures")
    (result,) = make_pdfs([job], folder=folder, asset_roots=[pictures], epoch=0)
    assert (form.path.name, result.problems) == (name, ())


def forest_city_form(name: str) -> Path:
    """One of Forest City's blank forms, by the name of its file."""
    made = made_once(f"forest-city-{name}", lambda folder: _make(PROJECT, forest_city() / "site", name, folder))
    return made / name


@cache
def blank(name: str) -> bytes:
    """A blank form of a small coalition, by the name of its file."""
    output = small_output()
    made = made_once(f"small-{name}", lambda folder: _make(output.parent, output / "site", name, folder))
    return (made / name).read_bytes()


@cache
def _ticks(name: str) -> Mapping[str, str]:
    """What each check box of a form is set to when it is ticked."""
    states = {
        key: field.get("/_States_", [])
        for key, field in (PdfReader(io.BytesIO(blank(name))).get_fields() or {}).items()
    }
    return {key: next((str(state) for state in each if str(state) != "/Off"), "") for key, each in states.items()}


def filled(name: str, values: Mapping[str, str | bool], folder: Path) -> Path:
    """The form with values typed and boxes ticked, as a reader would save it."""
    writer = PdfWriter(clone_from=io.BytesIO(blank(name)))
    texts = {field: _ticks(name)[field] if value is True else str(value) for field, value in values.items()}
    writer.update_page_form_field_values(None, dict(texts), auto_regenerate=False)
    writer.write(folder / name)
    return folder / name
