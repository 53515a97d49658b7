"""Pictures in Markdown, and the sizes of drawings."""

import pytest

from coalition_site.read.images.drawing import bare_drawing, size_of_drawing
from coalition_site.read.pictures import image_name, names_in, written_pictures
from coalition_site.read.values import Document, Place

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}/>'


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ('viewBox="0 0 64 48"', (64, 48)),
        ('viewBox="-3,-3 , 30.4 20.6" width="9" height="9"', (30, 21)),
        ('width="120px" height="60"', (120, 60)),
        ('width="100%"', (0, 0)),
        ('viewBox="0 0 0 9"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_has_the_size_of_its_view_box(said: str, size: tuple[int, int]) -> None:
    assert size_of_drawing(bare_drawing(SVG.format(said).encode())) == size


def test_names_are_told_once_and_with_or_without_their_folder() -> None:
    text = "![a](one.jpg) and `![b](two.jpg)`\n\n- ![c](images/three.svg)\n- ![d](one.jpg)\n\n![e][f]\n\n[f]: four.png"
    assert names_in(text) == ("one.jpg", "three.svg", "four.png")
    assert names_in("No picture! [a](b.jpg)") == ()
    assert image_name("images/a%20b.jpg") == "a b.jpg"


def test_every_picture_has_its_place() -> None:
    text = "First ![a](a.jpg) and ![*b* c](<b.jpg>),\nthen ![d](d.jpg).\n\n> ![e][e]\n\n[e]: e.png"
    document = Document("p.md", {}, Place(), (), text, body_line=5)
    found = [
        (each.words, each.address, each.at.line, each.at.column, each.address_at.column)
        for each in written_pictures(document)
    ]
    assert found == [
        ("a", "a.jpg", 5, 7, 12),
        ("*b* c", "b.jpg", 5, 23, 33),
        ("d", "d.jpg", 6, 6, 11),
        ("e", "e.png", 8, 3, 3),
    ]
