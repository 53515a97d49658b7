"""The coverage page of a coalition with more partners than columns: all are counted, and no name is left out."""

import re
from datetime import date

from coalition_site.derive.advice.coverage_table import MOST_COLUMNS
from coalition_site.derive.team.assemble import team_view
from coalition_site.render.environment import html_environment
from coalition_site.render.pages import Offered
from coalition_site.render.workbook import render_workbook
from tests.support.making import make_coalition, make_needs, make_partner

HOUSING, POLICING = "Housing stability", "Just policing"


def test_many_partners_are_counted_and_all_are_named() -> None:
    crowd = [make_partner(f"partner-{n}", works_on=[HOUSING]) for n in range(MOST_COLUMNS)]
    both = make_partner("both", relationship="potential", works_on=[HOUSING, POLICING])
    needs = make_needs(areas=[HOUSING, POLICING])
    view = team_view(make_coalition(both, *crowd, needs=needs), date(2026, 11, 23))
    tree = render_workbook(view, html_environment(None, "en"), offered=Offered(with_pdf=False))
    (html,) = (page.html for page in tree.pages if str(page.path) == "coverage.md")
    assert 'class="matrix"' not in html
    rows = [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in re.findall(r"<summary>.*?</dl>", html, re.DOTALL)]
    assert f"{HOUSING} {MOST_COLUMNS + 1} partners existing ({MOST_COLUMNS})" in rows[0]
    assert rows[1].startswith(f"{POLICING} only one potential Policing that is fair")
    assert rows[1].endswith("potential (1) both")
    (folded,) = re.findall(r"<details[^>]*><summary>and (\d+) more</summary>(.*?)</details>", html, re.DOTALL)
    assert int(folded[0]) == folded[1].count("<a ") == MOST_COLUMNS - 8
    assert {f"partners/partner-{n}.html" for n in range(MOST_COLUMNS)} <= set(re.findall(r'href="([^"]*)"', html))
