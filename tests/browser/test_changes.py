"""The page that says what changed, made from a repository with a history."""

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import Places, opened
from tests.support.building import build_project
from tests.support.repositories import SETTINGS, partner_file, repository

INVITES = (
    "- member: Ana Ruiz\n  partner: clinic\n  sender: jo\n  status: {}\n- member: Bo\n  sender: jo\n  status: {}\n"
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, places: Places) -> Places:
    """A workbook with a change of each tone, below the folder that is served."""
    made = repository(tmp_path_factory.mktemp("town"))
    before = {"content/coalition.yml": SETTINGS, "content/partners/clinic.md": partner_file("Clinic " * 12)}
    needs = {"content/needs.yml": "areas: [Housing stability, Digital access]\n"}
    made.commit("2026-09-01T12:00:00Z", before | needs | {"content/invites.yml": INVITES.format("sent", "sent")})
    made.write({"content/invites.yml": INVITES.format("accepted", "declined")})
    made.write({"content/partners/one.md": partner_file("New One", works_on="[Housing stability]")})
    folder = places.folder / "town-with-a-history"
    build_project(made.folder, folder, with_pdf=False)
    return Places(folder, f"{places.address}/{folder.name}")


def test_the_overview_leads_to_every_change(browser: Browser, town: Places) -> None:
    with opened(browser, town) as tab:
        tab.page.goto(f"{town.address}/workbook/index.html")
        expect(tab.page.get_by_role("listitem").filter(has_text="accepted")).to_be_visible()
        tab.page.get_by_role("link", name="Every change").click()
        expect(tab.page.get_by_role("heading", level=1)).to_have_text("What changed")
        needs = tab.page.get_by_role("region", name="Needs and gaps")
        expect(needs.get_by_role("listitem")).to_have_text(
            "Housing stability is no longer a gap, and rests on one partner"
        )
        tab.page.get_by_role("link", name="New One").click()
        expect(tab.page.get_by_role("heading", level=1)).to_have_text("New One")


def test_it_fits_and_has_no_accessibility_violations(browser: Browser, town: Places) -> None:
    found = []
    with opened(browser, town) as tab:
        for page in ("index", "changes"):
            tab.page.goto(f"{town.address}/workbook/{page}.html")
            for width in (1280, 390, 320):
                tab.page.set_viewport_size({"width": width, "height": 900})
                assert tab.overflow() == 0, (page, width)
            found += tab.violations(dark=page == "changes", light=page == "changes")
    assert found == []
