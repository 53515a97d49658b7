"""Published images hold no notes: no place, name, device, thumbnail, comment; and the picture is as it was."""

import struct
from base64 import b64encode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image, ImageOps, PngImagePlugin
from pypdf import PdfReader

from coalition_site.problems import Refused
from coalition_site.publish.images.metadata import copy_without_metadata, without_metadata
from coalition_site.publish.pdf.make import PdfJob, make_pdfs
from coalition_site.read.images.raster import DamagedImage, parts_of, size_of
from tests.support.building import SMALL, build_project, small_project
from tests.support.documents import SOURCE, whole_page

NOTE = b"zq-note"
KINDS = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
_GPS, _MAKE, _ARTIST, _WAY_UP = 0x8825, 0x010F, 0x013B, 0x0112


def _exif(way: int) -> bytes:
    notes = Image.Exif()
    notes[_MAKE] = notes[_ARTIST] = NOTE.decode()
    notes[_WAY_UP] = way
    notes.get_ifd(_GPS).update({1: "N", 2: (44.0, 3.0, 9.5), 3: "W", 4: (123.0, 5.0, 1.0), 29: NOTE.decode()})
    return notes.tobytes()


def _picture(kind: str, way: int = 1, size: tuple[int, int] = (40, 20)) -> bytes:
    """A picture with the notes of cameras and programs: EXIF with a place, XMP, comments, an earlier version."""
    picture = Image.new("RGB", size, "#1f5a43")
    picture.paste("#ffffff", (0, 0, 9, 5))
    written = BytesIO()
    words: dict[str, object] = {"exif": _exif(way)}
    if kind == ".png":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", NOTE.decode())
        texts.add_itxt("XML:com.adobe.xmp", f"<x>{NOTE.decode()}</x>")
        texts.add_text("Comment", NOTE.decode() * 50, zip=True)
        words["pnginfo"] = texts
    else:
        words["xmp"] = b"<x:xmpmeta>" + NOTE + b"</x:xmpmeta>"
    picture.save(written, KINDS[kind], **words)
    data = written.getvalue()
    if kind == ".jpg":
        said = b"".join(
            b"\xff" + bytes([marker]) + struct.pack(">H", len(text) + 2) + text
            for marker, text in ((0xED, b"Photoshop 3.0\0" + NOTE), (0xFE, NOTE), (0xE2, b"FPXR\0" + NOTE))
        )
        data = data[:2] + said + data[2:]
    return data if kind == ".webp" else data + b"another picture: " + NOTE


def _pixels(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as picture:
        return picture.convert("RGB").tobytes()


def _upright(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as picture:
        turned = ImageOps.exif_transpose(picture)
        return bytes(turned.width) + turned.convert("RGB").tobytes()


@pytest.mark.parametrize("way", [1, 6])
@pytest.mark.parametrize("kind", KINDS)
def test_notes_are_left_out_and_the_picture_is_as_it_was(kind: str, way: int) -> None:
    written = _picture(kind, way)
    assert NOTE in written
    bare = without_metadata(written, kind)
    assert NOTE not in bare
    assert _pixels(bare) == _pixels(written)
    assert _upright(bare) == _upright(written)
    with Image.open(BytesIO(bare)) as picture:
        assert dict(picture.getexif()) == ({} if way == 1 else {_WAY_UP: way})
        assert not picture.info.keys() & {"xmp", "comment", "photoshop", "Author", "Comment", "XML:com.adobe.xmp"}
    assert without_metadata(bare, kind) == bare


@pytest.mark.parametrize("options", [{"progressive": True}, {"icc_profile": b"p" * 500}, {"dpi": (300, 300)}])
def test_what_the_picture_needs_stays(options: Mapping[str, object]) -> None:
    written = BytesIO()
    Image.effect_noise((90, 70), 60).convert("CMYK").save(written, "JPEG", **options)
    bare = without_metadata(written.getvalue(), ".jpg")
    assert _pixels(bare) == _pixels(written.getvalue())
    with Image.open(BytesIO(bare)) as picture:
        assert picture.info.get("icc_profile") == options.get("icc_profile")
        assert picture.info.get("dpi") == options.get("dpi")


def test_moving_pictures_keep_moving() -> None:
    frames = [Image.new("RGBA", (9, 9), color) for color in ("red", "#00ff0080", "blue")]
    for kind in (".png", ".webp"):
        written = BytesIO()
        frames[0].save(written, KINDS[kind], save_all=True, append_images=frames[1:], exif=_exif(1))
        bare = without_metadata(written.getvalue(), kind)
        assert NOTE not in bare
        with Image.open(BytesIO(bare)) as picture:
            assert getattr(picture, "n_frames", 1) == len(frames)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(1, 1), (300, 2), (1000, 999)])
