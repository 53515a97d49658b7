"""CSV as people have it: any usual encoding, parted by commas, semicolons or tabs."""

import codecs
import csv
import io

from coalition_site.importers.formats.cleaning import clean, without_guard
from coalition_site.importers.sources import LONGEST_CELL, MAXIMUM_COLUMNS, MAXIMUM_ROWS, Row, Sheet
from coalition_site.importers.understand.heads import best_head_score
from coalition_site.problems import Refused

_DELIMITERS = (",", ";", "\t", "|")
_HEAD_ROWS = 30


def decoded(data: bytes) -> tuple[str, str]:
    """The text of the bytes and the encoding it was read with: UTF-8, UTF-16 or, where neither fits, Windows-1252."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    sample = data[:2000]
    if sample.count(0) > len(sample) // 4:
        encoding = "utf-16-le" if sample[1:2] == b"\0" else "utf-16-be"
        return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def read_csv(data: bytes, name: str) -> Sheet:
    """The one sheet of a CSV file. Raises Refused."""
    text, encoding = decoded(data)
    lost: tuple[str, ...] = ()
    if encoding == "cp1252":
        lost = ("it is not UTF-8 and was read as Windows-1252; look at its accents below",)
    if "\N{REPLACEMENT CHARACTER}" in text:
        lost = (*lost, "some signs cannot be read in its encoding; save it again as UTF-8")
    text = text.replace("\0", "")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=,"):
        return Sheet(name, "", _rows(rest, first[4], name, skipped=1), lost)
    candidates = [(_rows(text, delimiter, name), delimiter) for delimiter in _DELIMITERS if delimiter in text]
    rows = max(candidates, key=_fitness, default=(_rows(text, ",", name), ","))[0]
    return Sheet(name, "", rows, lost)


def _fitness(candidate: tuple[tuple[Row, ...], str]) -> tuple[int, int]:
    """How many heads are understood with this delimiter, then how many rows have several cells."""
    rows = candidate[0][:_HEAD_ROWS]
    return best_head_score(rows), sum(len(row.cells) > 1 for row in rows)


def _rows(text: str, delimiter: str, name: str, skipped: int = 0) -> tuple[Row, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    csv.field_size_limit(LONGEST_CELL)
    rows: list[Row] = []
    begins = 1 + skipped
    try:
        for cells in reader:
            if len(cells) > MAXIMUM_COLUMNS:
                raise Refused(f"{name}, row {begins}: {len(cells):,} columns; at most {MAXIMUM_COLUMNS} are read")
            if len(rows) > MAXIMUM_ROWS:
                raise Refused(f"{name}: more than {MAXIMUM_ROWS:,} rows; part it into several files")
            cleaned = tuple(without_guard(clean(cell)) for cell in cells)
            if any(cleaned):
                rows.append(Row(begins, cleaned))
            begins = reader.line_num + 1 + skipped
    except csv.Error as error:
        advice = "open it in a spreadsheet and save it again as CSV"
        raise Refused(f"{name}, row {begins}: this is not CSV as it should be ({error}); {advice}") from None
    return tuple(rows)
