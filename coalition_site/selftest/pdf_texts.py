"""Texts of PDFs, read with pypdf: the letters of their pages, and every text and stream of every object in them."""

import io
import logging
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_FAILURES = (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
"""What pypdf raises for a file, or a part of one, that it cannot read: the rest is read all the same."""
_PICTURES = ("/Image",)


def pdf_texts(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """The texts of a PDF, each with where it is: on a page, or in an object. What cannot be read is given as bytes."""
    yield "its bytes", data.decode("latin-1")
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = list(reader.pages)
        number_of_objects = int(str(reader.trailer["/Size"]))
    except _FAILURES:
        return
    for number, page in enumerate(pages, 1):
        try:
            yield f"page {number}", page.extract_text()
        except _FAILURES:
            yield f"page {number}", ""
    for number in range(1, number_of_objects):
        try:
            thing = reader.get_object(IndirectObject(number, 0, reader))
        except _FAILURES:
            continue
        texts = list(_texts(thing))
        if texts:
            yield "its tags, links, bookmarks or metadata", "\n".join(texts)
        if isinstance(thing, StreamObject) and thing.get("/Subtype") not in _PICTURES and not _is_font(thing):
            yield "what is packed in it", _stream(thing)


def _stream(thing: StreamObject) -> bytes:
    try:
        return bytes(thing.get_data())
    except _FAILURES:
        return b""


def _is_font(thing: StreamObject) -> bool:
    return "/Length1" in thing or thing.get("/Subtype") in {"/CIDFontType0C", "/OpenType", "/Type1C"}


def _texts(thing: Any) -> Iterator[str]:
    """Every text of an object, but of those that it only refers to."""
    if isinstance(thing, TextStringObject):
        yield str(thing)
    elif isinstance(thing, ByteStringObject):
        yield bytes(thing).decode("utf-8", "replace")
    elif isinstance(thing, DictionaryObject):
        for key in thing:
            yield from _texts(thing.raw_get(key))
    elif isinstance(thing, ArrayObject):
        for place in range(len(thing)):
            yield from _texts(list.__getitem__(thing, place))
