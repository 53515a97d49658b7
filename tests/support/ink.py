"""Where on its pages a PDF draws anything: texts with their sizes, rules, drawings, pictures and fields, in points."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object

_GLYPHS_BY_TWO_BYTES = 2
_PATH = {"m": (0,), "l": (0,), "c": (0, 2, 4), "v": (0, 2), "y": (0, 2)}
_MOVE = {"q", "Q", "cm", "re", "BT", "Tm", "Td"}
_PAINT = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"}


@dataclass(frozen=True, slots=True)
class Ink:
    """A box on a page, from its lower left corner; `size` is that of its text, 0 for what is none."""

    left: float
    bottom: float
    right: float
    top: float
    size: float = 0.0
    what: str = ""


def ink_of(page: pikepdf.Page) -> Iterator[Ink]:
    """Everything that is drawn on a page, and its fields."""
    resources = page.obj.get("/Resources", Dictionary())
    yield from _Drawing(resources).ink(page, pikepdf.Matrix())
    for annotation in page.obj.get("/Annots", ()):
        if annotation.Subtype == Name.Widget:
            x, y, other_x, other_y = (float(number) for number in annotation.Rect)
            yield Ink(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y), what="a field")


class _Drawing:
    """A content stream that is gone through: a page's, or that of a drawing on it."""

    def __init__(self, resources: Object) -> None:
        self.resources = resources
        self.fonts: dict[str, tuple[dict[int, float], float]] = {}
        self.matrix = self.text = self.line = pikepdf.Matrix()
        self.saved: list[pikepdf.Matrix] = []
        self.font, self.size = "", 0.0
        self.path: list[tuple[float, float]] = []
        self.clips = False

    def ink(self, stream: Any, matrix: pikepdf.Matrix) -> Iterator[Ink]:
        self.matrix = matrix
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                continue
            operands, name = instruction.operands, str(instruction.operator)
            if name in _MOVE:
                self._move(name, [float(each) for each in operands])
            elif name in _PATH:
                numbers = [float(each) for each in operands]
                self.path += [(numbers[at], numbers[at + 1]) for at in _PATH[name]]
            elif name == "Tf":
                self.font, self.size = str(operands[0]), float(operands[1])
            elif name in {"TJ", "Tj"}:
                yield self._text(operands[0] if name == "TJ" else [operands[0]])
            elif name in _PAINT:
                yield from self._painted(name)
            elif name == "Do":
                yield from self._drawn(self.resources.XObject[str(operands[0])], self.matrix)
            self.clips = self.clips or name in {"W", "W*"}

    def _move(self, name: str, numbers: list[float]) -> None:
        """What changes where things are drawn."""
        if name == "q":
            self.saved.append(self.matrix)
        elif name == "Q":
            self.matrix = self.saved.pop()
        elif name == "cm":
            self.matrix = pikepdf.Matrix(*numbers) @ self.matrix
        elif name == "re":
            x, y, width, height = numbers
            self.path += [(x, y), (x + width, y + height)]
        elif name == "Td":
            self.text = self.line = pikepdf.Matrix(1, 0, 0, 1, *numbers) @ self.line
        else:
            self.text = self.line = pikepdf.Matrix(*numbers)

    def _text(self, pieces: Iterable[Any]) -> Ink:
        size, reach = self.size, self._reach(pieces) * self.size
        box = _box(self.text @ self.matrix, [(0, -0.2 * size), (reach, 0.8 * size)], size, "a text")
        self.text = pikepdf.Matrix(1, 0, 0, 1, reach, 0) @ self.text
        return box

    def _painted(self, name: str) -> Iterator[Ink]:
        if self.path and name != "n" and not self.clips:
            yield _box(self.matrix, self.path, 0, "a rule or drawing")
        self.path, self.clips = [], False

    def _drawn(self, drawing: Object, matrix: pikepdf.Matrix) -> Iterator[Ink]:
        if drawing.Subtype == Name.Image:
            yield _box(matrix, [(0, 0), (1, 1)], 0, "a picture")
            return
        inner = pikepdf.Matrix(drawing.get("/Matrix", pikepdf.Array([1, 0, 0, 1, 0, 0]))) @ matrix
        yield from _Drawing(drawing.get("/Resources", self.resources)).ink(drawing, inner)

    def _reach(self, pieces: Iterable[Any]) -> float:
        """How far some glyphs and the spaces between them reach, for a size of 1."""
        widths, usual = self._widths(self.font)
        reach = 0.0
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                glyphs = bytes(piece)
                codes = (int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), _GLYPHS_BY_TWO_BYTES))
                reach += sum(widths.get(code, usual) for code in codes)
            else:
                reach -= float(piece)
        return reach / 1000

    def _widths(self, name: str) -> tuple[dict[int, float], float]:
        if name not in self.fonts:
            (font,) = self.resources.Font[name].DescendantFonts
            self.fonts[name] = _widths_in(list(font.get("/W", ()))), float(font.get("/DW", 1000))
        return self.fonts[name]


def _widths_in(entries: list[Any]) -> dict[int, float]:
    """Widths of glyphs, as ISO 32000-1, 9.7.4.3 writes them."""
    widths: dict[int, float] = {}
    while entries:
        first, second, *entries = entries
        if isinstance(second, pikepdf.Array):
            widths |= {int(first) + number: float(width) for number, width in enumerate(second)}
        else:
            width, *entries = entries
            widths |= dict.fromkeys(range(int(first), int(second) + 1), float(width))
    return widths


def _box(matrix: pikepdf.Matrix, points: Iterable[tuple[float, float]], size: float, what: str) -> Ink:
    found = [matrix.transform(point) for point in points]
    across, up = [float(x) for x, _ in found], [float(y) for _, y in found]
    scale = abs(float(matrix.a) * float(matrix.d) - float(matrix.b) * float(matrix.c)) ** 0.5
    return Ink(min(across), min(up), max(across), max(up), size * scale, what)
