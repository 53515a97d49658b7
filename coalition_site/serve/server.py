"""The preview's web pages: for one person on this machine. It answers nobody else, and asks nobody anything."""

import json
import mimetypes
import re
import sys
from collections.abc import Iterable, Mapping
from html import escape
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, Protocol

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException

from coalition_site.publish.output.folder import SITE, SITES
from coalition_site.publish.site.shown import ShownSite
from coalition_site.serve.gate import HOST, Gate, plain_answer, with_headers
from coalition_site.serve.page_policy import DRAWING, page_policy
from coalition_site.serve.preview import Preview
from coalition_site.serve.waitress_server import THREADS, WebServer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_OWN = "-/"
_OWN_FILES = {"preview.js": "text/javascript", "preview.css": "text/css"}
_WAIT_SECONDS = 25.0
_VERSION = re.compile(r"[0-9]{1,9}")
_NOTHING_YET = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>'
    "<body><main><h1>There is no page to show yet</h1><p>{}</p></main></body></html>"
)


class Beside(Protocol):
    """Pages that are served beside the sites, and what they add to pages of the sites."""

    def answer(self, path: str, request: Request) -> Response | None:
        """The answer to a path below the place; None where it is nothing of theirs."""

    def added(self, site: str, path: str) -> str:
        """HTML that a page of a site gets at its end."""


class PreviewServer:
    """Serves both sites, and what stands beside them. Raises OSError where the port is taken; port 0 takes a free one.

    `command` is what the terminal was asked for, which the answers to strangers name.
    """

    def __init__(self, preview: Preview, port: int, command: str = "serve") -> None:
        self.gate = Gate(command)
        self.beside: Beside | None = None
        self._preview = preview
        self._waiting = BoundedSemaphore(THREADS // 2)
        self._server = WebServer(HOST, port, self.application, self.gate.is_known)
        self.port = self._server.port

    def run(self) -> None:
        """Answers until it is stopped."""
        self._server.run()

    def stop(self) -> None:
        """Ends `run`; whoever waits for a change is answered first."""
        self._preview.end_waiting()
        self._server.stop()

    def address(self, path: str) -> str:
        """Where a path is opened by a person."""
        return self.gate.address(self.port, path)

    def application(self, environment: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answers one request (WSGI)."""
        request = Request(environment)
        try:
            answer = self.gate.refused(request, self.port) or self._answer(request)
        except HTTPException as error:
            answer = plain_answer(error.code or 400, error.name)
        except Exception as error:  # noqa: BLE001  the last resort of a page: whoever writes gets a line, not a traceback
            sys.stderr.write(f"A page could not be shown ({type(error).__name__}: {error}). Please report it.\n")
            answer = plain_answer(500, "This page could not be shown; the terminal says why.")
        finally:
            request.close()
        return with_headers(answer)(environment, start)

    def _answer(self, request: Request) -> Response:
        path = request.path.removeprefix(f"/{self.gate.place}").removeprefix("/")
        if self.beside is not None:
            found = self.beside.answer(path, request)
            if found is not None:
                return found
        if request.method == "POST":
            return plain_answer(405, "Nothing is sent here.")
        if path.startswith(_OWN):
            return self._own(path.removeprefix(_OWN), request)
        site, slash, rest = path.partition("/")
        if site not in SITES or not slash:
            return redirected(f"/{self.gate.place}/{site if site in SITES else SITE}/")
        if rest.endswith("/") or not rest:
            rest = f"{rest.strip('/')}/index.html".lstrip("/")
        return self._file(site, rest)

    def _own(self, name: str, request: Request) -> Response:
        if name == "wait":
            seen = request.args.get("version", "")
            return self._next_version(int(seen) if _VERSION.fullmatch(seen) else -1)
        if name in _OWN_FILES:
            return Response(Path(__file__).with_name(name).read_bytes(), content_type=_OWN_FILES[name])
        return self._not_found(name)

    def _next_version(self, seen: int) -> Response:
        """The version that follows, or the same one after a while: at once where many wait, who then ask again."""
        version = self._preview.shown.version
        if self._waiting.acquire(blocking=False):
            try:
                version = self._preview.wait(seen, _WAIT_SECONDS)
            finally:
                self._waiting.release()
        return Response(json.dumps({"version": version}), content_type="application/json")

    def _file(self, site: str, path: str) -> Response:
        shown = self._preview.shown
        of_site, inside = site_of(shown.sites or {}, site, path)
        if shown.sites is not None and of_site is None:
            return self._page(
                HTTPStatus.NOT_FOUND, _NOTHING_YET.format("The team's own folder is not on this computer.")
            )
        html = of_site.page(inside) if of_site is not None else None
        if of_site is not None and html is not None:
            return self._page(HTTPStatus.OK, html, site, path, of_site.around(inside))
        data = of_site.file(inside) if of_site is not None else None
        if data is None:
            data = built_file(self._preview.output / site, path)
        if data is None:
            return self._not_found(path)
        if path.endswith(".html"):
            whole = data.decode("utf-8", "replace")
            # A theme of the project's own may do what ours does not; it is its maintainer's.
            return self._page(HTTPStatus.OK, whole, site, path, whole if of_site is not None else "")
        return file_answer(path, data)

    def _not_found(self, path: str) -> Response:
        made = (
            "It is being made, or could not be made, which the terminal says, or there is no such file."
            if self._preview.shown.sites
            else "It is being made."
        )
        return self._page(HTTPStatus.NOT_FOUND, _NOTHING_YET.format(f"{escape(path)}: {made}"))

    def _page(self, status: HTTPStatus, html: str, site: str = "", path: str = "", trusted: str = "") -> Response:
        """A page with what the preview adds: a script that waits for changes, and what is wrong with the files.

        Of `trusted` the scripts within the page are let run; without it there is no policy of what may run.
        """
        shown = self._preview.shown
        own = f"/{self.gate.place}/{_OWN}"
        added = (
            f'<link rel="stylesheet" href="{own}preview.css">'
            f'<script src="{own}preview.js" data-version="{shown.version}" defer></script>'
        )
        if shown.problems:
            added += (
                '<section class="preview-problems" role="alert"><h2>The files have mistakes. This is the last page '
                f"without them.</h2><pre>{escape(shown.problems)}</pre></section>"
            )
        if self.beside is not None and site:
            added += self.beside.added(site, path)
        before, end, after = html.rpartition("</body>")
        policy = {"Content-Security-Policy": page_policy(trusted)} if trusted else {}
        whole = f"{before}{added}{end}{after}"
        return Response(whole, status, content_type="text/html; charset=utf-8", headers=policy)


def site_of(sites: Mapping[str, ShownSite], site: str, path: str) -> tuple[ShownSite | None, str]:
    """The site that a path below another leads to, in a further language, and the path within it."""
    folder, _, rest = path.partition("/")
    within = sites.get(f"{site}/{folder}")
    return (within, rest) if within is not None else (sites.get(site), path)


def redirected(to: str, status: int = 302) -> Response:
    """Sends a browser to a path of ours."""
    answer = Response(status=status, headers={"Location": to})
    answer.autocorrect_location_header = False
    return answer


def file_answer(path: str, data: bytes) -> Response:
    """A file of a site."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    headers: dict[str, Any] = {"Content-Type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind}
    headers |= {"Content-Security-Policy": DRAWING} if kind == "image/svg+xml" else {}
    return Response(data, headers=headers)


def built_file(folder: Path, path: str) -> bytes | None:
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
