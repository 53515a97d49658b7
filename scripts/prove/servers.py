"""Tries the files for web servers and for the nightly run with the real programs, on this machine alone.

    .venv/bin/python scripts/prove/servers.py [OUTPUT]

It builds the included content (into OUTPUT, or a folder that is removed again), publishes its site into a folder,
starts nginx and Apache with the files of `coalition_site/starter/project/servers/`, of which it changes nothing but
names, ports and folders, and asks them as a browser does: headers, compression, what is kept and what is asked for
again, pages that are not there in each language, kinds of files, hidden files. It does so with the site at the root of
a server and below an address. Chromium opens a page of each kind under the policy. `systemd-analyze verify` reads the
units. Exit code 1 if anything is otherwise than it should be.

It needs nginx, apache2, systemd-analyze and chromium: apt-get install nginx-light apache2 systemd chromium
"""

import gzip
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Error

ROOT = Path(__file__).resolve().parents[2]
SERVERS = ROOT / "coalition_site" / "starter" / "project" / "servers"
PROGRAMS = ("nginx", "apache2", "systemd-analyze", "chromium")
PORTS = {"nginx": 8461, "apache2": 8462}
MODULES = Path("/usr/lib/apache2/modules")
LOADED = (*("mpm_event", "authz_core", "dir", "mime", "headers", "deflate", "filter", "rewrite", "alias", "setenvif"),)
NAME, FOLDER = "www.county.example", "/srv/www/coalition"


@dataclass(frozen=True)
class Answer:
    """What a server says: the status, headers by their names in small letters, and the bytes as they came."""

    status: int
    headers: dict[str, str]
    data: bytes


def ask(address: str, **headers: str) -> Answer:
    """Asks for an address as a browser does, and follows nothing."""
    request = urllib.request.Request(address, headers={k.replace("_", "-"): v for k, v in headers.items()})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as found:  # noqa: S310  an address of this machine
            return Answer(found.status, {k.lower(): v for k, v in found.headers.items()}, found.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())


class Judge:
    """Counts what was tried, and says what is otherwise than it should be."""

    def __init__(self) -> None:
        self.tried, self.failed = 0, 0

    def expect(self, what: str, found: object, expected: Callable[[object], bool] | object) -> None:
        """Compares one thing."""
        self.tried += 1
        right = expected(found) if callable(expected) else found == expected
        if not right:
            self.failed += 1
            print(f"  not so: {what}: {found!r}")


def published(folder: Path, output: Path) -> Path:
    """The site of an output folder in a folder of a server."""
    to = folder / "www" / "coalition"
    words = ["publish", str(to), "--yes", "--quiet", "--project", str(ROOT), "--output", str(output)]
    subprocess.run([sys.executable, "-m", "coalition_site", *words], cwd=ROOT, check=True)
    return to


@contextmanager
def nginx(folder: Path, site: str) -> Iterator[str]:
    """Runs nginx with one site, as Debian's own settings include it."""
    (folder / "site.conf").write_text(site, encoding="utf-8")
    pages = "\n".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = (
        f"daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;\n"
        f"{pages}\ninclude {folder}/site.conf; }}\n"
    )
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    subprocess.run(["nginx", "-t", "-q", "-c", folder / "nginx.conf", "-e", folder / "nginx.log"], check=True)
    yield from running(["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")], PORTS["nginx"])


