import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pikepdf
import pytest

from coalition_site.problems import Unavailable
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, PdfResult, make_pdfs
from tests.support.documents import ASSETS, SAMPLE, SOURCE, make_one, whole_page
from tests.support.gate import pdf_bookmarks, pdf_tags, pdf_text, pdf_ua_failures


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    result = make_one(SAMPLE.read_text(encoding="utf-8"), folder, forms=True)
    assert not result.problems
    return folder / "example.pdf"


def test_every_construct_of_the_style_sheet_passes_the_gate(sample: Path) -> None:
    assert pdf_ua_failures(sample) == []


def test_fields_are_drawn_where_nobody_can_fill_them_in(tmp_path: Path) -> None:
    html = SAMPLE.read_text(encoding="utf-8").replace('class="document', 'class="paper-a4 document')
    assert make_one(html, tmp_path).problems == ()
    assert pdf_ua_failures(tmp_path / "example.pdf") == []
    with pikepdf.open(tmp_path / "example.pdf") as pdf:
        assert "/AcroForm" not in pdf.Root
        assert {tuple(round(float(side)) for side in sheet.MediaBox) for sheet in pdf.pages} == {
            (0, 0, 595, 842),
            (0, 0, 842, 595),
        }


def test_title_language_and_bookmarks(sample: Path) -> None:
    with pikepdf.open(sample) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Identifying Potential Coalition Members: Forest City"
        assert str(pdf.Root.Lang) == "en"
    bookmarks = pdf_bookmarks(sample)
    assert bookmarks[0] == "Identifying Potential Coalition Members"
    assert "Part 2: What Existing Partnerships Do You Have?" in bookmarks


def test_text_holds_ticks_accents_and_running_lines(sample: Path) -> None:
    text = pdf_text(sample)
    assert re.search(r"☑ ?Young people", text)
    assert re.search(r"☐ ?Just policing", text)
    for words in ("O\u2019Neill & Đặng Family Health", "Nguyễn Thị Ánh", "Internal: for the team", "1 of 8", "8 of 8"):
        assert words in text


def test_head_of_a_long_table_is_repeated(sample: Path) -> None:
    assert pdf_text(sample).count("Target populations served") == 2


def test_only_the_projects_fonts_are_used(sample: Path) -> None:
    with pikepdf.open(sample) as pdf:
        # What a reader may draw ticks with is its own font, and nothing in the file is set in it.
        ticks = pdf.Root.AcroForm.DR.Font.ZaDb.objgen
        assert all("/ZaDb" not in sheet.resources.get("/Font", {}) for sheet in pdf.pages)
        fonts = {
            str(item.BaseFont)[8:]
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item and item.objgen != ticks
        }
    assert all(name.startswith(("Public-Sans", "Coalition-")) for name in fonts), fonts


def test_section_carries_its_language(sample: Path) -> None:
    languages = [str(element["/Lang"]) for tag, element in pdf_tags(sample) if tag == "Sect" and "/Lang" in element]
    assert languages == ["es"]


def test_section_over_several_pages_carries_its_language_on_each(tmp_path: Path) -> None:
    long = "<p>Uno.</p>" * 120
    body = f'<section lang="vi"><h1>Một</h1><p>Hai</p></section><article lang="es"><h2>Dos</h2>{long}</article>'
    result = make_one(whole_page(body + "<section><h2>Three</h2></section>"), tmp_path)
    languages = [element.get("/Lang") for tag, element in pdf_tags(tmp_path / "example.pdf") if tag in {"Sect", "Art"}]
    assert result.pages > 2
    assert [str(language) for language in languages] == ["vi", *["es"] * result.pages, "None"]


def test_form_can_be_filled_in(sample: Path) -> None:
    with pikepdf.open(sample) as pdf:
        names = {str(field["/T"]): str(field["/TU"]) for field in pdf.Root.AcroForm.Fields}
    assert names["name"] == "Organization"
    assert len(names) == 4


def test_no_path_of_the_machine_is_in_the_file(sample: Path) -> None:
    with pikepdf.open(sample) as pdf:
        data = b"".join(item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream))
        data += b"".join(item.unparse() for item in pdf.objects if not isinstance(item, pikepdf.Stream))
    for path in (str(ASSETS), str(Path.home()), str(sample.parent), "file:"):
        assert path.encode() not in data


def test_missing_signs_of_style_sheets_name_source_and_characters(tmp_path: Path) -> None:
    style = "<style>h1::after { content: ' 表 ሰ' }</style>"
    result = make_one(whole_page("<h1>Hello</h1>", head=style), tmp_path)
    assert result.problems == (
        f"{SOURCE}: example.pdf: the fonts have no sign for “表” (U+8868), “ሰ” (U+1230): write it in plain letters",
    )
    assert not (tmp_path / "example.pdf").exists()


def test_pasted_spaces_and_hyphens_are_signs(tmp_path: Path) -> None:
    signs = "a\u2010b\u2011c\u00a0d\u202fe\u2009f\u200bg\u00adh 5\u2032 6\u2033 \u02bcOkina"
    assert (
        make_one(
            whole_page(f"<h1>Signs</h1><p>{signs}<b>{signs}</b><i>{signs}</i></p><h2>{signs}</h2>"), tmp_path
        ).problems
        == ()
    )


