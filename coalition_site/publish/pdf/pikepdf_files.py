"""pikepdf (qpdf) where more is needed of it than it promises: the same bytes each time, and pages of other files.

What pikepdf documents, such as its dictionaries and arrays, is used all over `pdf.mend` and `pdf.join`. What is here is
held by tests/publish/pdf/test_pikepdf_contract.py.
"""

import io
import warnings
from collections.abc import Callable

import pikepdf
from pikepdf import Name, Object, ObjectStreamMode


def saved(pdf: pikepdf.Pdf, *, packed: bool = False) -> bytes:
    """The file: the same bytes for the same objects, and the metadata as they were written.

    `packed` puts small objects together, which makes a file of many pages smaller.
    """
    out = io.BytesIO()
    mode = ObjectStreamMode.generate if packed else ObjectStreamMode.preserve
    pdf.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=mode)
    return out.getvalue()


def append_pages(pdf: pikepdf.Pdf, source: pikepdf.Pdf) -> list[Object]:
    """Append copies of all pages of another file, which has no form fields; what they refer to is copied once.

    Names of places that links lead to stay names, of which pikepdf warns: the caller resolves them.
    """
    before = len(pdf.pages)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        pdf.pages.extend(source.pages)
    return [pdf.pages[number].obj for number in range(before, len(pdf.pages))]


def print_over(pdf: pikepdf.Pdf, number: int, other: pikepdf.Page, changed: Callable[[bytes], bytes]) -> None:
    """Print a page of another file, with its content changed, over the page of a number from 0.

    Not `add_overlay`, which makes up a name in each run. Pages may share their resources, so each drawing has its own.
    """
    page, name = pdf.pages[number], Name(f"/PageNumber{number}")
    drawing = other.as_form_xobject()
    drawing.write(changed(drawing.read_bytes()))
    page.add_resource(pdf.copy_foreign(drawing), Name.XObject, name)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ q %s Do Q\n" % str(name).encode())
