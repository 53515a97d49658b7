"""Style sheets, each parsed once in a process: the shared ones, and the `<style>` that many documents have alike."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from coalition_site.publish.pdf.engine_warnings import engine_warnings

_SHARED = "shared"
_MOST_KEPT = 16


class SheetShelf:
    """The parsed style sheets of one engine.

    `problems` is what is wrong with the shared sheets; it becomes a problem of every document.
    """

    def __init__(self, parser: Callable[..., Any], fetcher: Any, fonts: Any, counters: Any) -> None:
        """`parser` is the engine's class of style sheets; the others are what its documents share."""
        from coalition_site.publish.pdf import fetcher as pdf_fetch  # loads the engine

        self._parser = parser
        self._fetcher = fetcher
        self._base = pdf_fetch.BASE_ADDRESS
        self._refused = pdf_fetch.FatalURLFetchingError
        self._settings = {"url_fetcher": fetcher, "font_config": fonts, "counter_style": counters}
        self._shared: list[Any] = []
        self._own: dict[str, tuple[Any, list[str]]] = {}
        self.problems: list[str] = []

    def share(self, name: str, text: str) -> None:
        """Parse a sheet for all documents, in a layer of its own: whatever a document says itself wins over it."""
        sheet, problems = self._parse(text, layer=_SHARED, layers=[_SHARED])
        self._shared.append(sheet)
        self.problems += [f"in {name}: {problem}" for problem in problems]

    def sheets_of(self, root: Element) -> list[Any]:
        """The sheets for a document, in order; its own `<style>` is taken out of it where no order is lost by that."""
        head = root.find("head")
        styles = [] if head is None else head.findall("style")
        liftable = all(not style.attrib for style in styles) and len(styles) == sum(1 for _ in root.iter("style"))
        if head is None or not liftable or any(True for _ in root.iter("link")):
            return self._shared
        own = [self._once("".join(style.itertext())) for style in styles]
        if any(sheet is None for sheet in own):
            return self._shared
        for style in styles:
            head.remove(style)
        return [*self._shared, *own]

    def _once(self, text: str) -> Any | None:
        """The sheet of a text; None where something is wrong with it, for the engine to say so in the document."""
        if text not in self._own:
            if len(self._own) >= _MOST_KEPT:
                self._own.clear()
            self._own[text] = self._parse(text)
        sheet, problems = self._own[text]
        return None if problems else sheet

    def _parse(self, text: str, **layer: Any) -> tuple[Any, list[str]]:
        refusals: list[str] = self._fetcher.refusals
        known = len(refusals)
        with engine_warnings() as warnings:
            try:
                sheet = self._parser(string=text, base_url=self._base, **self._settings, **layer)
            except self._refused:
                sheet = self._parser(string="")
        problems = [*refusals[known:], *warnings.problems()]
        del refusals[known:]
        return sheet, problems
