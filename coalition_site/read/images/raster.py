"""PNG, JPEG and WebP files in parts: which parts draw the picture, and how many pixels it has.

Only the frame of the files is read, never the picture: a file of a few bytes can claim any number of pixels.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Bits of a sample and kind of colors that go together (PNG, 11.2.1).
_PNG_KINDS = {
    *((bits, 0) for bits in (1, 2, 4, 8, 16)),
    *((bits, 3) for bits in (1, 2, 4, 8)),
    *((bits, colors) for bits in (8, 16) for colors in (2, 4, 6)),
}
_PNG_BEGINNING = b"\x89PNG\r\n\x1a\n"
# Markers of a JPEG: begin and end of the picture, begin of its lines, those without a length, those that tell its size.
_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_ALONE = {0x01, *range(0xD0, 0xD8)}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_IN_LINES = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)


class DamagedImage(ValueError):
    """The file is no whole image of its kind."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an image file: its name (`IHDR`, `EXIF`; for JPEG its marker, `e1`) and what it holds.

    The part `da` of a JPEG begins with the two bytes of its length and ends with the lines of the picture.
    """

    name: str
    data: bytes


def parts_of(data: bytes, kind: str) -> tuple[Part, ...]:
    """The parts of an image; `kind` is `.png`, `.jpg` or `.webp`. What lies behind its end is not given.

    Raises DamagedImage.
    """
    parts = tuple({".png": _png, ".jpg": _jpeg, ".webp": _webp}[kind](data))
    size_of(parts, kind)
    return parts


def size_of(parts: tuple[Part, ...], kind: str) -> tuple[int, int]:
    """Width and height in pixels, as the parts of an image tell them. Raises DamagedImage."""
    size = {".png": _png_size, ".jpg": _jpeg_size, ".webp": _webp_size}[kind](parts)
    if size is None or not all(size):
        raise DamagedImage("the image does not tell its size")
    return size


def is_drawn(parts: tuple[Part, ...], kind: str) -> bool:
    """Whether there is a picture of a known kind of colors in an image, as far as its parts tell."""
    if kind != ".png":
        return True
    return tuple(parts[0].data[8:10]) in _PNG_KINDS and any(part.name == "IDAT" and part.data for part in parts)


def _cut(data: bytes, start: int, length: int) -> bytes:
    if start + length > len(data):
        raise DamagedImage("the image ends too early")
    return data[start : start + length]


def _number(data: bytes) -> int:
    return int.from_bytes(data)


def _small_number(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _png(data: bytes) -> Iterator[Part]:
    if not data.startswith(_PNG_BEGINNING):
        raise DamagedImage("this is no PNG")
    at, name = len(_PNG_BEGINNING), ""
    while name != "IEND":
        length = _number(_cut(data, at, 4))
        name = _cut(data, at + 4, 4).decode("latin-1")
        yield Part(name, _cut(data, at + 8, length))
        _cut(data, at + 8 + length, 4)
        at += length + 12


def _png_size(parts: tuple[Part, ...]) -> tuple[int, int] | None:
    head = parts[0]
    return (_number(head.data[:4]), _number(head.data[4:8])) if head.name == "IHDR" else None


def _jpeg(data: bytes) -> Iterator[Part]:
    if data[:2] != bytes((0xFF, _SOI)):
        raise DamagedImage("this is no JPEG")
    at, marker, drawn = 2, _SOI, False
    while marker != _EOI:
        if drawn and at >= len(data):
            return  # Many programs leave out the end; browsers show such a picture.
        if _cut(data, at, 1) != b"\xff":
            raise DamagedImage("a part of the image does not begin where it should")
        while _cut(data, at, 1) == b"\xff":
            at += 1
        marker = data[at]
        at += 1
        if marker in _ALONE or marker == _EOI:
            continue
        begin, length = at + 2, max(2, _number(_cut(data, at, 2)))
        at += length
        _cut(data, begin, length - 2)
        if marker == _SOS:
            drawn, end = True, _IN_LINES.search(data, at)
            begin, at = begin - 2, end.start() if end else len(data)
        yield Part(f"{marker:02x}", data[begin:at])


def _jpeg_size(parts: tuple[Part, ...]) -> tuple[int, int] | None:
    frame = next((part.data for part in parts if int(part.name, 16) in _FRAMES), b"")
    drawn = any(part.name == f"{_SOS:02x}" for part in parts)
    return (_number(frame[3:5]), _number(frame[1:3])) if drawn else None


def _webp(data: bytes) -> Iterator[Part]:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise DamagedImage("this is no WebP")
    at, end = 12, 8 + _small_number(data[4:8])
    _cut(data, 0, end)
    while at + 8 <= end:
        length = _small_number(data[at + 4 : at + 8])
        yield Part(data[at : at + 4].decode("latin-1"), _cut(data, at + 8, length))
        at += 8 + length + length % 2


def _webp_size(parts: tuple[Part, ...]) -> tuple[int, int] | None:
    head = parts[0] if parts else Part("", b"")
    data = head.data
    if head.name == "VP8X":
        return _small_number(data[4:7]) + 1, _small_number(data[7:10]) + 1
    if head.name == "VP8L" and data[:1] == b"\x2f":
        bits = _small_number(data[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if head.name == "VP8 " and data[3:6] == b"\x9d\x01\x2a":
        return _small_number(data[6:8]) & 0x3FFF, _small_number(data[8:10]) & 0x3FFF
    return None
