"""Notes inside pictures, as cameras and drawing programs write them: a mark is put there, for nobody to find in public.

PNG: ISO/IEC 15948, 11.3.4 (tEXt). JPEG: ITU-T T.81, B.2.4.5 (COM). WebP: the RIFF container's XMP chunk.
"""

import re
import struct
import zlib

from coalition_site.selftest.marks import in_words

_PNG, _JPEG, _RIFF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"RIFF"
_BEHIND_HEAD = 33
"""Bytes of a PNG's signature and of its head, behind which other chunks stand."""
_BEGINS_CHUNKS = 12
_WORDS_OF_DRAWING = re.compile(r"(<(title|desc|text|tspan)\b[^<>]*>)([^<>]+)(?=<)")


def with_words(data: bytes, word: str) -> bytes:
    """A drawing in which every word is the given one, those of others than SVG as they are."""
    if b"<svg" not in data:
        return data
    text = data.decode("utf-8", "replace")
    return _WORDS_OF_DRAWING.sub(lambda found: found[1] + in_words(found[3], word), text).encode()


def with_note(data: bytes, note: str) -> bytes:
    """The bytes of a picture with a note inside; those of another kind as they are."""
    said = note.encode()
    if data.startswith(_PNG):
        body = b"tEXt" + b"Comment\0" + said
        chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
        return data[:_BEHIND_HEAD] + chunk + data[_BEHIND_HEAD:]
    if data.startswith(_JPEG):
        return data[:2] + b"\xff\xfe" + struct.pack(">H", len(said) + 2) + said + data[2:]
    if data.startswith(_RIFF) and data[8:_BEGINS_CHUNKS] == b"WEBP":
        chunk = b"XMP " + struct.pack("<I", len(said)) + said + b"\0" * (len(said) % 2)
        size = struct.unpack("<I", data[4:8])[0] + len(chunk)
        return _RIFF + struct.pack("<I", size) + data[8:] + chunk
    end = data.rfind(b"</svg>")
    return data[:end] + b"<!-- " + said + b" -->" + data[end:] if end >= 0 else data
