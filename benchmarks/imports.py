"""Measure how fast a spreadsheet of partners is read, understood, planned and checked.

    .venv/bin/python benchmarks/imports.py                 # 1,000 and 5,000 rows, CSV and XLSX, medians of five
    .venv/bin/python benchmarks/imports.py --rows 60

What is timed is `coalition import FILE` as people start it, without writing anything: seconds of the processor.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent
ENDINGS = (".csv", ".xlsx")
_OFTEN = 20
_PLACES = ("River", "Oak", "Elm", "Lake", "Hill", "North", "South", "Bright", "First", "City", "Mercy", "Maple", "Mill")
_KINDS = ("Housing", "Youth", "Legal", "Health", "Food", "Education", "Arts", "Faith", "Literacy", "Transit", "Credit")


def _sheet(count: int) -> list[list[str]]:
    """So many partners with near misses, free words and a name in twenty that resembles one above."""
    rows = [["Org name", "Type", "Groups", "Focus areas", "Assets", "Contact", "E-mail", "Phone", "Notes"]]
    for n in range(count):
        turn = n - 1 if n % _OFTEN == _OFTEN - 1 else n
        town, place, kind = _PLACES[turn % 13], _PLACES[turn // 13 % 13], _KINDS[turn // 169 % 11]
        name = f"{town}ville {place} {kind} Center {turn // 1859 or ''}"
        name = name if turn == n else name.replace("e", "", 1)
        groups = f"Young people; Yung folk {n}; People of color"
        areas = "Housing stabilty, Acces to preschool, Elves"
        person = ["Ana " + _PLACES[n % 13], f"ana{n}@house.example", f"0{n:04}-55"]
        rows.append([name, "Non profit", groups, areas, f"Van {n}; Convning power", *person, f"Met on {n}"])
    return rows


def write_sheet(file: Path, count: int) -> None:
    """Writes so many partners as CSV or XLSX, as the file's name ends."""
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(_sheet(count))
        return
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in _sheet(count):
        sheet.append(row)
    book.save(file)


def import_seconds(file: Path, project: Path) -> tuple[float, str]:
    """The processor's seconds for `coalition import`, its start included, and what it said."""
    command = [sys.executable, "-m", "coalition_site", "import", str(file), "--project", str(project)]
    before = os.times()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, done.stdout


def main() -> None:
    """Times every size and kind and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for ending in ENDINGS:
            for count in chosen.rows:
                file = Path(folder) / f"partners{ending}"
                write_sheet(file, count)
                taken = [import_seconds(file, ROOT)[0] for _ in range(chosen.runs)]
                print(f"{count:>6,} rows {ending}: {median(taken):5.2f} s ({min(taken):.2f} to {max(taken):.2f})")


if __name__ == "__main__":
    main()
