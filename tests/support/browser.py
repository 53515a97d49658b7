"""A page in the browser that notes what should not happen: messages, errors, and requests to other hosts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


# Only what breaks a rule is asked for: the report on what passes takes as long to hand over as a page to look at.
_VIOLATIONS = "options => axe.run({resultTypes: ['violations'], ...options}).then(found => found.violations)"
_OF_COLORS = {"runOnly": ["color-contrast", "link-in-text-block"]}


class Quiet(SimpleHTTPRequestHandler):
    """Serves files that do not change while the tests run: pages share what they have in common."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Lets the browser keep what it got."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the library's
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass(frozen=True)
class Places:
    """Where both sites lie, and where they are served."""

    folder: Path
    address: str

    def pages(self, name: str) -> list[str]:
        """The addresses of all pages of one site."""
        files = sorted((self.folder / name).rglob("*.html"))
        return [f"{self.address}/{file.relative_to(self.folder).as_posix()}" for file in files]


@dataclass
class Opened:
    """A page, and what was noted while it was used."""

    page: Page
    host: str
    noted: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Begins to note."""
        self.page.on("console", lambda message: self.noted.append(f"{self.page.url}: {message.type} {message.text}"))
        self.page.on("pageerror", lambda error: self.noted.append(f"{self.page.url}: {error}"))
        self.page.on("dialog", lambda dialog: self.noted.append(f"{self.page.url}: dialog {dialog.message}"))
        self.page.on("request", lambda request: self._check(request.url))
        self.page.on("response", lambda response: self._judge(response.url, response.status))

    def _check(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"data", "blob", "file"} and parts.netloc != self.host:
            self.noted.append(f"{self.page.url}: request to {address}")

    def _judge(self, address: str, status: int) -> None:
        if status >= 400:
            self.noted.append(f"{self.page.url}: {status} for {address}")

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return max(width, 0)

    def violations(self, *, dark: bool = True, light: bool = True) -> list[str]:
        """What the accessibility rules fault in the page, in light colors and, of what colors decide, in dark ones.

        Colors take half of the time: without `light`, the rule of contrast is left to a test of the page at another
        width.
        """
        options: dict[str, Any] = {} if light else {"rules": {"color-contrast": {"enabled": False}}}
        self.page.evaluate(_rules())
        found: list[Any] = [*self.page.evaluate(_VIOLATIONS, options)]
        if dark:
            found += self._violations_in_dark()
        return [f"{self.page.url}: {each['id']} {each['nodes'][0]['html']}" for each in found]

    def _violations_in_dark(self) -> list[Any]:
        self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        assert self.page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
        found: list[Any] = self.page.evaluate(_VIOLATIONS, _OF_COLORS)
        # Light colors come back before motion does: a card on its way from dark to light has too little contrast.
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        assert self.page.evaluate("document.documentElement.offsetHeight") > 0  # lays out, and so takes on the colors
        self.page.emulate_media(reduced_motion="null")
        return found


@cache
def _rules() -> str:
    """The script that knows the rules."""
    return str(Axe().axe_script)


_CONTEXTS: WeakKeyDictionary[Browser, dict[bool, BrowserContext]] = WeakKeyDictionary()


@contextmanager
def opened(
    browser: Browser, places: Places, *, width: int = 1280, java_script_enabled: bool = True, **media: Any
) -> Iterator[Opened]:
    """A fresh page that notes what should not happen; at its end nothing may have been noted.

    `media` are features that the page sees, such as `color_scheme`. A new context takes Chromium half a second, so two
    are kept, and emptied before each page of all that a browser remembers.
    """
    contexts = _CONTEXTS.setdefault(browser, {})
    if java_script_enabled not in contexts:
        size: ViewportSize = {"width": 1280, "height": 900}
        contexts[java_script_enabled] = browser.new_context(viewport=size, java_script_enabled=java_script_enabled)
    context = contexts[java_script_enabled]
    others = {*context.pages}
    page = context.new_page()
    _forget(page, places)
    page.set_viewport_size({"width": width, "height": 900})
    if media:
        page.emulate_media(**media)
    found = Opened(page, urlsplit(places.address).netloc)
    found.watch()
    try:
        yield found
        assert not found.noted, "\n".join(found.noted)
    finally:
        for each in {*context.pages} - others:
            each.close()


def _forget(page: Page, places: Places) -> None:
    """Empties the cache of a page's context, and what sites kept in it: as a new context would be."""
    session = page.context.new_cdp_session(page)
    session.send("Network.clearBrowserCache")
    session.send("Network.clearBrowserCookies")
    for origin in ("file://", "://".join(urlsplit(places.address)[:2])):
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()
