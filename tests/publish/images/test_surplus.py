"""Nothing lies behind the picture of a published PNG: neither behind what is packed nor within it."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from coalition_site.publish.images.metadata import without_metadata
from coalition_site.read.images.raster import parts_of

NOTE = b"zq-behind-the-picture"


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def _png(packed: bytes, *, interlaced: bool = False, pieces: int = 3, profile: bytes = b"") -> bytes:
    head = (37).to_bytes(4) + (21).to_bytes(4) + bytes((8, 2, 0, 0, interlaced))
    step = -(-len(packed) // pieces)
    lines = b"".join(_chunk(b"IDAT", packed[at : at + step]) for at in range(0, len(packed), step))
    color = _chunk(b"iCCP", profile) if profile else b""
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + color + lines + _chunk(b"IEND", b"")


def _raw() -> bytes:
    return b"".join(b"\0" + bytes((row * column) % 251 for column in range(37 * 3)) for row in range(21))


def _interlaced() -> bytes:
    """Bytes of the seven passes of a picture of that size, all of one color."""
    sizes = ((5, 3), (5, 3), (10, 3), (9, 6), (19, 5), (18, 11), (37, 10))
    return b"".join((b"\0" + bytes(3 * width)) * height for width, height in sizes)


def _unpacked(data: bytes) -> bytes:
    """All that a viewer could unpack of it, whatever its check sum says."""
    packed = b"".join(part.data for part in parts_of(data, ".png") if part.name == "IDAT")
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    return unpacking.decompress(packed[2:]) + unpacking.unused_data


@pytest.mark.parametrize("interlaced", [False, True])
@pytest.mark.parametrize("pieces", [1, 4])
def test_what_lies_behind_a_picture_is_not_published(interlaced: bool, pieces: int) -> None:
    raw = _interlaced() if interlaced else _raw()
    whole = _png(zlib.compress(raw), interlaced=interlaced, pieces=pieces)
    assert without_metadata(whole, ".png") == whole
    packed = zlib.compress(raw)
    for hiding in (packed + NOTE, zlib.compress(raw + NOTE), packed[:-4] + bytes(4) + NOTE):
        png = _png(hiding, interlaced=interlaced, pieces=pieces)
        assert NOTE in _unpacked(png)
        bare = without_metadata(png, ".png")
        assert NOTE not in _unpacked(bare)
        assert _unpacked(bare).startswith(raw)


def test_what_lies_behind_a_color_profile_is_not_published() -> None:
    profile = b"sRGB\0\0" + zlib.compress(b"p" * 500)
    whole = _png(zlib.compress(_raw()), profile=profile)
    assert without_metadata(whole, ".png") == whole
    assert without_metadata(_png(zlib.compress(_raw()), profile=profile + NOTE), ".png") == whole


def test_a_picture_that_cannot_be_unpacked_or_never_ends_is_taken_in_little_memory() -> None:
    cut = _png(zlib.compress(_raw())[:200])
    assert without_metadata(cut, ".png") == cut
    broken = _png(b"x" * 500)
    assert without_metadata(broken, ".png") == broken
    bomb = _png(zlib.compress(bytes(40_000_000)))
    assert len(without_metadata(bomb, ".png")) < 1_000


def test_frames_of_a_moving_picture_end_where_they_end() -> None:
    written = BytesIO()
    frames = [Image.effect_noise((30, 20), spread).convert("RGB") for spread in (20, 90, 140)]
    frames[0].save(written, "PNG", save_all=True, append_images=frames[1:])
    hiding = b"\x89PNG\r\n\x1a\n"
    for part in parts_of(written.getvalue(), ".png"):
        hiding += _chunk(part.name.encode(), part.data + (NOTE if part.name == "fdAT" else b""))
    bare = without_metadata(hiding, ".png")
    assert NOTE not in bare
    with Image.open(BytesIO(bare)) as picture, Image.open(BytesIO(written.getvalue())) as meant:
        for number, _ in enumerate(frames):
            picture.seek(number)
            meant.seek(number)
            assert picture.convert("RGB").tobytes() == meant.convert("RGB").tobytes()
