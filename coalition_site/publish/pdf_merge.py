"""Join finished accessible PDFs into one that is as accessible, without laying anything out again.

Every part begins on a front side. Its tags become one element below a common Document element, with the part's own
language; bookmarks, links and the numbers that tie tags to pages are carried over.
"""

import io
import warnings
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from coalition_site.publish.pdf_cache import FinishedPdf

_METADATA = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>{}</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_METADATA_PARTS = {
    "title": '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>',
    "author": "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
    "producer": "<pdf:Producer>{}</pdf:Producer>",
}


def merge(parts: Sequence[Path], *, title: str, language: str) -> FinishedPdf:
    """Join PDFs that this program made, in their order, under a title; the language is that of title and bookmarks.

    An empty page follows a part that ends on a front side, but for the last. A picture that several parts have is
    kept once. The same parts give the same bytes. Raises ValueError without parts, or for a part with form fields or
    without tags.
    """
    if not parts:
        raise ValueError("nothing to join")
    with pikepdf.new() as pdf:
        joiner = _Joiner(pdf)
        for number, part in enumerate(parts):
            # Read whole: files would stay open until the end, and there may be more of them than a process may open.
            with pikepdf.open(io.BytesIO(part.read_bytes())) as source:
                joiner.add(source, part.name)
            if number + 1 < len(parts) and len(pdf.pages) % 2:
                joiner.add_empty_page()
        joiner.finish(title, language)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return FinishedPdf(out.getvalue(), len(pdf.pages))


