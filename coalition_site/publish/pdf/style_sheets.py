"""Style sheets, each parsed once in a process: the shared ones, and the `<style>` that many documents have alike.

CSS names the places of running lines by left and right alone. In a document that is written from right to left they
change sides (`mirrored`).
"""

import re
from typing import Any, Protocol
from xml.etree.ElementTree import Element

from coalition_site.publish.pdf.fetcher import AddressRefused
from coalition_site.publish.pdf.weasyprint_log import engine_warnings

_MOST_KEPT = 16
_SIDE = re.compile(r"@(top|bottom)-(left|right)\b")
_OTHER_SIDE = {"left": "right", "right": "left"}


def mirrored(text: str) -> str:
    """A style sheet with the running lines of pages on the other side."""
    return _SIDE.sub(lambda side: f"@{side[1]}-{_OTHER_SIDE[side[2]]}", text)


class Parser(Protocol):
    """Parses a style sheet (`pdf.weasyprint_engine.WeasyPrint.style_sheet`). Raises AddressRefused."""

    def __call__(self, text: str, *, shared: bool = False) -> Any:
        """The parsed sheet; a shared one gives way to the rules of the documents."""


class StyleSheets:
    """The parsed style sheets of one engine.

    `problems` is what is wrong with the shared sheets; it becomes a problem of every document.
    """

    def __init__(self, parser: Parser, refusals: list[str]) -> None:
        """`refusals` is where the engine's fetcher notes what it refused; those of sheets are taken from there."""
        self._parser = parser
        self._refusals = refusals
        self._shared: list[Any] = []
        self._texts: list[str] = []
        self._turned: list[Any] = []
        self._own: dict[str, tuple[Any, list[str]]] = {}
        self.problems: list[str] = []

    def share(self, name: str, text: str) -> None:
        """Parse a sheet for all documents: whatever a document says itself wins over it."""
        sheet, problems = self._parse(text, shared=True)
        self._shared.append(sheet)
        self._texts.append(text)
        self.problems += [f"in {name}: {problem}" for problem in problems]

    def sheets_of(self, root: Element) -> list[Any]:
        """The sheets for a document, in order; its own `<style>` is taken out of it where no order is lost by that."""
        is_turned = root.get("dir") == "rtl"
        shared = self._turned_sheets() if is_turned else self._shared
        if is_turned:
            for style in root.iter("style"):
                style.text = mirrored("".join(style.itertext()))
        head = root.find("head")
        styles = [] if head is None else head.findall("style")
        liftable = all(not style.attrib for style in styles) and len(styles) == sum(1 for _ in root.iter("style"))
        if head is None or not liftable or any(True for _ in root.iter("link")):
            return shared
        own = [self._once("".join(style.itertext())) for style in styles]
        if any(sheet is None for sheet in own):
            return shared
        for style in styles:
            head.remove(style)
        return [*shared, *own]

    def _turned_sheets(self) -> list[Any]:
        """The shared sheets for writing from right to left, parsed for the first document that needs them."""
        if len(self._turned) < len(self._texts):
            self._turned = [self._parse(mirrored(text), shared=True)[0] for text in self._texts]
        return self._turned

    def _once(self, text: str) -> Any | None:
        """The sheet of a text; None where something is wrong with it, for the engine to say so in the document."""
        if text not in self._own:
            if len(self._own) >= _MOST_KEPT:
                self._own.clear()
            self._own[text] = self._parse(text)
        sheet, problems = self._own[text]
        return None if problems else sheet

    def _parse(self, text: str, *, shared: bool = False) -> tuple[Any, list[str]]:
        known = len(self._refusals)
        with engine_warnings() as warnings:
            try:
                sheet = self._parser(text, shared=shared)
            except AddressRefused:
                sheet = self._parser("")
        problems = [*self._refusals[known:], *warnings.problems()]
        del self._refusals[known:]
        return sheet, problems
