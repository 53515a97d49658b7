"""The list of letters: filtered by keyboard, and whole without scripts."""

from playwright.sync_api import Browser, expect

from tests.support.browser import Places, opened
from tests.support.building import PROJECT, coalition_of


def test_letters_are_filtered_by_keyboard(browser: Browser, places: Places) -> None:
    senders = coalition_of(PROJECT).settings.senders
    with opened(browser, places) as tab:
        tab.page.goto(f"{places.address}/workbook/letters/index.html")
        rows = tab.page.locator("#letters-list tbody tr")
        everyone = rows.count()
        sender, status = tab.page.get_by_label("From"), tab.page.get_by_label("Status")
        sender.focus()
        tab.page.keyboard.type("Luis")
        expect(sender).to_have_value(senders["luis-arrieta"].name)
        shown = [row for row in rows.all() if row.is_visible()]
        assert 0 < len(shown) < everyone
        assert {row.locator("td").first.inner_text() for row in shown} == {senders["luis-arrieta"].name}
        tab.page.keyboard.press("Tab")
        expect(status).to_be_focused()
        tab.page.keyboard.type("drafted")
        drafted = [row for row in rows.all() if row.is_visible()]
        assert 0 < len(drafted) < len(shown)
        expect(tab.page.get_by_role("status").filter(has_text="shown")).to_have_text(
            f"{len(drafted)} letter{'s' if len(drafted) > 1 else ''} shown"
        )


def test_without_scripts_the_list_is_whole_and_has_no_dead_filter(browser: Browser, places: Places) -> None:
    with opened(browser, places, java_script_enabled=False) as tab:
        tab.page.goto(f"{places.address}/workbook/letters/index.html")
        rows = tab.page.locator("#letters-list tbody tr")
        assert rows.count() >= 14
        assert all(row.is_visible() for row in rows.all())
        expect(tab.page.get_by_label("From")).to_be_hidden()


def test_a_letter_that_was_sent_links_to_its_copy(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        tab.page.goto(f"{places.address}/workbook/letters/walter-lindqvist.html")
        link = tab.page.get_by_role("link", name="the copy as it was sent")
        address = str(link.get_attribute("href"))
        assert address.endswith(".pdf")
        assert (places.folder / "workbook" / "letters" / address).read_bytes().startswith(b"%PDF")
