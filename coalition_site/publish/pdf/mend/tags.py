"""Mends the tags that WeasyPrint writes, where they are short of PDF/UA-1.

A tag tree has the elements of a document in reading order. Leaves are numbers of marked content on a page (MCID), or
references to annotations (OBJR). The parent tree leads back: from each page, and each annotation, to its elements.

    StructTreeRoot ─ K ─> Document                       ParentTree: [0, [H1 P P …], 1, [P …], 2, Link, …]
      H1 [0]              what WeasyPrint writes, and    page 0 ───┘   │            │       │
      L                   what becomes of it             its MCIDs ────┘    page 1 ─┘       └─ an annotation
        Span [1]          ──> into the item before it: a list holds items
        Div ─ LI …        ──> LI: so do the groups of <dl><div><dt>
        LI
          Lbl [2]
          P [3]           ──> LBody ─ P [3]: an item holds a label and a body
      P
        OBJR, 4           ──> Link ─ OBJR, 4: named by its text, printed; the parent tree leads to the Link
      Table ─ TR
        TH [5]            ──> with a Scope, and names that no other document has
      Table ─ TR …        ──> part of the table above where that goes on on this page (`mend.tables`)
      Figure [6]          ──> its box in points from the page's lower left corner
      Sect …              ──> with its language

The texts of glyphs and what fields are good for is mended in the same reading (`mend.glyphs`, `mend.form_fields`). The
result is the same for the same bytes, and mending it again changes nothing.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from coalition_site.publish.pdf.mend.form_fields import mend_fields
from coalition_site.publish.pdf.mend.glyphs import mend_letters
from coalition_site.publish.pdf.mend.tables import join_tables
from coalition_site.publish.pdf.mend.tag_tree import elements_in, is_element, kids_of, tag_of
from coalition_site.publish.pdf.mend.weasyprint_output import box_on_page, owners_in
from coalition_site.publish.pdf.pikepdf_files import saved

_PRINT = 4
_SECTIONS = {"/Sect", "/Art"}
_IN_LISTS = {"/L", "/LI", "/Lbl", "/LBody", "/Caption"}


def mend_tags(
    data: bytes,
    *,
    link_names: Mapping[str, str] | None = None,
    section_languages: Sequence[Sequence[str | None]] = (),
    tables: Sequence[Sequence[str]] = (),
    prefix: str = "",
    and_then: Callable[[pikepdf.Pdf], None] = lambda _pdf: None,
) -> bytes:
    """Return the PDF with its tags mended.

    `link_names` gives the text of a link by its target: an address, or the name of a place in the document.
    `section_languages` gives for each page the languages of the sections on it, in reading order, None where a
    section has none of its own; `tables` names those on it, so that the parts of each are known. The
    names by which cells refer to their heads begin with the `prefix`, so that documents with different ones can be
    joined. `and_then` mends what else is to be mended in the same reading. Raises
    LibraryChanged where something is not written as WeasyPrint is known to.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = pdf.Root.get("/StructTreeRoot")
        if tree is not None:
            _TagMender(pdf, link_names or {}, prefix).mend(tree)
            _write_languages(pdf, tree, section_languages)
            join_tables(pdf, tree, tables)
        mend_letters(pdf)
        mend_fields(pdf)
        and_then(pdf)
        return saved(pdf)


