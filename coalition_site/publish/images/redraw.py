"""Pictures that the PDF engine stumbles over, drawn by programs that forgive what browsers forgive.

An SVG of a drawing program may hold a length, a turn or a style that the engine does not know; browsers and resvg pass
over it. A document with a picture redrawn as a PNG is better than none.
"""

from pathlib import Path

from coalition_site.publish.images.draw import rasterized
from coalition_site.publish.images.pillow_pictures import png_of

PICTURES = "images/"
"""How the address of a picture begins, within the folders that documents load from and within the content."""

# Pixels of an SVG that has no size, as browsers have it (CSS Images 3, 5.3).
_WITHOUT_SIZE = (300.0, 150.0)


def redrawn(file: Path) -> bytes | None:
    """The picture as a PNG; None where it cannot be drawn here either. It was looked at when the content was read."""
    data = file.read_bytes()
    return rasterized(data, _WITHOUT_SIZE) if file.suffix == ".svg" else png_of(data)
