"""The process that reads the fields of a PDF, which may be hostile or locked; `form_file` is the other end.

What pypdf's documentation does not promise (the raw entries of fields, its logger, what else than its own errors a
damaged file raises) is used here alone; `tests/importers/formats/test_pypdf_contract.py` shows the first two. Files
with a lock are opened by pikepdf, which knows every kind of it: pypdf needs another package for most of them.
"""

import io
import json
import logging
import sys
from typing import Any

from coalition_site.read.limited_process import bind

MODULE = "coalition_site.importers.formats.pdf_fields"
SECONDS = 15
_MEMORY = 220 * 1024**2
_OFF = {"", "/Off", "Off"}


class Locked(Exception):
    """The file opens only with a password."""


def fields_of(data: bytes) -> dict[str, str | bool]:
    """Texts and ticks by the name of their field. Raises Locked, and for a damaged file any error at all."""
    from pypdf import PdfReader  # loaded within the limits

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(_unlocked(data) if b"/Encrypt" in data else data))
    found = reader.get_fields() or {}
    return {key: _value(str(each.get("/FT", "")), each.get("/V")) for key, each in found.items()}


def _unlocked(data: bytes) -> bytes:
    import pikepdf  # loaded where a file has a lock

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            out = io.BytesIO()
            pdf.save(out)
    except pikepdf.PasswordError as error:
        raise Locked from error
    return out.getvalue()


def _value(kind: str, value: Any) -> str | bool:
    if kind == "/Btn":
        return str(value or "") not in _OFF
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if value is not None else ""


def main() -> None:
    """Answer with the fields of the PDF on standard input, or with what stands in the way."""
    bind(_MEMORY, SECONDS)
    try:
        answer: dict[str, object] = {"fields": fields_of(sys.stdin.buffer.read())}
    except Locked:
        answer = {"locked": True}
    except MemoryError:
        answer = {"large": True}
    except Exception as error:  # noqa: BLE001  whatever a hostile file causes is an answer
        answer = {"damaged": type(error).__name__}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
