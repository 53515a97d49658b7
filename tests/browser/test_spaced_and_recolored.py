"""Pages as some readers see them: with their own spacing, in their own colors, with larger fingers."""

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import Places, opened
from tests.support.page_kinds import SITES, page_kinds

# What WCAG 1.4.12 says that a reader may set; by the script, since the form's policy refuses style sheets.
SPACING = """() => {
  for (const element of document.querySelectorAll('body, body *')) {
    const set = (name, value) => element.style?.setProperty(name, value, 'important');
    set('line-height', '1.5'); set('letter-spacing', '0.12em'); set('word-spacing', '0.16em');
    if (element.matches('p')) set('margin-bottom', '2em');
  }
}"""
COVERED = """() => {
  const name = document.querySelector('.wordmark__name');
  const others = document.querySelectorAll('.menu-button, .site-tools, .scheme-button');
  if (!name) return [];
  const text = document.createRange();
  text.selectNodeContents(name);
  const box = text.getBoundingClientRect();
  return [...others].map(each => [each.className, each.getBoundingClientRect()])
    .filter(([, other]) => other.width && box.right > other.left && box.left < other.right
      && box.bottom > other.top && box.top < other.bottom).map(([name]) => name);
}"""
FILLED = ("--filled", ":not(.petal--filled)")
# WCAG 2.5.8; links within a sentence are excepted, and so is what the whole of a larger label works for.
SMALL = """() => [...document.querySelectorAll('a, button, input, select, summary, textarea')].filter(each => {
  const box = each.getBoundingClientRect(), style = getComputedStyle(each);
  return box.width && style.display !== 'inline' && style.position !== 'absolute' && !each.closest('.visually-hidden')
    && (box.width < 24 || box.height < 24);
}).map(each => each.outerHTML.slice(0, 120))"""


def has_one_heading_and_a_way_past_its_head(page: Page) -> bool:
    target = page.locator("header a").first.get_attribute("href") or ""
    return page.locator("h1").count() == page.locator(f"main {target}, main{target}").count() == 1 and target[0] == "#"


@pytest.mark.parametrize(
    "name", [SITES[0], *(pytest.param(name, marks=pytest.mark.slow("the same style sheet")) for name in SITES[1:])]
)
def test_pages_bear_a_readers_spacing_and_fingers(browser: Browser, places: Places, name: str) -> None:
    found = []
    with opened(browser, places, width=320) as tab:
        for path in page_kinds(places.folder, name):
            tab.page.goto(f"{places.address}/{path}")
            assert has_one_heading_and_a_way_past_its_head(tab.page), path
            found += [f"{path}: smaller than 24 pixels: {each}" for each in tab.page.evaluate(SMALL)]
            tab.page.evaluate(SPACING)
            found += [f"{path}: {tab.overflow()} pixels too wide with spacing"] if tab.overflow() else []
            found += [f"{path}: the name runs under {each}" for each in tab.page.evaluate(COVERED)]
    assert found == []


def test_signs_differ_in_the_readers_own_colors(browser: Browser, places: Places) -> None:
    look = "name => {const style = getComputedStyle(document.querySelector(name)); return [%s].join(' ')}"
    mark = look % "style.backgroundColor, style.borderRadius"
    with opened(browser, places, forced_colors="active") as tab:
        tab.page.goto(f"{places.address}/workbook/coverage.html")
        marks = [tab.page.evaluate(mark, f".legend .mark--{name}") for name in ("joined", "existing", "potential")]
        assert len({*marks}) == 3
        tab.page.goto(f"{places.address}/site/index.html")
        petals = [tab.page.evaluate(look % "style.fill, style.stroke", f".wheel__full .petal{kind}") for kind in FILLED]
        assert len({*petals}) == 2
        assert not any("none none" in petal for petal in petals)


def test_tables_stay_tables_where_they_look_like_cards(browser: Browser, places: Places) -> None:
    with opened(browser, places, width=390) as tab:
        tab.page.goto(f"{places.address}/workbook/worksheet.html")
        table = tab.page.locator("#table-1").get_by_role("table")
        assert table.get_by_role("columnheader").count() == table.locator("thead th").count() > 2
        assert table.get_by_role("rowheader").count() == table.locator("tbody tr").count() > 3
        tab.page.goto(f"{places.address}/workbook/invites.html")
        tab.page.locator("summary", has_text="Accepted").click()
        names = tab.page.get_by_role("table", name="accepted").get_by_role("rowheader").all_inner_texts()
        assert "Dana Reyes" in names
        assert not any("@" in name or "\n" in name for name in names)


def test_a_choice_of_languages_leaves_the_name_its_room(browser: Browser, places: Places) -> None:
    lines = "name => name.getBoundingClientRect().height / parseFloat(getComputedStyle(name).lineHeight)"
    with opened(browser, places, width=1280) as tab:
        tab.page.goto(f"{places.address}/site/es/index.html")
        assert tab.page.locator(".wordmark__name").evaluate(lines) < 2.5
        assert tab.page.locator("header").get_by_role("link", name="Buscar").is_visible()
