"""Pictures of texts in a browser: a telephone takes a light copy, and a page keeps its places while they come."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import served
from tests.support.building import build_project, small_project
from tests.support.photographs import with_photographs

LARGEST_PAGE = 300_000


@pytest.mark.slow("makes two photographs of two megabytes")
@pytest.mark.parametrize(("width", "fine", "copy"), [(390, 1, 400), (390, 2, 800), (390, 3, 1200), (1280, 1, 800)])
@pytest.mark.parametrize("path", ["pages/n0.html", "partners/n1.html"])
def test_a_page_with_a_photograph_of_noise_stays_light(
    path: str, width: int, fine: int, copy: int, browser: Browser, site_with_photographs: Path
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=fine)
    page, loaded = context.new_page(), dict[str, int]()
    page.on("response", lambda answer: loaded.update({answer.url: len(answer.body())}))
    with served(site_with_photographs) as address:
        page.goto(f"{address}/{path}", wait_until="networkidle")
        shown = page.locator(".picture img")
        shift = page.evaluate(SHIFT)
        assert f"/images/{copy}/" in shown.evaluate("(image) => image.currentSrc")
        assert shown.evaluate("(image) => image.complete && image.naturalWidth > 0")
    context.close()
    assert sum(loaded.values()) < LARGEST_PAGE, loaded
    assert shift < 0.01


SHIFT = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) moved += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 200);
})"""


@pytest.fixture(scope="module")
def site_with_photographs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photographs")
    project = with_photographs(small_project(folder / "project"), pages=1, partners=1)
    build_project(project, folder / "build", with_pdf=False)
    return folder / "build/site"
