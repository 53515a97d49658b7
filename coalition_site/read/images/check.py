"""Images of the content folder, looked at: they are what they say, small enough and hold nothing active."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from coalition_site.problems import Position, Problem
from coalition_site.read.images.raster import DamagedImage, is_drawn, parts_of, size_of
from coalition_site.read.images.svg_cost import DEEPEST, WITHOUT_END, depth, to_draw

MAXIMUM_IMAGE_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_TO_DRAW = 50_000
IMAGE_TYPES = (".svg", ".png", ".jpg", ".webp")

_BEGINNINGS = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
_SVG = "http://www.w3.org/2000/svg"
_REFUSED_ELEMENTS = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "set", "animate"}
_REFUSED_BYTES = (
    (b"\0", "image-type", "this SVG is not UTF-8 text"),
    (b"<!DOCTYPE", "image-unsafe", "the SVG declares a document type"),
    (b"<!ENTITY", "image-unsafe", "the SVG declares entities"),
    (b"<?XML-STYLESHEET", "image-unsafe", "the SVG holds a style sheet from elsewhere"),
)
_NUMBER = re.compile(r"[-+]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE][-+]?\d{1,5})?")
_BOX = re.compile(rf"\s*{_NUMBER.pattern}(?:(?:\s+,?\s*|,\s*|(?=[-+]))({_NUMBER.pattern})){{3}}\s*")
_LARGEST_LENGTH = 1e9
_REFERENCES = {"href", "src"}
_ANIMATED = {"from", "to", "values"}
_OUTSIDE_STYLE = re.compile(
    r"@import|url\((?!\s*['\"]?\s*#)|(?:image-set|src|expression)\s*\(|javascript:", re.IGNORECASE
)
_EMBEDDED = re.compile(r"\s*data:image/(png|jpeg|webp);base64,(.*)", re.IGNORECASE | re.DOTALL)
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


def embedded_picture(address: str) -> tuple[str, bytes] | None:
    """Kind (`.png`) and bytes of a picture that is written into an SVG's address; None for any other address.

    Raises DamagedImage.
    """
    found = _EMBEDDED.match(address)
    if found is None:
        return None
    try:
        return {"jpeg": ".jpg"}.get(found[1].lower(), f".{found[1].lower()}"), b64decode("".join(found[2].split()))
    except ValueError as error:
        raise DamagedImage("the picture within is not whole") from error


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
    """Why an SVG must not be used. Entities are refused before parsing, since they can grow without end."""
    for sign, code, message in _REFUSED_BYTES:
        if sign in data.upper():
            return Problem(position, code, message, _PLAIN_SVG)
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, ValueError, RecursionError):
        return Problem(position, "image-type", "this SVG cannot be read as XML", _PLAIN_SVG)
    if wrong := _wrong_beginning(root):
        return Problem(position, "image-type", wrong, _PLAIN_SVG)
    for element in root.iter():
        reason = _unsafe(element)
        if reason:
            return Problem(position, "image-unsafe", f"the SVG holds {reason}", _PLAIN_SVG)
    reason = next(_too_much(root), "")
    return Problem(position, "image-too-large", f"the SVG {reason}", _PLAIN_SVG) if reason else None


def _wrong_beginning(root: ET.Element) -> str:
    """What is wrong with the tag that a drawing begins with, as a sentence; empty where nothing is."""
    if root.tag.rpartition("}")[2] != "svg":
        return "this file ends in .svg but holds something else"
    if root.tag != f"{{{_SVG}}}svg":
        return f'the SVG does not say that it is one with xmlns="{_SVG}", so that no program draws it'
    if not _has_right_size(root):
        return "the SVG's width, height or viewBox holds something other than numbers"
    return ""


def _has_right_size(root: ET.Element) -> bool:
    """Whether what an SVG says of its size can be read: four numbers, and lengths that are not beyond all bounds."""
    box = root.get("viewBox", "").strip()
    if box and not _BOX.fullmatch(box):
        return False
    numbers = [
        float(found[0]) for length in ("width", "height", "viewBox") for found in _NUMBER.finditer(root.get(length, ""))
    ]
    return all(abs(number) <= _LARGEST_LENGTH for number in numbers)


def _too_much(root: ET.Element) -> Iterator[str]:
    """Why a drawing would keep browsers and PDF engines busy for minutes."""
    if depth(root) > DEEPEST:
        yield f"holds parts nested more than {DEEPEST} deep"
        return
    number = to_draw(root)
    if number == WITHOUT_END:
        yield "holds a part that uses itself"
    elif number > MOST_TO_DRAW:
        yield f"draws more than {MOST_TO_DRAW:,} parts, its repetitions counted"


def _unsafe(element: ET.Element) -> str:
    """What makes one SVG element unsafe, in words; empty where nothing does."""
    name = str(element.tag).rpartition("}")[2].lower()
    if name in _REFUSED_ELEMENTS:
        return f"an element <{name}>, which could act on the reader's page"
    if name == "style" and _loads(element.text or ""):
        return "a style that loads something from outside"
    for attribute, value in element.attrib.items():
        plain = attribute.rpartition("}")[2].lower()
        if plain.startswith("on"):
            return f"an event handler ({plain})"
        if _leads_outside(attribute, value):
            return f"a reference to something outside it ({plain})"
        if plain in _REFERENCES and not _picture_is_right(value):
            return "a picture that is damaged, or larger than 40 million pixels"
    return ""


def _picture_is_right(address: str) -> bool:
    """Whether what an address holds of a picture is whole and not too large; an address within the drawing is right."""
    try:
        picture = embedded_picture(address)
        if picture is None:
            return True
        width, height = size_of(parts_of(picture[1], picture[0]), picture[0])
    except DamagedImage:
        return False
    return width * height <= MOST_PIXELS


def _leads_outside(attribute: str, value: str) -> bool:
    plain = attribute.rpartition("}")[2].lower()
    if plain in _REFERENCES:
        return not value.strip().startswith("#") and not _EMBEDDED.match(value)
    # Attributes of a namespace are notes of drawing programs, such as the folder they exported to; no style.
    return (plain in _ANIMATED and ":" in value) or ("}" not in attribute and _loads(value))


def _loads(style: str) -> bool:
    """Whether a style could load something; with a backslash it could spell any word in disguise."""
    return "\\" in style or bool(_OUTSIDE_STYLE.search(style))
