from pathlib import Path, PurePosixPath

import pikepdf
import pytest

from coalition_site.publish.pdf.make import PdfJob, make_pdfs
from coalition_site.publish.pdf.mend.tags import mend_tags
from tests.support.documents import ASSETS, SAMPLE, make_one, whole_page
from tests.support.gate import pdf_tags, pdf_ua_failures


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tags")
    make_one(SAMPLE.read_text(encoding="utf-8"), folder, forms=True)
    return folder / "example.pdf"


def test_mending_again_changes_nothing(sample: Path) -> None:
    once = mend_tags(sample.read_bytes())
    assert mend_tags(once) == once
    assert once == mend_tags(sample.read_bytes())


def test_list_items_hold_labels_and_bodies_only(sample: Path) -> None:
    items = [{str(kid["/S"]) for kid in element["/K"]} for tag, element in pdf_tags(sample) if tag == "LI"]
    assert items
    assert all(kids <= {"/Lbl", "/LBody"} for kids in items)


def test_header_cells_say_what_they_head(sample: Path) -> None:
    scopes = [str(element["/A"]["/Scope"]) for tag, element in pdf_tags(sample) if tag == "TH"]
    assert set(scopes) == {"/Column", "/Row"}


def test_links_stand_in_link_elements_print_and_are_named(sample: Path) -> None:
    with pikepdf.open(sample) as pdf:
        links = [link for sheet in pdf.pages for link in sheet.get("/Annots", []) if link["/Subtype"] == "/Link"]
        assert {int(link["/F"]) for link in links} == {4}
        names = [str(link["/Contents"]) for link in links]
    assert {"whole toolkit", "hello@forestcity.example", "links"} <= set(names)
    assert "#profiles" not in names


def test_picture_boxes_lie_on_the_page(sample: Path) -> None:
    for tag, figure in pdf_tags(sample):
        if tag == "Figure":
            left, bottom, right, top = (float(number) for number in figure["/A"]["/BBox"])
            _, _, width, height = (float(number) for number in figure["/Pg"]["/MediaBox"])
            assert 0 <= left < right <= width
            assert 0 <= bottom < top <= height


LONG_ITEM = "<li><p>" + "long words " * 90 + "</p></li>"

CONSTRUCTS = (
    "<ul><li><p>a</p><p>b</p></li></ul>",
    "<ul><li>a<table><tr><td>b</td></tr></table></li></ul>",
    "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
    '<p><a href="https://a.example"><code>a</code> and <strong>b</strong></a></p>',
    '<p><a href="https://a.example"><img src="logo.svg" alt="a"></a></p>',
    '<h2><a href="https://a.example">a <em>b</em> c</a></h2>',
    "<dl><div><dt>a</dt><dd>b</dd></div><div><dt>c</dt><dd>d</dd></div></dl>",
    """<ul>
<li style="display: inline">a</li>
</ul>""",
    """<ul>
<li style="display: inline">a</li>
<li style="display: inline">b</li>
</ul>""",
    "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>",
    '<p>See <a href="#b">far below</a>.</p><p id="b" style="break-before: page">b</p>',
    f"<ul>{LONG_ITEM * 12}</ul>",
)


def test_constructs_that_the_engine_tags_wrongly_pass_the_gate(tmp_path: Path) -> None:
    jobs = [
        PdfJob(PurePosixPath(f"{number}.pdf"), whole_page(f"<h1>A</h1>{body}"), body)
        for number, body in enumerate(CONSTRUCTS)
    ]
    results = make_pdfs(jobs, folder=tmp_path, asset_roots=[ASSETS], epoch=0)
    assert [problem for result in results for problem in result.problems] == []
    failures = {job.source: pdf_ua_failures(tmp_path / job.path) for job in jobs}
    assert {body: failed for body, failed in failures.items() if failed} == {}
