"""ODS, as LibreOffice saves it: sheets as they are shown, with comments; repeated cells are taken once each.

OpenDocument 1.3, part 3: a cell says how often it is repeated, a row too, up to the end of the sheet where it is empty
(19.675, 19.678); what it shows stands in its paragraphs, what it means in `office:value`.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from coalition_site.importers.formats.cleaning import clean
from coalition_site.importers.formats.office_xml import parsed
from coalition_site.importers.sources import LONGEST_CELL, MAXIMUM_COLUMNS, MAXIMUM_ROWS, Row, Sheet
from coalition_site.problems import Refused

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_DATE = "0000-00-00"


def read_ods(data: bytes, name: str) -> list[Sheet]:
    """The sheets of an ODS file, hidden ones too, in their order. Raises Refused."""
    root = parsed(data, "content.xml", name)
    tables = root.findall(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
    return [_sheet(table, name) for table in tables]


def _sheet(table: Element, name: str) -> Sheet:
    title = table.get(f"{_TABLE}name", "")
    rows: list[Row] = []
    number = 0
    for element in table.iter(f"{_TABLE}table-row"):
        texts, comments = _cells(element, f"{name}, {title}, row {number + 1}")
        repeated = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
        if texts:
            if number + repeated > MAXIMUM_ROWS:
                raise Refused(f"{name}, {title}: more than {MAXIMUM_ROWS:,} rows; part it into several files")
            rows += [Row(number + each, texts, comments) for each in range(1, repeated + 1)]
        number += repeated
    return Sheet(name, title, tuple(rows))


def _cells(row: Element, where: str) -> tuple[tuple[str, ...], dict[int, str]]:
    """The texts of a row without the empty ones at its end, and its comments."""
    texts: list[str] = []
    comments: dict[int, str] = {}
    waiting = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        text = _shown(cell)
        said = "\n".join(
            _paragraph(each) for note in cell.findall(f"{_OFFICE}annotation") for each in note.iter(f"{_TEXT}p")
        )
        if not text and not said:
            waiting += repeated
            continue
        if len(texts) + waiting + repeated > MAXIMUM_COLUMNS:
            raise Refused(f"{where}: more than {MAXIMUM_COLUMNS} columns hold something")
        texts += [""] * waiting + [text] * repeated
        waiting = 0
        if said:
            comments[len(texts) - 1] = clean(said)
    return tuple(texts), comments


def _shown(cell: Element) -> str:
    """What a cell shows; a day as YYYY-MM-DD and a truth value as yes or no, whatever the language of the sheet."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind == "date":
        day, _, time = cell.get(f"{_OFFICE}date-value", "").partition("T")
        return day[: len(_DATE)] if time.strip("0:.") == "" else f"{day} {time[:5]}"
    if kind == "boolean":
        return "yes" if cell.get(f"{_OFFICE}boolean-value") == "true" else "no"
    text = "\n".join(_paragraph(each) for each in cell.findall(f"{_TEXT}p"))
    if len(text) > LONGEST_CELL:
        raise Refused(f"a cell of {len(text):,} letters; at most {LONGEST_CELL:,} are read")
    if kind == "float" and not text:
        text = cell.get(f"{_OFFICE}value", "")
    return clean(text)


def _paragraph(element: Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    if element.tag == f"{_TEXT}s":
        yield " " * int(element.get(f"{_TEXT}c", "1"))
    yield _BREAKS.get(element.tag, "") or element.text or ""
    for inner in element:
        yield from _pieces(inner)
        yield inner.tail or ""
