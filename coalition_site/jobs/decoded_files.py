"""Decoded files: all that the bytes of any file say, whatever they are packed and written in.

Beside texts and PDFs, which the leak check reads too, these are archives (zip, and with it XLSX, DOCX), compressed data
(gzip, zlib), mails with their heads and parts, base64, quoted-printable, and texts in UTF-16.
"""

import binascii
import gzip
import io
import json
import quopri
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser

from coalition_site.publish.leaks.texts import parts_of

_DEEPEST = 5
_LARGEST = 200_000_000
"""Bytes of unpacked data: what grows beyond is no file of ours."""
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}(?:\r?\n[A-Za-z0-9+/_-]+={0,2})*")
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MAIL = re.compile(rb"^(?:MIME-Version|From|To|Subject|Received):", re.MULTILINE | re.IGNORECASE)
_BEGINS_AS_MAIL = 4_000
_PICTURES = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"RIFF", ".webp"), (b"GIF8", ".gif"))
_PACKED = (b"PK", b"\x1f\x8b", b"%PDF", *_ZLIB, *(begin for begin, _ in _PICTURES))
_FONTS = (b"wOF2", b"wOFF", b"OTTO", b"\0\1\0\0")


def texts_of(name: str, data: bytes, depth: int = _DEEPEST) -> Iterator[str]:
    """What a file says: its name, its text as it is read and as it is written, and all that is packed within it."""
    yield name
    if data.startswith(_FONTS):
        return
    yield from _packed(data, depth)
    if data.startswith(b"%PDF"):
        yield from _parts("file.pdf", data)
        return
    ending = next((ending for begin, ending in _PICTURES if data.startswith(begin)), "")
    if ending:
        yield from _parts(f"picture{ending}", data)
        return
    yield from _parts("text.html", data)
    if b"\0" in data:
        yield data.replace(b"\0", b"").decode("utf-8", "replace")
        yield from (data.decode(each, "replace") for each in ("utf-16-le", "utf-16-be"))
    if depth:
        yield from _written(data, depth)


def _parts(name: str, data: bytes) -> Iterator[str]:
    """What the leak check reads in a file; of one that cannot be opened, its bytes."""
    from pikepdf import PdfError  # loads the PDF library

    try:
        for part in parts_of(name, data):
            if part.said != name:
                yield part.text()
    except (PdfError, OSError, EOFError, ValueError, zlib.error):
        yield data.decode("utf-8", "replace")


def _packed(data: bytes, depth: int) -> Iterator[str]:
    """What is unpacked from data that is an archive or compressed as a whole."""
    if not depth:
        return
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.infolist():
                    if member.file_size <= _LARGEST:
                        yield from texts_of(member.filename, archive.read(member), depth - 1)
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error):
            return
    elif data.startswith((b"\x1f\x8b", *_ZLIB)):
        unpacked = _unpacked(data)
        if unpacked:
            yield from texts_of("", unpacked, depth - 1)


def _unpacked(data: bytes) -> bytes:
    try:
        if data.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(data)) as stream:
                return stream.read(_LARGEST)
        return zlib.decompressobj().decompress(data, _LARGEST)
    except (OSError, EOFError, zlib.error):
        return b""


def _written(data: bytes, depth: int) -> Iterator[str]:
    """What is meant by data that is written in the letters of another notation."""
    begin = data[:_BEGINS_AS_MAIL]
    if _MAIL.search(begin) and (b"\nMIME-Version:" in begin or b"\nSubject:" in begin or begin.startswith(b"Subject:")):
        yield from _mail(data, depth)
    elif b"=" in data and re.search(rb"=(?:[0-9A-Fa-f]{2}|\r?\n)", data):
        yield quopri.decodestring(data).decode("utf-8", "replace")
    if b'\\"' in data or b"\\u" in data:
        yield from _json_texts(data)
    for match in _BASE64.finditer(data):
        yield from _base64(match[0], depth)


def _mail(data: bytes, depth: int) -> Iterator[str]:
    message = BytesParser(policy=policy.default).parsebytes(data)
    for part in message.walk():
        yield from (f"{key}: {value}" for key, value in part.items())
        inside = part.get_payload(decode=True)
        if isinstance(inside, bytes):
            yield from texts_of(part.get_filename() or "", inside, depth - 1)


def _json_texts(data: bytes) -> Iterator[str]:
    """The texts of a JSON file, one by one, in which another may be written."""
    try:
        waiting = [json.loads(data)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list):
            waiting += value


def _base64(written: bytes, depth: int) -> Iterator[str]:
    joined = re.sub(rb"\s", b"", written).translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    try:
        data = b64decode(joined[: len(joined) - (len(joined) % 4 == 1)] + b"=" * (-len(joined) % 4))
    except binascii.Error:
        return
    if data.startswith(_PACKED) or _is_text(data):
        yield from texts_of("", data, depth - 1)


def _is_text(data: bytes) -> bool:
    """Whether data are letters: long words of other texts are read as base64 too, and give none."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return True
