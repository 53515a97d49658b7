"""A file to import, read by what it is: its beginning counts for more than the end of its name."""

from pathlib import Path

from coalition_site.importers.formats.csv_file import read_csv
from coalition_site.importers.formats.docx_file import read_docx
from coalition_site.importers.formats.form_file import read_json, read_pdf
from coalition_site.importers.formats.ods_file import read_ods
from coalition_site.importers.formats.office_xml import names_in
from coalition_site.importers.formats.xlsx_file import read_xlsx
from coalition_site.importers.sources import MAXIMUM_FILE_BYTES, Filled
from coalition_site.problems import Refused

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OTHERS = {
    b"\xff\xd8\xff": "a photo (JPEG)",
    b"\x89PNG": "a picture (PNG)",
    b"GIF8": "a picture (GIF)",
    b"RIFF": "a picture or a sound",
    b"\x00\x00\x00": "a photo or a film",
    b"{\\rtf": "a text document (RTF)",
    b"<!": "a web page",
    b"<html": "a web page",
    b"<table": "a web page",
}
_TEXT_ENDINGS = {".csv", ".tsv", ".txt", ".tab"}


def read_filled(file: Path) -> list[Filled]:
    """The sheets or the form in a file. Raises Refused with the file's name and what to do."""
    try:
        if not file.is_file():
            raise Refused(f"{file}: there is no such file")
        if file.stat().st_size > MAXIMUM_FILE_BYTES:
            raise Refused(f"{file.name}: {file.stat().st_size:,} bytes; at most {MAXIMUM_FILE_BYTES:,} are read")
        data = file.read_bytes()
    except OSError as error:
        raise Refused(f"{file}: it cannot be read ({error.strerror})") from None
    name = file.name
    if not data.strip():
        raise Refused(f"{name}: the file is empty")
    if data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        return [read_pdf(data, name)]
    if data.startswith(b"PK"):
        return _zipped(data, name)
    if data.startswith(_OLD_OFFICE):
        raise Refused(f"{name}: an old .xls file, or one with a password; save it as .xlsx without a password")
    kind = next((kind for begins, kind in _OTHERS.items() if data.startswith(begins)), "")
    if not kind and (file.suffix.lower() == ".json" or data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")):
        return [read_json(data, name)]
    if not kind and file.suffix.lower() in _TEXT_ENDINGS:
        return [read_csv(data, name)]
    hint = "the worksheet as PDF, the browser form's .json, .csv, .xlsx, .ods and the tables of a .docx are read"
    raise Refused(f"{name}: {kind or 'this kind of file'} is not read; {hint}")


def _zipped(data: bytes, name: str) -> list[Filled]:
    """The sheets of a file that is a zip: ODS and DOCX have parts that no workbook has."""
    parts = names_in(data)
    if "word/document.xml" in parts:
        return [*read_docx(data, name)]
    if "content.xml" in parts:
        return [*read_ods(data, name)]
    return [*read_xlsx(data, name)]
