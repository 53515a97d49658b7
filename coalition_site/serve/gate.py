"""The gate, for one person: the one on this machine whom the terminal told the address, in a browser that opened it.

The address holds a key. At its first opening the key becomes a cookie and goes out of the address, so it stands in no
history, no link and no picture of a screen. Cookies know no ports: a program of somebody else that listens on another
port of this machine would be sent ours too, if it stood for all paths. So it stands for one path that nobody can guess.
"""

import secrets
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from werkzeug import Request, Response
from werkzeug.http import parse_cookie

HOST = "127.0.0.1"
_COOKIE = "coalition"
_METHODS = {"GET", "HEAD", "POST"}
# Another page that is open in the same browser must not read the workbook: not as a script, a picture or a frame.
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # With no-referrer a browser would not say either that a form is from a page of ours.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_FRAMES = "frame-ancestors 'self'"


def plain_answer(status: int, text: str) -> Response:
    """A sentence as an answer."""
    return Response(f"{text}\n", status, content_type="text/plain; charset=utf-8")


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing of where they differ."""
    return secrets.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Gate:
    """The secrets of one run: the path that all addresses begin with, the key that opens, the cookie, the form token.

    `command` is what printed the address.
    """

    command: str
    place: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def address(self, port: int, path: str) -> str:
        """What a person opens to come in, at a path below the place."""
        return f"http://{HOST}:{port}/{self.place}/{path}?key={self.key}"

    def refused(self, request: Request, port: int) -> Response | None:
        """Why a request is not answered, or where it is sent with its cookie; None where it may come in."""
        if request.method not in _METHODS:
            return plain_answer(405, "Only reading and sending forms is answered here.")
        if not _is_from_here(request, port):
            return plain_answer(403, "This program answers this machine only.")
        begins = request.path[: len(self.place) + 2]
        if not same(f"{begins}/"[: len(self.place) + 2], f"/{self.place}/"):
            return plain_answer(403, f"Open the address that coalition {self.command} printed.")
        key = request.args.get("key", "")
        if request.method != "POST" and key and same(key, self.key):
            return self._opened(request)
        if not same(request.cookies.get(_COOKIE, ""), self.session):
            return plain_answer(403, f"Open the address that coalition {self.command} printed.")
        return None

    def is_known(self, cookies: str) -> bool:
        """Whether the cookies of a header are those of the person who opened the address."""
        return same(parse_cookie(cookies).get(_COOKIE, ""), self.session)

    def _opened(self, request: Request) -> Response:
        rest = [(name, value) for name, value in request.args.items(multi=True) if name != "key"]
        answer = Response(status=303)
        # Not an absolute address: a browser that asked for localhost stays there.
        answer.headers["Location"] = quote(request.path, safe="/") + (f"?{urlencode(rest)}" if rest else "")
        answer.autocorrect_location_header = False
        answer.set_cookie(_COOKIE, self.session, path=f"/{self.place}/", httponly=True, samesite="Strict")
        return answer

    def is_form_of_ours(self, request: Request) -> bool:
        """Whether a form was sent from a page of this run."""
        return same(request.form.get("form_token", ""), self.form_token)


def _is_from_here(request: Request, port: int) -> bool:
    """Whether the address that the browser asked is this machine's, and no other site asks (DNS rebinding)."""
    host = request.headers.get("Host", "")
    if host not in {f"{HOST}:{port}", f"localhost:{port}"}:
        return False
    asked_by = request.headers.get("Sec-Fetch-Site", "none")
    if request.method == "POST":
        return request.headers.get("Origin", "") == f"http://{host}" and asked_by in {"none", "same-origin"}
    origin = request.headers.get("Origin", f"http://{host}")
    navigates = (
        request.headers.get("Sec-Fetch-Mode") == "navigate"
        and request.headers.get("Sec-Fetch-Dest", "document") == "document"
    )
    return (asked_by in {"none", "same-origin"} and origin == f"http://{host}") or navigates


def with_headers(answer: Response) -> Response:
    """An answer with what keeps it from other pages and from the disk; a policy of its own stays."""
    for name, value in _HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Content-Security-Policy", _FRAMES)
    return answer
