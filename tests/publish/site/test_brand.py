"""Every page can be read in a coalition's colours, and a colour in which it could not is refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from coalition_site.model.colours import LIGHT_GROUND, contrast, readable
from coalition_site.model.fields import Colour
from coalition_site.render.brand import brand_style
from coalition_site.resources import templates_folder

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
SHEETS = [path.read_text(encoding="utf-8") for path in sorted((templates_folder() / "theme/assets").rglob("*.css"))]
GROUNDS = [
    ground for sheet in SHEETS for ground in re.findall(r"--(?:page|surface|tint|tint-strong): (#[0-9a-f]{6})", sheet)
]
LIGHT_PAGES, DARK_PAGES = GROUNDS[:4], GROUNDS[4:8]


def properties(style: str) -> list[dict[str, str]]:
    """The custom properties of each block, in order: light, dark by choice, dark by system."""
    return [dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", line)) for line in style.splitlines()]


def accepted(colour: str) -> bool:
    try:
        TypeAdapter[str](Colour).validate_python(colour)
    except ValidationError:
        return False
    return True


@given(COLOURS, COLOURS)
def test_every_text_has_contrast(primary: str, accent: str) -> None:
    """In whatever colours the content format accepts; what it refuses has a shade that it accepts."""
    first, second = (readable(colour, LIGHT_GROUND) for colour in (primary, accent))
    light, dark, by_system = properties(brand_style(first, second))
    assert dark == by_system
    assert GROUNDS[8:] == DARK_PAGES
    assert contrast(light["--brand"], light["--on-brand"]) >= 4.5
    for name in ("--link", "--mark"):
        assert min(contrast(light[name], page) for page in LIGHT_PAGES) >= 4.5, name
        assert min(contrast(dark[name], page) for page in DARK_PAGES) >= 4.5, name


@given(COLOURS)
def test_a_colour_is_refused_when_text_in_it_cannot_be_read(colour: str) -> None:
    assert accepted(colour) == (min(contrast(colour, page) for page in LIGHT_PAGES) >= 4.5)
    assert accepted(readable(colour, LIGHT_GROUND))


@given(COLOURS, COLOURS)
def test_a_shade_that_can_be_read_stays(colour: str, page: str) -> None:
    shade = readable(colour, page)
    assert readable(shade, page) == shade


@pytest.mark.parametrize(("colour", "expected"), [("#777777", 4.48), ("#000000", 21)])
def test_contrast_is_that_of_the_guidelines(colour: str, expected: float) -> None:
    assert round(contrast(colour, "#ffffff"), 2) == expected


def test_without_a_brand_there_is_one() -> None:
    assert properties(brand_style("", "")) == properties(brand_style("#24564a", "#a3491b"))
