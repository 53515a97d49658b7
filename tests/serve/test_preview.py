"""The live preview: what it shows, to whom, and what it does about mistakes."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from typer.testing import CliRunner

from coalition_site.cli.commands import app
from coalition_site.serve.preview import Preview
from coalition_site.serve.server import PreviewServer
from coalition_site.serve.watcher import names_of_changes, next_change, snapshot
from coalition_site.validate.project import Checked
from tests.support.building import (
    PROJECT,
    TODAY,
    forest_city_pages,
    small_project,
    with_small_documents,
)
from tests.support.editing import with_quick_previews

PARTNER = "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\nlisting:\n  consent: 2026-01-02\n---\nGives.\n"


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Served:
    """A small project that is being previewed."""

    project: Path
    preview: Preview
    port: int
    place: str
    cookie: str
    key: str

    def get(self, path: str, **headers: str) -> "Answer":
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(
                "GET",
                f"/{self.place}{path}",
                headers={"Cookie": self.cookie} | {name.replace("_", "-"): value for name, value in headers.items()},
            )
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.headers), answer.read().decode())

    def text(self, path: str) -> str:
        return self.get(path).text

    def write(self, text: str) -> None:
        (self.project / "content" / "partners" / "elm-fund.md").write_text(text, encoding="utf-8")
        self.preview.refresh()


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """A preview of a small project, which is made in a folder. It shows nothing before its first refresh."""
    project = small_project(folder / "project", {"partners/elm-fund.md": PARTNER})
    with with_quick_previews():
        preview = Preview(project, project / "build", lambda: TODAY)
        server = PreviewServer(preview, 0)
        thread = threading.Thread(target=server.run)
        thread.start()
        cookie = f"coalition={server.gate.session}"
        yield Served(project, preview, server.port, server.gate.place, cookie, server.gate.key)
        server.stop()
        thread.join()
        preview.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A preview of a test's own, which may write into its project."""
    with serving(tmp_path) as served:
        yield served


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One preview for all tests that only ask it; beside its pages lies what a build may have left."""
    with serving(tmp_path_factory.mktemp("shown")) as served:
        site = served.project / "build" / "site"
        site.mkdir(parents=True)
        (site / "broken.html").write_bytes(b"<body>caf\xe9</body>")
        (site / "loop").symlink_to(site / "loop")
        (site / "link").symlink_to(served.project / "content")
        (site / "made.txt").write_text("made", encoding="utf-8")
        served.preview.refresh()
        yield served


def test_pages_show_the_files_as_they_are_now(served: Served) -> None:
    served.preview.refresh()
    assert "Gives." in served.text("/site/partners/elm-fund.html")
    served.write(PARTNER.replace("Gives.", "Lends."))
    for site in ("site", "workbook"):
        html = served.text(f"/{site}/partners/elm-fund.html")
        assert "Lends." in html
        assert html.count(f'src="/{served.place}/-/preview.js"') == 1
    assert not (served.project / "build").exists()


def test_what_is_written_now_can_be_searched(served: Served) -> None:
    served.write(PARTNER.replace("Gives.", "Lends a greenhouse."))
    assert "assets/coalition/search-index.en.js" in served.text("/site/search.html")
    assert "Lends a greenhouse." in served.text("/site/assets/coalition/search-index.en.js")
    assert served.get("/site/assets/coalition/minisearch.js").status == 200


def test_pages_are_those_of_a_build_but_for_what_the_preview_adds(tmp_path: Path) -> None:
    made = forest_city_pages()
    preview = Preview(PROJECT, tmp_path / "none", lambda: TODAY)
    preview.refresh()
    sites = preview.shown.sites
    assert sites is not None
    assert {*sites["site"].pages, *(f"es/{path}" for path in sites["site/es"].pages)} == {
        file.relative_to(made / "site").as_posix()
        for file in (made / "site").rglob("*.html")
        if file.name != "404.html" and not file.name.startswith("worksheet-form")
    }
    assert sites["site/es"].page("focus.html") == (made / "site/es/focus.html").read_text(encoding="utf-8")
    for path in ("partners/riverbend-community-health.html", "invites.html"):
        # A build without PDFs has no links to them; this page has none in either.
        shown, built = sites["workbook"].page(path), (made / "workbook" / path).read_text(encoding="utf-8")
        assert shown is not None
        assert shown.partition("<main")[0] == built.partition("<main")[0]
    for name in ("assets/coalition/site.css", "assets/coalition/card.png", "assets/coalition/brand.css"):
        assert sites["site"].file(name) == (made / "site" / name).read_bytes()
    preview.close()


def test_a_mistake_is_shown_beside_the_last_good_page(served: Served) -> None:
    served.preview.refresh()
    served.write(PARTNER.replace("existing", "exsting").replace("Gives.", "Lends."))
    html = served.text("/site/partners/elm-fund.html")
    assert "Gives." in html
    assert "content/partners/elm-fund.md:4:15" in html
    assert 'role="alert"' in html
    served.write(PARTNER)
    assert 'role="alert"' not in served.text("/site/partners/elm-fund.html")


def test_a_mistake_from_the_start_is_shown_too(served: Served) -> None:
    served.write("no front matter <b>")
    answer = served.get("/site/")
    assert answer.status == 404
    html = answer.text
    assert "content/partners/elm-fund.md:1:1" in html
    assert "<b>" not in html


def test_a_browser_that_waits_is_told_of_the_next_version(served: Served) -> None:
    served.preview.refresh()
    version = json.loads(served.text("/-/wait"))["version"]
    answers: list[int] = []
    waiting = threading.Thread(
        target=lambda: answers.append(json.loads(served.text(f"/-/wait?version={version}"))["version"])
    )
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    served.write(PARTNER.replace("Gives.", "Lends."))
    waiting.join(10)
    assert answers == [version + 1]


ELSEWHERE = (
    {"Host": "evil.example"},
    {"Host": "127.0.0.1"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors"},
)


def test_nobody_else_is_answered(shown: Served) -> None:
    for headers in ELSEWHERE:
        answer = shown.get("/workbook/", **headers)
        assert (headers, answer.status) == (headers, 403)
        assert "Elm" not in answer.text


def test_another_user_of_this_machine_is_not_answered(shown: Served) -> None:
    """Whoever can reach the port is not thereby whom the terminal told the address."""
    of_place = ("/{}/workbook/", "/{}/-/wait", "/{}/workbook/?key=", "/{}/workbook/?key=x", "/{}/workbook/?key=é")
    for path in ("/", "/workbook/", "/-/wait", "/-/preview.js", "/{}x/site/", "/é/site/", "/%ff", *of_place):
        assert (path, *_without_cookie(path, shown)) == (path, 403, False)


def _without_cookie(path: str, served: Served) -> tuple[int, bool]:
    """The status of an answer, and whether it names the partner."""
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)) as connection:
        connection.request("GET", quote(path.format(served.place), safe="/%?=") or "/")
        answer = connection.getresponse()
        return answer.status, b"Elm" in answer.read()


# Requests that ended in a traceback on the terminal of whoever writes, as browsers and curious people send them.
STRANGE = [
    "/-/wait?version=²",
    f"/-/wait?version={'9' * 5000}",
    "//[/site/",
    "/site/broken.html",
    "/site/\ud800",
    "http://[/site/",
    "/site/" + "a/" * 3000,
    "/site/loop/a",
    "/site/assets",
    # Another version than the one there is: that would be waited for.
    "/-/wait?" + "&".join("version=0" for _ in range(2000)),
    "?version=1;2#[",
]


def test_the_key_becomes_a_cookie_and_leaves_the_address(shown: Served) -> None:
    key = f"{shown.key}&a=b%20c"
    answer = shown.get(f"/workbook/?key={key}", Cookie="", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")
    assert (answer.status, answer.headers["Location"]) == (303, f"/{shown.place}/workbook/?a=b+c")
    assert answer.headers["Set-Cookie"] == f"{shown.cookie}; HttpOnly; Path=/{shown.place}/; SameSite=Strict"
    assert shown.key not in shown.text("/workbook/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_nothing_is_sent_to_a_preview(method: str, shown: Served) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", shown.port, timeout=30)) as connection:
        origin = f"http://127.0.0.1:{shown.port}"
        connection.request(method, f"/{shown.place}/site/", headers={"Cookie": shown.cookie, "Origin": origin})
        assert connection.getresponse().status == 405


def test_no_request_prints_a_traceback(shown: Served, capfd: pytest.CaptureFixture[str]) -> None:
    for path in STRANGE:
        with socket.create_connection(("127.0.0.1", shown.port), timeout=30) as connection:
            asked = path if path.startswith(("http", "//")) else f"/{shown.place}{path}"
            head = f"Host: 127.0.0.1:{shown.port}\r\nCookie: {shown.cookie}\r\nConnection: close"
            line = f"GET {asked} HTTP/1.1\r\n{head}\r\n\r\n"
            connection.sendall(line.encode("utf-8", "surrogatepass"))
            answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
        # An address that is none is hung up on.
        assert "[" in path.partition("?")[0] or re.match(rb"HTTP/1\.1 (200|302|400|403|404|414)", answer), (
            path,
            answer[:200],
        )
    assert capfd.readouterr().err == ""


def test_links_from_elsewhere_open_and_other_pages_read_nothing(shown: Served) -> None:
    answer = shown.get("/site/index.html", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")
    assert answer.status == 200
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert answer.headers["Cache-Control"] == "no-store"


OUTSIDE = (
    "/site/../../content/coalition.yml",
    "/site/%2e%2e/%2e%2e/content/coalition.yml",
    "/site/..%5c..%5ccontent%5ccoalition.yml",
    "/site//etc/passwd",
    "/site/%00",
    "/site/link/coalition.yml",
    "/-/../server.py",
    "/-/server.py",
)


def test_nothing_outside_the_sites_is_sent(shown: Served) -> None:
    assert shown.text("/site/made.txt") == "made"
    for path in OUTSIDE:
        answer = shown.get(path)
        assert (path, answer.status) == (path, 404)
        assert "schema_version" not in answer.text


@pytest.mark.parametrize("path", ["/", "/site", "/other/"])
def test_addresses_lead_to_a_site(path: str, shown: Served) -> None:
    answer = shown.get(path)
    assert answer.status == 302
    assert answer.headers["Location"] == f"/{shown.place}/site/"


def test_a_project_with_its_own_theme_is_shown_as_it_was_built(served: Served) -> None:
    theme = served.project / "templates" / "theme"
    theme.mkdir(parents=True)
    (theme / "404.html").write_text("gone", encoding="utf-8")
    served.preview.refresh()
    assert served.preview.shown.sites is None
    page = served.project / "build" / "site" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<body>built</body>", encoding="utf-8")
    version = served.preview.shown.version
    served.preview.built()
    assert served.preview.shown.version == version + 1
    assert "built<link" in served.text("/site/")


def test_changes_are_noticed_when_they_are_whole(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "content" / "a.md"
    file.write_text("one", encoding="utf-8")
    (tmp_path / "content" / ".a.md.swp").write_text("x", encoding="utf-8")
    places = [tmp_path / "content", tmp_path / "mkdocs.yml"]
    before = snapshot(places)
    assert [Path(path).name for path in before] == ["a.md"]
    nothing: Callable[[], object] = bool
    steps: Iterator[Callable[[], object]] = iter(
        [nothing, lambda: file.write_text("two!", encoding="utf-8"), file.unlink]
    )

    def sleep(_seconds: float) -> None:
        next(steps, nothing)()

    now = next_change(places, before, sleep)
    assert now == {}
    assert names_of_changes(before, now, tmp_path) == ["content/a.md"]


def read_until(running: "subprocess.Popen[str]", words: str) -> str:
    """What a program says up to a line with these words. Fails at once where it ends without them."""
    assert running.stdout is not None
    said = ""
    while words not in said:
        line = running.stdout.readline()
        assert line, f"it ended before it said {words!r}:\n{said}"
        said += line
    return said


def test_the_command_ends_cleanly_and_makes_documents_meanwhile(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER})
    with_small_documents(project / "build")
    command = [sys.executable, "-u", "-m", "coalition_site", "serve", "--port", "0", "--project", str(project)]
    running = subprocess.Popen(
        [*command, "--today", "2026-11-23"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=PROJECT
    )
    try:
        said = read_until(running, "Documents, letters and tables are made.")
        assert re.search(r"Workbook +http://127\.0\.0\.1:\d+/[\w-]{20,}/workbook/\?key=[\w-]{20,} \(internal\)", said)
        assert (project / "build" / "workbook" / "worksheet.pdf").is_file()
        assert "preview.js" not in (project / "build" / "site" / "index.html").read_text(encoding="utf-8")
    finally:
        running.send_signal(signal.SIGINT)
        rest, _ = running.communicate(timeout=30)
    assert running.returncode == 0
    assert rest.strip().endswith("Stopped.")
    assert "Traceback" not in rest


def test_the_teams_folder_is_watched_and_the_workbook_waits_for_it(tmp_path: Path) -> None:
    project, team = small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER}), tmp_path / "team"
    settings = project / "content/coalition.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "team_content: ../team\n", encoding="utf-8")
    command = [sys.executable, "-u", "-m", "coalition_site", "serve", "--port", "0", "--project", str(project)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=PROJECT)
    preview = Preview(project, tmp_path / "none", lambda: TODAY)
    try:
        said = read_until(running, "all files: shown")
        port, place, key = re.findall(r"127\.0\.0\.1:(\d+)/([\w-]+)/site/\?key=([\w-]+)", said)[0]
        opened = Served(project, preview, int(port), place, "", key).get(f"/site/?key={key}")
        cookie = opened.headers["Set-Cookie"].partition(";")[0]
        served = Served(project, preview, int(port), place, cookie, key)
        assert "Gives." in served.text("/site/partners/elm-fund.html")
        answer = served.get("/workbook/")
        assert (answer.status, "The team's own folder is not on this computer" in answer.text) == (404, True)
        (team / "partners").mkdir(parents=True)
        (team / "partners/elm-fund.md").write_text("---\nteam:\n  notes: They owe rent.\n---\n", encoding="utf-8")
        read_until(running, "../team/partners/elm-fund.md: shown")
        assert "They owe rent." in served.text("/workbook/partners/elm-fund.html")
        (team / "partners/elm-fund.md").write_text("---\nteam:\n  notes: They paid.\n---\n", encoding="utf-8")
        read_until(running, "../team/partners/elm-fund.md: shown")
        assert "They paid." in served.text("/workbook/partners/elm-fund.html")
        assert "paid" not in served.text("/site/partners/elm-fund.html")
    finally:
        preview.close()
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)


def test_what_the_team_saves_during_the_first_look_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, team = small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER}), tmp_path / "team"
    settings = project / "content/coalition.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "team_content: ../team\n", encoding="utf-8")
    (team / "partners").mkdir(parents=True)
    notes = team / "partners/elm-fund.md"
    notes.write_text("---\nteam:\n  notes: They owe rent.\n---\n", encoding="utf-8")
    seen: list[str] = []
    refresh = Preview.refresh

    def refreshed(preview: Preview) -> Checked:
        checked = refresh(preview)
        assert checked.validated.coalition is not None
        seen.append(checked.validated.coalition.partners["elm-fund"].team.notes)
        if len(seen) == 2:
            raise KeyboardInterrupt
        notes.write_text("---\nteam:\n  notes: They paid.\n---\n", encoding="utf-8")
        return checked

    monkeypatch.setattr(Preview, "refresh", refreshed)
    done = CliRunner().invoke(app, ["serve", "--port", "0", "--project", str(project), "--today", str(TODAY)])
    assert done.exit_code == 0, done.output
    assert done.output.rstrip().endswith("Stopped.")
    assert seen == ["They owe rent.", "They paid."]
