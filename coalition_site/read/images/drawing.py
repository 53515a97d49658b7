"""A drawing (SVG) as it is published: without what programs noted in it, and then held against what may be in one.

The bytes that are looked at are those that leave here. So nothing comes alive by what was taken out, and a file that
changed since the content was read is looked at once more.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree as ET

from coalition_site.read.images.raster import DamagedImage, parts_of, size_of
from coalition_site.read.images.raster_metadata import bare_picture
from coalition_site.read.images.svg_cost import DEEPEST, WITHOUT_END, depth, to_draw
from coalition_site.read.images.svg_names import SVG, XLINK, is_known_attribute, is_known_element

MOST_PIXELS = 40_000_000
MOST_TO_DRAW = 50_000

_XHTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "set", "animate"}
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
_ANIMATED = {"from", "to", "values", "by"}
_OUTSIDE_STYLE = re.compile(
    r"@import|url\((?!\s*['\"]?\s*#)|(?:image-set|src|expression)\s*\(|javascript:", re.IGNORECASE
)
_EMBEDDED = re.compile(r"\s*data:image/(png|jpeg|webp);base64,(.*)", re.IGNORECASE | re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_KINDS = {"png": ".png", "jpeg": ".jpg", "webp": ".webp"}

ET.register_namespace("", SVG)
ET.register_namespace("xlink", XLINK)


class RefusedDrawing(DamagedImage):
    """The drawing must not be shown; the text is a sentence that says why, `code` the kind of problem."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


# An editor and the preview read the same drawings at each key that is pressed and each file that is saved.
@lru_cache(maxsize=64)
def bare_drawing(data: bytes) -> bytes:
    """The bytes of a drawing as it may be published: no comments, no metadata, no notes of programs, nothing active.

    Elements of other namespaces, and names that no browser knows, are left out. Raises RefusedDrawing for what could
    act on a reader's page, load something, or keep a browser busy for minutes.
    """
    root = _parsed(data)
    for element in root.iter():
        _refuse_active(element)
    _take_out_notes(root)
    # A carriage return is here only where it was written as `&#13;`, and would be read as a line feed.
    bare = ET.tostring(root, encoding="unicode").replace("\r", "&#13;").encode()
    _look_at(ET.fromstring(bare))
    return bare


@lru_cache(maxsize=64)
def size_of_drawing(bare: bytes) -> tuple[int, int]:
    """Width and height of a drawing: those of its view box, or the written ones; zeros where it says neither."""
    root = ET.fromstring(bare)
    box = [float(found[0]) for found in _NUMBER.finditer(root.get("viewBox", ""))][2:]
    written = [_NUMBER.match(root.get(name, "").strip()) for name in ("width", "height")]
    width, height = box or (float(found[0]) if found else 0.0 for found in written)
    return (round(width), round(height)) if width >= 1 and height >= 1 else (0, 0)


def _parsed(data: bytes) -> ET.Element:
    """The drawing's elements. Entities are refused before parsing, since they can grow without end."""
    for sign, code, message in _REFUSED_BYTES:
        if sign in data.upper():
            raise RefusedDrawing(code, message)
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, ValueError, RecursionError) as error:
        raise RefusedDrawing("image-type", "this SVG cannot be read as XML") from error
    if depth(root) > DEEPEST:
        raise RefusedDrawing("image-too-large", f"the SVG holds parts nested more than {DEEPEST} deep")
    if wrong := _wrong_beginning(root):
        raise RefusedDrawing("image-type", wrong)
    return root


def _wrong_beginning(root: ET.Element) -> str:
    """What is wrong with the tag that a drawing begins with, as a sentence; empty where nothing is."""
    if root.tag.rpartition("}")[2] != "svg":
        return "this file ends in .svg but holds something else"
    if root.tag != f"{{{SVG}}}svg":
        return f'the SVG does not say that it is one with xmlns="{SVG}", so that no program draws it'
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