@contextmanager
def apache2(folder: Path, site: str) -> Iterator[str]:
    """Apache with one site, and with the modules that Debian loads and that the file asks for."""
    (folder / "site.conf").write_text(site, encoding="utf-8")
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in LOADED)
    whole = (
        f"{modules}\nServerName localhost\nServerRoot {folder}\nPidFile {folder}/apache.pid\nListen 127.0.0.1:"
        f"{PORTS['apache2']}\nErrorLog {folder}/apache.log\nTypesConfig /etc/mime.types\n"
        f"User www-data\nGroup www-data\n<Directory />\nRequire all denied\nAllowOverride None\n</Directory>\n"
        f"Include {folder}/site.conf\n"
    )
    (folder / "apache.conf").write_text(whole, encoding="utf-8")
    done = subprocess.run(["apache2", "-t", "-f", folder / "apache.conf"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    command = ["apache2", "-DFOREGROUND", "-f", str(folder / "apache.conf")]
    yield from running(command, PORTS["apache2"])


def running(command: list[str], port: int) -> Iterator[str]:
    """The address of a server while it runs."""
    with subprocess.Popen(command) as server:
        try:
            for _ in range(100):
                time.sleep(0.05)
                try:
                    ask(f"http://127.0.0.1:{port}/")
                    break
                except OSError:
                    continue
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def configured(name: str, port: int, folder: Path) -> str:
    """A file of ours with the name, port and folder of this machine."""
    text = (SERVERS / name).read_text(encoding="utf-8")
    for old in (FOLDER, NAME):
        if old not in text:
            raise SystemExit(f"{name} does not name {old}")
    text = text.replace(FOLDER, str(folder)).replace(NAME, "127.0.0.1")
    text = text.replace("    listen [::]:80;\n", "").replace("listen 80;", f"listen 127.0.0.1:{port};")
    return text.replace("<VirtualHost *:80>", f"<VirtualHost 127.0.0.1:{port}>")


def look(judge: Judge, root: str, site: Path) -> None:
    """Asks for a page of each kind below an address, and compares with the files."""
    policy = re.search(r'Content-Security-Policy "([^"]+)"', (SERVERS / "nginx.conf").read_text(encoding="utf-8"))
    expected = {
        "content-security-policy": policy[1] if policy else "",
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin-when-cross-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }
    languages = [page.parent.name for page in site.glob("*/404.html")]
    pages = ["index.html", "", *(f"{code}/" for code in languages), "partners/index.html", "partners/"]
    for path in pages:
        answer = ask(f"{root}/{path}")
        file = site / (f"{path}index.html" if not path or path.endswith("/") else path)
        judge.expect(f"{path}: status", answer.status, 200)
        judge.expect(f"{path}: bytes", answer.data == file.read_bytes(), expected=True)
        judge.expect(f"{path}: kind", answer.headers.get("content-type", "").lower(), "text/html; charset=utf-8")
        judge.expect(f"{path}: kept", answer.headers.get("cache-control"), "no-cache")
        for name, value in expected.items():
            judge.expect(f"{path}: {name}", answer.headers.get(name), value)
    missing(judge, root, site, languages, expected)
    kinds(judge, root, site)
    kept(judge, root, site)
    for path in (".coalition-site", ".htaccess", "partners/.hidden", ".git/config"):
        judge.expect(f"{path}: hidden", ask(f"{root}/{path}").status, 404)
    judge.expect("images/: not listed", ask(f"{root}/images/").status, lambda status: status in {403, 404})
    judge.expect(".well-known/", ask(f"{root}/.well-known/token").data, b"theirs")


def missing(judge: Judge, root: str, site: Path, languages: list[str], expected: dict[str, str]) -> None:
    """Pages that are not there, in each language."""
    for code in ("", *languages):
        for path in ("no-such-page.html", "partners/nobody.html", "partners/deep/nobody.html"):
            answer = ask(f"{root}/{f'{code}/' if code else ''}{path}")
            judge.expect(f"{code}/{path}: status", answer.status, 404)
            same = answer.data == (site / code / "404.html").read_bytes()
            judge.expect(f"{code}/{path}: in its language", same, expected=True)
            judge.expect(f"{code}/{path}: kept", answer.headers.get("cache-control"), "no-cache")
            for name, value in expected.items():
                judge.expect(f"{code}/{path}: {name}", answer.headers.get(name), value)


def kinds(judge: Judge, root: str, site: Path) -> None:
    """Each kind of file, by its ending."""
    known = {
        ".ics": "text/calendar; charset=utf-8",
        ".vcf": "text/vcard; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".pdf": "application/pdf",
        ".woff2": "font/woff2",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".jpg": "image/jpeg",
    }
    for ending, kind in known.items():
        file = next(iter(sorted(site.rglob(f"*{ending}"))), None)
        if file is None:
            judge.expect(f"a file that ends in {ending}", None, "one")
            continue
        answer = ask(f"{root}/{file.relative_to(site).as_posix()}")
        judge.expect(f"{ending}: kind", answer.headers.get("content-type", "").lower(), kind)
        judge.expect(f"{ending}: bytes", answer.data == file.read_bytes(), expected=True)
    for name in ("scheme.js", "search.js"):
        kind = ask(f"{root}/assets/coalition/{name}").headers.get("content-type", "").lower()
        judge.expect(f"{name}: kind", re.fullmatch(r"(?:text|application)/javascript; charset=utf-8", kind), bool)


def kept(judge: Judge, root: str, site: Path) -> None:
    """What is compressed, what a browser asks for again, and what it keeps."""
    for path in ("index.html", "assets/coalition/site.css", "data/partners.csv", "meetings.ics"):
        answer = ask(f"{root}/{path}", Accept_Encoding="gzip")
        judge.expect(f"{path}: compressed", answer.headers.get("content-encoding"), "gzip")
        judge.expect(f"{path}: varies", "accept-encoding" in answer.headers.get("vary", "").lower(), expected=True)
        judge.expect(
            f"{path}: the same bytes", gzip.decompress(answer.data) == (site / path).read_bytes(), expected=True
        )
        mark = answer.headers.get("etag", "")
        again = ask(f"{root}/{path}", Accept_Encoding="gzip", If_None_Match=mark)
        judge.expect(f"{path}: not sent again", (bool(mark), again.status), (True, 304))
    font = next(iter(sorted(site.rglob("*.woff2"))))
    answer = ask(f"{root}/{font.relative_to(site).as_posix()}")
    judge.expect("a font is kept", answer.headers.get("cache-control"), "public, max-age=2592000")


def _console(said: list[str], message: "ConsoleMessage") -> None:
    said.append(message.text)


def _error(said: list[str], error: "Error") -> None:
    said.append(str(error))


def look_in_a_browser(judge: Judge, root: str) -> None:
    """Opens pages under the policy; a script that it stops, or a file that is missing, is a line of the console."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path in (
            "",
            "partners/",
            "search.html?q=housing",
            "es/",
            "downloads.html",
            "worksheet-form.html",
            "x.html",
        ):
            page = browser.new_page()
            said: list[str] = []
            page.on("console", partial(_console, said))
            page.on("pageerror", partial(_error, said))
            page.goto(f"{root}/{path}", wait_until="networkidle")
            own = [line for line in said if not (path == "x.html" and "404" in line)]
            judge.expect(f"the console of {path or 'index'}", own, [])
            page.close()
        browser.close()


def tried_with_htaccess(judge: Judge, output: Path) -> None:
    """Apache as on a host whose settings nobody can change: the lines for the folder stand in the folder."""
    with tempfile.TemporaryDirectory(prefix="servers-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        site = published(folder, output)
        begin, lines, end = re.split(
            r"(?s)(?<=coalition>\n)(.*?)(?= +</Directory>)", configured("apache.conf", 0, site)
        )
        (site / ".htaccess").write_text(lines, encoding="utf-8")
        (site / ".well-known").mkdir()
        (site / ".well-known" / "token").write_bytes(b"theirs")
        of_host = f"{begin}AllowOverride All\n{end}".replace("127.0.0.1:0", f"127.0.0.1:{PORTS['apache2']}")
        with apache2(folder, of_host) as address:
            print("apache2, with .htaccess")
            look(judge, address, site)
        published(folder, output)
        judge.expect(".htaccess stays", (site / ".htaccess").read_text(encoding="utf-8"), lines)


def tried(judge: Judge, name: str, output: Path) -> None:
    """One server, with the site at its root and below an address."""
    serve = {"nginx": nginx, "apache2": apache2}[name]
    file = {"nginx": "nginx.conf", "apache2": "apache.conf"}[name]
    with tempfile.TemporaryDirectory(prefix="servers-") as made:
        folder = Path(made)
        # Workers of a server that root has started are another user.
        folder.chmod(0o755)
        site = published(folder, output)
        for extra in (site / ".well-known" / "token", site.parent / ".well-known" / "token"):
            extra.parent.mkdir()
            extra.write_bytes(b"theirs")
        for place, path in ((site, ""), (site.parent, "/coalition")):
            with serve(folder, configured(file, PORTS[name], place)) as address:
                print(f"{name}, the site at {path or '/'}")
                look(judge, f"{address}{path}", site)
                if not path:
                    look_in_a_browser(judge, address)


def verify_units(judge: Judge) -> None:
    """Both units as systemd reads them, with a program that is there in the place of the folder's."""
    with tempfile.TemporaryDirectory() as made:
        for unit in ("coalition-publish.service", "coalition-publish.timer"):
            text = (SERVERS / unit).read_text(encoding="utf-8")
            Path(made, unit).write_text(text.replace("/srv/coalition/run", "/bin/true"), encoding="utf-8")
        command = ["systemd-analyze", "verify", *map(str, sorted(Path(made).iterdir()))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        judge.expect("systemd-analyze verify", (done.returncode, done.stderr.strip()), (0, ""))


def main() -> None:
    """Tries all, and says how much."""
    lacking = [name for name in PROGRAMS if shutil.which(name) is None]
    if lacking:
        raise SystemExit(f"{', '.join(lacking)} not found; the head of this file says what to install")
    judge = Judge()
    with tempfile.TemporaryDirectory() as made:
        output = Path(sys.argv[1]).resolve() if sys.argv[1:] else Path(made, "build")
        words = ["build", "--quiet", "--project", str(ROOT), "--output", str(output)]
        subprocess.run([sys.executable, "-m", "coalition_site", *words], cwd=ROOT, check=True)
        for name in PORTS:
            tried(judge, name, output)
        tried_with_htaccess(judge, output)
    verify_units(judge)
    print(f"{judge.tried} things tried, {judge.failed} otherwise than they should be")
    sys.exit(1 if judge.failed else 0)


if __name__ == "__main__":
    main()
