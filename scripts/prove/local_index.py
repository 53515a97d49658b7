"""A package index that holds the wheels of one folder and nothing else, on this machine, and writes down who asks.

    local_index.py FOLDER LOG     prints its port, and serves until it is ended

Each line of LOG is a project or a file that was asked for, `there` or `unknown`, and the bytes that were sent. With it,
`scripts/prove/bare_root.sh` shows what a fresh machine asks of an index, and how much it fetches.
"""

import hashlib
import re
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote


def project_of(wheel: str) -> str:
    """The normalized name of the project that a wheel belongs to."""
    return re.sub(r"[-_.]+", "-", wheel.partition("-")[0]).lower()


class Index(BaseHTTPRequestHandler):
    """Answers `/simple/NAME/` with links to wheels of that name, and `/files/WHEEL` with the wheel."""

    folder: Path
    log: Path

    def do_GET(self) -> None:
        """Answers one question, and writes it down."""
        kind, _, name = unquote(self.path).strip("/").partition("/")
        wheels = sorted(self.folder.glob("*.whl"))
        if kind == "simple":
            found = [wheel for wheel in wheels if project_of(wheel.name) == name]
            sums = [hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in found]
            links = [
                f'<a href="/files/{wheel.name}#sha256={found_sum}">{wheel.name}</a>'
                for wheel, found_sum in zip(found, sums, strict=True)
            ]
            self._answer(name, "\n".join(["<!doctype html>", *links]).encode() if found else None, "text/html")
        else:
            found = [wheel for wheel in wheels if kind == "files" and wheel.name == name]
            self._answer(name, found[0].read_bytes() if found else None, "application/octet-stream")

    def _answer(self, name: str, data: bytes | None, kind: str) -> None:
        self.send_response(HTTPStatus.NOT_FOUND if data is None else HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data or b"")))
        self.end_headers()
        self.wfile.write(data or b"")
        with self.log.open("a", encoding="utf-8") as stream:
            stream.write(f"{name} {'unknown' if data is None else 'there'} {len(data or b'')}\n")

    def log_message(self, *_: object) -> None:
        """Says nothing on the terminal."""


if __name__ == "__main__":
    Index.folder, Index.log = map(Path, sys.argv[1:])
    Index.log.touch()
    with ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()
