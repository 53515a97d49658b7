"""The self-test's reader: a word is found in every notation and container that an output can have."""

import gzip
import io
import json
import struct
import zipfile
import zlib
from base64 import b64encode, urlsafe_b64encode
from email.header import Header
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from coalition_site.selftest.marks import Mark, MarkKind, Marks, Spot
from coalition_site.selftest.picture_notes import with_note
from coalition_site.selftest.search import Searched, search_for_marks

MARKS = Marks()
CONTROL = MARKS.control()
WORD = MARKS.word(MarkKind.TEXT, Spot("content/partners/bank.md", ("team", "notes")))
# Such as somebody might be called who writes in two scripts.
SAID = f"Ünïted {WORD} name"


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    head = struct.pack(">I", len(data)) + kind + data
    return b"\x89PNG\r\n\x1a\n" + head + struct.pack(">I", zlib.crc32(kind + data))


def _pdf(*, on_page: bool = False, title: bool = False, tag: bool = False, attached: bool = False) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf ({WORD if on_page else 'nothing'}) Tj ET".encode())
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if title:
        writer.add_metadata({"/Title": SAID})
    if tag:
        writer.add_outline_item(title=SAID, page_number=0)
    if attached:
        writer.add_attachment("notes.json", json.dumps({"said": SAID}).encode())
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _mail(**heads: str) -> bytes:
    mail = EmailMessage()
    for name, value in heads.items():
        mail[name] = value
    mail.set_content("Nothing.")
    return bytes(mail)


def _mail_with(data: bytes) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "A letter"
    mail.set_content("See the file.")
    mail.add_attachment(data, maintype="application", subtype="pdf", filename="letter.pdf")
    return bytes(mail)


def _quoted() -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Ünïted"
    mail.set_content(f"{'ü' * 70} {SAID}", cte="quoted-printable")
    return bytes(mail)


ESCAPED = "".join(f"\\u{ord(letter):04x}" for letter in WORD)
HIDDEN: dict[str, bytes] = {
    "plain.html": f"<p>{SAID}</p>".encode(),
    "capitals.html": f"<p>{SAID.upper()}</p>".encode(),
    "comment.html": f"<!-- {SAID} -->".encode(),
    "parted.html": f"<p>{WORD[:4]}<wbr>{WORD[4:7]}<b>{WORD[7:]}</b></p>".encode(),
    "hyphens.html": f"<p>{WORD[:4]}\u00ad{WORD[4:]}</p>".encode(),
    "broken.txt": f"{WORD[:5]}-\n{WORD[5:]}".encode(),
    "entities.html": "".join(f"&#{ord(letter)};" for letter in WORD).encode(),
    "hexadecimal.html": "".join(f"&#x{ord(letter):x};" for letter in WORD).encode(),
    "twice.html": "".join(f"&amp;#{ord(letter)};" for letter in WORD).encode(),
    "escapes.json": f'{{"a": "{ESCAPED}"}}'.encode(),
    "escapes.js": "".join(f"\\x{ord(letter):02x}" for letter in WORD).encode(),
    "address.xml": f"<a href='{''.join(f'%{ord(letter):02X}' for letter in WORD)}'/>".encode(),
    "json-in-json.json": json.dumps({"inner": json.dumps({"x": ESCAPED})}).encode(),
    "data.css": b"a{background:url(data:image/svg+xml;base64," + b64encode(f"<svg>{SAID}</svg>".encode()) + b")}",
    "kept.json": json.dumps({"after": urlsafe_b64encode(f"{SAID}???>>>".encode()).decode()}).encode(),
    "base64-twice.json": b64encode(b64encode(SAID.encode() * 3)),
    "packed-in-base64.json": b64encode(zlib.compress(SAID.encode())),
    "utf16.txt": SAID.encode("utf-16"),
    "utf16-inside.bin": b"\1\2\3" + SAID.encode("utf-16-be") + b"\xff",
    "folded.ics": f"BEGIN:VCALENDAR\r\nSUMMARY:Dear {WORD[:6]}\r\n {WORD[6:]}\r\n".encode(),
    "card.vcf": f"BEGIN:VCARD\r\nNOTE:one\\, {WORD}\\; two\r\n".encode(),
    "sitemap.xml.gz": gzip.compress(SAID.encode()),
    "stream.bin": zlib.compress(SAID.encode()),
    "table.xlsx": _zip({"xl/sharedStrings.xml": f"<t>{SAID}</t>".encode()}),
    "named.docx": _zip({f"word/{WORD}.xml": b"nothing"}),
    "zip-in-zip.zip": _zip({"inner.zip": _zip({"a.txt": SAID.encode()})}),
    "text.png": _png_chunk(b"tEXt", b"Comment\0" + WORD.encode()),
    "packed.png": _png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(WORD.encode())),
    "page.pdf": _pdf(on_page=True),
    "title.pdf": _pdf(title=True),
    "bookmark.pdf": _pdf(tag=True),
    "attachment.pdf": _pdf(attached=True),
    "subject.eml": _mail(Subject=SAID),
    "encoded.eml": b"Subject: " + Header(SAID, "iso-8859-1").encode().encode() + b"\n\nNothing.\n",
    "quoted.eml": _quoted(),
    "attached.eml": _mail_with(_pdf(on_page=True)),
    f"{WORD}.html": b"nothing",
    f"{quote(WORD[:5])}%{ord(WORD[5]):02X}{WORD[6:]}.html": b"nothing",
}


