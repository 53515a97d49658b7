"""The invite table: sorted and filtered by keyboard, kept in the address, whole without scripts, as cards if narrow."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.team.view import TeamView
from tests.support.browser import Opened, Places, opened
from tests.support.building import PROJECT, TODAY, coalition_of


@pytest.fixture(scope="module")
def view() -> TeamView:
    return team_view(coalition_of(PROJECT), TODAY)


@pytest.fixture
def tab(browser: Browser, places: Places) -> Iterator[Opened]:
    with opened(browser, places) as found:
        found.page.goto(f"{places.address}/workbook/invites.html")
        yield found


def _lists(page: Page) -> list[list[str]]:
    """The people in each of the lists, one of each status, as shown."""
    return [
        [str(each.get_attribute("data-value")) for each in table.locator("tbody th").all() if each.is_visible()]
        for table in page.locator(".invite-table").all()
    ]


def _all_members(page: Page) -> list[str]:
    return [member for members in _lists(page) for member in members]


def _sort_button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).first


def _said(page: Page) -> str:
    return page.locator("#invites-filters").get_by_role("status").inner_text()


def test_sorting_by_keyboard_is_announced(tab: Opened, view: TeamView) -> None:
    page = tab.page
    heads = page.get_by_role("columnheader", name="Follow up")
    assert heads.first.get_attribute("aria-sort") is None
    _sort_button(page, "Follow up").press("Enter")
    days = {row.member: str(row.due or "") for row in view.invites}
    for number, members in enumerate(_lists(page)):
        expect(heads.nth(number)).to_have_attribute("aria-sort", "ascending")
        # What is not known stands last.
        assert members == sorted(members, key=lambda member: (not days[member], days[member], members.index(member)))
    assert _said(page).endswith("Sorted by Follow up, earliest first.")
    expect(_sort_button(page, "Follow up")).to_be_focused()
    page.keyboard.press("Space")
    expect(heads.first).to_have_attribute("aria-sort", "descending")
    for members in _lists(page):
        known = [days[member] for member in members if days[member]]
        assert [days[member] for member in members[: len(known)]] == sorted(known, reverse=True)
    assert _said(page).endswith("latest first.")
    page.keyboard.press("Tab")
    expect(_sort_button(page, "Asked for, and notes")).to_be_focused()


def test_names_are_sorted_as_people_sort_them(tab: Opened, view: TeamView) -> None:
    _sort_button(tab.page, "Organization").click()
    organizations = {row.member: row.organization for row in view.invites}
    for members in _lists(tab.page):
        shown = [organizations[member] for member in members]
        # Those without one stand last; an accent or a capital makes no difference.
        assert shown == sorted(shown, key=lambda name: (not name, name.casefold()))


def test_every_list_has_a_status_and_says_how_many(tab: Opened, view: TeamView) -> None:
    folds = tab.page.locator("details.fold--list")
    by_status = view.by_status()
    assert [len(members) for members in _lists(tab.page)] == [len(rows) for _, rows in by_status]
    for fold, (status, rows) in zip(folds.all(), by_status, strict=True):
        expect(fold.locator("summary")).to_contain_text(f"{status} {len(rows)}")


@pytest.mark.slow("sorts by every column; one is sorted for every change")
def test_every_column_can_be_sorted_and_the_order_of_the_list_comes_back(tab: Opened, view: TeamView) -> None:
    page = tab.page
    in_order = _lists(page)
    assert in_order == [[row.member for row in rows] for _, rows in view.by_status()]
    heads = page.locator(".invite-table").first.locator("thead [data-sort]")
    assert heads.count() == page.locator(".invite-table").first.get_by_role("columnheader").count() - 2
    for head in heads.all():
        head.get_by_role("button").press("Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
        assert [sorted(each) for each in _lists(page)] == [sorted(each) for each in in_order]
        assert page.locator(".invite-table").first.locator("[aria-sort]").count() == 1
    page.get_by_role("button", name="Show all").press("Enter")
    expect(page.locator("[aria-sort]")).to_have_count(0)
    assert _lists(page) == in_order


def test_filtering_by_keyboard_counts_and_stays_in_the_address(tab: Opened, view: TeamView) -> None:
    page = tab.page
    page.get_by_label("Sender").focus()
    page.keyboard.type("Luis")
    of_luis = [row.member for row in view.invites if row.sender_id == "luis-arrieta"]
    assert sorted(_all_members(page)) == sorted(of_luis)
    assert _said(page) == f"{len(of_luis)} of {len(view.invites)} shown."
    page.keyboard.press("Tab")
    expect(page.get_by_label("Status")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Language")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    overdue = [row.member for row in view.overdue() if row.sender_id == "luis-arrieta"]
    assert overdue
    assert _all_members(page) == overdue
    _sort_button(page, "Sent").press("Enter")
    assert page.url.endswith("?sender=luis-arrieta&overdue=yes&sort=sent")
    page.reload()
    assert _all_members(page) == overdue
    expect(page.get_by_label("Overdue only")).to_be_checked()
    assert _said(page).endswith("Sorted by Sent, earliest first.")
    page.get_by_role("button", name="Show all").press("Enter")
    expect(page.locator("#invites-filters").get_by_role("status")).to_have_text(f"All {len(view.invites)} shown.")
    assert page.url.endswith("/invites.html")


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.slow("another language")), "es"])
def test_a_bookmark_chooses_language_and_status(
    browser: Browser, places: Places, view: TeamView, language: str
) -> None:
    with opened(browser, places) as found:
        found.page.goto(f"{places.address}/workbook/invites.html?language={language}&status=accepted&nonsense=1&item=2")
        chosen = [row.member for row in view.invites if (row.language, row.status) == (language, "accepted")]
        assert chosen
        assert _all_members(found.page) == chosen
        found.page.goto(f"{places.address}/workbook/invites.html?sender=nobody&sort=nothing&overdue=maybe")
        assert len(_all_members(found.page)) == len(view.invites)


def test_where_nobody_fits_it_is_said(tab: Opened, view: TeamView) -> None:
    page = tab.page
    page.get_by_label("Status").select_option("accepted")
    page.get_by_label("Overdue only").check()
    assert _all_members(page) == []
    assert _said(page) == f"0 of {len(view.invites)} shown."
    expect(page.locator("details.fold--list:visible")).to_have_count(0)


def test_it_works_from_a_folder_of_files(browser: Browser, places: Places, view: TeamView) -> None:
    with opened(browser, places) as found:
        found.page.goto((places.folder / "workbook/invites.html").as_uri())
        found.page.get_by_label("Overdue only").check()
        assert found.page.url.endswith("invites.html?overdue=yes")
        found.page.reload()
        assert sorted(_all_members(found.page)) == sorted(row.member for row in view.overdue())


def test_without_scripts_everything_is_there_and_nothing_is_dead(
    browser: Browser, places: Places, view: TeamView
) -> None:
    for width in (1280, 390):
        with opened(browser, places, width=width, java_script_enabled=False) as found:
            found.page.goto(f"{places.address}/workbook/invites.html")
            assert len(_all_members(found.page)) == len(view.invites)
            expect(found.page.locator(".sort-button")).to_have_count(0)
            expect(found.page.locator("#invites-filters")).to_be_hidden()
            text = found.page.locator("main").inner_text()
            for row in view.invites:
                facts = (row.member, row.organization, row.sender, row.status, row.phone, row.email, row.note, row.ask)
                assert all(" ".join(fact.split()) in " ".join(text.split()) for fact in facts), row.member


def test_the_table_fits_and_its_first_columns_are_those_of_table_4(tab: Opened) -> None:
    page = tab.page
    heads = page.locator(".invite-table").first.get_by_role("columnheader").all_inner_texts()
    assert heads[:3] == ["Potential coalition member", "Organization", "Who will send the invitation?"]
    for width in (1280, 1121, 1120, 700, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert tab.overflow() == 0, width
        assert page.locator(".invite-table").first.evaluate("each => each.getBoundingClientRect().right") <= width


def test_narrow_lists_fold_and_open_by_keyboard_or_by_what_is_sought(
    browser: Browser, places: Places, view: TeamView
) -> None:
    with opened(browser, places, width=390) as found:
        page = found.page
        page.goto(f"{places.address}/workbook/invites.html")
        assert _all_members(page) == []
        assert page.evaluate("document.documentElement.scrollHeight") < 3000
        number = next(n for n, (status, _) in enumerate(view.by_status()) if status == "accepted")
        summary = page.locator("details.fold--list > summary").nth(number)
        summary.focus()
        page.keyboard.press("Enter")
        accepted = [row.member for row in view.invites if row.status == "accepted"]
        assert _all_members(page) == accepted
        table = page.get_by_role("table", name="accepted")
        assert table.get_by_role("rowheader").count() == len(accepted)
        row = table.get_by_role("row").filter(has_text="Dana Reyes")
        expect(row.get_by_role("cell").filter(has_text="Imani Brooks")).to_be_visible()
        label = "each => getComputedStyle(each, '::before').content"
        assert row.get_by_role("cell").nth(1).evaluate(label) == '"Who will send the invitation?"'
        expect(table.locator(".sort-button").first).to_be_hidden()
        # What is looked for is shown; then the lists fold again.
        page.get_by_label("Overdue only").check()
        assert sorted(_all_members(page)) == sorted(row.member for row in view.overdue())
        page.get_by_role("button", name="Show all").press("Enter")
        expect(page.locator("details.fold--list[open]")).to_have_count(0)
        page.get_by_label("Sort by").select_option("Follow up: latest first")
        assert len(_all_members(page)) == len(view.invites)
        page.get_by_label("Sort by").select_option("")
        # On paper nothing stays folded.
        page.emulate_media(media="print")
        assert len(_all_members(page)) == len(view.invites)


@pytest.mark.slow("looks at the list in every state; the page itself is looked at for every change")
def test_no_accessibility_violations_in_any_state(browser: Browser, places: Places) -> None:
    found = []
    with opened(browser, places) as tab:
        for query in ("?overdue=yes&sort=-follow-up", "?overdue=yes&status=accepted", ""):
            tab.page.goto(f"{places.address}/workbook/invites.html{query}")
            for width in (1280, 390):
                tab.page.set_viewport_size({"width": width, "height": 900})
                # The whole list shows every color that the others do.
                colors = not query and width == 1280
                found += [f"{each} at {width}" for each in tab.violations(dark=colors, light=colors)]
    assert found == []


def test_the_calendars_are_there(tab: Opened, places: Places, view: TeamView) -> None:
    links = tab.page.locator('a[href$=".ics"]')
    assert links.count() == 2 + len({row.sender_id for row in (*view.overdue(), *view.upcoming())})
    for link in links.all():
        file = places.folder / "workbook" / str(link.get_attribute("href"))
        assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
