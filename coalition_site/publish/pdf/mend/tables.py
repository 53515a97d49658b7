"""Tables that run over several pages become one table each: WeasyPrint tags a new one on every page.

    page 4   Table ─ THead, TBody ─ TR TR             Table ─ THead, TBody ─ TR TR TR TR
    page 5   Table ─ THead, TBody ─ TR TR      ──>    the heads that page 5 shows again are an artifact

Rows keep their pages, since each element names its own. What held the later part, and nothing else, goes with it. Cells
of the later part refer to the heads of the first.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Object

from coalition_site.publish.pdf.mend.tag_tree import elements_in, is_element, kids_of, tag_of
from coalition_site.publish.pdf.mend.weasyprint_output import owners_in, without_some_tags

_HEAD, _BODY, _CELLS = "/THead", "/TBody", {"/TH", "/TD"}


def join_tables(pdf: pikepdf.Pdf, tree: Object, by_page: Sequence[Sequence[str]]) -> None:
    """Join the parts of each table; `by_page` names the tables on each page, in reading order.

    A table whose parts have different heads stays as it is. Raises LibraryChanged where the heads that are shown again
    are not tagged as they are known to be.
    """
    names = [name for page in by_page for name in page]
    if len(set(names)) == len(names):
        return
    numbers: dict[tuple[int, int], int] = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    waiting = [iter(page) for page in by_page]
    first: dict[str, Object] = {}
    again: dict[int, set[int]] = {}
    for table in [element for element in elements_in(tree) if tag_of(element) == "/Table"]:
        number = numbers[table["/Pg"].objgen]
        name = next(waiting[number], None)
        if name is None or first.setdefault(name, table) is table:
            continue
        if shown := _join(first[name], table):
            again.setdefault(number, set()).update(shown)
    for number, contents in again.items():
        _make_artifacts(pdf, number, contents)


def _join(table: Object, later: Object) -> set[int]:
    """Move the rows of the later part; return the numbers of the contents of its heads, none where it has others."""
    heads, later_heads = (_names(_group(part, _HEAD)) for part in (table, later))
    body, later_body = (_group(part, _BODY) for part in (table, later))
    if body is None or later_body is None or len(heads) != len(later_heads):
        return set()
    rows = kids_of(later_body)
    _refer(rows, dict(zip(later_heads, heads, strict=True)))
    for row in rows:
        row["/P"] = body
    body["/K"] = Array([*kids_of(body), *rows])
    head = _group(later, _HEAD)
    _remove(later)
    cells = [] if head is None else elements_in(head)
    return {kid for cell in cells for kid in kids_of(cell) if isinstance(kid, int)}


def _group(table: Object, tag: str) -> Object | None:
    """The group of rows of this tag: the first head, the last body."""
    found = [kid for kid in kids_of(table) if tag_of(kid) == tag]
    return found[-1] if found else None


def _names(head: Object | None) -> list[str]:
    """The names by which cells refer to those of a head."""
    return [] if head is None else [str(cell.ID) for cell in elements_in(head) if "/ID" in cell]


def _refer(rows: Sequence[Object], names: Mapping[str, str]) -> None:
    """Let the cells of some rows refer to heads by their new names."""
    for row in rows:
        for cell in elements_in(row):
            attributes = cell.get("/A")
            if tag_of(cell) in _CELLS and isinstance(attributes, Dictionary) and "/Headers" in attributes:
                attributes["/Headers"] = Array(
                    [pikepdf.String(names.get(str(name), str(name))) for name in attributes["/Headers"]]
                )


def _remove(element: Object) -> None:
    """Take an element out of the tree, and what holds nothing else."""
    for holder, emptied in _holders(element):
        left = [kid for kid in kids_of(holder) if not (is_element(kid) and kid.objgen == emptied.objgen)]
        holder["/K"] = Array(left)
        if left:
            return


def _holders(element: Object) -> Iterator[tuple[Object, Object]]:
    """What holds the element, with the element; what holds that; and so on up to the Document."""
    while (holder := element.get("/P")) is not None and "/S" in holder:
        yield holder, element
        element = holder


def _make_artifacts(pdf: pikepdf.Pdf, number: int, contents: set[int]) -> None:
    """Let these contents of a page be no content: nothing owns them."""
    page = pdf.pages[number]
    page.contents_coalesce()
    page.Contents.write(without_some_tags(page.Contents.read_bytes(), contents))
    numbers: Any = owners_in(pdf.Root.StructTreeRoot)
    keys = [int(key) for key in list(numbers)[::2]]
    owners = numbers[2 * keys.index(int(page.StructParents)) + 1]
    for content in contents:
        owners[content] = None
