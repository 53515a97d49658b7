"""Documents print what people are called: in each script, with its font and without."""

import html
import io
import random
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from unicodedata import category

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from coalition_site.cli.process import run_command_line
from coalition_site.model.print_font import PrintFont
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, make_pdfs
from coalition_site.read.fonts.choice import fonts_for
from tests.support.building import SMALL, small_project, with_small_documents
from tests.support.documents import ASSETS, SOURCE, make_one, whole_page
from tests.support.gate import pdf_text, pdf_ua_failures
from tests.support.machine_fonts import FONTS, machine_with_fonts
from tests.support.scripts import SCRIPTS, Script

pytestmark = pytest.mark.xdist_group("scripts")

_LINE_ENDS, _CJK, _EMOJI = {0x2028, 0x2029}, 0x3000, range(0x1F000, 0x1FC00)
FURTHER = tuple(script for script in SCRIPTS if script.font)
PACKAGED_TOO = {"chinese-simplified", "korean", "japanese"}
# A sign that stands for no letter of its own carries a joiner, readers of right-to-left text mark its direction, and
# readers guess spaces from the places of signs.
_UNSEEN = re.compile(r"[\u200c\u200d\u202a-\u202e\s]")


def letters(text: str) -> str:
    """The text without what nobody sees."""
    return _UNSEEN.sub("", text)


def words_of_poppler(path: Path) -> str:
    """The text as the most used reader of PDFs gives it."""
    ended = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return ended.stdout.decode()


def signs_of(*scripts: Script) -> frozenset[str]:
    return frozenset("".join(word for script in scripts for word in script.words)) - {" "}


@cache
def further_fonts() -> tuple[PrintFont, ...]:
    own = {f"content/fonts/{file.name}": file for file in sorted(FONTS.glob("*.[ot]tf"))}
    printed, problems = fonts_for(signs_of(*FURTHER), own, (), of_system=False)
    assert not problems
    assert not printed.missing
    return printed.fonts


def _words_of(script: Script) -> str:
    return whole_page(f"<h1>{script.partner}</h1>" + "".join(f"<p>{word}</p>" for word in script.words))


def _gaps_of(script: Script) -> str:
    return whole_page(f'<h1 data-part="{script.partner}">A {script.partner}</h1><p>{script.text} too</p>')


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each script's words, with a font where it needs one of the further ones; and as gaps, without that."""
    folder = tmp_path_factory.mktemp("scripts")
    with_fonts = {f"words/{script.name}.pdf": _words_of(script) for script in FURTHER}
    without = {f"words/{script.name}.pdf": _words_of(script) for script in SCRIPTS if not script.font}
    without |= {f"gaps/{script.name}.pdf": _gaps_of(script) for script in FURTHER}
    for pages, fonts in ((with_fonts, further_fonts()), (without, ())):
        jobs = [PdfJob(PurePosixPath(path), page, SOURCE) for path, page in pages.items()]
        results = make_pdfs(jobs, folder=folder, asset_roots=[ASSETS], epoch=0, options=PdfOptions(fonts=fonts))
        assert [problem for result in results for problem in result.problems] == []
    return folder


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_words_come_back_letter_for_letter(script: Script, printed: Path) -> None:
    path = printed / "words" / f"{script.name}.pdf"
    assert pdf_ua_failures(path) == []
    text = pdf_text(path)
    assert all(letters(word) in letters(text) for word in script.words), text
    if shutil.which("pdftotext"):
        assert all(letters(word) in letters(words_of_poppler(path)) for word in script.words), words_of_poppler(path)


@pytest.mark.parametrize("script", FURTHER, ids=lambda script: script.name)
def test_without_a_font_the_document_has_marked_gaps(script: Script, printed: Path) -> None:
    path = printed / "gaps" / f"{script.name}.pdf"
    assert pdf_ua_failures(path) == []
    assert re.search(r"A \[U\+[0-9A-F]{4}[^]]*\]", pdf_text(path))
    assert f"[U+{ord(script.text[0]):04X}" in pdf_text(path)


def test_a_document_without_further_signs_is_the_same_with_further_fonts(tmp_path: Path) -> None:
    page = whole_page("<h1>Nguyễn Łódź</h1><p>بيت and “quotes” ☑</p>")
    make_one(page, tmp_path)
    plain = (tmp_path / "example.pdf").read_bytes()
    make_one(page, tmp_path, options=PdfOptions(fonts=further_fonts()))
    assert (tmp_path / "example.pdf").read_bytes() == plain


def test_a_sign_that_a_font_only_promises_is_a_gap(tmp_path: Path) -> None:
    fonts = (PrintFont(FONTS / "khmer.ttf", "Noto Sans Khmer", frozenset("茶"), own=False),)
    assert make_one(whole_page("<h1>茶 House</h1>"), tmp_path, options=PdfOptions(fonts=fonts)).problems == ()
    assert pdf_text(tmp_path / "example.pdf").startswith("[U+8336] House")
    assert pdf_ua_failures(tmp_path / "example.pdf") == []


def test_gaps_stand_in_drawings_and_pictures_too(tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><title>x</title><text y="9">茶 a</text></svg>'
    )
    assert make_one(whole_page(f"<h1>a</h1><p>b {drawing} 茶</p>"), tmp_path).problems == ()
    assert pdf_ua_failures(tmp_path / "example.pdf") == []
    assert "[U+8336] a" in pdf_text(tmp_path / "example.pdf")


def test_fields_offer_what_cannot_be_printed(tmp_path: Path) -> None:
    field = '<label for="a">A</label><select id="a" name="a" title="茶"><option value="茶">茶</option></select>'
    assert make_one(whole_page(f"<h1>a</h1><form>{field}</form>"), tmp_path, forms=True).problems == ()
    assert pdf_ua_failures(tmp_path / "example.pdf") == []
    with pikepdf.open(tmp_path / "example.pdf") as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].TU) == "A"


