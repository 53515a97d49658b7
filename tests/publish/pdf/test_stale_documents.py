"""Documents that are not stale are found without rendering, with what they were bound from."""

import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from coalition_site.publish.cache.cache import open_cache
from coalition_site.publish.failures import Failure
from coalition_site.publish.pdf.join import merge
from coalition_site.publish.pdf.stale_documents import DocumentsRun, make_stale_documents
from coalition_site.render.artifacts import Artifact
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
        cache = open_cache(self.folder, self.folder / "no templates", "en")
        shutil.rmtree(self.folder / "made", ignore_errors=True)
        environment = Environment(loader=DictLoader(TEMPLATES), autoescape=False)  # noqa: S701  ours
        made = [
            (PurePosixPath(f"{name}.pdf"), self._document(environment, name, values))
            for name, values in documents.items()
        ]
        (self.folder / "made").mkdir()
        problems = make_stale_documents(made, DocumentsRun(self.folder / "made", [ASSETS], cache), lambda: None)
        cache.index.save(self.folder / "made", lambda _path: False)
        cache.store.prune()
        return problems

    def stored(self) -> set[str]:
        """The names of PDFs in the store."""
        return {file.name for file in (self.folder / ".cache/store").iterdir() if b"%PDF" in file.read_bytes()[:20]}

    def _document(self, environment: Environment, name: str, values: Mapping[str, Any]) -> Artifact:
        content = Rendering(environment, f"{name.partition('_')[0]}.html", values)
        return Artifact(PurePosixPath(f"{name}.pdf"), content, name)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    folder = Built(tmp_path)
    text = Rendering.text

    def noted(self: Rendering) -> str:
        folder.rendered.append(self.template)
        return text(self)

    monkeypatch.setattr(Rendering, "text", noted)
    return folder


def test_only_what_changed_is_rendered(built: Built) -> None:
    assert built.build(page_1={"text": "one"}, page_2={"text": "two"}, long={"first": entry("One")}) == ()
    assert sorted(built.rendered) == ["long.html", "page.html", "page.html"]
    built.build(page_1={"text": "one"}, page_2={"text": "three"}, long={"first": entry("One")})
    assert built.rendered == ["page.html"]
    assert pdf_text(built.folder / "made/page_1.pdf").startswith("A one ")
    assert pdf_text(built.folder / "made/page_2.pdf").startswith("A three ")


def test_pieces_outlast_builds_that_did_not_need_them(built: Built) -> None:
    built.build(long={"first": entry("One")})
    whole = (built.folder / "made/long.pdf").read_bytes()
    stored = built.stored()
    built.build(long={"first": entry("One")})
    assert built.rendered == []
    assert built.stored() == stored
    assert (built.folder / "made/long.pdf").read_bytes() == whole
    built.build(long={"first": entry("One", "Changed.")})
    assert len(built.stored() - stored) == 2  # the piece, and the bound document
    assert "Changed." in pdf_text(built.folder / "made/long.pdf")


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
    whole = (built.folder / "made/page.pdf").read_bytes()
    for name in built.stored():
        (built.folder / ".cache/store" / name).write_bytes(b"%PDF")
    built.build(page={"text": "one"})
    assert built.rendered == ["page.html"]
    assert (built.folder / "made/page.pdf").read_bytes() == whole


def test_of_a_long_document_only_new_pieces_are_looked_through_for_names(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[Path] = []
    places_in = merge.places_in

    def noted(file: Path) -> tuple[dict[str, int], list[bool]]:
        looked_at.append(file)
        return places_in(file)

    monkeypatch.setattr(merge, "places_in", noted)
    built.build(long={"first": entry("One")})
    assert len(looked_at) >= 3
    looked_at.clear()
    built.build(long={"first": entry("One", "Changed.")})
    assert len(looked_at) == 1
