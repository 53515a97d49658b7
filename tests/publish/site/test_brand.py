"""Every page can be read in a coalition's colors, and a color in which it could not is refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from coalition_site.model.colors import LIGHT_GROUND, contrast, readable
from coalition_site.model.fields import Color
from coalition_site.render.brand import brand_style
from coalition_site.resources import templates_folder

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
SHEETS = [path.read_text(encoding="utf-8") for path in sorted((templates_folder() / "theme/assets").rglob("*.css"))]
GROUNDS = [
    ground for sheet in SHEETS for ground in re.findall(r"--(?:page|surface|tint|tint-strong): (#[0-9a-f]{6})", sheet)
]
LIGHT_PAGES, DARK_PAGES = GROUNDS[:4], GROUNDS[4:8]


def properties(style: str) -> list[dict[str, str]]:
    """The custom properties of each block, in order: light, dark by choice, dark by system."""
    return [dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", line)) for line in style.splitlines()]


def accepted(color: str) -> bool:
    try:
        TypeAdapter[str](Color).validate_python(color)
    except ValidationError:
        return False
    return True


@given(COLORS, COLORS)
def test_every_text_has_contrast(primary: str, accent: str) -> None:
    """In whatever colors the content format accepts; what it refuses has a shade that it accepts."""
    first, second = (readable(color, LIGHT_GROUND) for color in (primary, accent))
    light, dark, by_system = properties(brand_style(first, second))
    assert dark == by_system
    assert GROUNDS[8:] == DARK_PAGES
    assert contrast(light["--brand"], light["--on-brand"]) >= 4.5
    for name in ("--link", "--mark"):
        assert min(contrast(light[name], page) for page in LIGHT_PAGES) >= 4.5, name
        assert min(contrast(dark[name], page) for page in DARK_PAGES) >= 4.5, name


@given(COLORS)
def test_a_color_is_refused_when_text_in_it_cannot_be_read(color: str) -> None:
    assert accepted(color) == (min(contrast(color, page) for page in LIGHT_PAGES) >= 4.5)
    assert accepted(readable(color, LIGHT_GROUND))


@given(COLORS, COLORS)
def test_a_shade_that_can_be_read_stays(color: str, page: str) -> None:
    shade = readable(color, page)
    assert readable(shade, page) == shade


@pytest.mark.parametrize(("color", "expected"), [("#777777", 4.48), ("#000000", 21)])
def test_contrast_is_that_of_the_guidelines(color: str, expected: float) -> None:
    assert round(contrast(color, "#ffffff"), 2) == expected


def test_without_a_brand_there_is_one() -> None:
    assert properties(brand_style("", "")) == properties(brand_style("#24564a", "#a3491b"))
