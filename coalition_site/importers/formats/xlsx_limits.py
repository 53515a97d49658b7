"""The size of what an XLSX file holds, found out before anything is made of it: a small zip may hold a great deal."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from coalition_site.importers.sources import MAXIMUM_COLUMNS, MAXIMUM_ROWS
from coalition_site.problems import Refused

MAXIMUM_UNPACKED_BYTES = 40_000_000
MAXIMUM_CELLS = 500_000
_MAXIMUM_PARTS = 2_000
_MAXIMUM_SHEETS = 200
_MAXIMUM_STRINGS = 1_200_000
# Far above what formats, names and links of a workbook come to; all of them are held in memory.
_MAXIMUM_ELEMENTS = 80_000
_WIDEST_ROW = 16_384
_CHUNK = 1 << 16
_ADVICE = "copy the rows in use to a new workbook"


@dataclass(frozen=True, slots=True)
class Measured:
    """The parts of a workbook and their sizes in bytes; by part the row and column, from 1, of each formula."""

    parts: Mapping[str, int]
    formulas: Mapping[str, set[tuple[int, int]]]


def measured(data: bytes, name: str) -> Measured:
    """What the file holds, if it is a workbook of a usual size. Raises Refused."""
    formulas: dict[str, set[tuple[int, int]]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {info.filename: info.file_size for info in archive.infolist()}
            if any(info.flag_bits & 1 for info in archive.infolist()) or "EncryptedPackage" in parts:
                raise Refused(f"{name}: the workbook is locked with a password; save it without one")
            _refuse_too_large(parts, name)
            for part in parts:
                if part.endswith(".xml"):
                    formulas[part] = _scan(archive, part, name)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        hint = "open it in a spreadsheet and save it as .xlsx, without a password"
        raise Refused(f"{name}: this is not an XLSX file; {hint}") from None
    if "xl/workbook.xml" not in parts:
        raise Refused(f"{name}: this is no workbook; open it in a spreadsheet and save it as .xlsx")
    return Measured(parts, formulas)


def _refuse_too_large(parts: Mapping[str, int], name: str) -> None:
    size = sum(parts.values())
    if size > MAXIMUM_UNPACKED_BYTES or len(parts) > _MAXIMUM_PARTS:
        found = f"{size:,} bytes in {len(parts):,} parts when unpacked; at most {MAXIMUM_UNPACKED_BYTES:,} are read"
        raise Refused(f"{name}: {found}; {_ADVICE}")


def _scan(archive: zipfile.ZipFile, part: str, name: str) -> set[tuple[int, int]]:
    """Runs through one part without keeping anything of it but where its formulas are."""
    parser = expat.ParserCreate()
    strings = part == "xl/sharedStrings.xml"
    limits = _Limits(
        f"{name}, {part.rpartition('/')[2].removesuffix('.xml')}",
        most_elements=_MAXIMUM_STRINGS if strings else _MAXIMUM_ELEMENTS,
    )
    parser.StartDoctypeDeclHandler = limits.doctype
    if part.startswith("xl/worksheets/"):
        parser.StartElementHandler = limits.element
    else:
        parser.StartElementHandler = limits.other_element
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk)
    except expat.ExpatError:
        raise Refused(f"{name}: the workbook is damaged ({part}); open it in a spreadsheet, save it again") from None
    return limits.formulas


@dataclass(slots=True)
class _Limits:
    """Counts rows and cells as they go by. Only cells that hold something count for rows and columns."""

    where: str
    most_elements: int
    elements: int = 0
    sheets: int = 0
    row: int = 0
    column: int = 0
    cells: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)

    def doctype(self, *_: object) -> None:
        raise Refused(f"{self.where}: it holds XML that no spreadsheet writes; save it again in a spreadsheet")

    def other_element(self, tag: str, _: Mapping[str, str]) -> None:
        """Counts what a part other than a sheet is made of."""
        self.elements += 1
        self.sheets += tag.rpartition(":")[2] == "sheet"
        if self.elements > self.most_elements or self.sheets > _MAXIMUM_SHEETS:
            found = (
                f"more than {_MAXIMUM_SHEETS} sheets" if self.sheets > _MAXIMUM_SHEETS else "too many formats or texts"
            )
            raise Refused(f"{self.where}: {found}; {_ADVICE}")

    def element(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdecimal() else self.row + 1
            self.column = 0
        elif tag == "c":
            self.column += 1
            self.cells += 1
            letters = attributes.get("r", "").rstrip("0123456789").upper()
            if letters.isascii() and letters.isalpha():
                self.column = _number(letters)
            if self.cells > MAXIMUM_CELLS or self.column > _WIDEST_ROW:
                raise Refused(
                    f"{self.where}: more than {MAXIMUM_CELLS:,} cells, or rows that no spreadsheet has; {_ADVICE}"
                )
        elif tag == "f":
            self.formulas.add((self.row, self.column))
        elif tag in {"v", "is"}:
            if self.column > MAXIMUM_COLUMNS:
                found = f"column {self.column:,} holds something; at most {MAXIMUM_COLUMNS} are read"
                raise Refused(f"{self.where}, row {self.row}: {found}; {_ADVICE}")
            if self.row > MAXIMUM_ROWS:
                raise Refused(
                    f"{self.where}: row {self.row:,} holds something; at most {MAXIMUM_ROWS:,} are read; {_ADVICE}"
                )


def _number(letters: str) -> int:
    """The number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters[:5]:
        number = number * 26 + ord(letter) - 64
    return number
