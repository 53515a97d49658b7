"""Brand colors: a coalition's two colors made into a palette that can be read on light and on dark pages."""

from coalition_site.model.colors import WHITE, readable

DEFAULT_PRIMARY = "#24564a"
DEFAULT_ACCENT = "#a3491b"

_DARK_GROUND = "#26302b"


def brand_style(primary: str, accent: str) -> str:
    """A style sheet of custom properties for a brand; empty colors become the default ones.

    `--brand` is for surfaces and `--on-brand` for what is written on them; `--link` and `--mark` are for text. Light
    pages have the colors as they are, since the content's colors were checked when they were read; dark pages have
    lighter shades of them. Paper is light.
    """
    main, second = primary or DEFAULT_PRIMARY, accent or DEFAULT_ACCENT
    light = {"--brand": main, "--on-brand": WHITE, "--link": main, "--mark": second}
    dark = {"--link": readable(main, _DARK_GROUND, 6.5), "--mark": readable(second, _DARK_GROUND, 5.5)}

    def block(selector: str, properties: dict[str, str]) -> str:
        return f"{selector} {{ {'; '.join(f'{name}: {value}' for name, value in properties.items())} }}\n"

    def on_screen(medium: str, selector: str) -> str:
        return f"@media {medium} {{ {block(selector, dark).rstrip()} }}\n"

    by_choice = on_screen("screen", ":root[data-scheme=dark]")
    by_system = on_screen("screen and (prefers-color-scheme: dark)", ":root:not([data-scheme=light])")
    return block(":root", light) + by_choice + by_system
