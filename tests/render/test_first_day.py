"""The workbook of a coalition that has hardly begun: no bare headings, no counts of nothing, and a way to begin."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest

from coalition_site.derive.team.assemble import team_view
from coalition_site.model.coalition import Coalition
from coalition_site.render.environment import html_environment
from coalition_site.render.pages import Offered
from coalition_site.render.workbook import render_workbook
from tests.support.making import make_coalition, make_invite, make_needs, make_partner

TODAY = date(2026, 11, 23)
STAGES: Mapping[str, Coalition] = {
    "nothing": make_coalition(),
    "a need": make_coalition(needs=make_needs(areas=["Housing stability"])),
    "a partner": make_coalition(make_partner("elm")),
    "an invite": make_coalition(invites=[make_invite()]),
}


@cache
def _pages(stage: str) -> Mapping[str, str]:
    tree = render_workbook(
        team_view(STAGES[stage], TODAY), html_environment(None, "en"), offered=Offered(with_pdf=False)
    )
    return {str(page.path): page.html for page in tree.pages}


def _words(stage: str, page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", _pages(stage)[page]).split())


@pytest.mark.parametrize("stage", STAGES)
def test_no_page_counts_parts_of_nothing(stage: str) -> None:
    assert [page for page in _pages(stage) if " of 0" in _words(stage, page)] == []


@pytest.mark.parametrize("stage", STAGES)
def test_every_heading_has_something_below_it(stage: str) -> None:
    bare = r"</h[2-6]>\s*(?:</(?:div|section|header)>\s*)+(?:<section|$)"
    assert [page for page, html in _pages(stage).items() if re.search(bare, html)] == []


def test_the_first_page_says_how_to_begin() -> None:
    words = _words("nothing", "index.md")
    assert "Nothing is written down yet." in words
    assert "Forms in the browser write these files for you: coalition edit" in words
    assert "board-head" not in _pages("nothing")["index.md"]
    assert "board-head" in _pages("a need")["index.md"]


def test_nothing_is_in_order_where_there_is_nothing() -> None:
    assert "Nothing to mend" not in _words("nothing", "quality.md")
    assert "Nothing else to mend" in _words("a partner", "quality.md")


def test_the_worksheet_announces_examples_only_where_there_are_some() -> None:
    first, last = _words("nothing", "worksheet.md").split("Table 4.", 1)
    assert first.count("The rows below are examples.") == first.count(" yet.") == 3
    assert "The rows below are examples." not in last
    assert "Nobody yet." in last
