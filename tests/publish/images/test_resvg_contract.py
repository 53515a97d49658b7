"""What this program knows of resvg beyond its pages. A test that fails here names what has changed."""

from io import BytesIO

import pytest
from PIL import Image
from resvg_py import svg_to_bytes

from coalition_site.publish.images.resvg_drawing import png_of

SPACE = 'xmlns="http://www.w3.org/2000/svg"'


def test_resvg_draws_in_the_size_that_a_drawing_says() -> None:
    picture = png_of(f'<svg {SPACE} width="30" height="20" viewBox="0 0 3 2"><rect width="3" height="2"/></svg>')
    assert picture is not None
    with Image.open(BytesIO(picture)) as opened:
        assert (opened.format, opened.size) == ("PNG", (30, 20))


def test_resvg_sets_text_in_the_projects_fonts_alone() -> None:
    text = f'<svg {SPACE} width="60" height="20"><text y="15"{{}}>Aé</text></svg>'
    families = (' font-family="Public Sans"', "", ' font-family="sans-serif"', ' font-family="serif"')
    public, none, sans, serif = [png_of(text.format(family)) for family in families]
    assert public == none == sans
    assert serif not in {public, png_of(text.format(' display="none"'))}


@pytest.mark.parametrize("damaged", ["no drawing", f"<svg {SPACE}>", f'<svg {SPACE} width="0" height="0"/>'])
def test_resvg_raises_value_error_for_what_is_no_drawing(damaged: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        svg_to_bytes(svg_string=damaged)
    assert png_of(damaged) is None
