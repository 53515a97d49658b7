"""Whatever people type into a sheet: the plan can be written, the content stays right, and again changes nothing."""

import csv
import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.case_files import BASE
from tests.support.examples import examples
from tests.support.importing import imported, planned

HEADS = ["Organization", "Type", "Groups", "Areas", "Assets", "Roles", "Contact", "Email", "Phone", "Website"]
HEADS += ["Notes", "Existing?", "OK to list?", "Status", "Initiatives", "Motivations", "Short name", "Mystery"]
HEADS += ["Young people", "Last name", "#", "Who invites", "Date sent"]
_MESS = [
    "",
    "Other",
    "Other:",
    "Other: a; b",
    "other: , /",
    "Young people: x",
    "Convening power: a: b",
    "TBD",
    "yes",
    "no",
    "Yung people, Elves / Just policing",
    "- a\n- b",
    "&x",
    "*",
    "- ",
    "# no",
    "a: b #c",
    "'",
    '"',
    "[a, b]",
    "{a: b}",
    "|",
    ">-",
    "null",
    "~",
    "=1+1",
    "x@y",
    "a@b.example",
    "www.a.example",
    "http://",
    "مرحبا",
    "\u202eabc",
    "a\x07b",
    "Nonprofit: clinic",
    "Champion (Director)",
    "a as b",
    "---",
    "...",
    "%x",
    "`x`",
    "!x",
    "? x",
    "a\n\n\nb",
    "é é é",
    "Smith, Jane",
    "10/20/2026",
    "3/4/26",
    '="0155"',
    "van w/ lift",
    "accepted (by phone)",
    "no, thanks",
    "Non-profit (new)",
]
_CELLS = st.sampled_from(_MESS) | st.text(max_size=12)
_ROWS = st.lists(st.lists(_CELLS, min_size=len(HEADS), max_size=len(HEADS)), max_size=4)


@settings(max_examples=examples(8, 40))
@given(_ROWS, _ROWS)
def test_any_sheet_can_be_imported_twice(first: list[list[str]], second: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(BASE, folder / "project")
        for number, rows in enumerate((first, second)):
            file = folder / f"{number}.csv"
            with file.open("w", encoding="utf-8", newline="", errors="replace") as stream:
                csv.writer(stream).writerows([HEADS, *rows])
            imported(folder / "project", file)
            again = planned(folder / "project", file)
            assert [each.differences for each in again.plan.files] == []
