"""Joins finished accessible PDFs into one that is as accessible, without laying anything out again.

Pages are copied first, since tags (`join.tags`), bookmarks (`join.bookmarks`) and links lead to them. What many parts
have is kept once: pictures, and fonts (`join.fonts`). A link names the
place that it leads to. Parts may have places of the same name, so each link of a part gets the place itself; only then
are the parts' names forgotten. Links from one piece of a document to another are found by the names of all pieces.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from coalition_site.publish.pdf.join.bookmarks import below_the_first, bookmarks_of, chain, one_bookmark
from coalition_site.publish.pdf.join.fonts import SharedFonts
from coalition_site.publish.pdf.join.tags import JoinedTags, flatten, rename_cells
from coalition_site.publish.pdf.mend.weasyprint_output import without_tags
from coalition_site.publish.pdf.pieces import LINK
from coalition_site.publish.pdf.pikepdf_files import append_pages, print_over, saved
from coalition_site.publish.pdf.store import FinishedPdf

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
    last. Pictures and fonts that several parts have are kept once, and tags that say nothing are left out. The same
    parts give the same bytes. Raises ValueError without parts, or for a part with form fields or without tags, and
    LibraryChanged for one that WeasyPrint wrote otherwise than it is known to.
    """
    if not parts:
        raise ValueError("nothing to join")
    with pikepdf.new() as pdf:
        joiner = _Joiner(pdf)
        bookmarks = []
        for number, part in enumerate(parts):
            added = joiner.add(part, flat=True)
            bookmarks.append(one_bookmark(pdf, added.title, added.first_page, added.bookmarks))
            if number + 1 < len(parts) and len(pdf.pages) % 2:
                joiner.add_empty_page()
        return joiner.finished(title, language, bookmarks)


def bind(pieces: Sequence[Path], numbers: Path) -> FinishedPdf:
    """Join the pieces of one document (`pdf.pieces`), and print its page numbers from a document that has only these.

    Title and language are those of the first piece. Its first bookmark holds those of the later ones. Raises KeyError
    for a link to a place that no piece has, and the rest as `merge` does.
    """
    with pikepdf.new() as pdf:
        joiner = _Joiner(pdf)
        first, *others = [joiner.add(piece) for piece in pieces]
        joiner.link_pieces()
        joiner.print_over(numbers)
        bookmarks = below_the_first(first.bookmarks, [bookmark for part in others for bookmark in part.bookmarks])
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
        self._tags = JoinedTags(pdf)
        self._fonts = SharedFonts(pdf)
        self._added: set[bytes] = set()
        self._places: dict[str, Object] = {}
        self._pictures: dict[bytes, Object] = {}
        self._about: dict[str, str] = {}

    def add(self, part: Path, *, flat: bool = False) -> _Part:
        """Append a part, if wanted without tags that say nothing.

        Its file is read whole: there may be more of them than a process may have open.
        """
        data = part.read_bytes()
        with pikepdf.open(io.BytesIO(data)) as source:
            if (digest := sha256(data).digest()) in self._added:
                rename_cells(source.objects, f"{self._tags.count}-")
            self._added.add(digest)
            if flat and "/StructTreeRoot" in source.Root:
                flatten(source.Root.StructTreeRoot)
            return self._add(source, part.name)

    def _add(self, source: pikepdf.Pdf, name: str) -> _Part:
        """Append the pages before what refers to them."""
        root = source.Root
        if "/AcroForm" in root or "/StructTreeRoot" not in root:
            raise ValueError(f"{name} cannot be joined: it has form fields or no tags")
        self._fonts.take(source)
        pages = append_pages(self._pdf, source)
        tree = self._tags.add(root.StructTreeRoot, root.Lang)
        places = {name: self._pdf.copy_foreign(place) for name, place in _places(source).items()}
        self._places |= places
        for page in pages:
            self._tags.renumber(page)
            for annotation in page.get("/Annots", ()):
                self._tags.renumber(annotation)
                _point(annotation, places)
            self._share_pictures(page)
            self._fonts.put(page)
        self._tags.end_part(tree)
        for key in ("/Author", "/Producer"):
            self._about.setdefault(key, str(source.docinfo.get(key, "")))
        return _Part(str(source.docinfo.get("/Title", "")), str(root.Lang), pages[0], bookmarks_of(self._pdf, source))

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
            self._fonts.take(source)
            for number, (_, page) in enumerate(zip(self._pdf.pages, source.pages, strict=True)):
                print_over(self._pdf, number, page, without_tags)
                self._fonts.put(self._pdf.pages[number].obj)

    def finished(self, title: str, language: str, bookmarks: Sequence[Object]) -> FinishedPdf:
        """Write what belongs to the whole, and give it out."""
        pdf, root = self._pdf, self._pdf.Root
        self._tags.write()
        self._fonts.write()
        root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        chain(root.Outlines, bookmarks)
        root.Lang = String(language)
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        about = {"/Title": title} | {key: text for key, text in self._about.items() if text}
        for key, text in about.items():
            pdf.docinfo[key] = String(text)
        names = {key.strip("/").lower(): escape(text, quote=False) for key, text in about.items()}
        texts = "".join(_METADATA_PARTS[name].format(text) for name, text in names.items())
        stream = pdf.make_stream(_METADATA.format(texts).encode(), Type=Name.Metadata, Subtype=Name.XML)
        root.Metadata = stream
        return FinishedPdf(saved(pdf, packed=True), len(pdf.pages))

    def _share_pictures(self, page: Object) -> None:
        """Keep a picture that several parts have once."""
        drawings = page.get("/Resources", Dictionary()).get("/XObject", Dictionary())
        for name, drawing in drawings.items():
            self._tags.renumber(drawing)
            if drawing.get("/Subtype") == Name.Image and "/StructParent" not in drawing:
                if "/SMask" in drawing:
                    drawing["/SMask"] = self._shared(drawing.SMask)
                drawings[name] = self._shared(drawing)

    def _shared(self, picture: Object) -> Object:
        words = picture.stream_dict.unparse()
        return self._pictures.setdefault(sha256(words + picture.read_raw_bytes()).digest(), picture)


def _point(annotation: Object, places: Mapping[str, Object]) -> None:
    """Replace the name of a place, which other parts may have too, by the place itself."""
    holder, key = (annotation.A, "/D") if "/A" in annotation and "/D" in annotation.A else (annotation, "/Dest")
    if key in holder and not isinstance(holder[key], Array):
        holder[key] = places[str(holder[key])]


def _places(source: pikepdf.Pdf) -> dict[str, Object]:
    """The named places of a part, as objects that can be copied."""
    names = source.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    return {str(name): source.make_indirect(place) for name, place in zip(names[::2], names[1::2], strict=True)}
