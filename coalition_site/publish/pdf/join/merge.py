"""Join finished accessible PDFs into one that is as accessible, without laying anything out again.

The tags of each part become one element below a common Document element, with the part's own language; bookmarks,
links and the numbers that tie tags to pages are carried over.
"""

import io
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from coalition_site.publish.pdf.mend.tags import rename_cell
from coalition_site.publish.pdf.pieces import LINK
from coalition_site.publish.pdf.store import FinishedPdf

# How the PDF engine begins what has a tag.
_TAGGED = re.compile(rb"/\w+\s*<</MCID \d+>>\s*BDC")
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
    """Join documents that this program made, in their order, under a title, for printing them on both sides of paper.

    The language is that of title and bookmarks. An empty page follows a part that ends on a front side, but for the
    last. A picture that several parts have is kept once. The same parts give the same bytes. Raises ValueError without
    parts, or for a part with form fields or without tags.
    """
    if not parts:
        raise ValueError("nothing to join")
    with pikepdf.new() as pdf:
        joiner = _Joiner(pdf)
        bookmarks = []
        for number, part in enumerate(parts):
            bookmarks.append(joiner.one_bookmark(joiner.add(part)))
            if number + 1 < len(parts) and len(pdf.pages) % 2:
                joiner.add_empty_page()
        return joiner.finished(title, language, bookmarks)


def bind(pieces: Sequence[Path], numbers: Path) -> FinishedPdf:
    """Join the pieces of one document (`pdf.pieces`), and print its page numbers from a document that has only these.

    Title and language are those of the first piece. Its first bookmark holds those of the later ones. Raises KeyError
    for a link to a place that no piece has, and ValueError as `merge` does.
    """
    with pikepdf.new() as pdf:
        joiner = _Joiner(pdf)
        first, *others = [joiner.add(piece) for piece in pieces]
        joiner.link_pieces()
        joiner.print_over(numbers)
        bookmarks = _below_the_first(first.bookmarks, [bookmark for part in others for bookmark in part.bookmarks])
        return joiner.finished(first.title, first.language, bookmarks)


def places_in(file: Path) -> tuple[dict[str, int], list[bool]]:
    """The pages, from 0, on which the named places of a finished document lie; and which pages lie on their side."""
    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        wide = [bool(page.mediabox[2] > page.mediabox[3]) for page in pdf.pages]
        return {name: numbers[place[0].objgen] for name, place in _places(pdf).items()}, wide


@dataclass(frozen=True, slots=True)
class _Part:
    """What is remembered of a part that was added."""

    title: str
    language: str
    first_page: Object
    bookmarks: list[Object]


