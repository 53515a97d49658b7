"""A partner's review in the browser: it is accessible, asks no other host, and saves what it holds."""

import json
from pathlib import Path

from playwright.sync_api import Browser, expect

from coalition_site.model.review_form import REVIEW_FORMAT, REVIEW_VERSION
from tests.support.browser import Places, opened
from tests.support.building import PROJECT, coalition_of
from tests.support.reviews import PARTNER, form_of, saved_fields


def test_the_form_saves_what_it_holds(browser: Browser, places: Places, tmp_path: Path) -> None:
    html = form_of(coalition_of(PROJECT))
    file = tmp_path / "review.html"
    file.write_text(html, encoding="utf-8")
    with opened(browser, places, width=390) as tab:
        tab.page.goto(file.as_uri())
        assert tab.violations(dark=False) == []
        assert tab.overflow() == 0
        tab.page.locator('[name="review.website"]').fill("https://assetbuilders.example/en")
        tab.page.locator('[name="review.serves.young-people"]').press("Space")
        with tab.page.expect_download() as download:
            tab.page.locator('button[type="submit"]').press("Enter")
        saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        expect(tab.page.get_by_role("status")).to_contain_text(download.value.suggested_filename)
    head = {key: value for key, value in saved.items() if key != "fields"}
    assert head == {"format": REVIEW_FORMAT, "version": REVIEW_VERSION, "partner": PARTNER, "language": "es"}
    day = saved["fields"].pop("review.day")
    assert f"review-{PARTNER}-{day}.json" == download.value.suggested_filename
    as_it_was = saved_fields(html)
    assert as_it_was.pop("review.day") == ""
    changed = {"review.website": "https://assetbuilders.example/en", "review.serves.young-people": False}
    assert saved["fields"] == as_it_was | changed
