"""The hostile corpus (tests/cases/hostile) in a real browser: no dialog, no script of theirs, no request elsewhere."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Opened, Places, Quiet, opened
from tests.support.hostile import hostile_output, texts

# As docs/security.md gives it for hosts that can set headers; here it also stops what it should never need to stop.
POLICY = (
    "default-src 'self'; img-src 'self' data:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'none'"
)
LEAST_CASES = 80

# What the page holds that could act, or leads where no link may: attributes and elements, as the browser sees them.
_ACTIVE = """() => {
  const found = [];
  for (const element of document.querySelectorAll('*')) {
    for (const {name, value} of element.attributes) {
      if (name.startsWith('on')) found.push(`${element.tagName} ${name}=${value}`);
      if (['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'srcdoc'].includes(name)
          && /^[\\s\\x00-\\x1f]*(javascript:|vbscript:|data:text|file:)/i.test(value)
          && !value.startsWith(location.protocol))
        found.push(`${element.tagName} ${name}=${value}`);
    }
    if (['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'FRAME', 'MATH', 'ANIMATE'].includes(element.tagName.toUpperCase()))
      found.push(element.outerHTML.slice(0, 200));
    if (element.tagName === 'META' && element.httpEquiv === 'refresh') found.push(element.outerHTML);
    if (element.tagName === 'SCRIPT' && element.type !== 'application/ld+json' && element.type !== 'application/json'
        && /zq/.test(element.textContent + element.src)) found.push(element.outerHTML.slice(0, 200));
  }
  for (const link of document.links)
    if (!['http:', 'https:', 'mailto:', 'tel:', 'file:'].includes(link.protocol)) found.push(`link to ${link.href}`);
  for (const image of document.images)
    if (new URL(image.src).host !== location.host && !image.src.startsWith('data:')) found.push(`image ${image.src}`);
  return found;
}"""

# Shows more results, and says whether there were more.
_MORE = "(more => more.hidden ? false : (more.click(), true))(document.querySelector('[data-more]'))"


class _WithPolicy(Quiet):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@pytest.fixture(scope="module")
def hostile() -> Iterator[Places]:
    output = hostile_output()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_WithPolicy, directory=str(output)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Places(output, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


def _look(tab: Opened, address: str) -> list[str]:
    tab.page.goto(address, wait_until="load")
    found: list[str] = tab.page.evaluate(_ACTIVE)
    return [f"{address}: {each}" for each in found]


def test_there_are_enough_cases() -> None:
    assert len(texts()) >= LEAST_CASES


def _some(pages: list[str], name: str, share: int = 4) -> list[str]:
    """All pages that are one of a kind; of partners, letters, areas and the like each folder's share, in turns.

    The share of a site, a quarter of the texts or as it is asked, is another one than that of the other site.
    """
    folders: dict[str, list[str]] = {}
    for page in pages:
        folders.setdefault(page.rpartition("/")[0], []).append(page)
    top, *others = sorted(folders)
    first = share // 2 * len(others) if name == "workbook" else 0
    return folders[top] + [
        page for place, folder in enumerate(others) for page in folders[folder][first + place :: share * len(others)]
    ]


@pytest.mark.parametrize("name", ["site", "workbook"])
@pytest.mark.parametrize(
    "choice",
    [
        pytest.param("some", marks=pytest.mark.part("all pages")),
        pytest.param("all", marks=pytest.mark.slow("opens every page of the site, and many of the workbook")),
    ],
)
def test_nothing_acts_on_any_page(browser: Browser, hostile: Places, choice: str, name: str) -> None:
    """A dialog, an error, a request to another host or a breach of the policy is noted while the pages are open."""
    with opened(browser, hostile) as tab:
        pages = hostile.pages(name)
        assert len(pages) > 2 * len(texts())
        if choice != "all":
            pages = _some(pages, name)
        elif name == "workbook":
            # Each text stands on the site too, and pages of one kind are made of one template.
            pages = _some(pages, name, share=2)
        assert len(pages) > len(texts()) / 4
        acting = [each for address in pages for each in _look(tab, address)]
        assert acting == []


@pytest.mark.parametrize(
    ("name", "served"),
    [("site", True), pytest.param("workbook", False, marks=pytest.mark.slow("the same program, from files"))],
    ids=["served", "from files"],
)
def test_search_results_do_nothing(browser: Browser, hostile: Places, name: str, served: bool) -> None:
    start = hostile.address if served else hostile.folder.as_uri()
    with opened(browser, hostile) as tab:
        tab.page.goto(f"{start}/{name}/search.html")
        field = tab.page.get_by_role("searchbox", name="Words to look for")
        for words in ("constructor __proto__", "<img src=x onerror=alert(1)>", "zq"):
            field.fill(words)
        while tab.page.evaluate(_MORE):
            pass
        assert tab.page.locator(".search-found__list a").count() > len(texts()) / 2
        assert tab.page.evaluate(_ACTIVE) == []


@pytest.mark.slow("searches for every hostile text")
def test_every_hostile_text_can_be_looked_for(browser: Browser, hostile: Places) -> None:
    with opened(browser, hostile) as tab:
        tab.page.goto(f"{hostile.address}/site/search.html")
        field = tab.page.get_by_role("searchbox", name="Words to look for")
        for words in texts().values():
            field.fill(words)
            assert tab.page.evaluate(_ACTIVE) == []


def test_what_acts_would_be_seen(browser: Browser, hostile: Places) -> None:
    with opened(browser, hostile) as tab:
        tab.page.goto(f"{hostile.address}/site/index.html")
        tab.page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<p onclick=1><a href=javascript:1>x</a></p>')"
        )
        assert len(tab.page.evaluate(_ACTIVE)) == 3
