"""What is written otherwise than WeasyPrint is known to write it is an error that names the library and its version."""

from importlib.metadata import version

import pikepdf
import pytest
from pikepdf import Array, Dictionary

from coalition_site.library_changed import LibraryChanged
from coalition_site.publish.pdf.mend.weasyprint_output import (
    owners_in,
    with_texts,
    without_some_tags,
    without_tags,
)

WHOSE = f"weasyprint {version('weasyprint')} writes .* otherwise than this program knows: install the version of"
TAGGED = b"/P\n<</MCID 0>>\nBDC\nBT\n(a) Tj\nET\nEMC"
CMAP = b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n2 beginbfchar\n<0001> <0061>\n<0002> <>\nendbfchar\n"


def test_tags_become_artifacts() -> None:
    assert without_tags(TAGGED) == b"/Artifact BMC\nBT\n(a) Tj\nET\nEMC"
    assert without_tags(b"q\nQ") == b"q\nQ"


@pytest.mark.parametrize(
    "changed",
    [TAGGED.replace(b"<</", b"<< /"), TAGGED.replace(b"0>>", b"0 /Lang (en)>>"), b"BT\n(a) Tj\nET"],
    ids=["a space", "a further entry", "no tags"],
)
def test_other_tags_are_an_error(changed: bytes) -> None:
    with pytest.raises(LibraryChanged, match=WHOSE):
        without_tags(changed)


def test_texts_of_glyphs_are_replaced() -> None:
    assert with_texts(CMAP, lambda glyph, text: text or chr(0x60 + glyph)) == CMAP.replace(b"<>", b"<0062>")
    assert with_texts(CMAP, lambda _glyph, text: text) == CMAP
    nothing = CMAP[: CMAP.index(b"2 begin")]
    assert with_texts(nothing, lambda _glyph, _text: "a") == nothing


@pytest.mark.parametrize(
    "changed",
    [
        CMAP.replace(b"<0001> ", b"<0001>  "),
        CMAP.replace(b"> <", b"><"),
        CMAP.replace(b"bfchar", b"bfrange"),
        CMAP.replace(b"<0001>", b"<01>"),
        CMAP.replace(b"\n", b" "),
    ],
    ids=["a space", "no space", "ranges", "short numbers", "one line"],
)
def test_other_texts_of_glyphs_are_an_error(changed: bytes) -> None:
    with pytest.raises(LibraryChanged, match=WHOSE):
        with_texts(changed, lambda _glyph, text: text)


def test_a_parent_tree_in_parts_is_an_error() -> None:
    with pikepdf.new() as pdf:
        tree = pdf.make_indirect(Dictionary(ParentTree=Dictionary(Kids=Array([Dictionary(Nums=Array())]))))
        with pytest.raises(LibraryChanged, match=WHOSE):
            owners_in(tree)


def test_some_tags_become_artifacts() -> None:
    both = TAGGED + TAGGED.replace(b"MCID 0", b"MCID 12")
    assert without_some_tags(both, {12}) == TAGGED + b"/Artifact BMC\nBT\n(a) Tj\nET\nEMC"
    with pytest.raises(LibraryChanged, match=WHOSE):
        without_some_tags(both, {0, 2})
