"""The overview answers at first glance where the coalition stands, what is due and by whom, and what is missing."""

from playwright.sync_api import Browser, expect

from coalition_site.derive.team.assemble import team_view
from tests.support.browser import Places, opened
from tests.support.building import PROJECT, TODAY, coalition_of


def test_the_first_view_says_what_is_due_and_by_whom(browser: Browser, places: Places) -> None:
    view = team_view(coalition_of(PROJECT), TODAY)
    with opened(browser, places) as tab:
        page = tab.page
        page.goto(f"{places.address}/workbook/index.html")
        figures = page.locator(".key-figures > div")
        expect(figures.filter(has_text="Open gaps")).to_contain_text("Neonatal health")
        expect(figures.last).to_be_in_viewport(ratio=1)
        assert view.overdue()
        for work in view.due():
            expect(page.get_by_role("heading", name=work.sender)).to_be_in_viewport(ratio=1)
            for each in work.follow_ups[:3]:
                link = page.locator(".due").get_by_role("link", name=each.row.member)
                expect(link).to_be_in_viewport(ratio=1)
                expect(link).to_have_accessible_description(
                    f"{-each.days} day{'s' if each.days < -1 else ''} late" if each.days < 0 else f"in {each.days} days"
                )
        for letter in view.letters_with_gaps():
            expect(page.locator(".due__gaps")).to_contain_text(f"{letter.member} ({', '.join(letter.gaps)})")


def test_its_figures_lead_to_as_many_rows(browser: Browser, places: Places) -> None:
    view = team_view(coalition_of(PROJECT), TODAY)
    (work,) = (work for work in view.due() if work.sender_id == "luis-arrieta")
    with opened(browser, places) as tab:
        page = tab.page
        rows = page.locator(".invite-table tbody tr:visible")
        page.goto(f"{places.address}/workbook/index.html")
        page.get_by_role("link", name="letters to send by Luis").press("Enter")
        tasks = page.get_by_role("region", name=work.sender)
        assert work.to_send
        for row in work.to_send:
            expect(tasks).to_contain_text(row.member)
        page.goto(f"{places.address}/workbook/index.html")
        page.get_by_role("link", name="Follow-ups overdue").press("Enter")
        expect(rows).to_have_count(len(view.overdue()))
        # The heads of a long table stay in sight.
        page.get_by_role("button", name="Show all").click()
        rows.nth(20).scroll_into_view_if_needed()
        expect(page.get_by_role("columnheader", name="Follow up").first).to_be_in_viewport()
