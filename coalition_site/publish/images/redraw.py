"""Pictures that the PDF engine stumbles over, drawn by programs that forgive what browsers forgive.

An SVG of a drawing program may hold a length, a turn or a style that the engine does not know; browsers and resvg pass
over it. A document with a picture redrawn as a PNG is better than none.
"""

import warnings
from io import BytesIO
from pathlib import Path

PICTURES = "images/"
"""How the address of a picture begins, within the folders that documents load from and within the content."""

# Pixels of an SVG that has no size, as browsers have it (CSS Images 3, 5.3).
_WITHOUT_SIZE = (300.0, 150.0)
_EIGHT_BITS = 1 / 256


def redrawn(file: Path) -> bytes | None:
    """The picture as a PNG; None where it cannot be drawn here either. It was looked at when the content was read."""
    from coalition_site.publish.images.draw import rasterized  # hardly ever needed

    data = file.read_bytes()
    return rasterized(data, _WITHOUT_SIZE) if file.suffix == ".svg" else _opened(data)


def _opened(data: bytes) -> bytes | None:
    from PIL import Image  # loaded only when there is such a picture

    written = BytesIO()
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data)) as opened:
            whole = (
                opened.convert("I").point(lambda value: value * _EIGHT_BITS).convert("L")
                if opened.mode.startswith("I;16")
                else opened
            )
            whole.convert("RGBA").save(written, "PNG")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return written.getvalue()
