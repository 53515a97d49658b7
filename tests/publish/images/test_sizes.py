"""Photographs in sizes: upright, light, without metadata, made once."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from PIL import Image

from coalition_site.model.image import SizedPicture
from coalition_site.problems import Refused
from coalition_site.publish.cache.store import Store
from coalition_site.publish.images import sizes
from coalition_site.publish.images.pillow_pictures import resized
from coalition_site.publish.images.sizes import Wanted, sized, write_pictures
from coalition_site.read.images.check import read_image
from tests.support.photographs import NOTED, noise

SIDEWAYS = 6


def photograph(width: int = 600, height: int = 300, kind: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """The left half is red and the right one blue; a camera noted where it was taken."""
    colors: tuple[Any, Any] = {
        "RGB": ("red", "blue"),
        "RGBA": ("red", "#0000ff00"),
        "L": (80, 160),
        "CMYK": ("red", "blue"),
    }[mode]
    made = Image.new(mode, (width, height), colors[0])
    made.paste(Image.new(mode, (width // 2, height), colors[1]), (width - width // 2, 0))
    exif = Image.Exif()
    exif[0x010E] = NOTED
    if "turned" in options:
        exif[0x0112] = options.pop("turned")
    out = BytesIO()
    made.save(out, kind, exif=exif, comment=NOTED, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.fixture
def content(tmp_path: Path) -> Callable[[str, bytes], SizedPicture]:
    """Puts an image into a folder, has it looked at, and asks for it 400 pixels wide."""

    def put(name: str, data: bytes) -> SizedPicture:
        (tmp_path / name).write_bytes(data)
        image, problems = read_image(tmp_path / name, f"content/images/{name}")
        assert problems == []
        assert image is not None
        return SizedPicture(image.file, image.digest, 400)

    return put


def test_a_photograph_stands_upright_and_says_nothing_of_where_it_was_taken() -> None:
    copies = resized(photograph(turned=SIDEWAYS), [(400, ".jpg"), (100, ".jpg"), (100, ".webp")])
    assert copies is not None
    assert {key: opened(data).size for key, data in copies.items()} == {
        (400, ".jpg"): (300, 600),
        (100, ".jpg"): (100, 200),
        (100, ".webp"): (100, 200),
    }
    top, bottom = (opened(copies[100, ".jpg"]).getpixel((50, y)) for y in (20, 180))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 200, bottom[2] > 200) == (True, True)
    assert all(NOTED.encode() not in data and not opened(data).getexif() for data in copies.values())


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_its_size_was_told_as_it_is_seen(turned: int, kind: str, tmp_path: Path) -> None:
    file = tmp_path / {"JPEG": "a.jpg", "PNG": "a.png", "WEBP": "a.webp"}[kind]
    file.write_bytes(photograph(kind=kind, turned=turned))
    image, _ = read_image(file, file.name)
    assert image is not None
    copies = resized(file.read_bytes(), [(1200, ".jpg")])
    assert copies is not None
    assert opened(copies[1200, ".jpg"]).size == (image.width, image.height)


def test_what_is_clear_stays_clear_on_pages_and_is_white_on_paper() -> None:
    copies = resized(photograph(kind="PNG", mode="RGBA"), [(200, ".webp"), (200, ".jpg")])
    assert copies is not None
    assert opened(copies[200, ".webp"]).convert("RGBA").getpixel((190, 50))[3] == 0  # type: ignore[index]
    assert min(opened(copies[200, ".jpg"]).getpixel((190, 50))) > 250  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "L")])
def test_other_colors_are_known(kind: str, mode: str) -> None:
    copies = resized(photograph(kind=kind, mode=mode), [(200, ".jpg"), (200, ".webp")])
    assert copies is not None
    assert {opened(each).mode for each in copies.values()} == {"RGB"}


def test_a_copy_is_never_larger_than_its_picture() -> None:
    copies = resized(photograph(), [(1200, ".jpg")])
    assert copies is not None
    assert opened(copies[1200, ".jpg"]).size == (600, 300)


def test_even_noise_is_light_enough_for_a_telephone() -> None:
    copies = resized(noise(1800, 1200), [(1200, ".jpg"), (800, ".jpg"), (400, ".jpg")])
    assert copies is not None
    assert [len(copies[width, ".jpg"]) < most for width, most in ((1200, 200_000), (800, 90_000), (400, 25_000))] == [
        True
    ] * 3


def test_a_picture_is_made_once_and_its_sizes_of_one_reading(
    content: Callable[[str, bytes], SizedPicture], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    def counted(data: bytes, wanted: Sequence[Wanted]) -> dict[Wanted, bytes] | None:
        made.append(wanted)
        return resized(data, wanted)

    monkeypatch.setattr(sizes, "resized", counted)
    picture = content("a.jpg", photograph())
    wanted = {
        PurePosixPath(f"images/{width}/a.jpg"): SizedPicture(picture.file, picture.digest, width)
        for width in (100, 200)
    }
    for folder in ("one", "two"):
        store = Store(tmp_path / "store")
        write_pictures(wanted, tmp_path / folder, store)
        write_pictures(wanted, tmp_path / folder / "workbook", store)
        store.prune()
    assert made == [((100, ".jpg"), (200, ".jpg"))]
    assert opened((tmp_path / "two/images/200/a.jpg").read_bytes()).size == (200, 100)
    content("a.jpg", photograph(width=900))
    other = content("a.jpg", photograph(width=900))
    write_pictures({PurePosixPath("a.jpg"): other}, tmp_path / "three", Store(tmp_path / "store"))
    assert len(made) == 2


def test_a_drawing_is_copied_without_its_notes(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg"><!-- Secret --><path d="M0 0"/></svg>', encoding="utf-8")
    write_pictures({PurePosixPath("images/a.svg"): file}, tmp_path / "site")
    assert "Secret" not in (tmp_path / "site/images/a.svg").read_text(encoding="utf-8")


def test_what_is_cut_short_is_left_to_browsers(content: Callable[[str, bytes], SizedPicture], tmp_path: Path) -> None:
    whole = photograph(quality=95)
    picture = content("cut.jpg", whole[: len(whole) * 2 // 3])
    write_pictures({PurePosixPath("images/400/cut.jpg"): picture}, tmp_path / "site")
    left = (tmp_path / "site/images/400/cut.jpg").read_bytes()
    assert left.startswith(b"\xff\xd8")
    assert NOTED.encode() not in left
    assert sized(picture, ".jpg") == left


def test_what_was_damaged_since_it_was_looked_at_stops_the_build(
    content: Callable[[str, bytes], SizedPicture], tmp_path: Path
) -> None:
    picture = content("a.jpg", photograph())
    picture.file.write_bytes(b"gone")
    with pytest.raises(Refused, match=r"images/a\.jpg was right a moment ago"):
        write_pictures({PurePosixPath("a.jpg"): picture}, tmp_path / "site")
