"""Outlines of the few signs that the text fonts lack: boxes, ticks, arrows and list dots.

Coordinates are font units, 1000 to the em, y upwards from the baseline. Outer contours run clockwise and inner
ones counter-clockwise, as TrueType asks, so that holes stay holes.
"""

import itertools
import math
from collections.abc import Callable, Sequence

from fontTools.pens.ttGlyphPen import TTGlyphPen

Point = tuple[float, float]
Contour = list[Point]

UNITS_PER_EM = 1000
_STROKE = 74
_LEFT, _BOTTOM, _SIDE = 60, -40, 780
_MIDDLE = (_LEFT + _SIDE / 2, _BOTTOM + _SIDE / 2)
_ADVANCE = _SIDE + 2 * _LEFT


def _rounded_square(inset: float, radius: float) -> Contour:
    """Corners are drawn as short chords: at text sizes nobody can tell them from curves."""
    low_x, low_y = _LEFT + inset, _BOTTOM + inset
    high_x, high_y = _LEFT + _SIDE - inset, _BOTTOM + _SIDE - inset
    corners = (
        (high_x - radius, high_y - radius, 90),
        (high_x - radius, low_y + radius, 0),
        (low_x + radius, low_y + radius, -90),
        (low_x + radius, high_y - radius, -180),
    )
    points: Contour = []
    for center_x, center_y, start in corners:
        for step in range(7):
            angle = math.radians(start - 15 * step)
            points.append((center_x + radius * math.cos(angle), center_y + radius * math.sin(angle)))
    return points


def _circle(center: Point, radius: float) -> Contour:
    steps = 36
    return [
        (
            center[0] + radius * math.cos(-math.tau * step / steps),
            center[1] + radius * math.sin(-math.tau * step / steps),
        )
        for step in range(steps)
    ]


def _stroke(points: Sequence[Point], width: float) -> Contour:
    """Outline of a line drawn through the points with a flat pen: along one side, back along the other, mitred."""
    half = width / 2
    normals = []
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        length = math.hypot(x1 - x0, y1 - y0)
        normals.append(((y0 - y1) / length, (x1 - x0) / length))
    offsets = [normals[0]]
    for (ax, ay), (bx, by) in itertools.pairwise(normals):
        scale = 1 + ax * bx + ay * by
        offsets.append(((ax + bx) / scale, (ay + by) / scale))
    offsets.append(normals[-1])
    pairs = list(zip(points, offsets, strict=True))
    there = [(x + dx * half, y + dy * half) for (x, y), (dx, dy) in pairs]
    back = [(x - dx * half, y - dy * half) for (x, y), (dx, dy) in reversed(pairs)]
    return there + back


def _tick(width: float, scale: float = 1) -> Contour:
    """Inside its box at scale 1; larger where it stands alone."""
    x, y = _MIDDLE
    return _stroke([(x + dx * scale, y + dy * scale) for dx, dy in ((-220, 10), (-65, -145), (222, 155))], width)


def _diagonals(width: float, reach: float) -> list[Contour]:
    """A cross as one contour of twelve corners, since overlapping contours print badly when filled even-odd."""
    x, y = _MIDDLE
    arm, half = reach, width / math.sqrt(2)
    return [
        [
            (x, y + half),
            (x + arm - half / 2, y + arm + half / 2),
            (x + arm + half / 2, y + arm - half / 2),
            (x + half, y),
            (x + arm + half / 2, y - arm + half / 2),
            (x + arm - half / 2, y - arm - half / 2),
            (x, y - half),
            (x - arm + half / 2, y - arm - half / 2),
            (x - arm - half / 2, y - arm + half / 2),
            (x - half, y),
            (x - arm - half / 2, y + arm - half / 2),
            (x - arm + half / 2, y + arm + half / 2),
        ]
    ]


def _arrow(degrees: float) -> list[Contour]:
    """One contour of a shaft and an open head, turned about the middle of the sign."""
    half, head = 37.0, 230.0
    slant = half * math.sqrt(2)
    right: Contour = [
        (-370, half),
        (265 - slant / 2 + 22, half),
        (265 - head + 22, head + half - 30),
        (265 - head + 22 + slant, head + half - 30 + slant / 3),
        (370, 0),
        (265 - head + 22 + slant, -head - half + 30 - slant / 3),
        (265 - head + 22, -head - half + 30),
        (265 - slant / 2 + 22, -half),
        (-370, -half),
    ]
    turn = math.radians(degrees)
    x, y = _MIDDLE[0], 350.0
    return [
        [
            (x + px * math.cos(turn) - py * math.sin(turn), y + px * math.sin(turn) + py * math.cos(turn))
            for px, py in right
        ]
    ]


def _frame() -> list[Contour]:
    return [_rounded_square(0, 120), _hole(_rounded_square(_STROKE, 120 - _STROKE))]


def _hole(contour: Contour) -> Contour:
    return contour[::-1]


# A ticked box is filled and its tick left open: seen at a glance in a column of thirty, and clear in black and white.
_SHAPES: dict[str, Callable[[], list[Contour]]] = {
    "☐": _frame,
    "☑": lambda: [_rounded_square(0, 120), _hole(_tick(96))],
    "☒": lambda: [*_frame(), *_diagonals(_STROKE, 170)],
    "✓": lambda: [_tick(104, 1.4)],
    "✔": lambda: [_tick(150, 1.4)],
    "✗": lambda: _diagonals(100, 270),
    "✘": lambda: _diagonals(146, 270),
    "˅": lambda: [_stroke([(250, 440), (450, 240), (650, 440)], _STROKE)],
    "→": lambda: _arrow(0),
    "↑": lambda: _arrow(90),
    "←": lambda: _arrow(180),
    "↓": lambda: _arrow(270),
    "□": _frame,
    "■": lambda: [_rounded_square(0, 120)],
    "▪": lambda: [_rounded_square(220, 40)],
    "●": lambda: [_circle(_MIDDLE, 330)],
    "○": lambda: [_circle(_MIDDLE, 330), _hole(_circle(_MIDDLE, 330 - _STROKE))],
    "◦": lambda: [_circle(_MIDDLE, 150), _hole(_circle(_MIDDLE, 88))],
}

SIGNS = tuple(_SHAPES)


def advance_width() -> int:
    """Width of every sign, in font units: one width keeps the labels beside boxes in line."""
    return _ADVANCE


def draw(sign: str, pen: TTGlyphPen) -> None:
    """Draw one of `SIGNS` into the pen; raises KeyError for any other character."""
    for contour in _SHAPES[sign]():
        rounded = [(round(x), round(y)) for x, y in contour]
        pen.moveTo(rounded[0])
        for point in rounded[1:]:
            pen.lineTo(point)
        pen.closePath()
