"""Our worksheet as a form, filled: the PDF out of any reader, and the file that the browser form saves."""

import json
from typing import Any

from coalition_site.importers.formats import pdf_fields
from coalition_site.importers.formats.cleaning import clean
from coalition_site.importers.sources import Form
from coalition_site.model.review_form import REVIEW_FORMAT, REVIEW_VERSION, is_review_name
from coalition_site.model.worksheet_form import FORM_VERSION, FORMAT, read_name
from coalition_site.problems import Refused
from coalition_site.read.limited_process import ask

# Waiting for a processor that others use as well is no fault of the file; its own time is bounded within.
_SECONDS = 20.0
_LONGEST = 100_000
_MAXIMUM_FIELDS = 100_000


def read_json(data: bytes, name: str) -> Form:
    """The fields of a file that the browser form saved. Raises Refused."""
    try:
        value: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused(f"{name}: this is not a file of the worksheet form; save it there once more") from None
    versions = {FORMAT: FORM_VERSION, REVIEW_FORMAT: REVIEW_VERSION}
    kind = value.get("format") if isinstance(value, dict) else None
    if kind not in versions or not isinstance(value.get("fields"), dict):
        raise Refused(
            f"{name}: this JSON file is not of the worksheet form (format: {FORMAT}), nor a review ({REVIEW_FORMAT})"
        )
    if str(value.get("version")) != versions[kind]:
        raise Refused(f"{name}: it is of version {value.get('version')} of the form; version {versions[kind]} is read")
    fields = {str(key): each for key, each in value["fields"].items() if isinstance(each, str | bool)}
    return _form(name, fields)


def read_pdf(data: bytes, name: str) -> Form:
    """The fields of a filled worksheet. Raises Refused, also for a PDF that is not ours or holds no fields."""
    found = _fields_of(data, name)
    fields = {key: value for key, value in found.items() if read_name(key) or is_review_name(key)}
    if not fields:
        hint = (
            "a form that was printed or scanned holds no fields: fill worksheet-blank.pdf itself, or the browser form"
        )
        raise Refused(f"{name}: none of the worksheet's fields are in this PDF; {hint}")
    return _form(name, fields)


def _fields_of(data: bytes, name: str) -> dict[str, str | bool]:
    """The fields of any PDF, read by a process of its own."""
    answer = ask(pdf_fields.MODULE, data, _SECONDS)
    try:
        said: dict[str, Any] = json.loads(answer or b"")
    except ValueError:
        said = {"large": True}
    if "locked" in said:
        raise Refused(f"{name}: the PDF is locked with a password; save it without one")
    if "large" in said:
        hint = "save the worksheet's PDF again in your reader, without attachments, or fill the browser form"
        raise Refused(f"{name}: the PDF takes more time or memory than a worksheet needs; {hint}")
    if "damaged" in said:
        raise Refused(f"{name}: the PDF is damaged ({said['damaged']}); save it again in your reader")
    fields: dict[str, str | bool] = said["fields"]
    return fields


def _form(name: str, fields: dict[str, str | bool]) -> Form:
    if len(fields) > _MAXIMUM_FIELDS or any(
        len(field) > _LONGEST for field in fields.values() if isinstance(field, str)
    ):
        raise Refused(f"{name}: it holds more, or longer, answers than the worksheet has room for")
    return Form(name, {key: clean(each) if isinstance(each, str) else each for key, each in fields.items()})
