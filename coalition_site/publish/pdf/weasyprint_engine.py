"""WeasyPrint behind one door: parsing HTML, style sheets, layout, what it asks to load. Only the PDF worker imports it.

Beside what WeasyPrint documents, this module depends on the following, each held by a test of
tests/publish/pdf/test_weasyprint_contract.py:

- `render` takes a dictionary of pictures by address as its cache, and leaves None there for a broken one;
- a style sheet takes `layer` and `layers`, and then gives way to the document's own rules;
- the tree that `HTML` parsed is what `render` lays out, with all that was changed in it meanwhile;
- the anchors of a page are in reading order, and those of a section or table stand on each page that it reaches;
- what a fetcher raises as fatal ends the layout.

How it draws lines is in `pdf.weasyprint_lines`, how drawings in `pdf.weasyprint_drawings`, what it logs in
`pdf.weasyprint_log`, what it writes into a PDF in `pdf.mend.weasyprint_output`, and the shorter ways that it is given
in `pdf.weasyprint_shortcuts`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.images import SVGImage
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from coalition_site.publish.pdf.fetcher import BASE_ADDRESS, AddressRefused, Content
from coalition_site.publish.pdf.weasyprint_drawings import KnownDrawing
from coalition_site.publish.pdf.weasyprint_lines import GlyphCodes, LettersOfClusters

SHORTCUTS_FOR = "70.0"
"""The version of the engine whose functions `pdf.weasyprint_shortcuts` replaces."""
UA_VARIANT = "pdf/ua-1"
_MOST_IMAGES = 64
_SHARED_LAYER = "shared"

Load = Callable[[str], Content | None]
"""Gives what stands at an address; None for data that is written into the address. Raises AddressRefused."""
StyleSheet = Any
"""A parsed style sheet; only WeasyPrint looks into it."""


class _Fetcher(URLFetcher):  # type: ignore[misc]  # the engine ships no types
    """Asks our own `load`, and opens no connection itself."""

    def __init__(self, load: Load) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)
        self._load = load

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return what stands at an address; raise the error that ends the layout where it is refused."""
        try:
            content = self._load(url)
        except AddressRefused as refusal:
            raise FatalURLFetchingError(str(refusal)) from refusal
        if content is None:
            return super().fetch(url, headers)
        return URLFetcherResponse(url, content.data, {"Content-Type": content.kind})


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except FatalURLFetchingError as error:
        raise AddressRefused(str(error)) from error


def _take_shortcuts() -> Callable[[], None]:
    """Gives the engine its shorter ways, and what takes them back; another version works in its own way.

    The module of these ways names much of the engine that is undocumented, so only their version may load it.
    """
    if weasyprint.__version__ != SHORTCUTS_FOR:
        return lambda: None
    from coalition_site.publish.pdf.weasyprint_shortcuts import take_shortcuts

    return take_shortcuts()


class Page:
    """A page in HTML that was parsed. `root` is its `<html>`; changes in the tree show in what is laid out."""

    def __init__(self, html: Any) -> None:
        self.html = html
        self.root: Element = html.etree_element


@dataclass(frozen=True, slots=True)
class Layout:
    """A document that was laid out: the ids that begin or go on on each page, in reading order; and its PDF."""

    anchors: tuple[tuple[str, ...], ...]
    write: Callable[[], tuple[bytes, GlyphCodes]]
    """Writes the PDF, and says which glyphs got further codes in fonts. Raises AddressRefused and LibraryChanged."""


class WeasyPrint:
    """The engine, with what all documents of a process share: fonts, counter styles, pictures."""

    def __init__(self, load: Load) -> None:
        """`load` gives everything that documents and style sheets ask for."""
        self._fetcher = _Fetcher(load)
        self._fonts = FontConfiguration()
        self._counters = CounterStyle()
        self._letters = LettersOfClusters()
        self.put_back = _take_shortcuts()
        self._images: dict[str, object] = {}

    def parsed(self, html: str) -> Page:
        """A page whose relative addresses begin with `BASE_ADDRESS`."""
        return Page(HTML(string=html, base_url=BASE_ADDRESS, url_fetcher=self._fetcher))

    def style_sheet(self, text: str, *, shared: bool = False) -> StyleSheet:
        """Parse a sheet; a shared one gives way to the rules of the documents. Raises AddressRefused."""
        layer = {"layer": _SHARED_LAYER, "layers": [_SHARED_LAYER]} if shared else {}
        settings = {"font_config": self._fonts, "counter_style": self._counters}
        with _refusals():
            return CSS(string=text, base_url=BASE_ADDRESS, url_fetcher=self._fetcher, **settings, **layer)

    def lay_out(self, page: Page, sheets: Sequence[StyleSheet], *, forms: bool) -> Layout:
        """Lay a page out; with `forms`, its fields can be filled in. Raises AddressRefused."""
        options: dict[str, Any] = {"pdf_variant": UA_VARIANT, "pdf_forms": forms, "presentational_hints": False}
        with _refusals():
            document = page.html.render(
                font_config=self._fonts,
                counter_style=self._counters,
                stylesheets=sheets,
                cache=self._images,
                **options,
            )

        def write() -> tuple[bytes, GlyphCodes]:
            codes = self._letters.begin()
            with _refusals():
                return document.write_pdf(**options), codes

        return Layout(tuple(tuple(sheet.anchors) for sheet in document.pages), write)

    def forget_images(self, *, all_of_them: bool = False) -> None:
        """Keep the pictures that other documents may use too; a broken one is complained about in each of them."""
        kept = {
            name: KnownDrawing(image) if isinstance(image, SVGImage) else image
            for name, image in self._images.items()
            if image is not None and not name.startswith("data:")
        }
        self._images.clear()
        if len(kept) <= _MOST_IMAGES and not all_of_them:
            self._images.update(kept)
