"""What this program knows of Pillow beyond its pages. A test that fails here names what has changed."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from coalition_site.publish.images.pillow_pictures import png_of, square_png


def written(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    data = BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def opened(data: bytes | None) -> Image.Image:
    assert data is not None
    return Image.open(BytesIO(data))


@pytest.mark.parametrize(
    "change", [lambda data: data[: len(data) // 2], lambda _: b"", lambda data: data[:8] + b"x" * 99]
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pillow_ends_a_damaged_picture_in_errors_that_are_known(
    kind: str, change: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    data = change(written(Image.effect_noise((99, 99), 50).convert("RGB"), kind))
    assert square_png(data, 9, 1) is None
    assert png_of(data) is None


def test_pillow_refuses_a_picture_of_too_many_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(Image.new("L", (100, 100)))
    for most, is_drawn in ((9_999, True), (4_999, False)):
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", most)
        assert square_png(data, 9, 1) is None
        assert (png_of(data) is not None) == is_drawn


def test_pillow_turns_photographs_upright_and_keeps_their_proportions() -> None:
    orientation = Image.Exif()
    orientation[0x0112] = 6
    red = Image.new("RGB", (40, 20), "red")
    red.paste("blue", (0, 0, 20, 20))
    square = opened(square_png(written(red, "JPEG", exif=orientation, quality=100), 20, 0)).convert("RGB")
    # Lying on its side, the left half is the upper one.
    (upper, lower, beside) = [square.getpixel((x, y)) for x, y in ((10, 2), (10, 17), (1, 10))]
    assert isinstance(upper, tuple)
    assert isinstance(lower, tuple)
    assert (upper[2] > 200 > upper[0], lower[0] > 200 > lower[2], beside) == (True, True, (255, 255, 255))


def test_pillow_cuts_sixteen_bits_off_unless_they_are_scaled() -> None:
    deep = Image.new("I;16", (1, 1), 0x8000)
    assert deep.convert("L").getpixel((0, 0)) != 0x80
    assert opened(png_of(written(deep))).convert("RGB").getpixel((0, 0)) == (0x80, 0x80, 0x80)
