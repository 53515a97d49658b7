"""PDFs in the cache's store, each with its number of pages, and the key of everything that they are made with."""

import ctypes
import platform
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from coalition_site.publish.cache.key import folder_key, key_of
from coalition_site.publish.cache.sources import PDFS
from coalition_site.publish.cache.store import Store
from coalition_site.publish.pdf.system_libraries import system_parts

# What a library says about itself, and whether it says it as a text.
_LIBRARY_VERSIONS = {
    "Pango": ("pango_version_string", True),
    "HarfBuzz": ("hb_version_string", True),
    "Fontconfig": ("FcGetVersion", False),
}


@dataclass(frozen=True)
class FinishedPdf:
    """The bytes of a PDF, and its number of pages."""

    data: bytes
    pages: int

    def packed(self) -> bytes:
        """Both as bytes: a line with the number, and the PDF behind it."""
        return b"%d\n%b" % (self.pages, self.data)

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """What was packed."""
        pages, _, data = packed.partition(b"\n")
        return cls(data, int(pages))


def find_pdf(store: Store, key: str) -> FinishedPdf | None:
    """The PDF of a key, None where there is none or it was damaged."""
    found = store.find(key)
    return FinishedPdf.unpacked(found) if found is not None else None


def find_or_make_pdf(store: Store, key: str, make: Callable[[], FinishedPdf]) -> FinishedPdf:
    """The PDF of a key: the one that is stored, or one that is made and stored now."""
    found = find_pdf(store, key)
    if found is None:
        found = make()
        store.store(key, found.packed())
    return found


def surroundings_key(
    style_sheets: Iterable[tuple[str, str]], roots: Sequence[Path], *, epoch: int, page_limit: int
) -> str:
    """Key of what the documents of a run share: sheets by name and text, and all files that they may load."""
    sheets = [text for sheet in style_sheets for text in sheet]
    return key_of(program_key(), str(epoch), str(page_limit), *sheets, *map(folder_key, roots))


@cache
def program_key() -> str:
    """Key of the programs that PDFs are made with: our own sources, packages, and libraries of the system."""
    return key_of(PDFS.key(), platform.machine(), zlib.ZLIB_RUNTIME_VERSION, *_library_versions())


def _library_versions() -> Iterable[str]:
    for part in system_parts():
        if part.name in _LIBRARY_VERSIONS and part.present:
            function, is_text = _LIBRARY_VERSIONS[part.name]
            yield f"{part.name} {_library_version(part.libraries, function, is_text=is_text)}"


def _library_version(libraries: Sequence[str], function: str, *, is_text: bool) -> str:
    for library in libraries:
        try:
            ask = getattr(ctypes.CDLL(library), function)
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_char_p if is_text else ctypes.c_int
        said = ask()
        return said.decode() if isinstance(said, bytes) else str(said)
    return ""
