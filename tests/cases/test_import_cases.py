"""Files as people send them, and the exact plan that each must give (tests/support/case_files.py says how they look).

A file to import stands beside content/; after `|` may stand `sheets` (tests/support/workbooks.py) or an encoding.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from coalition_site.importers.plan.report import report
from coalition_site.importers.sources import ImportRefused
from tests.support.case_files import Case, read_case, write_project
from tests.support.case_updates import judge
from tests.support.importing import imported, planned
from tests.support.workbooks import workbook

FOLDER = Path(__file__).parent / "import"
CASES = sorted(FOLDER.glob("*.case"))
LEAST = 25


def prepared(case: Case, folder: Path) -> tuple[Path, list[Path]]:
    content = tuple(each for each in case.files if each.path.startswith("content/"))
    project = write_project(replace(case, files=content), folder)
    files = []
    for each in case.files:
        if each in content:
            continue
        file = folder / each.path
        if each.how == "sheets":
            file.write_bytes(workbook(each.text))
        else:
            file.write_bytes(each.text.encode(each.how or "utf-8"))
        files.append(file)
    return project, files


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case_gives_its_plan(file: Path, tmp_path: Path) -> None:
    case = read_case(file)
    project, files = prepared(case, tmp_path)
    try:
        said = report(planned(project, *files).plan, whole=True) + "\n"
    except ImportRefused as error:
        said = f"{error}\n"
    judge(file, case.shows, expected=case.report, said=said, write=case.write_report)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_second_time_changes_nothing(file: Path, tmp_path: Path) -> None:
    project, files = prepared(read_case(file), tmp_path)
    try:
        imported(project, *files)
    except ImportRefused:
        return
    again = planned(project, *files)
    assert again.plan.files == []
    assert again.files == []


def test_there_are_enough_kinds_of_mess() -> None:
    assert len(CASES) >= LEAST
    assert [file.name for file in CASES if not read_case(file).shows] == []
