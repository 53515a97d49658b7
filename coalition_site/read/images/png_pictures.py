"""Bytes that a PNG holds behind its picture: those after the end of what is packed, and lines below the last one.

A program that saves a smaller picture over a larger one may leave the rest of the larger one there, and people can hide
things in it. Viewers show nothing of it.
"""

import zlib
from collections.abc import Iterator, Sequence

from coalition_site.read.images.raster import Part, size_of

_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# Where the passes of an interlaced picture begin and how far their points lie apart (PNG, 8.2).
_WHOLE = ((0, 0, 1, 1),)
_INTERLACED = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_PROFILE_BYTES = 4_000_000
_CHUNK = 1 << 18
_HEAD, _CHECK_SUM = 2, 4
_NUMBER = 4


def without_surplus(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts of a PNG, its picture, frames and color profile ending where they end.

    What cannot be unpacked stays as it is: viewers show as much of it as they can.
    """
    head = parts[0].data
    waiting: list[Part] = []
    size = size_of(tuple(parts), ".png")
    for part in parts:
        if waiting and part.name != waiting[0].name:
            yield from _ended(waiting, _unpacked_bytes(size, head))
            waiting = []
        if part.name in {"IDAT", "fdAT"}:
            waiting.append(part)
        elif part.name == "iCCP":
            name, _, packed = part.data.partition(b"\0")
            yield Part(part.name, name + b"\0" + packed[:1] + _cut(packed[1:], _PROFILE_BYTES))
        else:
            if part.name == "fcTL":
                size = (int.from_bytes(part.data[4:8]), int.from_bytes(part.data[8:12]))
            yield part


def _ended(parts: Sequence[Part], most: int) -> Iterator[Part]:
    """Parts that hold one packed picture, the first of them with all that is kept if anything is cut off."""
    skipped = _NUMBER if parts[0].name == "fdAT" else 0
    packed = b"".join(part.data[skipped:] for part in parts)
    kept = _cut(packed, most)
    if kept == packed:
        yield from parts
        return
    for part in parts:
        yield Part(part.name, part.data[:skipped] + kept)
        kept = b""


def _cut(packed: bytes, most: int) -> bytes:
    """Packed data up to their end, and no more of them than unpack to so many bytes."""
    unpacking, unpacked = zlib.decompressobj(-zlib.MAX_WBITS), 0
    rest = packed[_HEAD:]
    try:
        while not unpacking.eof and rest and unpacked <= most:
            unpacked += len(unpacking.decompress(rest, _CHUNK))
            rest = unpacking.unconsumed_tail
    except zlib.error:
        return packed
    if unpacked > most:
        return _packed_anew(packed, most)
    return packed[: len(packed) - max(0, len(unpacking.unused_data) - _CHECK_SUM)] if unpacking.eof else packed


def _packed_anew(packed: bytes, most: int) -> bytes:
    unpacking, packing = zlib.decompressobj(-zlib.MAX_WBITS), zlib.compressobj()
    rest, made = packed[_HEAD:], b""
    while most and rest:
        some = unpacking.decompress(rest, min(_CHUNK, most))
        made += packing.compress(some)
        rest, most = unpacking.unconsumed_tail, most - len(some)
    return made + packing.flush()


def _unpacked_bytes(size: tuple[int, int], head: bytes) -> int:
    """How many bytes a picture of so many points has when unpacked, by what the head says of its colors."""
    bits = head[8] * _SAMPLES.get(head[9], 4)
    total = 0
    for left, top, across, down in _INTERLACED if head[12:13] == b"\1" else _WHOLE:
        wide, high = max(0, -(-(size[0] - left) // across)), max(0, -(-(size[1] - top) // down))
        total += high * (1 + (wide * bits + 7) // 8) if wide else 0
    return total