def test_a_font_of_the_content_stands_for_no_other(tmp_path: Path) -> None:
    with TTFont(FONTS / "khmer.ttf") as font:
        for number in (1, 4, 16):
            font["name"].setName("Public Sans", number, 3, 1, 0x409)
        font["cmap"].tables[0].cmap[ord("a")] = font.getGlyphOrder()[5]
        font.save(tmp_path / "mine.ttf")
    printed, _ = fonts_for(frozenset("ខ"), {"content/fonts/mine.ttf": tmp_path / "mine.ttf"}, (), of_system=False)
    page = whole_page("<h1>a ខ</h1>")
    assert make_one(page, tmp_path, options=PdfOptions(fonts=printed.fonts)).problems == ()
    with pikepdf.open(tmp_path / "example.pdf") as pdf:
        names = {str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()}
    assert {re.sub(r".*\+", "", name).rstrip(",") for name in names} == {
        *("Coalition-Own-1", "Coalition-Serif-Semi-Bold", "Public-Sans")
    }


def test_web_fonts_of_the_content_are_used(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with TTFont(FONTS / "khmer.ttf") as font:
        font.flavor = "woff2"
        font.save(packed)
    (tmp_path / "mine.woff2").write_bytes(packed.getvalue())
    printed, _ = fonts_for(frozenset("ខ"), {"content/fonts/mine.woff2": tmp_path / "mine.woff2"}, (), of_system=False)
    assert make_one(whole_page("<h1>ខ</h1>"), tmp_path, options=PdfOptions(fonts=printed.fonts)).problems == ()
    assert pdf_text(tmp_path / "example.pdf").startswith("ខ")


def _project(folder: Path, scripts: Sequence[Script]) -> Path:
    partners = {
        f"partners/{script.name}.md": f"---\nname: {script.partner}\ntype: Business\nrelationship: existing\n"
        f"outreach:\n  message: {script.text}\n---\n{script.text}\n"
        for script in scripts
    }
    invites = "".join(
        f"- member: {script.member}\n  partner: {script.name}\n  sender: jo\n  status: drafted\n" for script in scripts
    )
    return small_project(folder, {**partners, "invites.yml": invites})


def _built(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    words = ["coalition", "build", "--project", str(project), "--today", "2026-11-23"]
    monkeypatch.setattr("sys.argv", words)
    code = run_command_line()
    return code, capsys.readouterr().out


@pytest.mark.slow("lays out the documents of 15 scripts twice")
def test_everything_is_built_with_the_fonts_and_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = _project(tmp_path / "project", SCRIPTS)
    folder = with_small_documents(project / "build") / "workbook" / "letters"
    machine_with_fonts(tmp_path, monkeypatch)
    code, said = _built(project, capsys, monkeypatch)
    assert code == 0
    lines = 4 * sum(bool(script.font) and script.name not in PACKAGED_TOO for script in SCRIPTS)
    assert f"No font       for signs in {lines} lines of the content" in said
    without = {file.name: file.read_bytes() for file in folder.glob("*.pdf")}
    assert [failure for file in project.glob("build/*/*.pdf") for failure in pdf_ua_failures(file)] == []
    assert all(pdf_ua_failures(file) == [] for file in folder.glob("*.pdf"))

    machine_with_fonts(tmp_path, monkeypatch, FONTS)
    code, said = _built(project, capsys, monkeypatch)
    assert code == 0
    assert "No font" not in said
    printed = {file.name: pdf_text(file) for file in folder.glob("*.pdf")}
    # Where somebody writes Japanese, all that it shares with Chinese is printed in its forms, if the machine has them.
    same = set() if any(script.name == "japanese" for script in SCRIPTS) else PACKAGED_TOO
    for script in SCRIPTS:
        (name,) = (name for name, text in printed.items() if letters(f"Dear {script.member},") in letters(text))
        assert letters(script.partner) in letters(printed[name])
        assert pdf_ua_failures(folder / name) == []
        assert (folder / name).stat().st_size < 150_000
        assert ((folder / name).read_bytes() == without[name]) == (not script.font or script.name in same), script
    assert [failure for file in project.glob("build/*/*.pdf") for failure in pdf_ua_failures(file)] == []
    assert len(PdfReader(project / "build" / "workbook" / "partners.pdf").pages) > 1


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "确定联盟的潜在成员"), pytest.param("ko", "", marks=pytest.mark.slow("lays the worksheet out once more"))],
)
def test_a_new_machine_makes_the_blank_worksheet(
    language: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine_with_fonts(tmp_path, monkeypatch)
    project = small_project(
        tmp_path / "town", {"coalition.yml": SMALL.replace("language: en", f"language: {language}")}
    )
    form = tmp_path / "blank.pdf"
    words = ["coalition", "worksheet", "--blank", "--project", str(project), "--output", str(form)]
    monkeypatch.setattr("sys.argv", words)
    assert run_command_line() == 0
    assert pdf_ua_failures(form) == []
    assert said in pdf_text(form)
    assert "[U+" not in pdf_text(form)


def test_no_text_fails_a_document(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311  the same words in every run
    codes = [code for code in range(0x20, 0x30000) if category(chr(code))[0] != "C" and code not in _LINE_ENDS]
    for pool in (codes, [code for code in codes if code < _CJK], [code for code in codes if code in _EMOJI]):
        words = ("".join(map(chr, chance.choices(pool, k=8))) for _ in range(90))
        page = whole_page(f"<h1>Any</h1><p>{html.escape(' '.join(words))}</p>")
        assert make_one(page, tmp_path).problems == ()
        assert pdf_ua_failures(tmp_path / "example.pdf") == []