def test_the_size_is_read_without_the_picture(kind: str, size: tuple[int, int]) -> None:
    assert size_of(parts_of(_picture(kind, size=size), kind), kind) == size


def test_a_webp_without_loss_tells_its_size() -> None:
    written = BytesIO()
    Image.new("RGBA", (70, 5), "#1f5a4380").save(written, "WEBP", lossless=True)
    assert size_of(parts_of(written.getvalue(), ".webp"), ".webp") == (70, 5)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_cut_anywhere_is_damaged_or_whole(kind: str) -> None:
    data = _picture(kind, 6)
    for length in range(len(data)):
        try:
            without_metadata(data[:length], kind)
        except DamagedImage:
            continue
        assert kind == ".jpg" or data[length:].startswith(b"another picture") or length > data.rindex(b"IEND")


DRAWING = f"""\
<?xml version="1.0"?>
<!-- {NOTE.decode()} -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"
  xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="/home/{NOTE.decode()}/logo.png"
  data-author="{NOTE.decode()}" xml:lang="en" xml:base="https://{NOTE.decode()}.example/">
<title>A tree</title>
<metadata><who>{NOTE.decode()}</who></metadata>
<i:namedview user="{NOTE.decode()}"/>
<style>/* {NOTE.decode()} */ .a {{ fill: url("#g") }}</style>
<linearGradient id="g"/><path class="a" d="M0 0h9v9z"/>
<text>one<i:x>{NOTE.decode()}</i:x> two</text>
<use xlink:href="#g"/><image href="data:image/jpeg;base64,@"/>
</svg>
"""


def test_a_drawing_keeps_what_is_seen_of_it() -> None:
    written = DRAWING.replace("@", b64encode(_picture(".jpg")).decode())
    bare = without_metadata(written.encode(), ".svg").decode()
    assert NOTE.decode() not in bare
    assert b64encode(NOTE).decode()[:8] not in bare
    for kept in ("<title>A tree</title>", 'xlink:href="#g"', 'xml:lang="en"', "<text>one two</text>", 'class="a"'):
        assert kept in bare
    assert bare.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert without_metadata(bare.encode(), ".svg").decode() == bare


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (".svg", b'<svg xmlns="http://www.w3.org/2000/svg" id="a&#13;b"><text>one&#13;&#10;two</text></svg>'),
        (".jpg", _picture(".jpg").partition(b"\xff\xd9")[0][:-40] + b"\xff"),
    ],
)
def test_what_was_published_once_is_published_as_it_is(kind: str, written: bytes) -> None:
    """Found in the tests of resvg and Pillow: a carriage return that was written out, a photograph cut at a marker."""
    bare = without_metadata(written, kind)
    assert without_metadata(bare, kind) == bare


def test_an_image_that_was_damaged_meanwhile_ends_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"cut")
    with pytest.raises(Refused, match=r"images/a\.png was right a moment ago and is not now"):
        copy_without_metadata(tmp_path / "a.png", tmp_path / "b.png")


def test_no_output_holds_the_notes_of_a_photograph(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    images = project / "content" / "images"
    images.mkdir()
    for kind in KINDS:
        (images / f"photo{kind}").write_bytes(_picture(kind, 6))
    settings = SMALL + "    signature: photo.png\nbrand:\n  logo: photo.jpg\n"
    (project / "content" / "coalition.yml").write_text(settings, encoding="utf-8")
    build_project(project, tmp_path / "build", with_pdf=False)
    shown = sorted((tmp_path / "build").rglob("photo.*"))
    assert {file.suffix for file in shown} >= {".jpg"}
    assert [file for file in (tmp_path / "build").rglob("*") if file.is_file() and NOTE in file.read_bytes()] == []


def test_no_document_holds_the_notes_of_a_photograph(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "whole.jpg").write_bytes(_picture(".jpg", 6))
    copy_without_metadata(tmp_path / "whole.jpg", tmp_path / "assets" / "photo.jpg")
    job = PdfJob(PurePosixPath("a.pdf"), whole_page('<h1>A</h1><img alt="b" src="photo.jpg">'), SOURCE)
    (result,) = make_pdfs([job], folder=tmp_path, asset_roots=[tmp_path / "assets"], epoch=0)
    assert result.problems == ()
    (image,) = PdfReader(tmp_path / "a.pdf").pages[0].images
    assert NOTE not in image.data
    assert NOTE not in (tmp_path / "a.pdf").read_bytes()
