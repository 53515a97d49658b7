"""Files that a document loads: those below the folders given, and pictures written into the page. Nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from coalition_site.publish.images.redraw import PICTURES, redrawn
from coalition_site.publish.pdf.missing_glyphs import Gaps

BASE_ADDRESS = "file://assets/"
"""Relative addresses in a document are looked up below each asset folder in turn.

The host name stands for all of them, so that no path of the machine can reach a document.
"""

_LARGEST = 32 * 1024 * 1024
_DRAWING = "image/svg+xml"
_KINDS = {
    ".css": "text/css",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": _DRAWING,
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class AddressRefused(Exception):
    """A document asks for what it may not load, or for what is not there; the text says which."""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands at an address, and its media type."""

    data: bytes
    kind: str


class LocalOnly:
    """Loads from below the asset folders only, and never opens a connection.

    Every refusal ends the document: an address that is not allowed is a mistake or an attack, and a page that
    silently lacks a part would hide it.
    """

    def __init__(self, roots: list[Path], gaps: Gaps) -> None:
        """Allow the files below these folders, symbolic links resolved; drawings get `gaps` for missing characters."""
        self._roots = [root.resolve() for root in roots]
        self._redraws = False
        self._gaps = gaps
        self.refusals: list[str] = []

    @contextmanager
    def redrawing(self) -> Iterator[None]:
        """Within the block every picture is a PNG that other programs drew of it."""
        self._redraws = True
        try:
            yield
        finally:
            self._redraws = False

    def load(self, url: str) -> Content | None:
        """What stands at the address; None for a picture written into it. Raises AddressRefused for others."""
        scheme = url.partition(":")[0].lower()
        if scheme == "data":
            if not url.partition(":")[2].lower().startswith("image/"):
                raise self._refusal("only pictures may be written into a page as data")
            return None
        if scheme != "file":
            raise self._refusal(f"a document loads nothing from the network: “{url}” is refused")
        path = self._find(url)
        kind = _KINDS.get(path.suffix.lower())
        if kind is None:
            raise self._refusal(f"“{path.name}” is not a picture, font or style sheet that a document can load")
        if path.stat().st_size > _LARGEST:
            raise self._refusal(f"“{path.name}” is larger than {_LARGEST // 1024 // 1024} MB")
        if self._redraws and kind.startswith("image/"):
            picture = redrawn(path)
            if picture is None:
                raise self._refusal(f"the picture {PICTURES}{path.name} cannot be drawn: export it again, as a PNG")
            return Content(picture, "image/png")
        data = path.read_bytes()
        if kind == _DRAWING and not data.isascii():
            data = self._gaps.in_picture(data.decode("utf-8", "replace")).encode()
        return Content(data, kind)

    def _refusal(self, message: str) -> AddressRefused:
        """Kept as well as raised: the engine swallows what is raised while it draws a picture."""
        self.refusals.append(message)
        return AddressRefused(message)

    def _find(self, url: str) -> Path:
        parts = urlsplit(url)
        asked = unquote_to_bytes(parts.path).decode("utf-8", "replace").lstrip("/")
        if parts.netloc == "assets":
            candidates = [(root / asked).resolve() for root in self._roots]
        elif parts.netloc in {"", "localhost"}:
            candidates = [Path(url2pathname(parts.path)).resolve()]
        else:
            candidates = []
        allowed = [path for path in candidates if any(path.is_relative_to(root) for root in self._roots)]
        if not allowed:
            raise self._refusal(f"“{asked}” lies outside the folders that a document may read")
        for path in allowed:
            if path.is_file():
                return path
        raise self._refusal(f"there is no file “{asked}”")
