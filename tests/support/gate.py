"""Read PDFs back: the accessibility gate, the text, the tags. For every test that makes a document."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import page
import pikepdf
from pypdf import PdfReader


def pdf_ua_failures(path: Path) -> list[str]:
    """What stands between the file and PDF/UA-1, one line for each failed rule; empty for an accessible file."""
    report = page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def pdf_text(path: Path) -> str:
    """Text of all pages, page after page, white space collapsed: line ends are the layout's."""
    return _text(path, path.stat().st_mtime_ns)


@cache
def _text(path: Path, changed: int) -> str:  # noqa: ARG001  a file that is written anew is read anew
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(path).pages).split())


def pdf_bookmarks(path: Path) -> list[str]:
    """Titles of the bookmarks, outer and inner, from the first page to the last."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return list(_titles(outline.root))


def pdf_tags(path: Path) -> Iterator[tuple[str, pikepdf.Object]]:
    """Every element of the tag tree in reading order, as its tag without the slash and its dictionary.

    The dictionaries can be read only while the elements are gone through: the file is closed at the end.
    """
    with pikepdf.open(path) as pdf:
        yield from _elements(pdf.Root.StructTreeRoot.K)


def _titles(items: Any) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


def _elements(kids: Any) -> Iterator[tuple[str, pikepdf.Object]]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid["/S"])[1:], kid
            yield from _elements(kid.get("/K", pikepdf.Array()))
