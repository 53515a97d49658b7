"""Our worksheet as a form, filled: the PDF out of any reader, and the file that the browser form saves.

What pypdf's documentation does not promise (the raw entries of fields, its logger, what else than its own errors a
damaged file raises) is used in `read_pdf` alone; `tests/importers/formats/test_pypdf_contract.py` shows the first two.
"""

import io
import json
from typing import Any

from coalition_site.importers.formats.cleaning import clean
from coalition_site.importers.sources import Form, ImportRefused
from coalition_site.model.worksheet_form import FORM_VERSION, FORMAT, read_name

_OFF = {"", "/Off", "Off"}
_LONGEST = 100_000
_MAXIMUM_FIELDS = 100_000


def read_json(data: bytes, name: str) -> Form:
    """The fields of a file that the browser form saved. Raises ImportRefused."""
    try:
        value: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ImportRefused(f"{name}: this is not a file of the worksheet form; save it there once more") from None
    if not isinstance(value, dict) or value.get("format") != FORMAT or not isinstance(value.get("fields"), dict):
        raise ImportRefused(f"{name}: this JSON file is not of the worksheet form (format: {FORMAT})")
    if str(value.get("version")) != FORM_VERSION:
        raise ImportRefused(
            f"{name}: it is of version {value.get('version')} of the form; version {FORM_VERSION} is read"
        )
    fields = {str(key): each for key, each in value["fields"].items() if isinstance(each, str | bool)}
    return _form(name, fields)


def read_pdf(data: bytes, name: str) -> Form:
    """The fields of a filled worksheet. Raises ImportRefused, also for a PDF that is not ours or holds no fields."""
    import logging  # only to keep the library from speaking

    from pypdf import PdfReader  # read only when a PDF is imported
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ImportRefused(f"{name}: the PDF is locked with a password; save it without one")
        found = reader.get_fields() or {}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise ImportRefused(
            f"{name}: the PDF is damaged ({type(error).__name__}); save it again in your reader"
        ) from None
    fields = {key: _value(str(each.get("/FT", "")), each.get("/V")) for key, each in found.items() if read_name(key)}
    if not fields:
        hint = (
            "a form that was printed or scanned holds no fields: fill worksheet-blank.pdf itself, or the browser form"
        )
        raise ImportRefused(f"{name}: none of the worksheet's fields are in this PDF; {hint}")
    return _form(name, fields)


def _value(kind: str, value: Any) -> str | bool:
    if kind == "/Btn":
        return str(value or "") not in _OFF
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if value is not None else ""


def _form(name: str, fields: dict[str, str | bool]) -> Form:
    if len(fields) > _MAXIMUM_FIELDS or any(len(each) > _LONGEST for each in fields.values() if isinstance(each, str)):
        raise ImportRefused(f"{name}: it holds more, or longer, answers than the worksheet has room for")
    return Form(name, {key: clean(each) if isinstance(each, str) else each for key, each in fields.items()})