class _Joiner:
    """The joined PDF while parts are added."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._tree))
        self._added: set[bytes] = set()
        self._elements: list[Object] = []
        self._owners: list[Any] = []
        self._next_owner = 0
        self._places: dict[str, Object] = {}
        self._pictures: dict[bytes, Object] = {}
        self._about: dict[str, str] = {}

    def add(self, part: Path) -> _Part:
        """Append a part. Its file is read whole: there may be more of them than a process may have open."""
        data = part.read_bytes()
        with pikepdf.open(io.BytesIO(data)) as source:
            if (digest := sha256(data).digest()) in self._added:
                _rename_cells(source, f"{len(self._elements)}-")
            self._added.add(digest)
            return self._add(source, part.name)

    def _add(self, source: pikepdf.Pdf, name: str) -> _Part:
        """Append the pages before what refers to them."""
        root = source.Root
        if "/AcroForm" in root or "/StructTreeRoot" not in root:
            raise ValueError(f"{name} cannot be joined: it has form fields or no tags")
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
        places = {name: self._pdf.copy_foreign(place) for name, place in _places(source).items()}
        self._places |= places
        for page in pages:
            self._renumber(page)
            for annotation in page.get("/Annots", ()):
                self._renumber(annotation)
                self._point(annotation, places)
            self._share_pictures(page)
        self._add_owners(_items(tree.ParentTree.Nums))
        for key in ("/Author", "/Producer"):
            self._about.setdefault(key, str(source.docinfo.get(key, "")))
        return _Part(str(source.docinfo.get("/Title", "")), str(root.Lang), pages[0], self._bookmarks_of(source))

    def add_empty_page(self) -> None:
        """The back of a sheet, of the size of its front."""
        _, _, width, height = self._pdf.pages[-1].mediabox
        self._pdf.add_blank_page(page_size=(float(width), float(height))).obj["/Tabs"] = Name.S

    def link_pieces(self) -> None:
        """Let the links that name a place in another piece lead there. Raises KeyError where no piece has it."""
        for page in self._pdf.pages:
            for annotation in page.get("/Annots", ()):
                address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
                if address.startswith(LINK):
                    del annotation["/A"]
                    annotation["/Dest"] = self._places[address.removeprefix(LINK)]

    def print_over(self, numbers: Path) -> None:
        """Print each page of another document over a page of this one, without its tags: what it says is no content."""
        with pikepdf.open(io.BytesIO(numbers.read_bytes())) as source:
            for number, (page, numbered) in enumerate(zip(self._pdf.pages, source.pages, strict=True)):
                # Not `add_overlay`, which makes up a name in each run. Pages of a piece share their resources.
                name = Name(f"/PageNumber{number}")
                drawing = numbered.as_form_xobject()
                drawing.write(_TAGGED.sub(b"/Artifact BMC", drawing.read_bytes()))
                page.add_resource(self._pdf.copy_foreign(drawing), Name.XObject, name)
                page.contents_add(b"q\n", prepend=True)
                page.contents_add(b"\nQ q %s Do Q\n" % str(name).encode())

    def finished(self, title: str, language: str, bookmarks: Sequence[Object]) -> FinishedPdf:
        """Write what belongs to the whole, and give it out."""
        pdf, root = self._pdf, self._pdf.Root
        self._document["/K"] = Array(self._elements)
        self._tree["/K"] = Array([self._document])
        self._tree["/ParentTree"] = pdf.make_indirect(Dictionary(Nums=Array(self._owners)))
        self._tree["/ParentTreeNextKey"] = self._next_owner
        root.StructTreeRoot = self._tree
        root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        _chain(root.Outlines, bookmarks)
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
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return FinishedPdf(out.getvalue(), len(pdf.pages))

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
            holder[key] = places[str(holder[key])]

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

    def _bookmarks_of(self, source: pikepdf.Pdf) -> list[Object]:
        return _inner_bookmarks(self._pdf.copy_foreign(source.Root.Outlines)) if "/Outlines" in source.Root else []

    def one_bookmark(self, part: _Part) -> Object:
        """A part's own bookmark if it has one, else one of its title that holds its own."""
        if len(part.bookmarks) == 1:
            return part.bookmarks[0]
        destination = Array([part.first_page, Name.Fit])
        holder = self._pdf.make_indirect(Dictionary(Title=String(part.title), Dest=destination))
        _chain(holder, part.bookmarks)
        return holder


def _inner_bookmarks(holder: Object) -> list[Object]:
    found = []
    item = holder.get("/First")
    while item is not None:
        found.append(item)
        item = item.get("/Next")
    return found


def _below_the_first(bookmarks: Sequence[Object], others: Sequence[Object]) -> list[Object]:
    """The bookmarks, the first of which holds the others behind its own; without any, the others."""
    if bookmarks:
        _chain(bookmarks[0], [*_inner_bookmarks(bookmarks[0]), *others])
    return list(bookmarks or others)


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


def _rename_cells(source: pikepdf.Pdf, prefix: str) -> None:
    """Give the cells of a part that was added before other names than they have there."""
    for element in source.objects:
        if isinstance(element, Dictionary) and element.get("/S") in {Name.TH, Name.TD}:
            rename_cell(element, prefix)
