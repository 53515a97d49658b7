"""The real blank worksheets in all their variants, made once for all tests, and filled as a reader would."""

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from pypdf import PdfReader, PdfWriter

from coalition_site.derive.worksheet_form import worksheet_forms
from coalition_site.publish.pdf import PdfJob, make_pdfs
from coalition_site.render.environment import html_environment
from coalition_site.render.worksheets import blank_name, form_documents
from tests.support.case_files import BASE
from tests.support.importing import coalition_in

REPOSITORY = Path(__file__).parents[2]
NAMES = [
    f"worksheet-blank{paper}{large}{language}.pdf"
    for paper in ("", "-a4")
    for large in ("", "-large")
    for language in ("", ".es")
]


@cache
def blank(name: str) -> bytes:
    """A blank form of the small coalition, by the name of its file."""
    forms = worksheet_forms(coalition_in(BASE))
    form = next(form for form in forms if blank_name(form.variant, forms[0].variant) == name)
    environment = html_environment(REPOSITORY / "templates", form.variant.language)
    document = next(each for each in form_documents(forms, environment) if each.path.name == name)
    with TemporaryDirectory() as folder:
        job = PdfJob(PurePosixPath(name), document.html, document.source, forms=True)
        (made,) = make_pdfs([job], folder=Path(folder), asset_roots=[], epoch=0)
        assert made.problems == ()
        return (Path(folder) / name).read_bytes()


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