def _search(folder: Path, marks: list[Mark] | None = None) -> Searched:
    return search_for_marks(folder, MARKS.made if marks is None else marks, CONTROL, ("en", "es"))


@pytest.mark.parametrize("name", HIDDEN)
def test_a_word_is_found_wherever_it_is_hidden(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HIDDEN[name])
    (tmp_path / "nothing.html").write_bytes(b"<p>Nothing that begins with zqx or ends.</p>")
    (sighting,) = _search(tmp_path).found
    assert (sighting.file, str(sighting.mark.spot)) == (name, "content/partners/bank.md: team.notes")


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")])
def test_a_note_in_a_picture_is_found_and_the_picture_is_still_one(kind: str, ending: str, tmp_path: Path) -> None:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(stream, kind)
    noted = with_note(stream.getvalue(), WORD)
    (tmp_path / f"a.{ending}").write_bytes(noted)
    assert len(_search(tmp_path).found) == 1
    with Image.open(io.BytesIO(noted)) as image:
        assert image.convert("RGB").getpixel((4, 4)) == Image.open(stream).convert("RGB").getpixel((4, 4))


def test_numbers_and_days_are_found_however_they_are_written(tmp_path: Path) -> None:
    marks = Marks()
    number = marks.number("(573) 555-0147", Spot("invites.yml", (0, "phone")))
    day = marks.day("2026-11-02", Spot("invites.yml", (0, "sent")))
    assert (number, day) == ("(555) 910-0001", "1626-11-02")
    written = ["555 910 0001", "+1 (555) 910-0001", "tel:+15559100001", "555.910.0001"]
    written += ["1626-11-02", "November 2, 1626", "2 de noviembre de 1626", "DTSTART:16261102T173000", "11/2/1626"]
    for place, text in enumerate(written):
        (tmp_path / f"{place}.html").write_text(f"<p>On {text}.</p>", encoding="utf-8")
    (tmp_path / "others.html").write_text("555 910 0002; 1626-11-03; 21626-11-02; id 1626", encoding="utf-8")
    assert {each.file for each in _search(tmp_path, marks.made).found} == {f"{n}.html" for n in range(len(written))}


def test_the_word_for_everybody_is_counted_by_endings(tmp_path: Path) -> None:
    for name, text in {"a.html": CONTROL, "b.html": "nothing", "c.json": f'"{CONTROL}"'}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    searched = _search(tmp_path)
    assert (searched.files, searched.found) == (3, ())
    assert +searched.control == {".html": 1, ".json": 1}


@pytest.mark.parametrize("name", ["broken.pdf", "broken.zip", "broken.gz", "broken.png"])
def test_a_damaged_file_is_read_as_far_as_it_goes(name: str, tmp_path: Path) -> None:
    begin = {"pdf": b"%PDF-1.7\n", "zip": b"PK\3\4", "gz": b"\x1f\x8b", "png": b"\x89PNG\r\n\x1a\n\0\0\0\1"}
    (tmp_path / name).write_bytes(begin[name.partition(".")[2]] + b" " + WORD.encode())
    assert len(_search(tmp_path).found) == 1
