"""A coalition's own letterhead (a .docx), looked at and emptied: its headers, footers, styles and page stay.

It comes from a word processor, and often from an old letter or from somebody else. What a letter does not need is left
behind, and what could act on the reader's machine or load something is refused.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.exceptions import OpcError

from coalition_site.problems import Refused
from coalition_site.publish.images.metadata import without_metadata
from coalition_site.publish.letters.docx_library import (
    field_instructions,
    keep_relationships,
    parts_of,
    relationships_of_parts,
    remove_body,
    remove_settings,
    replace_data,
)
from coalition_site.read.markdown import is_safe_link

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.rel import _Relationship as Relationship

MAXIMUM_FILE_BYTES = 5 * 1024 * 1024
MAXIMUM_UNPACKED_BYTES = 40 * 1024 * 1024
MAXIMUM_ENTRIES = 500

_PACKAGE_KEEPS = {KIND.OFFICE_DOCUMENT}
_PICTURES = {"png": ".png", "jpg": ".jpg", "jpeg": ".jpg"}
_HEADS_AND_FEET = {KIND.HEADER, KIND.FOOTER}
_DOCUMENT_KEEPS = {KIND.STYLES, KIND.NUMBERING, KIND.SETTINGS, KIND.THEME, KIND.FONT_TABLE, KIND.WEB_SETTINGS}
_PARTS_MAY_HOLD = {KIND.IMAGE, KIND.HYPERLINK, KIND.FONT}
# The template that it was made from and a mail merge's data go as well: they are named by their relationships.
_LEADING_ELSEWHERE = ("w:footnotePr", "w:endnotePr")
# Any other field may load a file or start a program when the document is opened or printed.
_FIELDS = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "HYPERLINK", "SYMBOL"),
    *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "TITLE", "SUBJECT", "AUTHOR", "FILENAME", "DOCPROPERTY"),
}
_BROKEN = (OpcError, BadZipFile, ValueError, LookupError, AttributeError, TypeError, OSError, RuntimeError, SyntaxError)


class LetterheadRefused(Refused):
    """The letterhead cannot be used; the message says why in plain words, and what to do."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A letterhead that letters may be put into: the bytes of a .docx without any text in its body."""

    data: bytes


def read_letterhead(file: Path) -> Letterhead:
    """The letterhead in a file. Raises LetterheadRefused, naming the file."""
    try:
        document = Document(io.BytesIO(_looked_into(file)))
        empty(document)
        _refuse_active_content(document)
    except LetterheadRefused as refused:
        raise LetterheadRefused(f"the letterhead {file.name} cannot be used: {refused}") from None
    except _BROKEN as error:
        message = f"the letterhead {file.name} cannot be read; save it again as a Word document (.docx)"
        raise LetterheadRefused(message) from error
    out = io.BytesIO()
    document.save(out)
    return Letterhead(out.getvalue())


def _looked_into(file: Path) -> bytes:
    """The bytes of a package, refused by what is in it before anything of it is built up in memory."""
    size = file.stat().st_size
    if size > MAXIMUM_FILE_BYTES:
        raise LetterheadRefused(f"it has {size:,} bytes; at most {MAXIMUM_FILE_BYTES:,} are allowed")
    data = file.read_bytes()
    with ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        if len(entries) > MAXIMUM_ENTRIES or sum(entry.file_size for entry in entries) > MAXIMUM_UNPACKED_BYTES:
            raise LetterheadRefused("it unpacks to far more than a letterhead needs; use smaller pictures")
        names = {entry.filename.lower() for entry in entries}
        if any("vbaproject" in name or "/activex" in name for name in names):
            raise LetterheadRefused("it holds macros; save it as a Word document without macros (.docx)")
        for name in (name for name in package.namelist() if name.endswith((".xml", ".rels"))):
            text = package.read(name)
            if b"\0" in text or b"<!DOCTYPE" in text.upper():
                raise LetterheadRefused("it declares a document type, which no word processor does")
    return data


def empty(document: "WordDocument") -> None:
    """Takes the text out of a document, and all parts but headers, footers, styles and settings.

    Of several sections the first stays: its header is the one on the first page.
    """
    used = remove_body(document)
    keep_relationships(document.part, lambda rel: _is_kept(rel, used))
    keep_relationships(document.part.package, lambda rel: rel.reltype in _PACKAGE_KEEPS)
    remove_settings(document, _LEADING_ELSEWHERE)
    for part in parts_of(document):
        kind = _PICTURES.get(part.partname.ext.lower())
        if kind is not None:
            replace_data(part, without_metadata(part.blob, kind))


def _is_kept(rel: "Relationship", used: set[str]) -> bool:
    return not rel.is_external and (
        rel.reltype in _DOCUMENT_KEEPS or (rel.reltype in _HEADS_AND_FEET and rel.rId in used)
    )


def _refuse_active_content(document: "WordDocument") -> None:
    """Refuses what headers and footers may hold besides text, pictures and links."""
    for rel in relationships_of_parts(document):
        if rel.reltype not in _PARTS_MAY_HOLD or (rel.is_external and rel.reltype != KIND.HYPERLINK):
            message = "its header or footer holds something other than text, pictures and links"
            raise LetterheadRefused(f"{message} ({rel.reltype.rpartition('/')[2]}); remove it there")
        if rel.is_external and not is_safe_link(rel.target_ref):
            raise LetterheadRefused(f"a link in it leads to {rel.target_ref[:80]!r}; remove the link")
    for instruction in field_instructions(document):
        field = instruction.split()[0].upper()
        if field not in _FIELDS:
            raise LetterheadRefused(f"its field {field[:40]} may load something from elsewhere; remove it")
