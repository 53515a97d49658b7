"""Files as people send them, and the exact plan that each must give (tests/support/case_files.py says how they look).

A file to import stands beside content/; after `|` may stand `sheets` (tests/support/workbooks.py), `tables` or `cells`
(tests/support/office_files.py), `escapes` or an encoding. `=== answers` holds what people answer.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from coalition_site.importers.plan.report import report
from coalition_site.importers.understand.given_answers import NO_ANSWERS, Answers
from coalition_site.importers.understand.head_words import told_head
from coalition_site.problems import Refused
from tests.support.case_files import Case, read_case, unescaped, write_project
from tests.support.case_updates import judge
from tests.support.importing import imported, planned
from tests.support.office_files import document, spreadsheet
from tests.support.workbooks import workbook

ANSWERS = "answers"
MADE = {"sheets": workbook, "tables": document, "cells": spreadsheet}
FOLDER = Path(__file__).parent / "import"
CASES = sorted(FOLDER.glob("*.case"))
LEAST = 80


def prepared(case: Case, folder: Path) -> tuple[Path, list[Path], Answers]:
    content = tuple(each for each in case.files if each.path.startswith("content/"))
    project = write_project(replace(case, files=content), folder)
    files = []
    answers = NO_ANSWERS
    for each in case.files:
        if each in content:
            continue
        file = folder / each.path
        if each.path == ANSWERS:
            answers = said(each.text)
            continue
        if each.how in MADE:
            file.write_bytes(MADE[each.how](each.text))
        elif each.how == "escapes":
            file.write_bytes(unescaped(each.text))
        else:
            file.write_bytes(each.text.encode(each.how or "utf-8"))
        files.append(file)
    return project, files, answers


def said(text: str) -> Answers:
    """What people answer in a case: `column: HEAD = MEANING` and `answer: WORDS = MEANING`, one a line."""
    lines = [line.partition(": ") for line in text.strip().split("\n")]
    pairs = [(kind, *map(str.strip, rest.rpartition("=")[::2])) for kind, _, rest in lines]
    columns = {told_head(words): means for kind, words, means in pairs if kind == "column"}
    return Answers(columns, {told_head(words): means for kind, words, means in pairs if kind == "answer"})


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case_gives_its_plan(file: Path, tmp_path: Path) -> None:
    case = read_case(file)
    project, files, answers = prepared(case, tmp_path)
    try:
        plan = report(planned(project, *files, answers=answers).plan, whole=True) + "\n"
    except Refused as error:
        plan = f"{error}\n"
    judge(file, case.shows, expected=case.report, said=plan, write=case.write_report)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_second_time_changes_nothing(file: Path, tmp_path: Path) -> None:
    project, files, answers = prepared(read_case(file), tmp_path)
    try:
        imported(project, *files, answers=answers)
    except Refused:
        return
    # What was answered is kept, so it need not be said again; a day of consent holds for one file.
    again = planned(project, *files)
    assert again.plan.files == []
    assert not again.change


def test_there_are_enough_kinds_of_mess() -> None:
    assert len(CASES) >= LEAST
    assert [file.name for file in CASES if not read_case(file).shows] == []