class _TagMender:
    """One walk over the tag tree of one PDF."""

    def __init__(self, pdf: pikepdf.Pdf, link_names: Mapping[str, str], prefix: str) -> None:
        self.pdf = pdf
        self.link_names = link_names
        self.prefix = prefix
        numbers = self.parents = owners_in(pdf.Root.StructTreeRoot)
        self.position = {int(numbers[index]): index + 1 for index in range(0, len(numbers), 2)}

    def mend(self, tree: Object) -> None:
        """Mend every element, parents before children, without recursion: documents may be nested deeply."""
        pending = [(kid, False) for kid in reversed(kids_of(tree))]
        while pending:
            element, in_head = pending.pop()
            tag = tag_of(element)
            if tag in {"/TH", "/TD"}:
                rename_cell(element, self.prefix)
            if tag == "/L":
                _mend_list(element)
            elif tag == "/LI":
                self._mend_list_item(element)
            elif tag == "/TH":
                self._mend_header_cell(element, in_head=in_head)
            elif tag == "/Figure":
                self._mend_figure(element)
            self._mend_link(element)
            inside = in_head or tag == "/THead"
            pending.extend((kid, inside) for kid in reversed(kids_of(element)) if is_element(kid))

    def _new(self, tag: str, parent: Object, kids: Sequence[Any], page: Object | None) -> Object:
        element = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{tag}"), P=parent, K=Array(list(kids)))
        )
        if page is not None:
            element["/Pg"] = page
        for kid in kids:
            if is_element(kid):
                kid["/P"] = element
        return element

    def _mend_list_item(self, item: Object) -> None:
        kids = kids_of(item)
        proper = [kid for kid in kids if tag_of(kid) in {"/Lbl", "/LBody"}]
        loose = [kid for kid in kids if tag_of(kid) not in {"/Lbl", "/LBody"}]
        if not loose:
            return
        body = next((kid for kid in proper if tag_of(kid) == "/LBody"), None)
        if body is None:
            proper.append(self._new("LBody", item, loose, item.get("/Pg")))
        else:
            body["/K"] = Array([*kids_of(body), *loose])
            for kid in loose:
                if is_element(kid):
                    kid["/P"] = body
        item["/K"] = Array(proper)

    def _mend_header_cell(self, cell: Object, *, in_head: bool) -> None:
        attributes = cell.get("/A")
        if attributes is not None and "/Scope" not in attributes:
            attributes["/Scope"] = Name.Column if in_head else Name.Row

    def _mend_figure(self, figure: Object) -> None:
        """`/Placement`, which WeasyPrint does not write, marks boxes that are already mended."""
        attributes, page = figure.get("/A"), figure.get("/Pg")
        if attributes is None or page is None or "/Placement" in attributes or "/BBox" not in attributes:
            return
        attributes["/BBox"] = Array(box_on_page(list(attributes["/BBox"]), page))
        attributes["/Placement"] = Name.Block

    def _mend_link(self, element: Object) -> None:
        kids = kids_of(element)
        for index, kid in enumerate(kids):
            if not _is_link_reference(kid):
                continue
            annotation = kid["/Obj"]
            annotation["/F"] = _PRINT
            self._name_link(annotation)
            if tag_of(element) != "/Link":
                self._wrap_link(element, kid, kids[:index] + kids[index + 1 :])
            return

    def _name_link(self, annotation: Object) -> None:
        action = annotation.get("/A")
        target = str(action["/URI"]) if action is not None and "/URI" in action else str(annotation.get("/Dest", ""))
        if name := self.link_names.get(target):
            annotation["/Contents"] = String(name)

    def _wrap_link(self, element: Object, reference: Object, rest: list[Any]) -> None:
        """Put the annotation and what it covers into a new Link, and let the parent tree lead there.

        Content that was the element's own is the Link's now, so the entry of each of its numbers among those of its
        page changes, and that of the annotation. Elements among the rest stay the owners of their content.
        """
        page = reference.get("/Pg")
        link = self._new("Link", element, [reference, *rest], page)
        for kid in rest:
            if isinstance(kid, int) and page is not None:
                self.parents[self.position[int(page["/StructParents"])]][kid] = link
        self.parents[self.position[int(reference["/Obj"]["/StructParent"])]] = link
        element["/K"] = Array([link])


def rename_cell(cell: Object, prefix: str) -> None:
    """Let the name of a cell begin with a prefix, and those of the heads that it refers to."""
    if "/ID" in cell:
        cell["/ID"] = _renamed(cell.ID, prefix)
    attributes = cell.get("/A")
    if isinstance(attributes, Dictionary) and "/Headers" in attributes:
        attributes["/Headers"] = Array([_renamed(head, prefix) for head in attributes.Headers])


def _renamed(name: Object, prefix: str) -> String:
    return String(str(name) if str(name).startswith(prefix) else f"{prefix}{name}")


def _mend_list(element: Object) -> None:
    """Take groups out of a list, as `<dl><div><dt>` makes them, and put what is no item into the item before it.

    Between items that run on as text there is space, which the engine tags. What a group holds takes its place in the
    row of what is still to be looked at, since a group may hold groups. Before the first item nothing can take it in.
    """
    kids: list[Any] = []
    found = kids_of(element)
    if all(tag_of(kid) in _IN_LISTS for kid in found):
        return
    pending = found[::-1]
    while pending:
        kid = pending.pop()
        if tag_of(kid) in {"/Div", "/NonStruct"}:
            pending.extend(reversed(kids_of(kid)))
        elif tag_of(kid) not in _IN_LISTS and kids and tag_of(kids[-1]) == "/LI":
            item = kids[-1]
            item["/K"] = Array([*kids_of(item), kid])
            if is_element(kid):
                kid["/P"] = item
        else:
            kids.append(kid)
    for kid in kids:
        if is_element(kid):
            kid["/P"] = element
    element["/K"] = Array(kids)


def _is_link_reference(kid: object) -> bool:
    if isinstance(kid, int) or not isinstance(kid, Dictionary) or kid.get("/Type") != Name.OBJR:
        return False
    return kid["/Obj"].get("/Subtype") == Name.Link


def _write_languages(pdf: pikepdf.Pdf, tree: Object, by_page: Sequence[Sequence[str | None]]) -> None:
    """A section that runs over several pages is one element on each of them."""
    if not any(language for page in by_page for language in page):
        return
    numbers: dict[tuple[int, int], int] = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    waiting = [iter(languages) for languages in by_page]
    for element in elements_in(tree):
        if tag_of(element) not in _SECTIONS:
            continue
        language = next(waiting[numbers[element["/Pg"].objgen]], None)
        if language:
            element["/Lang"] = String(language)
