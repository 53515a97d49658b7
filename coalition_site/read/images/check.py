"""Images of the content folder, looked at: they are what they say, small enough and hold nothing active."""

import re
from dataclasses import dataclass
from pathlib import Path

from coalition_site.problems import Position, Problem
from coalition_site.read.images.drawing import MOST_PIXELS, RefusedDrawing, bare_drawing
from coalition_site.read.images.raster import DamagedImage, is_drawn, parts_of, size_of

MAXIMUM_IMAGE_BYTES = 2 * 1024 * 1024
IMAGE_TYPES = (".svg", ".png", ".jpg", ".webp")

_BEGINNINGS = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
_SMALLER = "save a smaller copy; 1,200 pixels wide is plenty"
_PLAIN_SVG = "export it again as plain SVG, or use a PNG"


@dataclass(frozen=True, slots=True)
class ImageFile:
    """An image of the content folder that has been looked at: its name below `images/` and where it lies."""

    name: str
    file: Path


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
    problem = (_svg_problem if file.suffix == ".svg" else _raster_problem)(data, position)
    return (None, [problem]) if problem else (ImageFile(file.name, file), [])


def _raster_problem(data: bytes, position: Position) -> Problem | None:
    kind = "." + position.path.rpartition(".")[2]
    name = kind.removeprefix(".").upper()
    hint = "open it in an image program and export it again"
    if not _BEGINNINGS[kind].match(data):
        return Problem(position, "image-type", f"this is not a {name} image, whatever its name says", hint)
    damaged = Problem(position, "image-type", f"this {name} image is damaged or not whole", hint)
    try:
        parts = parts_of(data, kind)
        width, height = size_of(parts, kind)
    except DamagedImage:
        return damaged
    if width * height > MOST_PIXELS:
        message = f"the image is {width:,} pixels wide and {height:,} high; at most 40 million in all are allowed"
        return Problem(position, "image-too-large", message, _SMALLER)
    return None if is_drawn(parts, kind) else damaged


def _svg_problem(data: bytes, position: Position) -> Problem | None:
    """Why an SVG must not be used."""
    try:
        bare_drawing(data)
    except RefusedDrawing as refused:
        return Problem(position, refused.code, str(refused), _PLAIN_SVG)
    return None
