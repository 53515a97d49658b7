"""DOCX, as word processors save it: each table is a sheet. What stands between the tables is no data and is said.

Office Open XML, part 1 (17.4): a cell may span columns (`gridSpan`) and go on from the one above (`vMerge` without
`restart`), which then has its text.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from coalition_site.importers.formats.cleaning import clean
from coalition_site.importers.formats.office_xml import parsed
from coalition_site.importers.sources import MAXIMUM_COLUMNS, MAXIMUM_ROWS, Row, Sheet
from coalition_site.problems import Refused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(data: bytes, name: str) -> list[Sheet]:
    """The tables of a DOCX file, in their order. Raises Refused, also for a document without any."""
    body = parsed(data, "word/document.xml", name).find(f"{_W}body")
    tables = list(body.iter(f"{_W}tbl")) if body is not None else []
    if not tables:
        hint = "a list that is no table cannot be read: make it one (Insert, Table, Convert text to table)"
        raise Refused(f"{name}: there is no table in this document; {hint}")
    return [_sheet(table, name, number, len(tables)) for number, table in enumerate(tables, start=1)]


def _sheet(table: Element, name: str, number: int, count: int) -> Sheet:
    rows: list[Row] = []
    above: tuple[str, ...] = ()
    for at, element in enumerate(table.findall(f"{_W}tr"), start=1):
        if at > MAXIMUM_ROWS:
            raise Refused(f"{name}: a table with more than {MAXIMUM_ROWS:,} rows; part it into several files")
        cells = tuple(_cells(element, above))
        if len(cells) > MAXIMUM_COLUMNS:
            raise Refused(f"{name}: a table with more than {MAXIMUM_COLUMNS} columns")
        above = cells
        if any(cells):
            rows.append(Row(at, cells))
    return Sheet(name, f"table no. {number}" if count > 1 else "", tuple(rows))


def _cells(row: Element, above: tuple[str, ...]) -> Iterator[str]:
    at = 0
    for cell in row.iter(f"{_W}tc"):
        span, merged = cell.find(f"{_W}tcPr/{_W}gridSpan"), cell.find(f"{_W}tcPr/{_W}vMerge")
        goes_on = merged is not None and merged.get(f"{_W}val", "continue") != "restart"
        text = clean("\n".join(_paragraph(each) for each in cell.findall(f"{_W}p")))
        yield above[at] if goes_on and not text and at < len(above) else text
        wide = span.get(f"{_W}val", "1") if span is not None else "1"
        at += 1
        for _ in range(1, min(int(wide), MAXIMUM_COLUMNS) if wide.isdecimal() else 1):
            yield ""
            at += 1


def _paragraph(element: Element) -> str:
    return "".join(each.text or "" if each.tag == f"{_W}t" else _BREAKS.get(each.tag, "") for each in element.iter())
