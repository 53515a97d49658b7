"""A store of finished PDFs, named by everything they were made of, so that what did not change is not made again.

cache = PdfCache(output / ".cache" / "pdf")
make_pdfs(jobs, ..., options=PdfOptions(cache=cache))
cache.prune()

The store may be deleted at any time. A file is named `<key>.<pages>.<hash of its bytes>.pdf`: one whose bytes do not
match, because something was cut short or written over, is not used.
"""

import ctypes
import hashlib
import os
import platform
import sys
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from coalition_site.publish.cache.key import key_of
from coalition_site.publish.pdf.system_libraries import system_parts

_PACKAGES = (
    "cssselect2",
    "fonttools",
    "pikepdf",
    "pillow",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)
# What a library says about itself, and whether it says it as a text.
_LIBRARY_VERSIONS = {
    "Pango": ("pango_version_string", True),
    "HarfBuzz": ("hb_version_string", True),
    "Fontconfig": ("FcGetVersion", False),
}
_UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class FinishedPdf:
    """The bytes of a PDF, and its number of pages."""

    data: bytes
    pages: int


class PdfCache:
    """The store in a folder of its own, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        """Look through the folder once; later changes by others are noticed when a file is read."""
        self._folder = folder
        self._files: dict[str, Path] = {}
        self._used: set[str] = set()
        if folder.is_dir():
            self._files = {file.name.partition(".")[0]: file for file in folder.iterdir() if file.suffix == ".pdf"}

    def find(self, key: str) -> FinishedPdf | None:
        """The PDF of a key, None where there is none or it was damaged."""
        file = self._files.get(key)
        if file is None:
            return None
        try:
            _key, pages, digest, _ = file.name.split(".")
            data = file.read_bytes()
            found = FinishedPdf(data, int(pages))
        except (OSError, ValueError):
            return None
        if hashlib.sha256(data).hexdigest() != digest:
            return None
        self._used.add(key)
        return found

    def hold(self, keys: Iterable[str]) -> None:
        """Keeps those of the keys that are there from being pruned."""
        self._used.update(key for key in keys if key in self._files)

    def store(self, key: str, pdf: FinishedPdf) -> None:
        """Keep a PDF. Whoever stops the program meanwhile leaves either the whole file or one without a good name."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"{key}.{pdf.pages}.{hashlib.sha256(pdf.data).hexdigest()}.pdf"
        unfinished = self._folder / f"{key}{_UNFINISHED}"
        unfinished.write_bytes(pdf.data)
        unfinished.replace(file)
        if (old := self._files.get(key)) not in {None, file}:
            self._forget(old)
        self._files[key] = file
        self._used.add(key)

    def prune(self) -> None:
        """Remove what was neither found nor stored since the start, at the end of a good build."""
        if not self._folder.is_dir():
            return
        kept = {self._files[key] for key in self._used}
        for file in self._folder.iterdir():
            if file not in kept and file.suffix in {".pdf", _UNFINISHED}:
                self._forget(file)

    @staticmethod
    def _forget(file: Path | None) -> None:
        if file is not None:
            with suppress(OSError):
                file.unlink()


def surroundings_key(
    style_sheets: Iterable[tuple[str, str]], roots: Sequence[Path], *, epoch: int, page_limit: int
) -> str:
    """Key of what the documents of a run share: sheets by name and text, and all files that they may load."""
    sheets = [text for sheet in style_sheets for text in sheet]
    files = [part for root in roots for part in ("root", *_files(root))]
    return key_of(program_key(), str(epoch), str(page_limit), *sheets, *files)


def _files(root: Path) -> Iterable[str | bytes]:
    for folder, names, files in os.walk(root):
        names.sort()
        for name in sorted(files):
            file = Path(folder, name)
            yield file.relative_to(root).as_posix()
            yield file.read_bytes()


@cache
def program_key() -> str:
    """Key of the programs that PDFs are made with: our own sources, packages, and libraries of the system."""
    sources = [file.read_bytes() for file in sorted(Path(__file__).parent.rglob("*.py"))]
    others = [(Path(__file__).parents[1] / name).read_bytes() for name in ("pdf/fonts.py", "images/draw.py")]
    system = (sys.version, platform.machine(), zlib.ZLIB_RUNTIME_VERSION)
    return key_of(*sources, *others, *system, *map(_package_version, _PACKAGES), *_library_versions())


def _package_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


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
