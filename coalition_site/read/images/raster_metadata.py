"""Pictures freed of metadata (EXIF, XMP, comments, thumbnails): places, names, devices, earlier versions, folders.

Cameras and programs write them into their files. The picture itself stays as it is, to the byte; of the metadata only
the orientation is kept, since without it a photograph would lie on its side.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence

from coalition_site.read.images.png_pictures import without_surplus
from coalition_site.read.images.raster import Part, parts_of

_PNG_PICTURE = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "acTL", "fcTL", "fdAT"}
_PNG_CHUNKS = _PNG_PICTURE | {"cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs"}
_WEBP_CHUNKS = {"VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"}
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
# Of a JPEG's metadata: density, colors as the picture means them, and how they are coded.
_JFIF, _JFIF_LENGTH = b"JFIF\0", 12
_JPEG_KEPT = {"e2": b"ICC_PROFILE\0", "ee": b"Adobe"}
_JPEG_METADATA = {f"e{digit:x}" for digit in range(16)} | {"fe"}
_EXIF = b"Exif\0\0"
_ORIENTATION_TAG = 0x0112
_UPRIGHT, _FIRST_ON_ITS_SIDE, _ORIENTATIONS = 1, 5, range(1, 9)
# The parts in which PNG, JPEG and WebP keep EXIF, and where in the data written here the orientation stands.
_HOLDING_EXIF, _ORIENTATION_AT = {"eXIf", "e1", "EXIF"}, 19


def bare_picture(data: bytes, kind: str) -> bytes:
    """The bytes of a picture without metadata; `kind` is `.png`, `.jpg` or `.webp`. Raises DamagedImage."""
    parts = parts_of(data, kind)
    return {".png": _png, ".jpg": _jpeg, ".webp": _webp}[kind](parts)


def lies_on_its_side(parts: Iterable[Part]) -> bool:
    """Whether a picture is turned by a quarter as it is seen: its width is then its height, and the other way round."""
    exif = (part.data.removeprefix(_EXIF) for part in parts if part.name in _HOLDING_EXIF)
    orientation = next(filter(None, map(_orientation, exif)), b"")
    return bool(orientation) and orientation[_ORIENTATION_AT] >= _FIRST_ON_ITS_SIDE


def _png(parts: Sequence[Part]) -> bytes:
    kept = []
    for part in without_surplus(parts):
        if part.name in _PNG_CHUNKS:
            kept.append(_chunk(part.name, part.data))
        elif part.name == "eXIf" and (orientation := _orientation(part.data)):
            kept.append(_chunk("eXIf", orientation))
    return b"\x89PNG\r\n\x1a\n" + b"".join(kept)


def _chunk(name: str, data: bytes) -> bytes:
    named = name.encode("latin-1") + data
    return len(data).to_bytes(4) + named + zlib.crc32(named).to_bytes(4)


def _jpeg(parts: Iterable[Part]) -> bytes:
    return b"\xff\xd8" + b"".join(_jpeg_parts(parts)) + b"\xff\xd9"


def _jpeg_parts(parts: Iterable[Part]) -> Iterator[bytes]:
    for part in parts:
        marker, data = b"\xff" + bytes.fromhex(part.name), part.data
        if part.name == "da":
            # What fills the room before the next marker belongs to it, and is no part of the picture.
            yield marker + data.rstrip(b"\xff")
        elif part.name == "e0" and data.startswith(_JFIF):
            yield _segment(marker, data[:_JFIF_LENGTH] + b"\0\0")  # without a thumbnail
        elif part.name == "e1" and data.startswith(_EXIF):
            orientation = _orientation(data.removeprefix(_EXIF))
            yield _segment(marker, _EXIF + orientation) if orientation else b""
        elif part.name not in _JPEG_METADATA or (part.name in _JPEG_KEPT and data.startswith(_JPEG_KEPT[part.name])):
            yield _segment(marker, data)


def _segment(marker: bytes, data: bytes) -> bytes:
    return marker + (len(data) + 2).to_bytes(2) + data


def _webp(parts: Iterable[Part]) -> bytes:
    parts = list(parts)
    orientation = next((_orientation(part.data.removeprefix(_EXIF)) for part in parts if part.name == "EXIF"), b"")
    kept = b""
    for part in parts:
        data = part.data
        if part.name == "VP8X":
            flags = data[0] & ~(_WEBP_XMP | _WEBP_EXIF) | (_WEBP_EXIF if orientation else 0)
            data = bytes([flags]) + data[1:]
        if part.name in _WEBP_CHUNKS:
            kept += _riff(part.name.encode("latin-1"), data)
    if orientation:
        kept += _riff(b"EXIF", orientation)
    return b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WEBP" + kept


def _riff(name: bytes, data: bytes) -> bytes:
    return name + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)


def _orientation(exif: bytes) -> bytes:
    """EXIF data that hold nothing but the orientation; empty where the picture stands upright or nothing is said."""
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(exif[:4])
    if order is None:
        return b""

    def number(at: int, length: int) -> int:
        return int.from_bytes(exif[at : at + length], "little" if order == "little" else "big")

    first = number(4, 4)
    for entry in range(number(first, 2)):
        at = first + 2 + 12 * entry
        if at + 12 > len(exif):
            break
        if number(at, 2) == _ORIENTATION_TAG:
            orientation = number(at + 8, 2)
            if orientation == _UPRIGHT or orientation not in _ORIENTATIONS:
                break
            return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" + orientation.to_bytes(2) + b"\0\0\0\0\0\0"
    return b""
