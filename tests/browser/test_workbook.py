"""The pictures and tables of the workbook as people meet them: wide and narrow, by role and name, and all but empty."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Opened as Tab
from tests.support.browser import Places, opened
from tests.support.building import build_project, coalition_of, small_project
from tests.support.made_once import made_once
from tests.support.sites import trees_of

PAGES = ["index", "quality", "coverage", "shortlist", "stakeholders", "partners/index", "invites", "letters/index"]
NEEDS = "areas:\n  - Housing stability\n"
PARTNER = "---\nname: Elm Street Clinic\ntype: Health provider\nrelationship: potential\n---\n"
SPARSE = {
    "nothing": {},
    "needs": {"needs.yml": NEEDS},
    "a-partner": {"partners/clinic.md": PARTNER},
    "an-invite": {"invites.yml": "- {member: Ana Ruiz, sender: jo, status: idea}\n"},
}


def _cells(page: Page, need: str) -> dict[str, str]:
    """The matrix row of a need: the partner above each cell that is not empty, and what the cell says."""
    found: dict[str, str] = page.evaluate(
        """need => {
          const heads = [...document.querySelectorAll('.matrix__partner')];
          const row = [...document.querySelectorAll('.matrix tbody tr')].find(
            each => each.querySelector('th').textContent === need);
          const cells = [...row.querySelectorAll('td:not(.matrix__reach)')];
          return Object.fromEntries(cells.map((cell, number) => [heads[number].textContent, cell.textContent.trim()])
            .filter(([, text]) => text));
        }""",
        need,
    )
    return found


def test_the_matrix_says_who_meets_a_need(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        tab.page.goto(f"{places.address}/workbook/coverage.html")
        matrix = tab.page.get_by_role("table", name="Who meets which need")
        expect(matrix.get_by_role("columnheader", name="Joined (7)")).to_be_visible()
        expect(matrix.get_by_role("rowheader", name="Access to preschool")).to_be_visible()
        expect(matrix.get_by_role("row", name="Neonatal health nobody")).to_have_count(1)
        assert _cells(tab.page, "Access to preschool") == {
            "Amina Warsame": "joined",
            "Nguyễn Family Child Care": "potential",
        }
        # The heads stay in sight while the needs are scrolled through, by keyboard too.
        region = tab.page.get_by_role("group", name="All at once")
        region.press("End")
        head = matrix.get_by_role("columnheader", name="New Roots")
        expect(matrix.get_by_role("rowheader", name="Convening power")).to_be_in_viewport()
        expect(head).to_be_in_viewport()


def test_a_narrow_page_tells_the_same_as_a_list(browser: Browser, places: Places) -> None:
    with opened(browser, places, width=390, java_script_enabled=False) as tab:
        tab.page.goto(f"{places.address}/workbook/coverage.html")
        expect(tab.page.locator(".matrix")).to_be_hidden()
        row = tab.page.locator(".need-row", has_text="Access to preschool")
        expect(row).to_contain_text("2 partners")
        row.locator("summary").click()
        for standing, name in (("joined", "Amina Warsame"), ("potential", "Nguyễn Family Child Care")):
            expect(row.locator("div", has=tab.page.locator("dt", has_text=standing))).to_contain_text(name)
        assert row.locator(".need-row__name").evaluate("each => each.getBoundingClientRect().width") > 250
        nobody = tab.page.locator(".need-row", has_text="Neonatal health")
        expect(nobody.locator(".reach")).to_have_text("nobody")


def test_the_map_keeps_its_rows_and_columns_on_a_narrow_page(browser: Browser, places: Places) -> None:
    with opened(browser, places, width=390) as tab:
        tab.page.goto(f"{places.address}/workbook/stakeholders.html")
        row = tab.page.get_by_role("table").get_by_role("row").filter(has=tab.page.get_by_text("High influence"))
        expect(row.get_by_role("cell").first).to_contain_text("Opposed")
        expect(row.get_by_role("cell").first).to_contain_text("Forest City Property Owners Council")


@pytest.mark.slow("opens every kind of page of the workbook once more, narrow")
def test_narrow_pages_have_no_violations(browser: Browser, places: Places) -> None:
    found = []
    with opened(browser, places, width=390) as tab:
        for path in PAGES:
            tab.page.goto(f"{places.address}/workbook/{path}.html")
            found += tab.violations()
    assert found == []


def test_partners_are_filtered_by_keyboard(browser: Browser, places: Places) -> None:
    address = f"{places.address}/workbook/partners/index.html"
    with opened(browser, places) as tab:
        tab.page.goto(address)
        choice = tab.page.get_by_label("Position")
        choice.focus()
        choice.press("o")
        expect(choice).to_have_value("opposed")
        rows = tab.page.locator("#partners-list tbody tr:visible")
        expect(rows).to_have_count(1)
        expect(rows.get_by_role("rowheader")).to_contain_text("Forest City Property Owners Council")
        expect(tab.page.get_by_role("status")).to_have_text("1 partner shown")


def needs_met(tab: Tab) -> list[list[int]]:
    """The numbers of the last column, in each group of partners."""
    groups = tab.page.locator("#partners-list tbody").all()
    return [[int(text) for text in each.locator("td:last-child").all_inner_texts()] for each in groups]


@pytest.mark.parametrize("width", [1280, 390])
def test_partners_are_sorted_by_keyboard(browser: Browser, places: Places, width: int) -> None:
    """By the heads where there are some, and by a choice in the form where rows are cards. Groups stay together."""
    with opened(browser, places, width=width) as tab:
        tab.page.goto(f"{places.address}/workbook/partners/index.html")
        said = tab.page.get_by_role("status")
        tab.page.get_by_label("Sort by", exact=True).select_option("Partner: A to Z", force=True)
        as_listed = needs_met(tab)
        tab.page.get_by_label("Sort by", exact=True).select_option("", force=True)
        if width == 1280:
            head = tab.page.get_by_role("button", name="Needs met").first
            head.focus()
            head.press("Enter")
            sorted_by = tab.page.locator("th[aria-sort=descending]")
            expect(sorted_by).to_have_text(["Needs met"] * len(as_listed))
        else:
            expect(tab.page.locator("thead:visible")).to_have_count(0)
            tab.page.get_by_label("Sort by").select_option("Needs met: most first")
        expect(said).to_have_text("31 partners shown, sorted by Needs met, most first")
        assert needs_met(tab) == [sorted(each, reverse=True) for each in as_listed]
        tab.page.get_by_label("Sort by", exact=True).select_option("Needs met: fewest first", force=True)
        expect(said).to_have_text("31 partners shown, sorted by Needs met, fewest first")
        assert needs_met(tab) == [sorted(each) for each in as_listed]
        tab.page.get_by_label("Sort by", exact=True).select_option("", force=True)
        expect(tab.page.locator("#partners-list tbody tr:visible")).to_have_count(31 if width == 1280 else 0)


@pytest.mark.parametrize("way", ["highest first", "lowest first"])
def test_what_is_not_known_stands_last(browser: Browser, places: Places, way: str) -> None:
    with opened(browser, places, width=390) as tab:
        tab.page.goto(f"{places.address}/workbook/partners/index.html")
        tab.page.get_by_label("Sort by").select_option(f"Influence: {way}")
        groups = tab.page.locator("#partners-list tbody").all()
        found = [each.locator("td[data-label=Influence]").all_inner_texts() for each in groups]
    steps = ["high", "medium", "low"] if way == "highest first" else ["low", "medium", "high"]
    for texts in found:
        known = [text for text in texts if text != "not known"]
        assert known == sorted(known, key=steps.index)
        assert texts == known + ["not known"] * (len(texts) - len(known))


def test_partners_are_all_there_without_scripts(browser: Browser, places: Places) -> None:
    address = f"{places.address}/workbook/partners/index.html"
    with opened(browser, places, java_script_enabled=False) as tab:
        tab.page.goto(address)
        expect(tab.page.locator("#partners-list tbody tr:visible")).to_have_count(31)
        expect(tab.page.locator(".filters")).to_be_hidden()


def sparse(name: str) -> Places:
    """The workbook of a coalition that has hardly begun."""

    def make(folder: Path) -> None:
        build_project(small_project(folder, SPARSE[name]), folder / "build", with_pdf=False)

    workbook = made_once(f"sparse-{name}", make) / "build" / "workbook"
    return Places(workbook, workbook.as_uri())


OPENED = ("nothing", "a-partner")
_ONE_MORE = pytest.mark.slow("opens the pages of one more beginning")


@pytest.mark.parametrize("name", [name for name in SPARSE if name not in OPENED])
def test_another_that_has_hardly_begun_is_rendered(tmp_path: Path, name: str) -> None:
    tree = trees_of(coalition_of(small_project(tmp_path, SPARSE[name])))["workbook"]
    headings = {page.path.with_suffix("").as_posix(): page.html.count("<h1") for page in tree.pages}
    assert [path for path in PAGES if headings[path] != 1] == []


@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in OPENED else _ONE_MORE) for name in SPARSE])
def test_a_coalition_that_has_hardly_begun(browser: Browser, name: str) -> None:
    places = sparse(name)
    with opened(browser, places) as tab:
        for path in PAGES:
            tab.page.goto(f"{places.address}/{path}.html")
            expect(tab.page.locator("h1")).to_be_visible()
            expect(tab.page.locator(".internal-banner")).to_be_visible()


# The rules ask for style sheets once more, which pages of a folder may not; that is said late at times.
OF_THE_RULES = ("XMLHttpRequest", "net::ERR_FAILED", "preload assets")


@pytest.mark.slow("opens the pages of all anew")
@pytest.mark.parametrize("name", list(SPARSE))
def test_pages_with_next_to_nothing_have_no_violations(browser: Browser, name: str) -> None:
    places, found = sparse(name), []
    with opened(browser, places) as tab:
        for path in PAGES:
            tab.page.goto(f"{places.address}/{path}.html")
            assert tab.noted == []
            found += tab.violations(dark=False)
            tab.page.wait_for_timeout(300)
            tab.noted[:] = [each for each in tab.noted if not any(told in each for told in OF_THE_RULES)]
    assert found == []


def test_the_first_page_of_an_empty_coalition_says_how_to_begin(browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{sparse('nothing').address}/index.html")
    expect(page.get_by_role("link", name="Part 1 of the worksheet")).to_be_visible()
    expect(page.locator(".steps h2")).to_have_count(3)
    page.close()
