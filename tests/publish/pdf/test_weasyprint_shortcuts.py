"""The shorter ways through WeasyPrint: for the version that is installed, and to the same bytes in every document."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from coalition_site.jobs.build import derive
from coalition_site.publish.images.sizes import write_pictures
from coalition_site.publish.pdf.jobs import Job
from coalition_site.publish.pdf.make import PdfOptions, _settings
from coalition_site.publish.pdf.pieces import pieces_of
from coalition_site.publish.pdf.weasyprint_log import engine_warnings
from coalition_site.publish.pdf.worker import Engine
from coalition_site.render.documents import printed_pictures
from coalition_site.render.outputs import Outputs, render_outputs
from coalition_site.render.pictures import Pictures
from tests.support.building import PROJECT, TODAY, coalition_of
from tests.support.documents import whole_page
from tests.support.engine_here import engine_here

KINDS = {
    "a letter": r"letters/.*\.pdf",
    "an agreement": r"agreements/.*\.pdf",
    "a profile": r"partners/.*\.pdf",
    "the directory": r"partners\.pdf",
    "an agenda": r"meetings/.*\.pdf",
    "the meeting sheet": r"meeting-sheet\.pdf",
    "the list of invites": r"invite-list\.pdf",
    "gap sheets": r"gap-sheets\.pdf",
    "the worksheet": r"worksheet\.pdf",
    "a blank worksheet": r"worksheet-blank\.es\.pdf",
}

SHORT = ("a letter", "a profile", "an agenda", "the list of invites")

# What the engine works out in more than one way, in pages of two sizes.
LENGTHS = """<div style="width: 50%; padding: 2% 1em; box-sizing: border-box; min-height: 10%">a</div>
<div style="height: 40px"><p style="height: 50%; max-width: calc(30% + 1em); margin: auto">b</p></div>
<div style="margin-inline-start: 1em; padding-inline-end: 5%" dir="rtl" lang="ar">مرحبا بالعالم</div>
<table style="border-collapse: collapse; padding: 9px"><tr><td style="border: 1px solid; width: 20%">c<td>d</table>
<div style="display: flex; gap: 5%"><p style="flex: 1">e</p><p style="width: 20%">f</p></div>
<div style="display: grid; grid-template-columns: 1fr 2fr"><p>g</p><p style="padding: 1vw">h</p></div>
<div style="float: right; width: 30%">i</div><p style="position: relative; left: 3px">j</p><p style="width: 30vw">k</p>
<div style="column-count: 2; column-gap: 2em"><p>One two three four five</p><p>six seven eight nine ten</p></div>"""
TEXTS = """<style>.d::first-letter { font-size: 2em } .d::first-line { color: red } .q::before { content: open-quote }
.n { float: footnote } .l::after { content: leader(dotted) target-counter('#s', page) } a { text-decoration: underline }
.e { text-overflow: ellipsis; overflow: hidden; white-space: nowrap; width: 4em } .j { text-align: justify; width: 9em }
.h { hyphens: auto; width: 4em } .c { block-ellipsis: auto; max-lines: 1; continue: discard; width: 9em }</style>
<p class="d">Drop <em>this</em> and <strong lang="es">eso</strong> one two three four five six seven eight</p>
<p class="q" id="s">Said <q>so</q><span class="n">A note</span></p><p class="l" id='it"s'>Leads</p><p id="s">Twice</p>
<p class="e">Longer than the line</p><p class="j">Words that stand apart from each other in lines</p><pre>a\tb  c</pre>
<p class="h">communication of partnerships</p><p class="c">One two three four five six seven</p>
<ul><li>a</li><li style="list-style-position: inside">b</li></ul><p>a&shy;b 食堂
 x\u0323\u0301 <a href="#s" name="t">c</a></p>
<p style="letter-spacing: 1px; word-spacing: 2px; font-variant: small-caps"> a  b </p><input name="a" value="c">"""


@pytest.fixture(scope="module")
def outputs() -> Outputs:
    coalition = coalition_of(PROJECT)
    return render_outputs(derive(coalition, TODAY), coalition, None, with_pdf=True)


@pytest.fixture(scope="module")
def engine(outputs: Outputs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The worker's engine with its shortcuts."""
    folder, pictures = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("pictures")
    write_pictures(printed_pictures(outputs.documents(), Pictures.of(coalition_of(PROJECT))), pictures)
    with engine_here(folder), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "0")
        engine = Engine(_settings(folder, [PROJECT / "content", pictures], PdfOptions()))
        yield engine
        engine._engine.put_back()


WITHOUT_NAMES = """
import builtins, sys

plain_import = builtins.__import__

def without_names(name, importer=None, *others, **named):
    if name.startswith("weasyprint.") and (importer or {}).get("__name__", "").endswith(("_shortcuts", "_styles")):
        raise ImportError(f"{name} has no name of those that were there")
    return plain_import(name, importer, *others, **named)

builtins.__import__ = without_names
import weasyprint
from coalition_site.publish.pdf.weasyprint_engine import WeasyPrint

weasyprint.__version__ = sys.argv[1]
engine = WeasyPrint(lambda address: None)
page = engine.parsed("<!DOCTYPE html><html lang=en><title>A</title><h1>A</h1><p>Some words")
print(engine.lay_out(page, [engine.style_sheet("p { margin: 1% }")], forms=False).write()[0][:5].decode())
"""