def _refuse_active(element: ET.Element) -> None:
    """Refuses, by its name, what somebody put there to act on a page. Left out without a word it would be a riddle."""
    space, _, name = element.tag.rpartition("}")
    name = name.lower()
    if name in _ACTIVE:
        _unsafe(f"an element <{name}>, which could act on the reader's page")
    if space == f"{{{_XHTML}":
        _unsafe(f"an element <{name}> of web pages")
    if name == "style" and len(element):
        _unsafe("a style with something within it that is no style")
    for attribute in element.attrib:
        plain = attribute.rpartition("}")[2].lower()
        if plain.startswith("on"):
            _unsafe(f"an event handler ({plain})")


def _take_out_notes(root: ET.Element) -> None:
    for element in list(root.iter()):
        for place, child in reversed(list(enumerate(element))):
            if not is_known_element(child.tag):
                _take_out(element, place)
        for name, value in list(element.attrib.items()):
            if not is_known_attribute(name):
                del element.attrib[name]
            elif picture := _EMBEDDED.match(value):
                element.set(name, _bare_address(picture))
        if element.text and element.tag.endswith("style"):
            # A space, so that what stands on both sides of a comment does not become one word.
            element.text = _CSS_COMMENT.sub(" ", element.text)


def _take_out(element: ET.Element, place: int) -> None:
    """Takes a child out of an element, and leaves the text behind it."""
    behind = element[place].tail or ""
    if place:
        element[place - 1].tail = (element[place - 1].tail or "") + behind
    else:
        element.text = (element.text or "") + behind
    del element[place]


def _bare_address(found: re.Match[str]) -> str:
    """The address that holds a picture, with the picture's own notes left out."""
    word = found[1].lower()
    kind = _KINDS[word]
    try:
        picture = b64decode("".join(found[2].split()))
        width, height = size_of(parts_of(picture, kind), kind)
        if width * height <= MOST_PIXELS:
            return f"data:image/{word};base64,{b64encode(bare_picture(picture, kind)).decode()}"
    except ValueError:
        pass
    raise RefusedDrawing("image-unsafe", "the SVG holds a picture that is damaged, or larger than 40 million pixels")


def _look_at(root: ET.Element) -> None:
    """Refuses what may not be in a published drawing, whatever was done to it before."""
    for element in root.iter():
        if not is_known_element(element.tag):
            _unsafe(f"an element <{element.tag.rpartition('}')[2]}>, which no drawing needs")
        if element.tag.lower().endswith("}style") and (len(element) or _loads(element.text or "")):
            _unsafe("a style that loads something from outside")
        for attribute, value in element.attrib.items():
            plain = attribute.rpartition("}")[2].lower()
            if not is_known_attribute(attribute) or plain.startswith("on"):
                _unsafe(f"an attribute that no drawing needs ({plain})")
            if _leads_outside(attribute, value):
                _unsafe(f"a reference to something outside it ({plain})")
    for reason in _too_much(root):
        raise RefusedDrawing("image-too-large", f"the SVG {reason}")


def _too_much(root: ET.Element) -> Iterator[str]:
    """Why a drawing would keep browsers and PDF engines busy for minutes."""
    number = to_draw(root)
    if number == WITHOUT_END:
        yield "holds a part that uses itself"
    elif number > MOST_TO_DRAW:
        yield f"draws more than {MOST_TO_DRAW:,} parts, its repetitions counted"


def _leads_outside(attribute: str, value: str) -> bool:
    plain = attribute.rpartition("}")[2].lower()
    if plain in _REFERENCES:
        return not value.strip().startswith("#") and not _EMBEDDED.match(value)
    return (plain in _ANIMATED and ":" in value) or _loads(value)


def _loads(style: str) -> bool:
    """Whether a style could load something; with a backslash it could spell any word in disguise."""
    return "\\" in style or bool(_OUTSIDE_STYLE.search(style))


def _unsafe(what: str) -> None:
    raise RefusedDrawing("image-unsafe", f"the SVG holds {what}")
