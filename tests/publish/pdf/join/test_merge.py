from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf
import pytest

from coalition_site.publish.pdf.join.merge import merge
from coalition_site.publish.pdf.make import PdfJob, make_pdfs
from tests.support.documents import ASSETS, SAMPLE, make_one, whole_page
from tests.support.gate import pdf_bookmarks, pdf_tags, pdf_text, pdf_ua_failures

TITLE = "Ríos & <Parks>: letters"
TABLE = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>"
LETTERS = (
    whole_page('<h1>One</h1><p><a href="#b">below</a></p><p id="b">b <a href="https://a.example">out</a></p>' + TABLE),
    whole_page('<h1>Dos</h1><p><a href="#b">abajo</a></p><p id="b">b</p>' + TABLE, language="es"),
    whole_page('<h1>Three</h1><p style="break-before: page">Back</p><h1>More</h1><img src="logo.svg" alt="logo">'),
    whole_page("<p>No heading</p>"),
)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("parts")
    jobs = [PdfJob(PurePosixPath(f"{number}.pdf"), html, f"{number}") for number, html in enumerate(LETTERS)]
    results = make_pdfs(jobs, folder=folder, asset_roots=[ASSETS], epoch=0)
    assert [result.problems for result in results] == [()] * len(jobs)
    return [folder / job.path for job in jobs]


@pytest.fixture(scope="module")
def joined(parts: list[Path]) -> Path:
    file = parts[0].with_name("joined.pdf")
    finished = merge(parts, title=TITLE, language="en")
    file.write_bytes(finished.data)
    assert finished.pages == 7
    return file


def test_the_whole_passes_the_gate(joined: Path) -> None:
    assert pdf_ua_failures(joined) == []


def test_same_parts_give_the_same_bytes(parts: list[Path], joined: Path) -> None:
    assert merge(parts, title=TITLE, language="en").data == joined.read_bytes()


def test_every_part_begins_on_a_front_side(joined: Path) -> None:
    with pikepdf.open(joined) as pdf:
        empty = [not page.Contents.read_bytes() for page in pdf.pages]
        assert {tuple(map(int, page.mediabox)) for page in pdf.pages} == {(0, 0, 612, 792)}
    assert empty == [False, True, False, True, False, False, False]


def test_text_and_tags_are_those_of_the_parts(parts: list[Path], joined: Path) -> None:
    assert pdf_text(joined) == " ".join(map(pdf_text, parts))
    kept = [tag for part in parts for tag, element in pdf_tags(part) if not _says_nothing(element)]
    expected = ["Part" if tag == "Document" else tag for tag in kept]
    assert [tag for tag, _ in pdf_tags(joined)] == ["Document", *expected]
    assert len(kept) < sum(len(list(pdf_tags(part))) for part in parts) * 0.8


def test_contents_are_read_in_the_same_order(parts: list[Path], joined: Path) -> None:
    assert _contents(joined) == [each for part in parts for each in _contents(part)]


def _says_nothing(element: Any) -> bool:
    """Whether it only holds others, on the page of what it stands in."""
    pages = [each.Pg.objgen if "/Pg" in each else None for each in (element, element.P)]
    is_group = str(element.S) in {"/Span", "/NonStruct", "/Div"}
    return is_group and pages[0] == pages[1] and set(element.keys()) <= {"/Type", "/S", "/P", "/K", "/Pg"}


def _contents(file: Path) -> list[object]:
    """The numbers of marked contents and the kinds of annotations, in the order in which they are read."""

    def below(element: Any) -> Iterator[object]:
        kids = element.get("/K", [])
        for each in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(each, pikepdf.Dictionary) and "/S" in each:
                yield from below(each)
            else:
                yield str(each.Obj.Subtype) if isinstance(each, pikepdf.Dictionary) else int(each)

    with pikepdf.open(file) as pdf:
        return list(below(pdf.Root.StructTreeRoot))


