"""Drawings (SVG) that many documents show, each understood once: what WeasyPrint told one stream is told to others.

    draw(stream, width, height, …)     the first time at this size: the drawing is drawn, and every call is noted
    draw(stream, width, height, …)     later: the same calls, so the same bytes

A drawing that asks the stream for anything (a group, a gradient, a font, where it stands) is drawn anew each time: the
answer belongs to one document. Of WeasyPrint this takes for granted that pictures have `draw` and `get_intrinsic_size`,
and that drawing goes through the stream's methods; tests/publish/pdf/test_weasyprint_contract.py holds it.
"""

from types import MethodType
from typing import Any

_Call = tuple[str, tuple[Any, ...], dict[str, Any]]


class KnownDrawing:
    """A drawing of the engine, with the calls that draw it, by its width and height."""

    def __init__(self, drawing: Any) -> None:
        self._drawing = drawing
        self._calls: dict[tuple[float, float], list[_Call] | None] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._drawing, name)

    def draw(self, stream: Any, width: float, height: float, *rest: Any) -> None:
        """Draw at a size in points."""
        if calls := self._calls.get((width, height)):
            for name, arguments, named in calls:
                getattr(stream, name)(*arguments, **named)
            return
        noting = _Noting(stream)
        self._drawing.draw(noting, width, height, *rest)
        self._calls[width, height] = noting.calls if noting.is_whole() else None


class _Noting:
    """A stream that notes what it is told; `calls` is None once it was asked for anything."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.calls: list[_Call] | None = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._stream, name)
        if not isinstance(found, MethodType):
            self.calls = None
            return found

        def call(*arguments: Any, **named: Any) -> Any:
            answer = found(*arguments, **named)
            if answer is not None:
                self.calls = None
            elif self.calls is not None:
                self.calls.append((name, arguments, named))
            return answer

        return call

    def is_whole(self) -> bool:
        """Whether the drawing came to its end: one that breaks off, and is complained about, leaves states open."""
        names = [name for name, _, _ in self.calls or ()]
        return names.count("push_state") == names.count("pop_state")