class _Joiner:
    """The joined PDF while parts are added."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._tree))
        self._elements: list[Object] = []
        self._owners: list[Any] = []
        self._next_owner = 0
        self._bookmarks: list[Object] = []
        self._pictures: dict[bytes, Object] = {}
        self._about: dict[str, str] = {}

    def add(self, source: pikepdf.Pdf, name: str) -> None:
        """Append a part: its pages first, so that what refers to them finds them."""
        root = source.Root
        if "/AcroForm" in root or "/StructTreeRoot" not in root:
            raise ValueError(f"{name} cannot be joined: it has form fields or no tags")
        _rename_elements(source, f"{len(self._elements)}-")
        before = len(self._pdf.pages)
        with warnings.catch_warnings():
            # Named places are resolved by `_point` below, and parts with form fields were refused above.
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            self._pdf.pages.extend(source.pages)
        pages = [self._pdf.pages[number].obj for number in range(before, len(self._pdf.pages))]
        tree = self._pdf.copy_foreign(root.StructTreeRoot)
        for element in _items(tree.K):
            element["/S"] = Name.Part if element["/S"] == Name.Document else element["/S"]
            element["/P"] = self._document
            element["/Lang"] = root.Lang
            self._elements.append(element)
        places = _places(source)
        for page in pages:
            self._renumber(page)
            for annotation in page.get("/Annots", ()):
                self._renumber(annotation)
                self._point(annotation, places)
            self._share_pictures(page)
        self._add_owners(_items(tree.ParentTree.Nums))
        self._add_bookmarks(source, pages[0])
        for key in ("/Author", "/Producer"):
            self._about.setdefault(key, str(source.docinfo.get(key, "")))

    def add_empty_page(self) -> None:
        """The back of a sheet, of the size of its front."""
        _, _, width, height = self._pdf.pages[-1].mediabox
        self._pdf.add_blank_page(page_size=(float(width), float(height))).obj["/Tabs"] = Name.S

    def finish(self, title: str, language: str) -> None:
        """Write what belongs to the whole."""
        pdf, root = self._pdf, self._pdf.Root
        self._document["/K"] = Array(self._elements)
        self._tree["/K"] = Array([self._document])
        self._tree["/ParentTree"] = pdf.make_indirect(Dictionary(Nums=Array(self._owners)))
        self._tree["/ParentTreeNextKey"] = self._next_owner
        root.StructTreeRoot = self._tree
        root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        _chain(root.Outlines, self._bookmarks)
        root.Lang = String(language)
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        about = {"/Title": title} | {key: text for key, text in self._about.items() if text}
        for key, text in about.items():
            pdf.docinfo[key] = String(text)
        names = {key.strip("/").lower(): escape(text) for key, text in about.items()}
        texts = "".join(_METADATA_PARTS[name].format(text) for name, text in names.items())
        stream = pdf.make_stream(_METADATA.format(texts).encode(), Type=Name.Metadata, Subtype=Name.XML)
        root.Metadata = stream

    def _renumber(self, owner: Object) -> None:
        for key in ("/StructParent", "/StructParents"):
            if key in owner:
                owner[key] = int(owner[key]) + self._next_owner

    def _add_owners(self, numbers: Sequence[Any]) -> None:
        """The tags of each page and annotation, by numbers that go on from those of the parts before."""
        keys = [int(key) + self._next_owner for key in numbers[::2]]
        for key, tags in zip(keys, numbers[1::2], strict=True):
            self._owners += (key, tags)
        self._next_owner = max(keys, default=self._next_owner - 1) + 1

    def _point(self, annotation: Object, places: Mapping[str, Object]) -> None:
        """Replace the name of a place, which other parts may have too, by the place itself."""
        holder, key = (annotation.A, "/D") if "/A" in annotation and "/D" in annotation.A else (annotation, "/Dest")
        if key in holder and not isinstance(holder[key], Array):
            holder[key] = self._pdf.copy_foreign(places[str(holder[key])])

    def _share_pictures(self, page: Object) -> None:
        """Keep a picture that several parts have once."""
        drawings = page.get("/Resources", Dictionary()).get("/XObject", Dictionary())
        for name, drawing in drawings.items():
            self._renumber(drawing)
            if drawing.get("/Subtype") == Name.Image and "/StructParent" not in drawing:
                if "/SMask" in drawing:
                    drawing["/SMask"] = self._shared(drawing.SMask)
                drawings[name] = self._shared(drawing)

    def _shared(self, picture: Object) -> Object:
        words = picture.stream_dict.unparse()
        return self._pictures.setdefault(sha256(words + picture.read_raw_bytes()).digest(), picture)

    def _add_bookmarks(self, source: pikepdf.Pdf, first_page: Object) -> None:
        """One bookmark for the part: its own if it has one, else one of its title that holds its own."""
        found: list[Object] = []
        if "/Outlines" in source.Root:
            item = self._pdf.copy_foreign(source.Root.Outlines).get("/First")
            while item is not None:
                found.append(item)
                item = item.get("/Next")
        if len(found) != 1:
            title = String(str(source.docinfo.get("/Title", "")))
            holder = self._pdf.make_indirect(Dictionary(Title=title, Dest=Array([first_page, Name.Fit])))
            _chain(holder, found)
            found = [holder]
        self._bookmarks += found


def _chain(parent: Object, bookmarks: Sequence[Object]) -> None:
    """Put bookmarks below another, or at the top, in their order."""
    for before, bookmark, after in zip([None, *bookmarks], bookmarks, [*bookmarks[1:], None], strict=False):
        bookmark["/Parent"] = parent
        for key, neighbour in (("/Prev", before), ("/Next", after)):
            if neighbour is not None:
                bookmark[key] = neighbour
            elif key in bookmark:
                del bookmark[key]
    if bookmarks:
        parent["/First"], parent["/Last"] = bookmarks[0], bookmarks[-1]
        parent["/Count"] = sum(1 + max(0, int(bookmark.get("/Count", 0))) for bookmark in bookmarks)


def _items(array: Object) -> list[Any]:
    return list(array) if isinstance(array, Array) else [array]


def _places(source: pikepdf.Pdf) -> dict[str, Object]:
    """The named places of a part, as objects that can be copied."""
    names = source.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    return {str(name): source.make_indirect(place) for name, place in zip(names[::2], names[1::2], strict=True)}


def _rename_elements(source: pikepdf.Pdf, prefix: str) -> None:
    """Give the names by which cells refer to their heads a prefix, so that no two parts have the same."""
    for element in source.objects:
        if not isinstance(element, Dictionary) or "/S" not in element:
            continue
        if "/ID" in element:
            element["/ID"] = String(prefix + str(element.ID))
        for attributes in _items(element.get("/A", Array())):
            if isinstance(attributes, Dictionary) and "/Headers" in attributes:
                attributes["/Headers"] = Array([String(prefix + str(head)) for head in _items(attributes.Headers)])
