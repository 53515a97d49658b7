import re
from pathlib import Path

import pytest

from coalition_site.problems import Severity, kinds
from tests.support.case_files import PROBLEMS, WITHOUT_CASE, check_project, read_case, report_of, write_project
from tests.support.case_updates import judge
from tests.support.plain_words import foreign_words

CASES = sorted(PROBLEMS.glob("*.case"))
LEAST_MISTAKES, LEAST_REPORTS = 70, 250


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case_gives_its_report(file: Path, tmp_path: Path) -> None:
    case = read_case(file)
    content, validated = check_project(write_project(case, tmp_path))
    report = report_of(content, validated.problems)
    judge(file, case.shows, expected=case.report, said=report, write=case.write_report)
    errors = any(problem.severity is Severity.ERROR for problem in validated.problems)
    assert (validated.coalition is None) == errors


def test_every_kind_of_problem_has_a_case() -> None:
    reported: set[str] = set()
    for file in CASES:
        reported |= set(re.findall(r"^\S.*?: (?:error|warning)\[([a-z-]+)\]: ", read_case(file).report, re.MULTILINE))
    assert reported | WITHOUT_CASE.keys() == kinds().keys()


def test_every_problem_says_what_to_do() -> None:
    for file in CASES:
        for block in filter(None, read_case(file).report.split("\n\n")):
            assert "  hint: " in block, f"{file.name}: {block}"


def test_every_case_says_what_it_shows() -> None:
    assert [file.name for file in CASES if not read_case(file).shows] == []


def test_every_report_names_file_line_and_hint_in_plain_words() -> None:
    """The second thing the issue asks to show: of the mistake files, every one, and nothing foreign in any message."""
    reports = 0
    for file in CASES:
        for block in filter(None, read_case(file).report.split("\n\n")):
            head, *_, hint = block.rstrip().split("\n")
            place = re.match(
                r"((?:content|\.\./elm-)\S.*?|content):([1-9]\d*):([1-9]\d*): (?:error|warning)\[([a-z-]+)\]: (.+)$",
                head,
            )
            assert place, f"{file.name}: {head}"
            assert re.fullmatch(r"  hint: \S.{3,}", hint), f"{file.name}: {hint}"
            assert foreign_words(place[5]) + foreign_words(hint) == [], f"{file.name}: {block}"
            reports += 1
    assert reports > LEAST_REPORTS


def test_there_are_enough_kinds_of_mistake() -> None:
    assert len([file for file in CASES if read_case(file).report]) >= LEAST_MISTAKES


def test_foreign_words_would_be_found() -> None:
    assert foreign_words("Input should be a valid string")
    assert foreign_words("mapping values are not allowed here")
    assert foreign_words("expected str, got NoneType")
    assert foreign_words("'dict' is not possible here; write a list") == []
