"""The real blank worksheets in all their variants, made once for a run, and filled as a reader would.

A build makes those on the coalition's paper and in its languages, `coalition worksheet --blank` the others.
"""

import io
import shutil
from collections.abc import Mapping
from functools import cache
from itertools import product
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from tests.support.building import PROJECT, coalition_of, forest_city, small_output
from tests.support.made_once import made_once

NAMES = [
    f"worksheet-blank{paper}{large}{language}.pdf"
    for paper in ("", "-a4")
    for large in ("", "-large")
    for language in ("", ".es")
]


def _with_all_others(project: Path, site: Path, folder: Path) -> None:
    """The blank forms of a site that was built, and all those that a build does not make."""
    from coalition_site.model.settings import Paper
    from coalition_site.publish.images.metadata import copy_images
    from coalition_site.publish.pdf.make import PdfJob, make_pdfs
    from coalition_site.render.worksheets import wanted_form

    coalition = coalition_of(project)
    variants = product(Paper, ("en", "es"), (False, True))
    forms = [wanted_form(coalition, project, paper=paper, language=of, large=big) for paper, of, big in variants]
    for file in site.glob("worksheet-blank*.pdf"):
        shutil.copyfile(file, folder / file.name)
    jobs = [
        PdfJob(form.path, form.html, form.source, form.forms) for form in forms if not (folder / form.path).exists()
    ]
    results = make_pdfs(jobs, folder=folder, asset_roots=[copy_images(coalition.images, folder / "pictures")], epoch=0)
    assert not any(result.problems for result in results)


def forest_city_forms() -> Path:
    """The folder of Forest City's blank forms in all variants."""
    return made_once("forest-city-forms", lambda folder: _with_all_others(PROJECT, forest_city() / "site", folder))


@cache
def blank(name: str) -> bytes:
    """A blank form of a small coalition, by the name of its file."""
    output = small_output()
    forms = made_once("small-forms", lambda folder: _with_all_others(output.parent, output / "site", folder))
    return (forms / name).read_bytes()


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
