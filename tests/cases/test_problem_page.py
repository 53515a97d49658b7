"""docs/problems.md is complete, current, and its examples are what the program says."""

import re

from coalition_site.problems import kinds
from scripts.make.problem_page import PAGE, examples, page
from tests.support.case_files import WITHOUT_CASE


def test_the_page_is_what_the_script_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/make/problem_page.py"


def test_the_page_explains_every_code_once() -> None:
    assert sorted(re.findall(r"^### (.*)$", page(), re.MULTILINE)) == sorted(kinds())


def test_every_code_that_content_can_cause_has_an_example() -> None:
    assert examples().keys() == kinds().keys() - WITHOUT_CASE.keys()


def test_the_table_speaks_in_whole_sentences() -> None:
    for code, kind in kinds().items():
        for sentence in (kind.meaning, kind.remedy):
            assert re.fullmatch(r"[A-Z\"].*[.\")'#]", sentence), f"{code}: {sentence}"
