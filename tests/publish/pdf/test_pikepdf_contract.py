"""What this program knows of pikepdf beyond its pages. A test that fails here names what has changed."""

import warnings
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from coalition_site.publish.pdf.pikepdf_files import append_pages, print_over, saved


def new_file(content: bytes = b"0 0 9 9 re f", *, dest: bool = False) -> pikepdf.Pdf:
    """A file of two pages, with a link to a named place if it is asked for."""
    pdf = pikepdf.new()
    for _ in range(2):
        pdf.add_blank_page(page_size=(100, 50)).obj.Contents = Stream(pdf, content)
    if dest:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=String("place"))
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
    return pdf


@pytest.mark.parametrize("packed", [False, True])
def test_pikepdf_saves_the_same_bytes_for_the_same_objects(packed: bool) -> None:
    with new_file() as one, new_file() as two:
        assert saved(one, packed=packed) == saved(two, packed=packed)


def test_pikepdf_packs_objects_and_leaves_metadata_as_they_are(tmp_path: Path) -> None:
    metadata = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
    with new_file() as pdf:
        pdf.Root.Metadata = Stream(pdf, metadata, Type=Name.Metadata, Subtype=Name.XML)
        plain, packed = saved(pdf), saved(pdf, packed=True)
    assert b"/ObjStm" not in plain
    assert b"/ObjStm" in packed
    (tmp_path / "a.pdf").write_bytes(packed)
    with pikepdf.open(tmp_path / "a.pdf") as again:
        assert again.Root.Metadata.read_bytes() == metadata


def test_pikepdf_warns_of_named_places_in_pages_of_other_files_and_leaves_them() -> None:
    with pikepdf.new() as pdf, new_file(dest=True) as source:
        with pytest.warns(pikepdf.PageCopyWarning):
            pdf.pages.extend(source.pages)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            pages = append_pages(pdf, source)
        assert len(pages) == 2
        assert str(pages[0].Annots[0].Dest) == "place"


def test_pikepdf_copies_what_pages_share_once() -> None:
    with pikepdf.new() as pdf, new_file() as source:
        shared = source.make_indirect(Dictionary(A=1))
        for page in source.pages:
            page.obj.Shared = shared
        first, second = append_pages(pdf, source)
        assert first.Shared.objgen == second.Shared.objgen == pdf.copy_foreign(shared).objgen


def test_pikepdf_prints_a_page_of_another_file_over_a_page() -> None:
    with new_file(b"% below") as pdf, new_file(b"% above") as other:
        print_over(pdf, 0, other.pages[0], lambda content: content.replace(b"above", b"changed"))
        page = pdf.pages[0]
        page.contents_coalesce()
        assert page.Contents.read_bytes().split() == [b"q", b"%", b"below", b"Q", b"q", b"/PageNumber0", b"Do", b"Q"]
        drawing = page.Resources.XObject.PageNumber0
        assert drawing.read_bytes().strip() == b"% changed"
        assert [float(side) for side in drawing.BBox] == [0, 0, 100, 50]
