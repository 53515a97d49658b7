"""The real blank worksheets in all their variants, made once for a run, and filled as a reader would."""

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from tests.support.building import small_output

NAMES = [
    f"worksheet-blank{paper}{large}{language}.pdf"
    for paper in ("", "-a4")
    for large in ("", "-large")
    for language in ("", ".es")
]


@cache
def blank(name: str) -> bytes:
    """A blank form of a small coalition, by the name of its file."""
    return (small_output() / "site" / name).read_bytes()


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
