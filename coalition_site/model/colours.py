"""Colours: contrast (WCAG 2), and the nearest shade that can be read."""

from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

WHITE = "#ffffff"
INK = "#16201b"
LIGHT_GROUND = "#e9e2d2"
"""The darkest ground that a light page has: what reads on it reads on all the others, and white reads on it."""

TEXT_CONTRAST = 4.5
"""What text needs (WCAG 2.2, success criterion 1.4.3)."""

_STEPS = 400
_LINEAR_UP_TO = 0.04045
"""Where the curve of sRGB begins (WCAG 2.2, relative luminance)."""


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= _LINEAR_UP_TO else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written as '#rrggbb', 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _with_lightness(colour: str, lightness: float) -> str:
    hue, _, saturation = rgb_to_hls(*_channels(colour))
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in hls_to_rgb(hue, lightness, saturation))


@lru_cache(maxsize=64)
def readable(colour: str, on: str, ratio: float = TEXT_CONTRAST) -> str:
    """The colour, or the nearest of its shades that has the contrast on a ground: darker on light, lighter on dark."""
    if contrast(colour, on) >= ratio:
        return colour
    start = round(rgb_to_hls(*_channels(colour))[1] * _STEPS)
    on_dark = contrast(on, WHITE) > contrast(on, INK)
    towards = range(start, _STEPS + 1) if on_dark else range(start, -1, -1)
    shades = (_with_lightness(colour, step / _STEPS) for step in towards)
    return next((shade for shade in shades if contrast(shade, on) >= ratio), WHITE if on_dark else INK)
