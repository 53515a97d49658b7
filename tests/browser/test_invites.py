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


def _members(page: Page, list_number: int = 0) -> list[str]:
    """The people in one of the lists, as shown."""
    heads = page.locator(".invite-table").nth(list_number).locator("tbody th")
    return [str(each.get_attribute("data-value")) for each in heads.all() if each.is_visible()]


def _all_members(page: Page) -> list[str]:
    return [member for number in range(3) for member in _members(page, number)]


def _sort_button(page: Page, name: str) -> Locator:
    return page.locator(".invite-table").first.get_by_role("button", name=name)


def _said(page: Page) -> str:
    return page.locator("#invites-filters").get_by_role("status").inner_text()


def test_sorting_by_keyboard_is_announced(tab: Opened, view: TeamView) -> None:
    page = tab.page
    head = page.locator(".invite-table").first.get_by_role("columnheader", name="Follow up")
    assert head.get_attribute("aria-sort") is None
    _sort_button(page, "Follow up").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    days = {row.member: str(row.follow_up or "") for row in view.table_4()}
    known = sorted((member for member in days if days[member]), key=lambda member: days[member])
    assert [member for member in _members(page) if days[member]] == known
    assert _members(page)[: len(known)] == known
    assert _said(page).endswith("Sorted by Follow up, earliest first.")
    expect(_sort_button(page, "Follow up")).to_be_focused()
    page.keyboard.press("Space")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert [days[member] for member in _members(page)[: len(known)]] == sorted(map(str, days.values()))[::-1][
        : len(known)
    ]
    assert _said(page).endswith("latest first.")
    page.keyboard.press("Tab")
    expect(_sort_button(page, "Asked for, and notes")).to_be_focused()


def test_names_are_sorted_as_people_sort_them(tab: Opened, view: TeamView) -> None:
    _sort_button(tab.page, "Organization").click()
    organizations = {row.member: row.organization for row in view.table_4()}
    shown = [organizations[member] for member in _members(tab.page)]
    # Those without one stand last; an accent or a capital makes no difference.
    assert shown == sorted(shown, key=lambda name: (not name, name.casefold()))
    assert shown[-1] == ""


def test_statuses_are_sorted_by_how_far_they_have_come(tab: Opened, view: TeamView) -> None:
    _sort_button(tab.page, "Status").click()
    order, statuses = list(view.statuses()), {row.member: row.status for row in view.table_4()}
    shown = [order.index(statuses[member]) for member in _members(tab.page)]
    assert shown == sorted(shown)
    assert _said(tab.page).endswith("Sorted by Status, first step first.")


def test_every_column_can_be_sorted_and_the_order_of_the_list_comes_back(tab: Opened, view: TeamView) -> None:
    page = tab.page
    in_order = _members(page)
    assert in_order == [row.member for row in view.table_4()]
    heads = page.locator(".invite-table").first.locator("thead [data-sort]")
    assert heads.count() == page.locator(".invite-table").first.get_by_role("columnheader").count() - 1
    for head in heads.all():
        head.get_by_role("button").press("Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
        assert sorted(_members(page)) == sorted(in_order)
        assert page.locator(".invite-table").first.locator("[aria-sort]").count() == 1
    page.get_by_role("button", name="Show all").press("Enter")
    expect(page.locator("[aria-sort]")).to_have_count(0)
    assert _members(page) == in_order


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


@pytest.mark.parametrize("language", ["en", "es"])
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
    expect(page.get_by_text("Nobody in this list fits what is chosen above.")).to_have_count(3)
    expect(page.locator(".invite-table").first).to_be_hidden()


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


def test_narrow_rows_are_cards_that_stay_a_table(browser: Browser, places: Places, view: TeamView) -> None:
    with opened(browser, places, width=390) as found:
        found.page.goto(f"{places.address}/workbook/invites.html")
        table = found.page.get_by_role("table", name="Table 4").first
        assert table.get_by_role("rowheader").count() == len(view.table_4())
        row = table.get_by_role("row").filter(has_text="Dana Reyes")
        expect(row.get_by_role("cell").filter(has_text="Imani Brooks")).to_be_visible()
        label = "each => getComputedStyle(each, '::before').content"
        assert row.get_by_role("cell").nth(1).evaluate(label) == '"Who will send the invitation?"'
        expect(table.locator(".sort-button").first).to_be_hidden()
        found.page.get_by_label("Sort by").select_option("Follow up: latest first")
        days = {row.member: str(row.follow_up or "") for row in view.table_4()}
        assert days[_members(found.page)[0]] == max(days.values())


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
