"""Links of public texts to what only the workbook has lose their targets in public, and nowhere else."""

import re
from pathlib import Path

import pytest

from coalition_site.derive.public.view import public_view
from coalition_site.derive.team.assemble import team_view
from coalition_site.validate.public_texts import Shown, without_withheld_links
from tests.support.building import TODAY, coalition_of, small_project

SHOWN = Shown(partners={"bank"}, pages={"about"}, meetings={"2027-01-14-first"})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[a](../partners/mill.html)", "[a](withheld:)"),
        ("[a](../partners/mill.pdf#top 'Mill')", "[a](withheld: 'Mill')"),
        ("[a](</partners/mill.md>)", "[a](<withheld:>)"),
        ("[a](notes.html) and [b](about.html)", "[a](withheld:) and [b](about.html)"),
        ("[a]\n\n[a]: notes.html?x=1", "[a]\n\n[a]: withheld:"),
        ("[a](../invites.html), [b](../letters/dana.pdf)", "[a](withheld:), [b](withheld:)"),
        ("[a](%6eotes.html)", "[a](withheld:)"),
        ("[a](https://x.example/pages/notes.html)", "[a](https://x.example/pages/notes.html)"),
        ("[a](../index.html) ![words](mill.jpg) mill.html", "[a](../index.html) ![words](mill.jpg) mill.html"),
        ("[a](../partners/) [b](../partners/index.html)", "[a](../partners/) [b](../partners/index.html)"),
        ("[a](../partners/bank.vcf) [b](../areas/x.html)", "[a](../partners/bank.vcf) [b](../areas/x.html)"),
        ("[a](#notes) [b](mailto:mill@x.example) [c](//[)", "[a](#notes) [b](mailto:mill@x.example) [c](//[)"),
    ],
)
def test_targets_are_taken_out(text: str, shown: str) -> None:
    assert without_withheld_links(text, "pages", SHOWN) == shown


def test_the_workbook_keeps_what_the_public_site_lacks(tmp_path: Path) -> None:
    from coalition_site.render.markdown import markdown_to_html

    page = "---\ntitle: About\naudience: public\n---\nSee [the bank](../partners/bank.html) and [us](../index.html).\n"
    bank = "---\nname: Bank\ntype: Business\nrelationship: existing\n---\n"
    coalition = coalition_of(small_project(tmp_path, {"pages/about.md": page, "partners/bank.md": bank}))
    (public,) = public_view(coalition, TODAY).pages
    html = markdown_to_html(public.body)
    assert "See the bank and" in html
    assert re.findall('href="([^"]*)"', html) == ["../index.html"]
    assert "bank.html" not in public.body
    (of_team,) = team_view(coalition, TODAY).pages
    assert 'href="../partners/bank.html"' in markdown_to_html(of_team.page.body)