@contextmanager
def own_ways(engine: Engine) -> Iterator[None]:
    """Without shortcuts."""
    from coalition_site.publish.pdf.weasyprint_shortcuts import take_shortcuts

    engine._engine.put_back()
    yield
    engine._engine.put_back = take_shortcuts()


def documents(outputs: Outputs, kinds: Sequence[str]) -> dict[str, Job]:
    """One document of each kind, of a long one its shortest piece."""
    every = [*outputs.workbook.files, *outputs.sites[0].files]
    found: dict[str, Job] = {}
    for kind in kinds:
        document = next(each for each in every if re.fullmatch(KINDS[kind], str(each.path)))
        html = min(pieces_of(document.html), key=len)
        found[kind] = Job(path=f"{len(found)}.pdf", html=html, forms=document.forms)
    return found


def made(engine: Engine, job: Job) -> bytes:
    assert engine.make(job)["problems"] == []
    return (Path(engine._folder) / job["path"]).read_bytes()


def laid_out(engine: Engine, body: str, page: str) -> tuple[bytes, list[str]]:
    html = whole_page(f"<h1>A</h1>{body}", head=f"<style>@page {{ size: {page}; margin: 5% }}</style>")
    with engine_warnings() as warnings:
        data, _ = engine._engine.lay_out(engine._engine.parsed(html), [], forms=True).write()
    return data, warnings.problems()


@pytest.mark.usefixtures("engine")
def test_shortcuts_are_those_of_the_installed_version() -> None:
    """Another version works without them: read what changed in the functions that they replace, then name it there."""
    import weasyprint

    from coalition_site.publish.pdf import weasyprint_shortcuts
    from coalition_site.publish.pdf.weasyprint_engine import SHORTCUTS_FOR

    assert weasyprint.__version__ == SHORTCUTS_FOR
    for owner, name, shortcut in weasyprint_shortcuts._REPLACED:
        assert vars(owner)[name] is shortcut


def test_another_version_makes_documents_without_the_names_that_shortcuts_use() -> None:
    """All names that they take from the engine are gone for them, which stops the version that they are for."""
    from coalition_site.publish.pdf.weasyprint_engine import SHORTCUTS_FOR

    made, stopped = (
        subprocess.run(
            [sys.executable, "-c", WITHOUT_NAMES, version], cwd=PROJECT, capture_output=True, text=True, check=False
        )
        for version in ("70.1", SHORTCUTS_FOR)
    )
    assert (made.returncode, made.stdout) == (0, "%PDF-\n"), made.stderr
    assert stopped.returncode == 1
    assert "has no name of those that were there" in stopped.stderr


@pytest.mark.parametrize(
    "kinds",
    [
        pytest.param(SHORT, marks=pytest.mark.part("every kind"), id="short"),
        pytest.param([*KINDS], marks=pytest.mark.slow("lays out long documents four times"), id="all"),
    ],
)
def test_documents_have_the_same_bytes(engine: Engine, outputs: Outputs, kinds: Sequence[str]) -> None:
    """At first, and with all that is known from the others."""
    jobs = documents(outputs, kinds)
    shortly = [(kind, made(engine, jobs[kind])) for kind in (*kinds, *SHORT)]
    with own_ways(engine):
        plain = {kind: made(engine, job) for kind, job in jobs.items()}
    assert [kind for kind, data in shortly if data != plain[kind]] == []


@pytest.mark.parametrize("body", [LENGTHS, TEXTS], ids=["lengths", "texts"])
def test_whatever_a_page_asks_for_has_the_same_bytes(engine: Engine, body: str) -> None:
    """On pages of two sizes, as lengths may hang on them; what is warned of is warned of each time."""
    pages = ["400px 300px", "200px 500px", "400px 300px"]
    shortly = [laid_out(engine, body, page) for page in pages]
    with own_ways(engine):
        plain = [laid_out(engine, body, page) for page in pages]
    assert shortly == plain
    assert shortly[0] == shortly[2] != shortly[1]


def test_warnings_of_styles_are_given_for_each_document(engine: Engine) -> None:
    body = '<p style="shade: red">a</p><p style="width: calc(1px * 1s)">b</p>'
    said = [laid_out(engine, body, "400px 300px")[1] for _ in range(2)]
    with own_ways(engine):
        plain = laid_out(engine, body, "400px 300px")[1]
    assert said == [plain, plain]
    assert len(plain) == 2


def test_another_font_changes_what_is_known_of_texts(engine: Engine) -> None:
    """A font that a document brings along is there from then on, so texts are no longer split as they were."""
    from coalition_site.publish.pdf import weasyprint_shortcuts

    laid_out(engine, "<p>Some words</p>", "400px 300px")
    assert weasyprint_shortcuts._texts.splits
    engine._engine._fonts.add_font_face({"font_family": "Other", "src": []}, None)
    assert not weasyprint_shortcuts._texts.splits
