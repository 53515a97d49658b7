"""A coalition's two colours, made into a palette in which every text can be read, on light and on dark pages."""

from colorsys import hls_to_rgb, rgb_to_hls

DEFAULT_PRIMARY = "#24564a"
DEFAULT_ACCENT = "#a3491b"

_LIGHT_PAGE = "#efe9dc"
_DARK_PAGE = "#26302b"
_WHITE = "#ffffff"
_INK = "#16201b"
_TEXT_CONTRAST = 4.8
"""A little more than WCAG's 4.5, since some texts stand on a tint of the page's colour."""


def _channels(colour: str) -> tuple[float, float, float]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004  the short form
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _with_lightness(colour: str, lightness: float) -> str:
    hue, _, saturation = rgb_to_hls(*_channels(colour))
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in hls_to_rgb(hue, lightness, saturation))


def readable(colour: str, on: str, ratio: float = _TEXT_CONTRAST) -> str:
    """The colour, or the nearest of its shades that has the contrast on a background."""
    if contrast(colour, on) >= ratio:
        return colour.lower()
    start = round(rgb_to_hls(*_channels(colour))[1] * 100)
    towards = range(start, 101) if _luminance(on) < 0.18 else range(start, -1, -1)  # noqa: PLR2004  the middle grey
    shades = (_with_lightness(colour, step / 100) for step in towards)
    return next((shade for shade in shades if contrast(shade, on) >= ratio), _WHITE if towards.step > 0 else _INK)


def ink_on(colour: str) -> str:
    """White or ink, whichever reads better on a colour."""
    return _WHITE if contrast(_WHITE, colour) >= contrast(_INK, colour) else _INK


def brand_style(primary: str, accent: str) -> str:
    """A style sheet of custom properties for a brand; empty colours become the default ones.

    `--brand` is for surfaces and `--on-brand` for what is written on them; `--link` and `--mark` are for text.
    """
    main, second = primary or DEFAULT_PRIMARY, accent or DEFAULT_ACCENT
    deep = readable(main, _WHITE, 5.5)
    light = {
        "--brand": deep,
        "--on-brand": ink_on(deep),
        "--link": readable(main, _LIGHT_PAGE),
        "--mark": readable(second, _LIGHT_PAGE),
    }
    dark = {"--link": readable(main, _DARK_PAGE, 6.5), "--mark": readable(second, _DARK_PAGE, 5.5)}

    def block(selector: str, properties: dict[str, str]) -> str:
        return f"{selector} {{ {'; '.join(f'{name}: {value}' for name, value in properties.items())} }}\n"

    by_choice = block(":root[data-scheme=dark]", dark)
    by_system = block("@media (prefers-color-scheme: dark) { :root:not([data-scheme=light])", dark).rstrip() + " }\n"
    return block(":root", light) + by_choice + by_system
