"""Pillow behind one door: photographs and other pictures opened, made smaller, and written as PNG.

A damaged picture ends in errors of four kinds, and one of too many pixels in a warning or a fifth: Pillow's pages name
two of them. tests/publish/images/test_pillow_contract.py holds them.
"""

import warnings
from io import BytesIO

from coalition_site.read.images.drawing import MOST_PIXELS

# A picture of 16 bits a point has values up to 65,535; Pillow cuts them off at 255 instead of scaling them.
_EIGHT_BITS = 1 / 256


def square_png(picture: bytes, side: int, margin: int) -> bytes | None:
    """The picture, upright and whole, as a PNG in the middle of a white square of so many pixels.

    None for one that is damaged or has more than 40 million pixels.
    """
    from PIL import Image, ImageOps  # loaded only when there is a logo

    inner = side - 2 * margin
    try:
        with warnings.catch_warnings(action="error"), Image.open(BytesIO(picture)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            logo = ImageOps.contain(ImageOps.exif_transpose(opened).convert("RGBA"), (inner, inner))
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError):
        return None
    square = Image.new("RGBA", (side, side), "white")
    square.alpha_composite(logo, ((side - logo.width) // 2, (side - logo.height) // 2))
    written = BytesIO()
    square.convert("RGB").save(written, "PNG", optimize=True)
    return written.getvalue()


def png_of(picture: bytes) -> bytes | None:
    """The picture as a PNG of eight bits, transparent where it is; None for one that is damaged.

    In the PDF worker a picture may be cut short: WeasyPrint lets Pillow open such ones in the whole process.
    """
    from PIL import Image  # loaded only when there is such a picture

    written = BytesIO()
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(picture)) as opened:
            whole = (
                opened.convert("I").point(lambda value: value * _EIGHT_BITS).convert("L")
                if opened.mode.startswith("I;16")
                else opened
            )
            whole.convert("RGBA").save(written, "PNG")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return written.getvalue()
