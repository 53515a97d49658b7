"""Signs that no font has, as marked gaps: the document is made all the same, and says what is missing in it.

A sign without a glyph would fail PDF/UA-1 (7.21.8). A gap names the code points, which mean the same in every language.
"""

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from coalition_site.read.printable import lacking

GAP = "gap"
PLAIN_GAP = "□"
"""What stands for missing signs in a picture, where no words fit."""
_MOST_NAMED = 4
# Prints nothing, or what only fields and bookmarks show.
_PASSED_OVER = frozenset({"title", "style", "script", "option", "textarea"})
_IN_DRAWINGS = "{http://www.w3.org/2000/svg}"
# Style sheets print these: `attr(data-document)` is a running line.
_PRINTED_ATTRIBUTE = re.compile(r"data-(?!bookmark)")


class Gaps:
    """Puts gaps into documents for the signs that neither the packaged fonts nor `others` have."""

    def __init__(self, others: frozenset[str], absent: frozenset[str] = frozenset()) -> None:
        """`absent` are signs that turned out to be missing all the same."""
        self._missing = _runs(others, absent)

    def in_picture(self, text: str) -> str:
        """The text of a drawing, with one mark for each run of missing signs."""
        return self._missing.sub(PLAIN_GAP, text)

    def mark(self, root: Element) -> None:
        """Replace missing signs in what the tree prints: in texts by an element, else by words."""
        waiting = [root]
        while waiting:
            element = waiting.pop()
            for name, value in element.attrib.items():
                if _PRINTED_ATTRIBUTE.match(name) and not value.isascii():
                    element.set(name, self._missing.sub(lambda run: _words(run[0]), value))
            # A comment has a function for a tag.
            tag = str(element.tag)
            children = list(element)
            if not callable(element.tag) and tag not in _PASSED_OVER:
                self._mark_text(element, plain=tag.startswith(_IN_DRAWINGS))
                waiting += children
            for child in children:
                self._mark_tail(element, child, plain=tag.startswith(_IN_DRAWINGS))

    def _mark_text(self, element: Element, *, plain: bool) -> None:
        text = element.text or ""
        if text.isascii() or not self._missing.search(text):
            return
        element.text, spans = self._parted(text, plain=plain)
        for number, span in enumerate(spans):
            element.insert(number, span)

    def _mark_tail(self, parent: Element, child: Element, *, plain: bool) -> None:
        text = child.tail or ""
        if text.isascii() or not self._missing.search(text):
            return
        child.tail, spans = self._parted(text, plain=plain)
        place = list(parent).index(child) + 1
        for number, span in enumerate(spans):
            parent.insert(place + number, span)

    def _parted(self, text: str, *, plain: bool) -> tuple[str, list[Element]]:
        """The text before the first gap, and each gap with the text behind it."""
        if plain:
            return self._missing.sub(lambda run: _words(run[0]), text), []
        spans = list(self._spans(text))
        return text[: next(self._missing.finditer(text)).start()], spans

    def _spans(self, text: str) -> Iterator[Element]:
        runs = list(self._missing.finditer(text))
        for number, run in enumerate(runs):
            span = Element("span", {"class": GAP, "dir": "ltr"})
            span.text = _words(run[0])
            span.tail = text[run.end() : runs[number + 1].start() if number + 1 < len(runs) else None]
            yield span


@cache
def _runs(others: frozenset[str], absent: frozenset[str]) -> re.Pattern[str]:
    """Signs that are missing, with the marks and joiners that belong to them."""
    sign = lacking(others).pattern
    if absent:
        sign = f"(?:{sign}|[{''.join(map(re.escape, sorted(absent)))}])"
    return re.compile(f"(?:{sign}[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f]*)+")


def _words(signs: str) -> str:
    """A run of missing signs by their code points; of a long one the first and the last, and how many they are."""
    points = [f"U+{ord(sign):04X}" for sign in signs]
    if len(points) > _MOST_NAMED:
        return f"[{points[0]} … {points[-1]} ({len(points)})]"
    return f"[{' '.join(points)}]"
