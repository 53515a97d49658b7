"""Images of the content folder, looked at: they are what they say, small enough and hold nothing active."""

import re
from hashlib import sha256
from pathlib import Path

from coalition_site.model.image import ImageFile
from coalition_site.problems import Position, Problem
from coalition_site.read.images.drawing import MOST_PIXELS, RefusedDrawing, bare_drawing, size_of_drawing
from coalition_site.read.images.raster import DamagedImage, is_drawn, parts_of, size_of
from coalition_site.read.images.raster_metadata import lies_on_its_side
from coalition_site.read.merge_problems import conflict_problems

MAXIMUM_IMAGE_BYTES = 2 * 1024 * 1024
IMAGE_TYPES = (".svg", ".png", ".jpg", ".webp")

_BEGINNINGS = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
_SMALLER = "save a smaller copy; 1,200 pixels wide is plenty"
_PLAIN_SVG = "export it again as plain SVG, or use a PNG"


class _Unusable(Exception):
    """The image must not be used, for the reason that a problem says."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_image(file: Path, path: str) -> tuple[ImageFile | None, list[Problem]]:
    """The image, or the problems that forbid its use; `path` names it in problems."""
    position = Position(path)
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MAXIMUM_IMAGE_BYTES else b""
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        return None, [Problem(position, "file-unreadable", f"the image cannot be read: {reason}", "check its rights")]
    if size > MAXIMUM_IMAGE_BYTES:
        message = f"the image has {size:,} bytes; at most {MAXIMUM_IMAGE_BYTES:,} are allowed"
        return None, [Problem(position, "file-too-large", message, _SMALLER)]
    if file.suffix == ".svg" and (conflicts := conflict_problems(path, data.decode("utf-8", "replace").splitlines())):
        return None, conflicts
    try:
        width, height = (_look_at_drawing if file.suffix == ".svg" else _look_at_raster)(data, position)
    except _Unusable as refused:
        return None, [refused.problem]
    return ImageFile(file.name, file, width, height, sha256(data).hexdigest()), []


def _look_at_raster(data: bytes, position: Position) -> tuple[int, int]:
    """The size of a picture as it is seen. Raises _Unusable."""
    kind = "." + position.path.rpartition(".")[2]
    name = kind.removeprefix(".").upper()
    hint = "open it in an image program and export it again"
    if not _BEGINNINGS[kind].match(data):
        message = f"this is not a {name} image, whatever its name says"
        raise _Unusable(Problem(position, "image-type", message, hint))
    damaged = _Unusable(Problem(position, "image-type", f"this {name} image is damaged or not whole", hint))
    try:
        parts = parts_of(data, kind)
        width, height = size_of(parts, kind)
    except DamagedImage as error:
        raise damaged from error
    if width * height > MOST_PIXELS:
        message = f"the image is {width:,} pixels wide and {height:,} high; at most 40 million in all are allowed"
        raise _Unusable(Problem(position, "image-too-large", message, _SMALLER))
    if not is_drawn(parts, kind):
        raise damaged
    return (height, width) if lies_on_its_side(parts) else (width, height)


def _look_at_drawing(data: bytes, position: Position) -> tuple[int, int]:
    """The size of a drawing. Raises _Unusable."""
    try:
        return size_of_drawing(bare_drawing(data))
    except RefusedDrawing as refused:
        raise _Unusable(Problem(position, refused.code, str(refused), _PLAIN_SVG)) from refused
