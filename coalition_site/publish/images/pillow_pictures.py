"""Pillow behind one door: photographs and other pictures opened, made smaller, and written as PNG, JPEG and WebP.

A damaged picture ends in errors of four kinds, and one of too many pixels in a warning or a fifth: Pillow's pages name
two of them. tests/publish/images/test_pillow_contract.py holds them.
"""

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from coalition_site.read.images.drawing import MOST_PIXELS

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

# A picture of 16 bits a point has values up to 65,535; Pillow cuts them off at 255 instead of scaling them.
_EIGHT_BITS = 1 / 256
# Photographs look as well at 80 as at more. The largest copies are for screens so fine that less is not seen, and what
# is still too heavy, such as foliage or noise, gets less until a page can bear it.
_QUALITIES = (80, 60, 40, 25)
_FINE_WIDTH, _FINE_QUALITIES = 1000, _QUALITIES[1:]
_MOST_BYTES_OF_A_PIXEL = 0.2
_JPEG, _FORMATS = ".jpg", {".jpg": "JPEG", ".webp": "WEBP"}
_ORIENTATION, _FIRST_ON_ITS_SIDE = 0x0112, 5


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
            _in_eight_bits(opened).convert("RGBA").save(written, "PNG")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return written.getvalue()


def resized(picture: bytes, sizes: Sequence[tuple[int, str]]) -> dict[tuple[int, str], bytes] | None:
    """Copies of a picture, upright, by the width that each has at most and its kind: `.jpg` (on white) or `.webp`.

    A picture is never made larger, and keeps its colors' profile and nothing else. None for one that is damaged.
    """
    from PIL import Image, ImageOps  # loaded only when there is a photograph

    widest = max(width for width, _ in sizes)
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(picture)) as opened:
            # A JPEG is read at a half, quarter or eighth of its size where that is enough, in a third of the time.
            on_its_side = opened.getexif().get(_ORIENTATION, 1) >= _FIRST_ON_ITS_SIDE
            opened.draft("RGB", (1, widest) if on_its_side else (widest, 1))
            profile = opened.info.get("icc_profile", b"")
            whole = ImageOps.exif_transpose(_in_eight_bits(opened))
            copies = {}
            for width, kind in sorted(sizes, reverse=True):
                whole = _narrowed(whole, width)
                copies[width, kind] = _written(whole, kind, profile)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return copies


def _in_eight_bits(opened: "Picture") -> "Picture":
    """A picture in colors that both kinds of file have."""
    if opened.mode.startswith("I;16"):
        return opened.convert("I").point(lambda value: value * _EIGHT_BITS).convert("L").convert("RGB")
    return opened.convert("RGBA" if opened.has_transparency_data else "RGB")


def _narrowed(picture: "Picture", width: int) -> "Picture":
    """A picture at most so many pixels wide."""
    if picture.width <= width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), reducing_gap=2.0)


def _written(picture: "Picture", kind: str, profile: bytes) -> bytes:
    """The bytes of a picture, of the best quality that a page can bear."""
    if kind == _JPEG:
        picture = _on_white(picture)
    most = picture.width * picture.height * _MOST_BYTES_OF_A_PIXEL
    data = b""
    for quality in _FINE_QUALITIES if picture.width > _FINE_WIDTH else _QUALITIES:
        written = BytesIO()
        # Whatever else was noted in the picture, Pillow would pass on as a comment.
        picture.save(written, _FORMATS[kind], quality=quality, icc_profile=profile, comment=b"", method=2)
        data = written.getvalue()
        if len(data) <= most:
            break
    return data


def _on_white(picture: "Picture") -> "Picture":
    """A picture without transparency."""
    from PIL import Image

    if picture.mode == "RGB":
        return picture
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    return white.convert("RGB")