def test_each_part_keeps_its_language(joined: Path) -> None:
    with pikepdf.open(joined) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        assert [str(part.Lang) for part in document.K] == ["en", "es", "en", "en"]
        assert str(pdf.Root.Lang) == "en"


def test_one_bookmark_for_each_part(joined: Path) -> None:
    assert pdf_bookmarks(joined) == ["One", "Dos", "Example", "Three", "More", "Example"]
    with pikepdf.open(joined) as pdf, pdf.open_outline() as outline:
        targets: list[Any] = [item.destination for item in outline.root]
        pages = [target[0].objgen for target in targets]
        assert pages == [pdf.pages[number].obj.objgen for number in (0, 2, 4, 6)]


def test_links_lead_to_their_own_part(joined: Path) -> None:
    with pikepdf.open(joined) as pdf:
        links = [(page, link) for page in pdf.pages for link in page.get("/Annots", [])]
        inner = [(page.obj.objgen, link.Dest[0].objgen) for page, link in links if "/Dest" in link]
        assert len(inner) == 2
        assert all(page == target for page, target in inner)
        assert [str(link.A.URI) for _, link in links if "/A" in link] == ["https://a.example"]


def test_tags_and_pages_point_at_each_other(joined: Path) -> None:
    with pikepdf.open(joined) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(key): owner for key, owner in zip(numbers[::2], numbers[1::2], strict=True)}
        assert list(owners) == sorted(owners)
        used = [int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj]
        for page in pdf.pages:
            for tag in owners[int(page.obj.StructParents)] if "/StructParents" in page.obj else ():
                assert tag.Pg.objgen == page.obj.objgen
            for link in page.get("/Annots", []):
                assert str(owners[int(link.StructParent)].S) == "/Link"
                used.append(int(link.StructParent))
        assert sorted(used) == list(owners)


def test_cells_of_two_tables_have_names_of_their_own(joined: Path) -> None:
    names = [str(tag.ID) for _, tag in pdf_tags(joined) if "/ID" in tag]
    heads = {str(head) for _, tag in pdf_tags(joined) if "/A" in tag and "/Headers" in tag.A for head in tag.A.Headers}
    assert len(names) == len(set(names)) == 4
    assert heads == set(names)


def test_title_and_metadata(joined: Path) -> None:
    with pikepdf.open(joined) as pdf:
        assert str(pdf.docinfo["/Title"]) == TITLE
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == TITLE
            assert metadata["pdfuaid:part"] == "1"


def test_a_picture_of_several_letters_is_kept_once(tmp_path: Path) -> None:
    picture = (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJg"
        "gg=="
    )
    html = [whole_page(f'<h1>{number}</h1><img src="{picture}" alt="dot" width="9">') for number in range(3)]
    jobs = [PdfJob(PurePosixPath(f"{number}.pdf"), each, f"{number}") for number, each in enumerate(html)]
    results = make_pdfs(jobs, folder=tmp_path, asset_roots=[], epoch=0)
    assert [result.problems for result in results] == [()] * 3
    (tmp_path / "joined.pdf").write_bytes(merge([tmp_path / job.path for job in jobs], title="A", language="en").data)
    assert pdf_ua_failures(tmp_path / "joined.pdf") == []
    with pikepdf.open(tmp_path / "joined.pdf") as pdf:
        pictures = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/Width" in item.stream_dict]
        assert len(pictures) == 1 + any("/SMask" in item.stream_dict for item in pictures)


def test_forms_and_nothing_cannot_be_joined(tmp_path: Path) -> None:
    make_one(SAMPLE.read_text(encoding="utf-8"), tmp_path, forms=True)
    with pytest.raises(ValueError, match=r"example\.pdf cannot be joined"):
        merge([tmp_path / "example.pdf"], title="A", language="en")
    with pytest.raises(ValueError, match="nothing to join"):
        merge([], title="A", language="en")
