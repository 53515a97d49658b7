"""The preview's web server: for one person on this machine. It answers nobody else, and asks nobody anything.

Other people may use the same machine: the address holds a token that only the terminal says.
"""

import json
import mimetypes
import re
import secrets
import sys
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from socket import socket
from typing import Any
from urllib.parse import parse_qs, unquote

from coalition_site.publish.output.folder import SITE, SITES
from coalition_site.serve.preview import Preview

HOST = "127.0.0.1"
_OWN = "/-/"
_OWN_FILES = {"preview.js": "text/javascript", "preview.css": "text/css"}
_WAIT_SECONDS = 25.0
_VERSION = re.compile(r"[0-9]{1,9}")
# Another page that is open in the same browser must not read the workbook: not as a script, a picture or a frame.
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_NOTHING_YET = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>'
    "<body><main><h1>There is no page to show yet</h1><p>{}</p></main></body></html>"
)


class PreviewServer(ThreadingHTTPServer):
    """Listens on the loopback address only. Raises OSError where the port is taken; port 0 takes a free one."""

    daemon_threads = True

    def __init__(self, preview: Preview, port: int) -> None:
        super().__init__((HOST, port), partial(_Handler, preview))
        self.token = secrets.token_urlsafe(16)

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:  # noqa: ARG002
        """A browser that went away while it was answered is no error; what else fails is one line."""
        error = sys.exception()
        if not isinstance(error, ConnectionError):
            sys.stderr.write(f"A page could not be shown ({type(error).__name__}: {error}). Please report it.\n")

    @property
    def address(self) -> str:
        """Where the sites are, as a browser writes it."""
        return f"http://{HOST}:{self.server_port}/{self.token}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PreviewServer

    def __init__(self, preview: Preview, *arguments: Any) -> None:
        self._preview = preview
        super().__init__(*arguments)

    def log_message(self, *_: object) -> None:
        """Says nothing: the terminal is for what changed."""

    def do_HEAD(self) -> None:
        """Answers without a body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answers a browser on this machine that was sent here by a person or by our own pages."""
        if not self._is_for_us():
            self._answer(HTTPStatus.FORBIDDEN, b"This preview answers this machine only.\n", "text/plain")
            return
        asked, _, query = self.path.partition("#")[0].partition("?")
        token, path = f"/{self.server.token}", unquote(asked)
        if not secrets.compare_digest(f"{path}/"[: len(token) + 1].encode(), f"{token}/".encode()):
            self._answer(HTTPStatus.FORBIDDEN, b"Open the address that coalition serve printed.\n", "text/plain")
            return
        path = path.removeprefix(token) or "/"
        if path.startswith(_OWN):
            self._own(path.removeprefix(_OWN), parse_qs(query))
            return
        _, site, rest = f"{path}/".split("/", 2)
        if site not in SITES or path == f"/{site}":
            self._redirect(f"{token}/{site if site in SITES else SITE}/")
            return
        self._file(
            site, rest.removesuffix("/") if not path.endswith("/") else f"{rest.strip('/')}/index.html".lstrip("/")
        )

    def _is_for_us(self) -> bool:
        """Whether the address that the browser asked is this machine's, and no other site asks (DNS rebinding)."""
        port = self.server.server_port
        if self.headers.get("Host", "") not in {f"{HOST}:{port}", f"localhost:{port}"}:
            return False
        asked_by = self.headers.get("Sec-Fetch-Site", "none")
        return asked_by in {"none", "same-origin"} or self.headers.get("Sec-Fetch-Mode") == "navigate"

    def _own(self, name: str, query: dict[str, list[str]]) -> None:
        if name == "wait":
            seen = query.get("version", [""])[0]
            version = self._preview.wait(int(seen) if _VERSION.fullmatch(seen) else -1, _WAIT_SECONDS)
            self._answer(HTTPStatus.OK, json.dumps({"version": version}).encode(), "application/json")
        elif name in _OWN_FILES:
            self._answer(HTTPStatus.OK, Path(__file__).with_name(name).read_bytes(), _OWN_FILES[name])
        else:
            self._not_found(name)

    def _file(self, site: str, path: str) -> None:
        shown = self._preview.shown
        of_site = shown.sites.get(site) if shown.sites is not None else None
        if shown.sites is not None and of_site is None:
            self._page(HTTPStatus.NOT_FOUND, _NOTHING_YET.format("The team's own folder is not on this computer."))
            return
        html = of_site.page(path) if of_site is not None else None
        if html is not None:
            self._page(HTTPStatus.OK, html)
            return
        data = of_site.file(path) if of_site is not None else None
        if data is None:
            data = _built_file(self._preview.output / site, path)
        if data is None:
            self._not_found(path)
        elif path.endswith(".html"):
            self._page(HTTPStatus.OK, data.decode("utf-8", "replace"))
        else:
            self._answer(HTTPStatus.OK, data, mimetypes.guess_type(path)[0] or "application/octet-stream")

    def _not_found(self, path: str) -> None:
        made = (
            "It is being made, or could not be made, which the terminal says, or there is no such file."
            if self._preview.shown.sites
            else "It is being made."
        )
        self._page(HTTPStatus.NOT_FOUND, _NOTHING_YET.format(f"{escape(path)}: {made}"))

    def _page(self, status: HTTPStatus, html: str) -> None:
        """A page with what the preview adds: a script that waits for changes, and what is wrong with the files."""
        shown = self._preview.shown
        own = f"/{self.server.token}{_OWN}"
        added = (
            f'<link rel="stylesheet" href="{own}preview.css">'
            f'<script src="{own}preview.js" data-version="{shown.version}" defer></script>'
        )
        if shown.problems:
            added += (
                '<section class="preview-problems" role="alert"><h2>The files have mistakes. This is the last page '
                f"without them.</h2><pre>{escape(shown.problems)}</pre></section>"
            )
        before, end, after = html.rpartition("</body>")
        self._answer(status, f"{before}{added}{end}{after}".encode(), "text/html")

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        text = kind.startswith("text/") or kind == "application/json"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _built_file(folder: Path, path: str) -> bytes | None:
    """A file of the last build; nothing outside its folder, and nothing through a link."""
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or "\\" in path or "\0" in path or PurePosixPath(path).is_absolute():
        return None
    file = folder.joinpath(*parts)
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            return None
        return file.read_bytes()
    except (OSError, RuntimeError, ValueError):
        # Python 3.11 calls a circle of links a RuntimeError.
        return None
