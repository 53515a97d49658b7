"""The tag tree of a joined PDF: the parts' elements below one Document, and one parent tree for all.

A parent tree leads from a number to the elements that own something (`mend.tags` has a sketch). The numbers stand in
pages (/StructParents), and in annotations and drawings (/StructParent). Each part counts them from 0, so those of a
later part go on where those of the parts before end.

    part 1   pages 0 1   link 2                     part 2   page 0   link 1
    joined   pages 0 1   link 2                              page 3   link 4         next: 5
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from coalition_site.publish.pdf.mend.tag_tree import is_element, kids_of
from coalition_site.publish.pdf.mend.tags import rename_cell
from coalition_site.publish.pdf.mend.weasyprint_output import owners_in

_GROUPS = (Name.Span, Name.NonStruct, Name.Div)
"""Elements that hold others together, and mean no more than what is said of them (ISO 32000-1, 14.8.4)."""
_SAYING_NOTHING = frozenset({"/Type", "/S", "/P", "/K", "/Pg"})


class JoinedTags:
    """The tags of a PDF while parts are added."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._tree))
        self._elements: list[Object] = []
        self._owners: list[Any] = []
        self._next_owner = 0

    @property
    def count(self) -> int:
        """The number of elements below the Document so far."""
        return len(self._elements)

    def add(self, source: Object, language: Object) -> Object:
        """Add copies of the elements of a part, in its language, and return the copy of its tag tree.

        Its pages must have been copied before: elements lead to them.
        """
        tree = self._pdf.copy_foreign(source)
        for element in _items(tree.K):
            element["/S"] = Name.Part if element["/S"] == Name.Document else element["/S"]
            element["/P"] = self._document
            element["/Lang"] = language
            self._elements.append(element)
        return tree

    def renumber(self, owner: Object) -> None:
        """Let a page, annotation or drawing of the part that is being added have its number in the whole."""
        for key in ("/StructParent", "/StructParents"):
            if key in owner:
                owner[key] = int(owner[key]) + self._next_owner

    def end_part(self, tree: Object) -> None:
        """Take over the part's parent tree; what is renumbered after this belongs to the next part."""
        numbers = _items(owners_in(tree))
        keys = [int(key) + self._next_owner for key in numbers[::2]]
        for key, tags in zip(keys, numbers[1::2], strict=True):
            self._owners += (key, tags)
        self._next_owner = max(keys, default=self._next_owner - 1) + 1

    def write(self) -> None:
        """Give the whole its tag tree."""
        self._document["/K"] = Array(self._elements)
        self._tree["/K"] = Array([self._document])
        self._tree["/ParentTree"] = self._pdf.make_indirect(Dictionary(Nums=Array(self._owners)))
        self._tree["/ParentTreeNextKey"] = self._next_owner
        self._pdf.Root.StructTreeRoot = self._tree


def flatten(tree: Object) -> None:
    """Let the contents of elements that say nothing belong to what these stand in.

    Half of a letter's elements are such: runs of letters, line breaks, and what is there for its looks. A reader meets
    the same contents in the same order without them, and each takes a kilobyte of memory while documents are joined.
    Those that have a language, a text or a page of their own stay.
    """
    holders: dict[tuple[int, int], Object] = {}
    for element in kids_of(tree):
        _lift(element, holders)

    def holder(owner: Object | None) -> Object | None:
        while owner is not None and owner.objgen in holders:
            owner = holders[owner.objgen]
        return owner

    owned = owners_in(tree)
    for place in range(1, len(owned), 2):
        owners = owned[place]
        # Of a page, the owner of each content by its number; of an annotation or drawing, its only one.
        owned[place] = Array([holder(owner) for owner in owners]) if isinstance(owners, Array) else holder(owners)


def _lift(element: Object, holders: dict[tuple[int, int], Object]) -> list[Any]:
    """Flatten what is below an element; returns what it has then, and adds what went, with what it stood in."""
    page, lifted, gone = _page(element), [], False
    for each in kids_of(element):
        if not is_element(each):
            lifted.append(each)
            continue
        below = _lift(each, holders)
        if each.S not in _GROUPS or not _SAYING_NOTHING.issuperset(each.keys()) or _page(each) != page:
            lifted.append(each)
            continue
        holders[each.objgen], gone = element, True
        for one in below:
            if is_element(one):
                one.P = element
        lifted += below
    if gone:
        element.K = Array(lifted)
    return lifted


def _page(element: Object) -> tuple[int, int]:
    return element.Pg.objgen if "/Pg" in element else (0, 0)


def rename_cells(objects: Iterable[Object], prefix: str) -> None:
    """Give the cells of a part that was added before other names than they have there."""
    for element in objects:
        if isinstance(element, Dictionary) and element.get("/S") in {Name.TH, Name.TD}:
            rename_cell(element, prefix)


def _items(array: Object) -> Sequence[Any]:
    return list(array) if isinstance(array, Array) else [array]
