"""Pictures for outputs that know fewer kinds of image than browsers: an SVG becomes a PNG."""

import re
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from coalition_site.publish.images import resvg_drawing
from coalition_site.publish.images.metadata import without_metadata
from coalition_site.publish.images.pillow_pictures import square_png
from coalition_site.read.images.raster import DamagedImage

_WIDEST, _HIGHEST = 600, 400
_ICON, _ICON_MARGIN = 180, 12
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|mm|cm|in)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def word_picture(file: Path) -> bytes | None:
    """The image as PNG or JPEG without metadata, or None where it cannot be one: a WebP, or an SVG that has no size.

    The file is one of those that were looked at when the content was read.
    """
    if file.suffix == ".webp":
        return None
    data = file.read_bytes()
    try:
        bare = without_metadata(data, file.suffix)
        return rasterized(bare) if file.suffix == ".svg" else bare
    except DamagedImage:
        return None


@lru_cache(maxsize=32)
def rasterized(svg: bytes, otherwise: tuple[float, float] | None = None) -> bytes | None:
    """The PNG of an SVG, at most 600 pixels wide and 400 high. One without a size has the other, or is None.

    Text in it is set in the project's own fonts, so that the same file gives the same picture on every machine.
    """
    root = ET.fromstring(svg)
    size = _size(root) or otherwise
    if size is None:
        return None
    # The size is written anew, in pixels: a drawing could claim one thing in its size and another in its view box, and
    # grow to a picture of any height.
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {size[0]} {size[1]}")
    scale = min(_WIDEST / size[0], _HIGHEST / size[1])
    for name, length in zip(("width", "height"), size, strict=True):
        root.set(name, str(max(1, round(length * scale))))
    return resvg_drawing.png_of(ET.tostring(root, encoding="unicode"))


def icon(file: Path) -> bytes | None:
    """A logo as the square PNG that browsers and phones show for a site: whole, in the middle of white.

    None for a logo that cannot be drawn small: an SVG that has no size, a damaged file, more than 40 million pixels.
    """
    try:
        bare = without_metadata(file.read_bytes(), file.suffix)
    except DamagedImage:
        return None
    picture = rasterized(bare) if file.suffix == ".svg" else bare
    return _square(picture) if picture is not None else None


@lru_cache(maxsize=8)
def _square(picture: bytes) -> bytes | None:
    return square_png(picture, _ICON, _ICON_MARGIN)


def drawn_card(svg: str) -> bytes:
    """The PNG of a drawing of our own, in the size that it says. Raises ValueError for one that is no drawing."""
    picture = resvg_drawing.png_of(svg)
    if picture is None:
        raise ValueError("the picture for links cannot be drawn")
    return picture


def _size(root: ET.Element) -> tuple[float, float] | None:
    """Width and height in pixels: those of the view box, since only its proportions matter, or the written ones."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    words = (box[2], box[3]) if len(box) == len("xywh") else (root.get("width", ""), root.get("height", ""))
    width, height = (_length(word) for word in words)
    return (width, height) if width > 0 and height > 0 else None


def _length(word: str) -> float:
    found = _LENGTH.fullmatch(word)
    try:
        return float(found[1]) * _PIXELS[found[2]] if found else 0
    except ValueError:
        return 0
