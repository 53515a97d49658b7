"""The self-test's reader: all that the bytes of a file say, in every notation that pages, documents and programs have.

It shares nothing with the leak check, nor with the program's other readers, so that what they pass over is not passed
over here too: the standard library, and pypdf for PDFs.
"""

import binascii
import bz2
import gzip
import html
import io
import lzma
import quopri
import re
import sys
import zipfile
import zlib
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from urllib.parse import unquote

_DEEPEST = 4
_MOST_BYTES = 300_000_000
_LONGEST_CHUNK = 4_000_000
_ENCODED = re.compile(rb"[A-Za-z0-9+/=_-]{16,}")
_ESCAPED = re.compile(r"\\+(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-9a-fA-F]{6}) ?)")
"""Letters by their numbers, behind as many backslashes as there are texts within texts."""
_ENTITY = re.compile(r"&#?\w+;")
_FOLDED = re.compile(rb"\r?\n[ \t]")


def readings(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """What a file says, each with where in the file: its name, its text in every notation, and what is packed in it."""
    yield "its name", f"{name}\n{unquote(name)}"
    yield from _of_bytes(data, "its text", _DEEPEST)


def _of_bytes(data: bytes, where: str, depth: int) -> Iterator[tuple[str, str]]:
    unpack = _unpacker(data)
    if unpack is not None and depth:
        for place, inside in unpack(data):
            if isinstance(inside, str):
                yield place, inside
            else:
                yield from _of_bytes(inside, place, depth - 1)
        if not data.startswith(_PICTURES):
            return
    for text in _decodings(data):
        yield where, text
        for meant in _meant(text):
            yield where, meant
    if depth:
        for number, inside in enumerate(_encoded(data)):
            yield from _of_bytes(inside, f"what is written in base64 there ({number + 1})", depth - 1)


def _decodings(data: bytes) -> Iterator[str]:
    """Bytes as texts: UTF-8, and where there are bytes of zero, UTF-16 in both orders, wherever it begins."""
    yield data.decode("utf-8", "replace")
    if b"\0" in data:
        for begin in (0, 1):
            yield data[begin:].decode("utf-16-le", "replace")
            yield data[begin:].decode("utf-16-be", "replace")
    if _FOLDED.search(data):
        # Calendars, cards and heads of mails go on in the next line, behind a space.
        yield _FOLDED.sub(b"", data).decode("utf-8", "replace")


def _meant(text: str) -> Iterator[str]:
    """What a text means in the notations of pages, programs, addresses and mails, one within the other."""
    for _ in range(2):
        before = text
        if "&" in text and _ENTITY.search(text):
            text = html.unescape(text)
        if "\\" in text:
            text = _ESCAPED.sub(_letter, text)
            text = text.replace("\\/", "/").replace("\\,", ",").replace("\\;", ";")
        if "%" in text:
            text = unquote(text)
        if text == before:
            break
        yield text
    if "=" in text and re.search(r"=[0-9A-F]{2}", text):
        yield quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    if "=?" in text:
        yield "\n".join(_head(line) for line in text.splitlines() if "=?" in line)
    if "<" in text:
        # A word that an element or a comment parts.
        yield re.sub(r"<[^<>]*>", "", text)


def _letter(escape: re.Match[str]) -> str:
    return chr(min(int(next(filter(None, escape.groups())), 16), sys.maxunicode))


def _head(line: str) -> str:
    try:
        return str(make_header(decode_header(line)))
    except (ValueError, LookupError):
        return line


def _encoded(data: bytes) -> Iterator[bytes]:
    for found in _ENCODED.finditer(data):
        written = found[0].rstrip(b"=")
        decode = urlsafe_b64decode if re.search(rb"[-_]", written) else b64decode
        for begin in range(1 if len(written) > _LONGEST_CHUNK else 2):
            part = written[begin:]
            try:
                inside = decode(part[: len(part) - (len(part) % 4 == 1)] + b"=" * (-len(part) % 4))
            except (binascii.Error, ValueError):
                continue
            # Words of pages are read as base64 too, and mean nothing.
            if _unpacker(inside) is not None or _is_text(inside):
                yield inside


def _is_text(data: bytes) -> bool:
    plain = data.replace(b"\0", b"")
    try:
        text = plain.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return text.isprintable() or "\n" in text


# What is packed


Inside = Iterator[tuple[str, str | bytes]]


def _unpacker(data: bytes) -> Callable[[bytes], Inside] | None:
    return next((unpack for begin, unpack in _UNPACKERS if data.startswith(begin)), None)


def _gzip(data: bytes) -> Inside:
    try:
        yield "what is packed in it", gzip.GzipFile(fileobj=io.BytesIO(data)).read(_MOST_BYTES)
    except (OSError, EOFError, zlib.error):
        yield "its bytes", data.decode("latin-1")


def _compressed(data: bytes) -> Inside:
    for decompress in (zlib.decompress, bz2.decompress, lzma.decompress):
        try:
            yield "what is packed in it", decompress(data)
        except (zlib.error, OSError, ValueError, EOFError, lzma.LZMAError):
            continue
        return
    yield "its bytes", data.decode("latin-1")


def _zip(data: bytes) -> Inside:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "the comment of the archive", archive.comment
            for member in archive.infolist():
                yield f"the name of {member.filename}", member.filename
                if member.file_size < _MOST_BYTES:
                    yield f"{member.filename} in it", archive.read(member)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error):
        yield "its bytes", data.decode("latin-1")


def _pdf(data: bytes) -> Inside:
    from coalition_site.selftest.pdf_texts import pdf_texts  # loads pypdf

    yield from pdf_texts(data)


def _png(data: bytes) -> Inside:
    """The chunks of a PNG that hold no pixels, unpacked."""
    at = len(_PNG)
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        chunk = data[at + 8 : at + 8 + size]
        if kind != b"IDAT":
            yield f"its {kind.decode('latin-1')}", chunk
            for begin in range(len(chunk)) if kind in {b"zTXt", b"iTXt", b"iCCP"} else ():
                if chunk[begin : begin + 1] == b"\x78":
                    try:
                        yield f"its {kind.decode('latin-1')}", zlib.decompressobj().decompress(chunk[begin:], 1_000_000)
                    except zlib.error:
                        continue
        at += size + 12
    yield "what stands behind it", data[at:]


def _mail(data: bytes) -> Inside:
    message = message_from_bytes(data)
    for part in message.walk():
        for key, value in part.items():
            yield f"the head {key}", _head(str(value))
        inside = part.get_payload(decode=True)
        if isinstance(inside, bytes):
            yield f"a part of the mail ({part.get_filename() or part.get_content_type()})", inside


_PNG = b"\x89PNG\r\n\x1a\n"
_PICTURES = (_PNG,)
_UNPACKERS: tuple[tuple[bytes, Callable[[bytes], Inside]], ...] = (
    (b"%PDF", _pdf),
    (b"\x1f\x8b", _gzip),
    (b"PK\x03\x04", _zip),
    (_PNG, _png),
    *((begin, _compressed) for begin in (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"BZh", b"\xfd7zXZ")),
    *((begin, _mail) for begin in (b"MIME-Version:", b"Subject:", b"From:", b"To:", b"Date:", b"X-Unsent:")),
)
