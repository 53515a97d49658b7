"""A table that runs over several pages is one table to a screen reader."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from coalition_site.publish.pdf.make import PdfResult
from tests.support.documents import make_one, whole_page
from tests.support.gate import pdf_tags, pdf_ua_failures

ROWS = "".join(
    f'<tr><th scope="row">Row {number}</th><td>{"words " * 40}</td><td>{number}</td></tr>' for number in range(60)
)
HEAD = '<thead><tr><th scope="col">Name</th><th scope="col">What</th><th scope="col">Number</th></tr></thead>'
TABLE = f"<section><h2>All</h2><div><table>{HEAD}<tbody>{ROWS}</tbody></table></div></section>"
OTHER = f"<section><h2>More</h2><table>{HEAD}<tbody><tr><td>a</td><td>b</td><td>c</td></tr></tbody></table></section>"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PdfResult]:
    folder = tmp_path_factory.mktemp("tables")
    return folder / "example.pdf", make_one(whole_page(f"<h1>A</h1>{TABLE}{OTHER}<p>The end.</p>"), folder)


def test_a_table_over_several_pages_is_one_element(made: tuple[Path, PdfResult]) -> None:
    file, result = made
    assert result.problems == ()
    assert result.pages > 3
    tags = [tag for tag, _ in pdf_tags(file)]
    assert tags.count("Table") == tags.count("THead") == tags.count("TBody") == 2
    assert tags.count("TR") == 1 + 60 + 2
    # What held the later parts, and nothing else, is gone.
    assert all(len(element.K) > 0 for tag, element in pdf_tags(file) if tag in {"Sect", "Div", "Part", "Table"})
    assert pdf_ua_failures(file) == []


def test_cells_of_later_pages_refer_to_the_heads_of_the_first(made: tuple[Path, PdfResult]) -> None:
    names, rows = [], []
    for tag, element in pdf_tags(made[0]):
        if tag == "TH" and element.A.Scope == pikepdf.Name.Column:
            names.append(str(element.ID))
        elif tag == "TD":
            rows.append([str(name) for name in element.A.Headers])
    assert len(names) == 6
    # Of each row's two plain cells: the row's own head, and that of the column.
    assert [cell[-1] for cell in rows[: 2 * 60]] == [names[1], names[2]] * 60
    assert all(len(cell) == 2 for cell in rows[: 2 * 60])


def test_heads_that_are_shown_again_are_no_content(made: tuple[Path, PdfResult]) -> None:
    with pikepdf.open(made[0]) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners: dict[int, Any] = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for sheet in list(pdf.pages)[1:4]:
            content = sheet.Contents.read_bytes()
            lost = [number for number, owner in enumerate(owners[int(sheet.StructParents)]) if owner is None]
            assert len(lost) == 3
            assert not [number for number in lost if b"/MCID %d>>" % number in content]
