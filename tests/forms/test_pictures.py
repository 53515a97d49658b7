"""Pictures are taken in without their metadata, with their words, and go only when nothing shows them."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.support.building import small_project
from tests.support.editing import Editing, editing, words_of_page

PARTNER = "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n---\nGives.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    with editing(small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER})) as desk:
        yield desk


def photograph() -> bytes:
    """A small photograph that says where it was taken."""
    made, out = Image.new("RGB", (64, 48), "teal"), BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "12 Secret Lane"
    made.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_becomes_a_logo_without_what_the_camera_noted(desk: Editing) -> None:
    assert b"Secret Lane" in photograph()
    form = {"picture": (BytesIO(photograph()), "Our Logo!.JPEG"), "partner": "elm-fund", "words": "An elm"}
    assert desk.post("edit/pictures", form).status_code == 303
    assert b"Secret" not in (desk.project / "content/images/our-logo.jpg").read_bytes()
    assert "logo: our-logo.jpg\nlogo_alt: An elm\n" in desk.text("content/partners/elm-fund.md")
    shown = desk.get("edit/pictures/our-logo.jpg")
    assert (shown.status_code, shown.mimetype, "sandbox" in shown.headers["Content-Security-Policy"]) == (
        200,
        "image/jpeg",
        True,
    )
    answer = desk.post("edit/pictures/our-logo.jpg/remove", {})
    assert (answer.status_code, "is named elsewhere" in words_of_page(answer.text)) == (409, True)
    desk.fill("edit/partner/elm-fund", logo="", logo_alt="")
    assert desk.post("edit/pictures/our-logo.jpg/remove", {}).status_code == 303
    assert not (desk.project / "content/images/our-logo.jpg").exists()


def test_a_picture_that_a_text_shows_does_not_go(desk: Editing) -> None:
    assert desk.post("edit/pictures", {"picture": (BytesIO(photograph()), "elms.jpg")}).status_code == 303
    desk.fill("edit/partner/elm-fund", body="Gives.\n\n![Elms in a row](elms.jpg)\n")
    assert "![Elms in a row](elms.jpg)" in desk.text("content/partners/elm-fund.md")
    answer = desk.post("edit/pictures/elms.jpg/remove", {})
    assert (answer.status_code, "is named elsewhere" in words_of_page(answer.text)) == (409, True)


def test_a_picture_without_words_is_told_where_it_stands(desk: Editing) -> None:
    desk.post("edit/pictures", {"picture": (BytesIO(photograph()), "elms.jpg")})
    answer = desk.fill("edit/partner/elm-fund", body="![](elms.jpg)\n")
    assert (answer.status_code, "has no words for those who cannot see it" in words_of_page(answer.text)) == (422, True)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.exe", b"MZ", "x"),
        ("a.png", b"not a picture", "x"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "x"),
        ("a.jpg", photograph() + b" " * 3_000_000, "x"),
        ("a.jpg", photograph(), ""),
        ("", b"", "x"),
    ],
)
def test_what_is_no_picture_or_has_no_words_stays_out(name: str, data: bytes, words: str, desk: Editing) -> None:
    form = {"picture": (BytesIO(data), name), "partner": "elm-fund", "words": words}
    assert desk.post("edit/pictures", form).status_code == 422
    assert not list((desk.project / "content").glob("images/*"))
    assert desk.text("content/partners/elm-fund.md") == PARTNER
