"""Images of the content folder, looked at: they are what they say, small enough and hold nothing active."""

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from coalition_site.problems import Position, Problem

MAXIMUM_IMAGE_BYTES = 2 * 1024 * 1024
IMAGE_TYPES = (".svg", ".png", ".jpg", ".webp")

_BEGINNINGS = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
_REFUSED_ELEMENTS = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "set", "animate"}
_REFUSED_BYTES = (
    (b"\0", "image-type", "this SVG is not UTF-8 text"),
    (b"<!DOCTYPE", "image-unsafe", "the SVG declares a document type"),
    (b"<!ENTITY", "image-unsafe", "the SVG declares entities"),
    (b"<?XML-STYLESHEET", "image-unsafe", "the SVG holds a style sheet from elsewhere"),
)
_REFERENCES = {"href", "src"}
_ANIMATED = {"from", "to", "values"}
_OUTSIDE_STYLE = re.compile(
    r"@import|url\(\s*['\"]?\s*(?!#)|(?:image-set|src|expression)\s*\(|javascript:", re.IGNORECASE
)
_EMBEDDED = re.compile(r"#|data:image/(?:png|jpeg|webp);base64,", re.IGNORECASE)


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
        return None, [Problem(position, "file-too-large", message, "save a smaller copy; 1,200 pixels wide is plenty")]
    kind = file.suffix
    if kind == ".svg":
        problem = _svg_problem(data, position)
    else:
        message = f"this is not a {kind.removeprefix('.').upper()} image, whatever its name says"
        hint = "open it in an image program and export it again"
        problem = None if _BEGINNINGS[kind].match(data) else Problem(position, "image-type", message, hint)
    return (None, [problem]) if problem else (ImageFile(file.name, file), [])


def _svg_problem(data: bytes, position: Position) -> Problem | None:
    """Why an SVG must not be used. Entities are refused before parsing, since they can grow without end."""
    hint = "export it again as plain SVG, or use a PNG"
    for sign, code, message in _REFUSED_BYTES:
        if sign in data.upper():
            return Problem(position, code, message, hint)
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, ValueError, RecursionError):
        return Problem(position, "image-type", "this SVG cannot be read as XML", hint)
    if root.tag.rpartition("}")[2] != "svg":
        return Problem(position, "image-type", "this file ends in .svg but holds something else", hint)
    for element in root.iter():
        reason = _unsafe(element)
        if reason:
            return Problem(position, "image-unsafe", f"the SVG holds {reason}", hint)
    return None


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
    return ""


def _leads_outside(attribute: str, value: str) -> bool:
    plain = attribute.rpartition("}")[2].lower()
    if plain in _REFERENCES:
        return not _EMBEDDED.match(value.strip())
    # Attributes of a namespace are notes of drawing programs, such as the folder they exported to; no style.
    return (plain in _ANIMATED and ":" in value) or ("}" not in attribute and _loads(value))


def _loads(style: str) -> bool:
    """Whether a style could load something; with a backslash it could spell any word in disguise."""
    return "\\" in style or bool(_OUTSIDE_STYLE.search(style))
