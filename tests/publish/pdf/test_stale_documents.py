"""Documents that are kept by what they are made from are found without rendering, with what they were bound from."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from coalition_site.publish.cache.output_index import FinishedFiles
from coalition_site.publish.cache.rendering_key import MadeFrom
from coalition_site.publish.cache.store import KeptFiles
from coalition_site.publish.failures import Failure
from coalition_site.publish.pdf.long_documents import Stores
from coalition_site.publish.pdf.stale_documents import KeptDocuments, make_known_documents
from coalition_site.publish.pdf.store import PdfCache
from coalition_site.render.documents import PrintDocument
from coalition_site.render.rendering import Rendering
from tests.support.documents import ASSETS, whole_page
from tests.support.gate import pdf_text
from tests.support.long_documents import directory, entry

TEMPLATES = {
    "page.html": whole_page("<h1>A</h1><p>{{ text }}</p>"),
    "long.html": directory("{{ first }}", entry("Two")),
}


class Built:
    """One build after another into the same folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rendered: list[str] = []

    def build(self, **documents: Mapping[str, Any]) -> tuple[Failure, ...]:
        """Makes documents of these names; the first word is the template's, the values are what it is given."""
        self.rendered.clear()
        pdfs, files = PdfCache(self.folder / "pdfs"), KeptFiles(self.folder / "files")
        finished = FinishedFiles(self.folder / "none", files)
        kept = KeptDocuments(Stores(pdfs, files), MadeFrom(self.folder / "no templates", "en"), finished)
        environment = Environment(loader=DictLoader(TEMPLATES), autoescape=False)  # noqa: S701  ours
        made = [
            (PurePosixPath(f"{name}.pdf"), self._document(environment, name, values))
            for name, values in documents.items()
        ]
        problems = make_known_documents(
            made, folder=self.folder, asset_roots=[ASSETS], epoch=0, done=lambda: None, kept=kept
        )
        pdfs.prune()
        files.prune()
        return problems

    def _document(self, environment: Environment, name: str, values: Mapping[str, Any]) -> PrintDocument:
        content = Rendering(environment, f"{name.partition('_')[0]}.html", values)
        return PrintDocument(PurePosixPath(f"{name}.pdf"), content, name)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    folder = Built(tmp_path)
    text = Rendering.text

    def noted(self: Rendering, parts_read: set[str] | None = None) -> str:
        folder.rendered.append(self.template)
        return text(self, parts_read)

    monkeypatch.setattr(Rendering, "text", noted)
    return folder


def test_only_what_changed_is_rendered(built: Built) -> None:
    assert built.build(page_1={"text": "one"}, page_2={"text": "two"}, long={"first": entry("One")}) == ()
    assert sorted(built.rendered) == ["long.html", "page.html", "page.html"]
    built.build(page_1={"text": "one"}, page_2={"text": "three"}, long={"first": entry("One")})
    assert built.rendered == ["page.html"]
    assert pdf_text(built.folder / "page_1.pdf").startswith("A one ")
    assert pdf_text(built.folder / "page_2.pdf").startswith("A three ")


def test_pieces_outlast_builds_that_did_not_need_them(built: Built) -> None:
    built.build(long={"first": entry("One")})
    whole = (built.folder / "long.pdf").read_bytes()
    kept = set((built.folder / "pdfs").iterdir())
    built.build(long={"first": entry("One")})
    assert built.rendered == []
    assert set((built.folder / "pdfs").iterdir()) == kept
    assert (built.folder / "long.pdf").read_bytes() == whole
    built.build(long={"first": entry("One", "Changed.")})
    assert len(set((built.folder / "pdfs").iterdir()) - kept) == 2  # the piece, and the bound document
    assert "Changed." in pdf_text(built.folder / "long.pdf")


def test_a_document_with_problems_is_tried_again(built: Built) -> None:
    broken = {"text": '<img src="gone.png" alt="gone">'}
    for _ in range(2):
        (problem,) = built.build(page=broken)
        assert "gone.png" in problem.cause
        assert built.rendered == ["page.html"]


def test_what_has_no_digest_is_rendered_each_time(built: Built) -> None:
    for _ in range(2):
        assert built.build(page={"text": "one", "function": print}) == ()
        assert built.rendered == ["page.html"]


def test_what_was_damaged_is_made_again(built: Built) -> None:
    built.build(page={"text": "one"})
    whole = (built.folder / "page.pdf").read_bytes()
    for file in (built.folder / "pdfs").iterdir():
        file.write_bytes(b"%PDF")
    built.build(page={"text": "one"})
    assert built.rendered == ["page.html"]
    assert (built.folder / "page.pdf").read_bytes() == whole
