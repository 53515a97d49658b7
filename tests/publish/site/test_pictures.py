"""The picture beside links to a site, and the icon made from a logo."""

import struct
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageStat

from coalition_site.derive.public.view import public_view
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.publish.images.draw import drawn_card, icon, rasterized
from coalition_site.render.environment import html_environment
from coalition_site.render.social_card import fitted, pieces_of, social_card
from coalition_site.render.wheel import wheel
from tests.support.making import make_coalition, make_settings

SERIF = "CoalitionSerif-SemiBold.ttf"
NAMES = {
    "short": "Elm",
    "usual": "Forest City Mobility Coalition",
    "long": "The Greater Upper Willamette Valley and Coastal Communities Coalition for Economic Mobility and Justice",
    "without end": "Coalition " * 60,
    "one word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "hostile": """</text><script>alert("1")</script> & 'Co' ]]> <!-- """,
    "arabic": "ائتلاف مدينة الغابة للحراك الاجتماعي",
    "cyrillic": "Коалиция мобильности Форест-Сити и Дом надежды",
    "greek": "Δημόσια Συνεργασία Πολιτών",
    "emoji": "Happy Kids 🎈 of 👩‍👩‍👧 Forest City",
    "chinese": "森林市流动联盟",
    "without a font": "សម្ព័ន្ធទីក្រុង",
}


def card_of(name: str) -> str:
    view = public_view(make_coalition(settings=make_settings(name=name)), date(2026, 11, 24))
    return social_card(view, wheel(view.types, catalogue("en")), html_environment(None, "en"))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_card_holds_any_name(name: str) -> None:
    svg = card_of(name)
    root = ET.fromstring(svg)
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    assert 2 <= len(texts) <= 8
    with Image.open(BytesIO(drawn_card(svg))) as picture:
        assert picture.size == (1200, 630)


@pytest.mark.parametrize("name", ["short", "usual", "long", "one word", "hostile", "cyrillic", "greek", "emoji"])
def test_a_name_that_fits_is_whole(name: str) -> None:
    lines = fitted(NAMES[name], SERIF, (88, 76, 66, 56, 46)).lines
    assert "".join("".join(lines).split()) == "".join(NAMES[name].split())


def test_a_name_without_end_is_cut() -> None:
    cut = fitted(NAMES["without end"], SERIF, (88, 56))
    assert len(cut.lines) == 5
    assert cut.lines[-1].endswith("…")
    assert cut.size == 56


def test_a_wide_logo_becomes_a_square_icon(tmp_path: Path) -> None:
    for name, size in {"wide.png": (300, 40), "high.webp": (20, 90), "small.jpg": (8, 8)}.items():
        Image.new("RGB", size, "#1f5a43").save(tmp_path / name)
        made = icon(tmp_path / name)
        assert made is not None
        with Image.open(BytesIO(made)) as picture:
            assert picture.size == (180, 180)
            assert picture.getpixel((0, 0)) == (255, 255, 255)
            center = picture.getpixel((90, 90))
            assert isinstance(center, tuple)
            assert max(abs(one - other) for one, other in zip(center, (0x1F, 0x5A, 0x43), strict=True)) < 8


def huge_png() -> bytes:
    """A small file that claims 900 million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("huge.png", huge_png()),
        ("cut.png", huge_png()[:40]),
        ("none.jpg", b"\xff\xd8\xff"),
        ("sizeless.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
)
def test_a_logo_that_cannot_be_drawn_gives_no_icon(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert icon(tmp_path / name) is None


def test_a_name_is_drawn_in_the_faces_that_have_its_signs() -> None:
    pieces = pieces_of("Дім of 👩‍👩‍👧 👍🏽🇺🇸!", "Coalition Serif Extended")
    assert [(piece.text, piece.family) for piece in pieces] == [
        ("Дім", "Coalition Serif Extended"),
        (" of ", ""),
        ("👩", "Coalition Emoji"),
        (" ", ""),
        ("👍", "Coalition Emoji"),
        ("🇺", "Coalition Emoji"),
        ("!", ""),
    ]


def test_chinese_and_korean_are_drawn_and_not_left_out() -> None:
    frame = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" height="30">'
    drawn = {
        rasterized(f'{frame}<text y="20" font-family="Public Sans">{text}</text></svg>'.encode()) for text in "王한"
    }
    assert len(drawn) == 2
    assert all(picture and ImageStat.Stat(Image.open(BytesIO(picture))).sum != [0, 0, 0, 0] for picture in drawn)


def test_a_drawing_that_the_library_cannot_draw_is_none() -> None:
    joined = '<tspan font-family="Coalition Emoji">👍🏽</tspan>'
    text = f'<text y="9" font-family="Public Sans">a {joined} b</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 9">{text}</svg>'
    assert rasterized(svg.encode()) is None
