import http.server
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import pytest

from coalition_site.publish.pdf.jobs import Job, Settings
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, make_pdfs
from coalition_site.publish.pdf.process import EngineMissing, Surroundings, Worker
from tests.support.documents import SOURCE, make_one, whole_page

# What a process may read is the same in one that begins at once; how it is stopped and ends is tried with real ones.
_OWN_PROGRAMS = pytest.mark.own_programs

SPACE = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'
CANARY = b"canary in the secret file"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A folder of assets beside a secret, with a link that leads to the secret from inside."""
    (tmp_path / "secret.txt").write_bytes(CANARY)
    (tmp_path / "secret.png").write_bytes(CANARY)
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "link.txt").symlink_to(tmp_path / "secret.txt")
    (assets / "link.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "out").mkdir()
    return tmp_path


def made_from(secret: Path, pages: Sequence[str]) -> list[str]:
    """Message of the one problem of each page; nothing may have been written."""
    jobs = [PdfJob(PurePosixPath(f"{number}.pdf"), html, SOURCE) for number, html in enumerate(pages)]
    results = make_pdfs(jobs, folder=secret / "out", asset_roots=[secret / "assets"], epoch=0)
    assert list((secret / "out").iterdir()) == []
    problems = [problem for result in results for problem in result.problems]
    assert [problem.split(": ")[:2] for problem in problems] == [[SOURCE, f"{n}.pdf"] for n in range(len(pages))]
    assert CANARY.decode() not in "".join(problems)
    return problems


ATTACHMENTS = (
    '<link rel="attachment" href="../secret.txt">',
    '<link rel="attachment" href="%2e%2e/secret.txt">',
    '<link rel="ATTACHMENT stylesheet" href="FILE://{root}/secret.txt">',
    '<link rel="attachment" href="link.txt">',
    '<a rel="attachment" href="../secret.txt">a</a>',
)


def test_attachments_are_refused(secret: Path) -> None:
    problems = made_from(secret, [whole_page(f"<h1>A</h1>{form.format(root=secret)}") for form in ATTACHMENTS])
    assert all("files cannot be attached" in problem for problem in problems)


ADDRESSES = (
    "../secret.png",
    "%2e%2e/secret.png",
    "FILE://{root}/secret.png",
    "file://localhost{root}/secret.png",
    "link.png",
    "file://elsewhere/secret.png",
    "..%5csecret.png",
)


def test_files_outside_the_folders_are_refused(secret: Path) -> None:
    addresses = [address.format(root=secret) for address in ADDRESSES]
    pages = [whole_page(f'<h1>A</h1><img alt="b" src="{address}">') for address in addresses]
    pages += [
        whole_page("<h1>A</h1>", head=f"<style>h1 {{ background: url('{address}') }}</style>") for address in addresses
    ]
    pages += [whole_page("<h1>A</h1>", head=f'<link rel="stylesheet" href="{address}">') for address in addresses]
    made_from(secret, pages)


def test_data_that_is_no_picture_is_refused(secret: Path) -> None:
    sheet = '<link rel="stylesheet" href="data:text/css,p{color:red}">'
    (problem,) = made_from(secret, [whole_page("<h1>A</h1>", head=sheet)])
    assert "only pictures" in problem


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """Address of a server on this machine, and the requests that reached it."""
    hits: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_error(404)

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", hits
    server.shutdown()
    thread.join()
    server.server_close()


LOADING = (
    ("<style>@import url(ADDRESS);</style>", ""),
    ('<link rel="stylesheet" href="ADDRESS">', ""),
    ("<style>@font-face { font-family: x; src: url(ADDRESS) }</style>", ""),
    ("<style>h1 { background: url(ADDRESS) }</style>", ""),
    ("", '<img alt="a" src="ADDRESS">'),
    ("", f'<svg {SPACE}><title>a</title><image href="ADDRESS" width="9" height="9"/></svg>'),
    ("", '<object data="ADDRESS">a</object>'),
    ("", '<embed src="ADDRESS">'),
)


@_OWN_PROGRAMS
def test_network_is_never_reached(secret: Path, listener: tuple[str, list[str]]) -> None:
    address, hits = listener
    pages = [whole_page(f"<h1>A</h1>{body}", head=head).replace("ADDRESS", address) for head, body in LOADING]
    assert all("nothing from the network" in problem for problem in made_from(secret, pages))
    assert hits == []


def test_relative_links_lead_nowhere_and_are_text(tmp_path: Path) -> None:
    assert make_one(whole_page('<h1>A</h1><p><a href="../other/">Other</a></p>'), tmp_path).problems == ()
    assert b"/Annots" not in (tmp_path / "example.pdf").read_bytes()


def _use_bomb() -> str:
    """A drawing of a few hundred bytes that asks for three million lines."""
    drawing = f'<svg {SPACE}><title>a</title><g id="l0"><path d="M0 0h9"/></g>'
    for level in range(1, 7):
        uses = f'<use href="#l{level - 1}"/>' * 12
        drawing += f'<g id="l{level}">{uses}</g>'
    return drawing + "</svg>"


@_OWN_PROGRAMS
def test_a_drawing_that_uses_itself_ends_in_a_message(tmp_path: Path) -> None:
    options = PdfOptions(seconds=1)
    (problem,) = make_one(whole_page(f"<h1>A</h1>{_use_bomb()}"), tmp_path, options=options).problems
    assert (
        problem
        == f"{SOURCE}: example.pdf: laying it out took more than 1 seconds: make the document smaller or simpler"
    )


@_OWN_PROGRAMS
def test_deep_document_ends_in_a_message(tmp_path: Path) -> None:
    (problem,) = make_one(whole_page("<h1>A</h1>" + "<div>" * 1500), tmp_path).problems
    assert problem.startswith(f"{SOURCE}: example.pdf: ")


@_OWN_PROGRAMS
def test_document_that_needs_too_much_memory_ends_in_a_message(tmp_path: Path) -> None:
    # Python itself can turn in circles where not even a small number can be had; then the time ends the document.
    options = PdfOptions(memory=200 * 1024**2, seconds=15)
    body = "<h1>A</h1>" + "<table><tr><td>cell</td><td>cell</td></tr></table>" * 2000
    (problem,) = make_one(whole_page(body), tmp_path, options=options).problems
    assert problem.startswith(f"{SOURCE}: example.pdf: ")


def test_too_many_pages_end_in_a_message(tmp_path: Path) -> None:
    html = whole_page("<h1>A</h1>" + '<p style="break-before: page">b</p>' * 5)
    (problem,) = make_one(html, tmp_path, options=PdfOptions(pages=3)).problems
    assert problem.endswith("the document has 6 pages, more than the 3 allowed: split it")


@_OWN_PROGRAMS
def test_one_bad_document_does_not_spoil_the_others(tmp_path: Path) -> None:
    bodies = [
        "<h1>A</h1>",
        "<table><tr>" + "<td colspan=100000>a</td>" * 3 + "</tr></table>",
        "<h1>B</h1>",
        "<h1>C</h1>",
    ]
    jobs = [PdfJob(PurePosixPath(f"{n}.pdf"), whole_page(body), f"s{n}") for n, body in enumerate(bodies)]
    results = make_pdfs(jobs, folder=tmp_path, asset_roots=[], epoch=0, options=PdfOptions(seconds=2))
    assert [result.pages for result in results] == [1, 0, 1, 1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.pdf", "2.pdf", "3.pdf"]


def stand_in(tmp_path: Path, program: str) -> Worker:
    """A worker whose process is a program of three lines."""
    settings = Settings(folder=str(tmp_path), roots=[], style_sheets=[], signs="", memory=1, pages=1)
    surroundings = Surroundings(settings, tmp_path / "fonts.conf", tmp_path, 0, 5)
    return Worker(surroundings, (sys.executable, "-c", program))


def test_crash_of_the_engine_is_a_message_and_the_worker_starts_anew(tmp_path: Path) -> None:
    worker = stand_in(
        tmp_path, "import os\ninput(); print('{\"ready\": true}', flush=True); input(); os.kill(os.getpid(), 11)"
    )
    for _ in range(2):
        answer = worker.make(Job(path="a.pdf", html="", forms=False))
        assert answer["problems"] == ["the PDF engine crashed on it (SIGSEGV): make the document smaller or simpler"]
    worker.close()


def test_engine_that_does_not_load_is_said_once(tmp_path: Path) -> None:
    worker = stand_in(tmp_path, 'input(); print(\'{"unavailable": "no Pango"}\')')
    with pytest.raises(EngineMissing, match="no Pango"):
        worker.make(Job(path="a.pdf", html="", forms=False))


def test_a_process_that_was_begun_takes_the_first_job(tmp_path: Path) -> None:
    program = (
        "import pathlib; pathlib.Path('begun').open('a').write('once ')\n"
        "input(); print('{\"ready\": true}', flush=True)\n"
        'input(); print(\'{"pages": 3, "problems": [], "worn": false}\')'
    )
    worker = stand_in(tmp_path, program)
    worker.begin()
    assert worker.make(Job(path="a.pdf", html="", forms=False))["pages"] == 3
    worker.close()
    assert (tmp_path / "begun").read_text(encoding="utf-8") == "once "


def test_a_process_that_cannot_begin_is_said_at_the_first_job(tmp_path: Path) -> None:
    worker = stand_in(tmp_path, 'input(); print(\'{"unavailable": "no Pango"}\')')
    worker.begin()
    with pytest.raises(EngineMissing, match="no Pango"):
        worker.make(Job(path="a.pdf", html="", forms=False))


def test_workers_see_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPLOY_TOKEN", "secret")
    settings = Settings(folder="", roots=[], style_sheets=[], signs="", memory=1, pages=1)
    environment = Surroundings(settings, tmp_path, tmp_path, 7, 1).environment()
    assert "DEPLOY_TOKEN" not in environment
    assert environment["SOURCE_DATE_EPOCH"] == "7"


def _children() -> set[str]:
    """This process's children by number; another test's browser may be among them."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


@_OWN_PROGRAMS
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are counted where there is /proc")
def test_no_process_is_left_behind(tmp_path: Path) -> None:
    before = _children()
    make_one(whole_page("<h1>A</h1>"), tmp_path)
    assert _children() <= before
    assert signal.getsignal(signal.SIGCHLD) == signal.SIG_DFL
