"""Documents of the public site with names that look like markup, with long texts, and without any text."""

from datetime import date
from pathlib import Path

import pytest

from coalition_site.derive.public.view import public_view
from coalition_site.publish.pdf.make import PdfJob, make_pdfs
from coalition_site.render.environment import html_environment
from coalition_site.render.public_files import public_files
from tests.support.documents import ASSETS
from tests.support.gate import pdf_bookmarks, pdf_text, pdf_ua_failures
from tests.support.making import make_coalition, make_needs, make_partner, make_settings

TODAY = date(2026, 11, 23)
NAMES = ["</title><script>alert(1)</script>", 'A & "B" <b>C</b>', "x" * 200, "Plain"]


def test_whatever_the_names_are_documents_are_whole_and_accessible(tmp_path: Path) -> None:
    partners = [
        make_partner(
            f"p{number}", name=name, works_on=["Housing stability"], role=name, listing={"consent": "2026-01-01"}
        ).model_copy(update={"profile": "Long words. " * 900 if number == 1 else ""})
        for number, name in enumerate(NAMES)
    ]
    coalition = make_coalition(
        *partners, needs=make_needs(areas=["Housing stability"]), settings=make_settings(name="<i>Elm</i> & Co")
    )
    files = public_files(public_view(coalition, TODAY), html_environment(None, "en"))
    jobs = [
        PdfJob(document.path, document.html, document.source) for document in files if document.path.suffix == ".pdf"
    ]
    results = make_pdfs(jobs, folder=tmp_path, asset_roots=[ASSETS], epoch=0)
    assert {str(result.job.path): result.problems for result in results} == {
        f"partners/p{number}.pdf": () for number in range(len(NAMES))
    } | {"partners.pdf": ()}
    assert {str(job.path): pdf_ua_failures(tmp_path / job.path) for job in jobs} == {str(job.path): [] for job in jobs}
    for number, name in enumerate(NAMES):
        assert name in pdf_bookmarks(tmp_path / f"partners/p{number}.pdf")
        assert name in pdf_bookmarks(tmp_path / "partners.pdf")
    assert "<i>Elm</i> & Co" in pdf_text(tmp_path / "partners" / "p3.pdf")
    assert [result.pages for result in results if result.job.path.name == "p3.pdf"] == [1]


def test_where_nobody_is_named_there_is_no_document() -> None:
    files = public_files(public_view(make_coalition(make_partner("quiet")), TODAY), html_environment(None, "en"))
    assert {file.path.parent.name for file in files} == {"data"}


@pytest.mark.parametrize(("name", "drawn"), [("New Roots", True), ("رابطة عائلات الجذور الجديدة", False)])
def test_names_that_a_drawing_on_paper_would_turn_round_are_not_drawn(name: str, drawn: bool) -> None:
    partner = make_partner("one", name=name, listing={"consent": "2026-01-01"})
    view = public_view(make_coalition(partner), TODAY)
    directory = public_files(view, html_environment(None, "en"))[0]
    assert ("<svg" in directory.html) == drawn
    assert name in directory.html
