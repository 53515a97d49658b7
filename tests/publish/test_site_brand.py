"""Whatever two colours a coalition has, its pages can be read."""

import re

from hypothesis import given
from hypothesis import strategies as st

from coalition_site.render.brand import brand_style, contrast, ink_on, readable
from coalition_site.resources import templates_folder

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
SHEET = (templates_folder() / "theme/assets/coalition/site.css").read_text(encoding="utf-8")
GROUNDS = re.findall(r"--(?:page|surface|tint|tint-strong): (#[0-9a-f]{6})", SHEET)
LIGHT_PAGES, DARK_PAGES = GROUNDS[:4], GROUNDS[4:8]


def properties(style: str) -> list[dict[str, str]]:
    """The custom properties of each block, in order: light, dark by choice, dark by system."""
    return [dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", line)) for line in style.splitlines()]


@given(COLOURS, COLOURS)
def test_every_text_has_contrast(primary: str, accent: str) -> None:
    light, dark, by_system = properties(brand_style(primary, accent))
    assert dark == by_system
    assert GROUNDS[8:] == DARK_PAGES
    assert contrast(light["--brand"], light["--on-brand"]) >= 4.5
    for name in ("--link", "--mark"):
        assert min(contrast(light[name], page) for page in LIGHT_PAGES) >= 4.5, name
        assert min(contrast(dark[name], page) for page in DARK_PAGES) >= 4.5, name


@given(COLOURS, COLOURS)
def test_a_colour_that_reads_well_stays(colour: str, page: str) -> None:
    if contrast(colour, page) >= 4.8:
        assert readable(colour, page) == colour


def test_contrast_is_that_of_the_guidelines() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#fff"), 2) == 4.48
    assert ink_on("#1f5a43") == "#ffffff"
    assert ink_on("#ffd700") == "#16201b"


def test_without_a_brand_there_is_one() -> None:
    assert properties(brand_style("", "")) == properties(brand_style("#24564a", "#a3491b"))