def test_unknown_style_names_source(tmp_path: Path) -> None:
    (problem,) = make_one(whole_page("<h1>A</h1>", head="<style>p {colr: red}</style>"), tmp_path).problems
    assert problem.startswith(f"{SOURCE}: example.pdf: the PDF engine reports: Ignored `colr: red`")


_TWO_DOCUMENTS = """
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from coalition_site.publish.pdf.make import PdfJob, make_pdfs
html, plain = (Path(name).read_text(encoding="utf-8") for name in sys.argv[2:4])
jobs = [PdfJob(PurePosixPath("a.pdf"), html, "a", forms=True), PdfJob(PurePosixPath("b/b.pdf"), plain, "b")]
if sys.argv[5:]:
    jobs.reverse()
results = make_pdfs(jobs, folder=Path(sys.argv[1]), asset_roots=[Path(sys.argv[4])], epoch=1700000000)
assert not [problem for result in results for problem in result.problems]
"""


@pytest.mark.slow("lays the sample out twice, each time with processes of its own")
def test_same_bytes_in_another_folder_time_zone_locale_and_order(tmp_path: Path) -> None:
    plain = tmp_path / "plain.html"
    plain.write_text(whole_page("<h1>Plain</h1><p>With <a href='https://a.example'>a link</a>.</p>"), encoding="utf-8")
    made: list[dict[Path, bytes]] = []
    for name, zone, order in (("one", "Asia/Ho_Chi_Minh", []), ("a second", "America/Chicago", ["reverse"])):
        folder = tmp_path / name
        folder.mkdir()
        environment = os.environ | {"TZ": zone, "LC_ALL": "C" if order else "C.UTF-8", "PYTHONHASHSEED": str(len(made))}
        command = [
            sys.executable,
            "-W",
            "error",
            "-c",
            _TWO_DOCUMENTS,
            str(folder),
            str(SAMPLE),
            str(plain),
            str(ASSETS),
            *order,
        ]
        subprocess.run(command, check=True, env=environment, cwd=folder)
        made.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert made[0] == made[1]
    assert [str(path) for path in sorted(made[0])] == ["a.pdf", "b/b.pdf"]


def test_what_is_made_is_told_at_once_and_results_keep_their_order(tmp_path: Path) -> None:
    bodies = ["<h1>One</h1>", "<h2>Skipped a level</h2>", "<h1>Three</h1>" + "<p>Long</p>" * 200]
    jobs = [PdfJob(PurePosixPath(f"{n}.pdf"), whole_page(body), f"source-{n}") for n, body in enumerate(bodies)]
    calls: list[tuple[str, int]] = []

    def then(result: PdfResult) -> Sequence[PdfJob]:
        calls.append((result.job.source, result.pages))
        return ()

    results = make_pdfs(jobs, folder=tmp_path, asset_roots=[], epoch=0, then=then)
    assert [result.job for result in results] == jobs
    assert sorted(calls) == [("source-0", 1), ("source-1", 0), ("source-2", results[2].pages)]
    assert results[1].problems[0].startswith("source-1: 1.pdf: the heading “Skipped a level” is of level 2")


def test_the_result_of_what_follows_a_document_comes_last(tmp_path: Path) -> None:
    first, second, later = (
        PdfJob(PurePosixPath(f"{name}.pdf"), whole_page(f"<h1>{name}</h1>"), SOURCE) for name in ("a", "b", "c")
    )
    results = make_pdfs(
        [first, second],
        folder=tmp_path,
        asset_roots=[],
        epoch=0,
        then=lambda result: [later] if result.job == first else [],
    )
    assert [result.job for result in results] == [first, second, later]
    assert [result.pages for result in results] == [1, 1, 1]


@pytest.mark.parametrize("path", ["../out.pdf", "/out.pdf", "a/../../out.pdf", "a\\out.pdf"])
def test_path_outside_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leaves the output folder"):
        make_pdfs([PdfJob(PurePosixPath(path), "", SOURCE)], folder=tmp_path, asset_roots=[], epoch=0)


def test_path_used_twice_is_refused(tmp_path: Path) -> None:
    jobs = [PdfJob(PurePosixPath(name), "", SOURCE) for name in ("a.pdf", "A.pdf")]
    with pytest.raises(ValueError, match="made twice"):
        make_pdfs(jobs, folder=tmp_path, asset_roots=[], epoch=0)


def test_missing_fonts_are_said_before_anything_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coalition_site.publish.pdf.make.missing_fonts", lambda: ["PublicSans-Regular.ttf"])
    with pytest.raises(Unavailable, match=r"PublicSans-Regular\.ttf"):
        make_one(whole_page("<h1>A</h1>"), tmp_path)


def test_engine_and_pdf_library_are_not_loaded_into_the_builds_own_process() -> None:
    code = "import sys, coalition_site.jobs.build; print({'weasyprint', 'pikepdf', 'ssl'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "set()\n"


def test_mistake_in_the_shared_style_sheet_names_the_sheet(tmp_path: Path) -> None:
    sheet = tmp_path / "own.css"
    sheet.write_text("p { colr: red } @import url(https://fonts.example/a.css);", encoding="utf-8")
    result = make_one(whole_page("<h1>A</h1>"), tmp_path, options=PdfOptions(style_sheets=(sheet,)))
    assert result.problems
    assert all(problem.startswith(f"{SOURCE}: example.pdf: in own.css: ") for problem in result.problems)


def test_missing_style_sheet_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        make_one(whole_page("<h1>A</h1>"), tmp_path, options=PdfOptions(style_sheets=(tmp_path / "none.css",)))
