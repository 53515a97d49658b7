"""Colors: contrast (WCAG 2), and the nearest shade that can be read."""

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


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(color: str) -> float:
    linear = [c / 12.92 if c <= _LINEAR_UP_TO else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colors written as '#rrggbb', 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _with_lightness(color: str, lightness: float) -> str:
    hue, _, saturation = rgb_to_hls(*_channels(color))
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in hls_to_rgb(hue, lightness, saturation))


@lru_cache(maxsize=64)
def readable(color: str, on: str, ratio: float = TEXT_CONTRAST) -> str:
    """The color, or the nearest of its shades that has the contrast on a ground: darker on light, lighter on dark."""
    if contrast(color, on) >= ratio:
        return color
    start = round(rgb_to_hls(*_channels(color))[1] * _STEPS)
    on_dark = contrast(on, WHITE) > contrast(on, INK)
    towards = range(start, _STEPS + 1) if on_dark else range(start, -1, -1)
    shades = (_with_lightness(color, step / _STEPS) for step in towards)
    return next((shade for shade in shades if contrast(shade, on) >= ratio), WHITE if on_dark else INK)
