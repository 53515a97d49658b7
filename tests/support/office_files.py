"""Documents and spreadsheets for tests, from a text: ` | ` parts cells, an empty line begins another table."""

import io
import zipfile
from xml.sax.saxutils import escape

_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
_EMPTY_ROWS = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'


def document(text: str) -> bytes:
    """The bytes of a DOCX with these tables; a cell `^` goes on from the one above, as merged cells do."""
    from docx import Document  # loaded only where a document is made

    made = Document()
    for part in text.strip("\n").split("\n\n"):
        rows = [[cell.strip() for cell in line.split(" | ")] for line in part.split("\n")]
        table = made.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell == "^":
                    table.cell(at - 1, column).merge(table.cell(at, column))
                else:
                    table.cell(at, column).text = cell.replace("\\n", "\n")
        made.add_paragraph("And so on.")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def spreadsheet(text: str) -> bytes:
    """The bytes of an ODS with these sheets, and a million empty rows below them, as office programs write it.

    `d:2026-10-05` is a day, `n:2134` a number, `b:true` a truth value.
    """
    sheets = "".join(
        f'<table:table table:name="Sheet{number}">{"".join(map(_row, part.split(chr(10))))}{_EMPTY_ROWS}</table:table>'
        for number, part in enumerate(text.strip("\n").split("\n\n"), start=1)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        xml = f"{_ODS}{sheets}</office:spreadsheet></office:body></office:document-content>"
        archive.writestr("content.xml", xml)
    return out.getvalue()


def _row(line: str) -> str:
    cells = "".join(_cell(written.strip()) for written in line.split(" | "))
    return f'<table:table-row>{cells}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'


def _cell(written: str) -> str:
    kind, _, value = written.partition(":")
    if kind == "d":
        shown = "<text:p>5. Okt</text:p>"
        return f'<table:table-cell office:value-type="date" office:date-value="{value}">{shown}</table:table-cell>'
    if kind == "n":
        shown = f"<text:p>{value}</text:p>"
        return f'<table:table-cell office:value-type="float" office:value="{value}">{shown}</table:table-cell>'
    if kind == "b":
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{value}"/>'
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in written.split("\\n"))
    return (
        f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
        if written
        else "<table:table-cell/>"
    )
