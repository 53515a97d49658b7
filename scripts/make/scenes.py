"""Draws the pictures that Forest City shows in its texts: a supper, a map of three neighborhoods, a reading room.

.venv/bin/python scripts/make/scenes.py  # writes them into content/images

Two are drawings (SVG). The third is a JPEG of 1,600 pixels, as a camera would give it, with light and grain.
"""

import random
from io import BytesIO
from pathlib import Path

from PIL import Image

from coalition_site.publish.images.resvg_drawing import png_of

IMAGES = Path(__file__).parents[2] / "content" / "images"
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">\n'
GREEN, RUST, OCHRE, BLUE, CREAM, PLUM = "#1f5a43", "#b4531a", "#d9a441", "#27496d", "#f6efe0", "#6d3b52"


def supper() -> str:
    """Neighbors at a long table below strings of lights, and a wall with dots where people voted."""
    parts = [_HEAD.format(1200, 800), f'<path fill="{CREAM}" d="M0 0H1200V800H0Z"/>']
    parts += ['<path fill="#ecdfc6" d="M0 560H1200V800H0Z"/>', *_lights(), *_wall_of_dots()]
    for number, person in enumerate(_PEOPLE):
        parts.append(_person(110 + number * 140, *person))
    parts += _table()
    return "\n".join([*parts, "</svg>\n"])


def _line(color: str, width: float, course: str) -> str:
    return f'<path fill="none" stroke="{color}" stroke-width="{width}" stroke-linecap="round" d="{course}"/>'


def _lights() -> list[str]:
    colors = (OCHRE, RUST, GREEN, BLUE)
    parts = []
    for begin, end, low in ((0, 420, 120), (420, 820, 110), (820, 1200, 120)):
        middle = (begin + end) / 2
        parts.append(f'<path fill="none" stroke="#8b7a5e" stroke-width="3" d="M{begin} 40Q{middle} {low} {end} 40"/>')
        for step in range(1, 8):
            t = step / 8
            x = (1 - t) ** 2 * begin + 2 * t * (1 - t) * middle + t * t * end
            y = (1 - t) ** 2 * 40 + 2 * t * (1 - t) * low + t * t * 40
            parts.append(f'<circle cx="{x:.0f}" cy="{y + 12:.0f}" r="11" fill="{colors[step % 4]}"/>')
    return parts


def _wall_of_dots() -> list[str]:
    chance = random.Random(7)  # noqa: S311  a drawing
    parts = ['<rect x="430" y="116" width="340" height="170" rx="6" fill="#fff" stroke="#d8cbb0" stroke-width="3"/>']
    for row, (length, color, dots) in enumerate(((150, GREEN, 11), (110, RUST, 7), (130, BLUE, 9))):
        y = 154 + row * 47
        parts.append(f'<rect x="452" y="{y - 7}" width="{length * 0.6:.0f}" height="14" rx="7" fill="#d8cbb0"/>')
        for number in range(dots):
            x, shift = 572 + number * 16.5, chance.uniform(-7, 7)
            parts.append(f'<circle cx="{x:.0f}" cy="{y + shift:.0f}" r="6.5" fill="{color}"/>')
    return parts


# Skin, hair, clothes, and how the hair is worn.
_PEOPLE = (
    ("#8d5a3b", "#2a1d18", RUST, "curls"),
    ("#e7b48f", "#8c8c8c", BLUE, "short"),
    ("#c58a62", PLUM, PLUM, "scarf"),
    ("#5f3a26", "#1d1512", OCHRE, "bun"),
    ("#efc4a0", "#a9592b", GREEN, "long"),
    ("#b67a50", "#20160f", "#7b8f3a", "short"),
    ("#d9a47c", "#3b2418", RUST, "child"),
    ("#7a4a30", "#d9d4cc", BLUE, "bald"),
)


def _person(x: int, skin: str, hair: str, clothes: str, style: str) -> str:
    child = style == "child"
    y, size = (430, 34) if child else (375, 42)
    shoulders, low = (58 if child else 78), 620
    top = y + size - 4
    body = (
        f'<path fill="{clothes}" d="M{x - shoulders} {low}V{top + 62}Q{x - shoulders} {top + 18} {x - 26} {top + 12}'
        f'H{x + 26}Q{x + shoulders} {top + 18} {x + shoulders} {top + 62}V{low}Z"/>'
    )
    neck = f'<path fill="{skin}" d="M{x - 14} {top - 12}H{x + 14}V{top + 16}Q{x} {top + 34} {x - 14} {top + 16}Z"/>'
    head = f'<ellipse cx="{x}" cy="{y}" rx="{size * 0.86:.0f}" ry="{size}" fill="{skin}"/>'
    behind, front = _hair(x, y, size, hair, style)
    eyes = "".join(f'<circle cx="{x + side * 13}" cy="{y + 2}" r="3.6" fill="#2a1d18"/>' for side in (-1, 1))
    smile = (
        f'<path fill="none" stroke="#2a1d18" stroke-width="3" stroke-linecap="round" d="M{x - 11} {y + 17}'
        f'Q{x} {y + 27} {x + 11} {y + 17}"/>'
    )
    return f"{behind}\n{body}\n{neck}\n{head}\n{front}\n{eyes}\n{smile}"


def _hair(x: int, y: int, size: int, color: str, style: str) -> tuple[str, str]:
    """What is behind a head, and what is in front of it."""
    w = size * 0.9
    cap = (
        f'<path fill="{color}" d="M{x - w:.0f} {y - 2}Q{x - w:.0f} {y - size * 1.16:.0f} {x} {y - size * 1.14:.0f}'
        f"Q{x + w:.0f} {y - size * 1.16:.0f} {x + w:.0f} {y - 2}Q{x + w * 0.6:.0f} {y - size * 0.62:.0f} "
        f'{x} {y - size * 0.56:.0f}Q{x - w * 0.6:.0f} {y - size * 0.62:.0f} {x - w:.0f} {y - 2}Z"/>'
    )
    behind, front = "", cap
    match style:
        case "curls":
            at = [(-38, 2), (-40, -18), (-28, -38), (-8, -48), (14, -48), (32, -36), (41, -16), (38, 4)]
            behind = "".join(f'<circle cx="{x + a}" cy="{y + b}" r="18" fill="{color}"/>' for a, b in at)
        case "scarf":
            behind = (
                f'<path fill="{color}" d="M{x - 46} {y + 58}Q{x - 56} {y - 56} {x} {y - 56}Q{x + 56} {y - 56} '
                f'{x + 46} {y + 58}Q{x} {y + 84} {x - 46} {y + 58}Z"/>'
            )
        case "bun":
            behind = f'<circle cx="{x}" cy="{y - 58}" r="20" fill="{color}"/>'
        case "long":
            behind = (
                f'<path fill="{color}" d="M{x - 42} {y + 70}Q{x - 50} {y - 52} {x} {y - 50}Q{x + 50} {y - 52} '
                f'{x + 42} {y + 70}Z"/>'
            )
        case "child":
            behind = "".join(f'<circle cx="{x + side * 38}" cy="{y - 6}" r="13" fill="{color}"/>' for side in (-1, 1))
        case "bald":
            front = (
                f'<path fill="{color}" d="M{x - 33} {y + 6}Q{x - 30} {y + 50} {x} {y + 52}Q{x + 30} {y + 50} {x + 33} '
                f'{y + 6}Q{x + 20} {y + 16} {x} {y + 11}Q{x - 20} {y + 16} {x - 33} {y + 6}Z"/>'
            )
    return behind, front


def _table() -> list[str]:
    parts = [
        '<path fill="#fffaf0" d="M20 540H1180L1200 640H0Z"/>',
        f'<path fill="{GREEN}" d="M0 640H1200V800H0Z"/>',
        '<path fill="#2c7156" d="M0 640H1200V660H0Z"/>',
        *(f'<path fill="#2c7156" d="M{x} 660L{x + 40} 700L{x + 80} 660Z"/>' for x in range(0, 1200, 80)),
    ]
    foods = ("#c9542b", "#7b8f3a", "#e2b65a", "#8c4a2f", "#d9a441")
    for number in range(8):
        x = 110 + number * 140
        parts.append(f'<ellipse cx="{x}" cy="608" rx="46" ry="13" fill="#e4d8bf"/>')
        parts.append(f'<ellipse cx="{x}" cy="605" rx="42" ry="11" fill="#fff"/>')
        parts.append(f'<ellipse cx="{x}" cy="603" rx="24" ry="6.500" fill="{foods[number % 5]}"/>')
    for x, color, filling in ((250, BLUE, "#e9c46a"), (600, RUST, "#7b8f3a"), (950, BLUE, "#c9542b")):
        parts.append(f'<ellipse cx="{x}" cy="556" rx="52" ry="13" fill="{filling}"/>')
        parts.append(f'<path fill="{color}" d="M{x - 56} 556Q{x - 50} 592 {x} 592Q{x + 50} 592 {x + 56} 556Z"/>')
    for x in (425, 775):
        parts.append(f'<path fill="#cfe3e6" d="M{x - 19} 520H{x + 19}L{x + 15} 584H{x - 15}Z"/>')
        parts.append(f'<path fill="#9fc7cd" d="M{x - 17} 546H{x + 17}L{x + 15} 584H{x - 15}Z"/>')
    return parts


def neighborhoods() -> str:
    """A map: a river with a bridge, the mill, the fairground with its wheel, the east side with marked corner lots."""
    parts = [
        _HEAD.format(1200, 800),
        '<path fill="#e9ead2" d="M0 0H1200V800H0Z"/>',
        '<path fill="#f0d9b5" d="M40 60H430Q470 240 420 400Q390 560 440 745H40Z"/>',
        '<path fill="#cfdcb0" d="M560 60H1160V360H585Q600 200 560 60Z"/>',
        '<path fill="#f3c9a8" d="M590 420H1160V745H560Q520 560 590 420Z"/>',
        '<path fill="none" stroke="#8fbfcf" stroke-width="76" d="M470 -40Q560 200 500 400Q440 600 520 840"/>',
        _line("#b9dbe4", 8, "M500 120Q530 210 515 300M490 470Q478 560 500 660"),
        *(
            f'<path fill="none" stroke="#fff" stroke-width="18" stroke-linecap="round" d="{road}"/>'
            for road in (
                "M40 390H1160",
                "M235 60V745",
                "M870 60V745",
                "M40 220H400",
                "M40 575H400",
                "M600 580H1160",
                "M1020 420V745",
                "M720 420V745",
            )
        ),
        '<path fill="#a98a63" d="M440 368H580V412H440Z"/>',
        '<path fill="none" stroke="#7c6244" stroke-width="6" d="M440 368H580M440 412H580"/>',
        f'<path fill="none" stroke="{RUST}" stroke-width="6" stroke-dasharray="4 18" stroke-linecap="round" '
        'd="M60 390H870V560"/>',
        *_mill(),
        *_fairground(),
        *_east_side(),
        _bus(640, 372),
    ]
    return "\n".join([*parts, "</svg>\n"])


def _house(x: int, y: int, wall: str, roof: str, size: float = 1.0) -> str:
    return (
        f'<g transform="translate({x} {y}) scale({size})"><path fill="{wall}" d="M-24 0H24V-34H-24Z"/>'
        f'<path fill="{roof}" d="M-32 -32L0 -62L32 -32Z"/><path fill="#fff" d="M-6 0H8V-20H-6Z"/></g>'
    )


def _tree(x: int, y: int, size: float = 1.0) -> str:
    return (
        f'<g transform="translate({x} {y}) scale({size})"><path fill="#7c5a3c" d="M-4 0H4V-24H-4Z"/>'
        f'<circle cy="-40" r="24" fill="{GREEN}"/><circle cx="-9" cy="-46" r="9" fill="#3c7d60"/></g>'
    )


def _mill() -> list[str]:
    wheel = "".join(
        f'<path stroke="#7c5a3c" stroke-width="7" d="M-42 0H42" transform="rotate({turn})"/>'
        for turn in range(0, 180, 30)
    )
    return [
        f'<path fill="{PLUM}" d="M275 350V200L330 165L385 200V350Z"/>',
        '<path fill="#542c3f" d="M262 206L330 150L398 206L385 216L330 172L275 216Z"/>',
        *(f'<path fill="#f3d9a0" d="M{x} {y}H{x + 20}V{y + 28}H{x}Z"/>' for y in (225, 280) for x in (293, 346)),
        f'<g transform="translate(404 330)"><circle r="44" fill="none" stroke="#7c5a3c" stroke-width="9"/>{wheel}</g>',
        *(_house(x, y, "#fff6e3", RUST) for x, y in ((90, 190), (170, 190), (90, 350), (170, 350))),
        *(_house(x, y, "#fff6e3", BLUE) for x, y in ((90, 540), (175, 540), (295, 540), (375, 540))),
        *(_tree(x, y) for x, y in ((70, 700), (130, 725), (195, 690), (290, 715), (360, 690))),
    ]


def _fairground() -> list[str]:
    spokes = "".join(
        f'<path stroke="#fff" stroke-width="5" d="M0 0V-88" transform="rotate({turn})"/>' for turn in range(0, 360, 45)
    )
    cabins = "".join(
        f'<circle cy="-92" r="15" fill="{(RUST, OCHRE, BLUE, PLUM)[number % 4]}" transform="rotate({turn})"/>'
        for number, turn in enumerate(range(0, 360, 45))
    )
    return [
        '<ellipse cx="1010" cy="290" rx="96" ry="34" fill="#8fbfcf"/>',
        f'<path fill="none" stroke="{BLUE}" stroke-width="12" stroke-linecap="round" d="M690 345L735 210L780 345"/>',
        f'<g transform="translate(735 205)"><circle r="92" fill="none" stroke="{BLUE}" stroke-width="9"/>',
        f'{spokes}{cabins}<circle r="14" fill="{BLUE}"/></g>',
        *(
            _tree(x, y)
            for x, y in ((630, 150), (925, 200), (985, 150), (1060, 170), (1120, 230), (1130, 340), (925, 345))
        ),
        f'<path fill="{RUST}" d="M1040 130L1090 80L1140 130Z"/><path fill="#fff6e3" d="M1050 130H1130V165H1050Z"/>',
    ]


def _east_side() -> list[str]:
    parts = []
    for left in (600, 745, 895, 1045):
        for top in (425, 600):
            parts += [
                _house(left + 34, top + 135, "#fff6e3", RUST, 0.78),
                _house(left + 88, top + 135, "#fff6e3", OCHRE, 0.78),
            ]
    for x, y in ((840, 500), (690, 675), (1135, 500), (990, 675)):
        parts.append(f'<circle cx="{x - 8}" cy="{y - 40}" r="22" fill="{GREEN}" stroke="#fff" stroke-width="5"/>')
        parts.append(
            f'<path fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" '
            f'd="M{x - 18} {y - 40}L{x - 10} {y - 31}L{x + 3} {y - 50}"/>'
        )
    return parts


def _bus(x: int, y: int) -> str:
    return (
        f'<g transform="translate({x} {y})"><rect x="-46" y="-30" width="92" height="44" rx="9" fill="{OCHRE}"/>'
        '<path fill="#fff" d="M-36 -21H-14V-5H-36ZM-8 -21H14V-5H-8ZM20 -21H40V-5H20Z"/>'
        '<circle cx="-24" cy="14" r="9" fill="#2a1d18"/><circle cx="24" cy="14" r="9" fill="#2a1d18"/></g>'
    )


def reading_room() -> str:
    """A room with tall windows, shelves, a long table with lamps, people who read, and a child on a rug."""
    parts = [
        _HEAD.format(1600, 1067),
        '<defs><linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#e8d6b5"/>'
        '<stop offset="1" stop-color="#cfae80"/></linearGradient>'
        '<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#bfe0ea"/><stop offset="1" '
        'stop-color="#fdf3d6"/></linearGradient>'
        '<linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#a8713f"/><stop offset="1" '
        'stop-color="#7a4c28"/></linearGradient>'
        '<linearGradient id="beam" x1="0" y1="0" x2="0.5" y2="1"><stop stop-color="#fff3c9" stop-opacity="0.55"/>'
        '<stop offset="1" stop-color="#fff3c9" stop-opacity="0"/></linearGradient>'
        '<radialGradient id="lamp"><stop stop-color="#fff2b8" stop-opacity="0.9"/><stop offset="1" '
        'stop-color="#fff2b8" stop-opacity="0"/></radialGradient></defs>',
        '<path fill="url(#wall)" d="M0 0H1600V760H0Z"/><path fill="url(#floor)" d="M0 760H1600V1067H0Z"/>',
        *(
            f'<path stroke="#6d4322" stroke-opacity="0.35" stroke-width="3" d="M0 {y}H1600"/>'
            for y in (800, 850, 915, 990)
        ),
        *_shelves(),
        *_windows(),
        *_long_table(),
        *_child_on_rug(),
        *(f'<path fill="url(#beam)" d="M{x} 120H{x + 190}L{x + 560} 1067H{x + 180}Z"/>' for x in (560, 830)),
    ]
    return "\n".join([*parts, "</svg>\n"])


def _shelves() -> list[str]:
    chance = random.Random(3)  # noqa: S311  a drawing
    colors = (GREEN, RUST, OCHRE, BLUE, PLUM, "#7b8f3a", "#c98b5a", "#e9dcc0")
    parts = []
    for left, right in ((40, 470), (1150, 1560)):
        parts.append(f'<path fill="#6b4425" d="M{left} 90H{right}V790H{left}Z"/>')
        for shelf in range(5):
            bottom, x = 222 + shelf * 136, left + 18.0
            parts.append(f'<path fill="#4c2f19" d="M{left + 14} {bottom - 112}H{right - 14}V{bottom}H{left + 14}Z"/>')
            while x < right - 48:
                width, height = chance.uniform(12, 30), chance.uniform(72, 104)
                if not chance.randrange(14):
                    x += 30
                    continue
                parts.append(
                    f'<rect x="{x:.0f}" y="{bottom - height:.0f}" width="{width - 2:.0f}" height="{height:.0f}" '
                    f'fill="{chance.choice(colors)}"/>'
                )
                x += width
    return parts


def _windows() -> list[str]:
    parts = []
    for x in (540, 710, 880):
        parts += [
            f'<path fill="#f3e7cd" d="M{x - 14} 640V215Q{x - 14} 100 {x + 75} 96Q{x + 164} 100 {x + 164} 215V640Z"/>',
            f'<path fill="url(#sky)" d="M{x} 626V220Q{x} 116 {x + 75} 112Q{x + 150} 116 {x + 150} 220V626Z"/>',
            f'<path fill="#5f8f5f" d="M{x} 626V540Q{x + 30} 500 {x + 62} 545Q{x + 100} 490 {x + 150} 538V626Z"/>',
            _line("#f3e7cd", 8, f"M{x + 75} 112V626M{x} 260H{x + 150}M{x} 440H{x + 150}"),
            f'<path fill="#b58a58" d="M{x - 24} 640H{x + 174}V660H{x - 24}Z"/>',
        ]
    return parts


def _reader(x: int, y: int, skin: str, hair: str, clothes: str, style: str) -> str:
    """Somebody who looks down into a book on a table."""
    behind, front = _hair(x, y + 4, 46, hair, style)
    return "\n".join(
        [
            behind,
            f'<path fill="{clothes}" d="M{x - 92} {y + 190}Q{x - 92} {y + 72} {x - 30} {y + 54}H{x + 30}'
            f'Q{x + 92} {y + 72} {x + 92} {y + 190}Z"/>',
            f'<path fill="{skin}" d="M{x - 15} {y + 30}H{x + 15}V{y + 60}Q{x} {y + 76} {x - 15} {y + 60}Z"/>',
            f'<ellipse cx="{x}" cy="{y + 4}" rx="39" ry="45" fill="{skin}"/>',
            front,
            *(
                _line("#2a1d18", 3.5, f"M{x + eye - 7} {y + 12}Q{x + eye} {y + 18} {x + eye + 7} {y + 12}")
                for eye in (-15, 15)
            ),
            _line("#2a1d18", 3, f"M{x - 9} {y + 31}Q{x} {y + 36} {x + 9} {y + 31}"),
        ]
    )


def _long_table() -> list[str]:
    readers = (
        (560, 560, "#7a4a30", "#1d1512", OCHRE, "bun"),
        (800, 545, "#e7b48f", "#9b9b9b", BLUE, "short"),
        (1040, 560, "#c58a62", GREEN, GREEN, "scarf"),
    )
    parts = [_reader(*each) for each in readers]
    parts += [
        '<path fill="#3b2312" fill-opacity="0.35" d="M400 905H1200L1230 935H370Z"/>',
        '<path fill="#8a5a31" d="M430 700H1170L1230 775H370Z"/>',
        '<path fill="#6b4425" d="M370 775H1230V812H370Z"/>',
        '<path fill="#5a3820" d="M400 812H445V920H400ZM1155 812H1200V920H1155Z"/>',
    ]
    for x in (560, 800, 1040):
        parts += [
            f'<path fill="#fffaf0" d="M{x} 742Q{x - 32} 722 {x - 66} 734L{x - 74} 762Q{x - 34} 750 {x} 768'
            f'Q{x + 34} 750 {x + 74} 762L{x + 66} 734Q{x + 32} 722 {x} 742Z"/>',
            f'<path fill="none" stroke="#c9b28a" stroke-width="3" d="M{x} 742V768"/>',
        ]
    for x in (680, 920):
        parts += [
            f'<ellipse cx="{x}" cy="700" rx="120" ry="80" fill="url(#lamp)"/>',
            f'<path fill="#b8893b" d="M{x - 4} 650H{x + 4}V742H{x - 4}ZM{x - 30} 738H{x + 30}V750H{x - 30}Z"/>',
            f'<path fill="#2c7156" d="M{x - 50} 664Q{x - 44} 628 {x} 626Q{x + 44} 628 {x + 50} 664Z"/>',
        ]
    return parts


def _child_on_rug() -> list[str]:
    x, y = 1330, 830
    behind, front = _hair(x, y, 38, "#3b2418", "child")
    return [
        f'<ellipse cx="{x}" cy="985" rx="230" ry="58" fill="{RUST}"/><ellipse cx="{x}" cy="985" rx="190" ry="44" '
        f'fill="{OCHRE}"/><ellipse cx="{x}" cy="985" rx="140" ry="31" fill="{CREAM}"/>',
        behind,
        f'<path fill="{PLUM}" d="M{x - 58} 985Q{x - 64} 872 {x - 20} 864H{x + 20}Q{x + 64} 872 {x + 58} 985Z"/>',
        f'<path fill="{BLUE}" d="M{x - 104} 992Q{x - 70} 944 {x} 962Q{x + 70} 944 {x + 104} 992'
        f'Q{x} 1012 {x - 104} 992Z"/>',
        f'<ellipse cx="{x}" cy="{y}" rx="33" ry="37" fill="#d9a47c"/>',
        front,
        _line("#2a1d18", 3, f"M{x - 18} {y + 8}q6 5 12 0M{x + 6} {y + 8}q6 5 12 0M{x - 8} {y + 21}q8 6 16 0"),
        f'<path fill="#fffaf0" d="M{x} 926Q{x - 26} 912 {x - 52} 920L{x - 58} 950Q{x - 28} 940 {x} 952Q{x + 28} 940 '
        f'{x + 58} 950L{x + 52} 920Q{x + 26} 912 {x} 926Z"/>',
        f'<path fill="none" stroke="{GREEN}" stroke-width="5" d="M{x} 926V952"/>',
    ]


def photographed(svg: str) -> bytes:
    """A drawing as a camera would give it: with grain, as a JPEG."""
    drawn = png_of(svg.replace("<svg ", '<svg width="1600" height="1067" ', 1))
    if drawn is None:
        raise SystemExit("the reading room cannot be drawn")
    picture = Image.open(BytesIO(drawn)).convert("RGB")
    chance = random.Random(11)  # noqa: S311  grain
    grain = Image.frombytes(
        "L", (800, 534), bytes(min(255, max(0, round(chance.gauss(128, 22)))) for _ in range(800 * 534))
    )
    grain = grain.resize(picture.size).convert("RGB")
    written = BytesIO()
    Image.blend(picture, grain, 0.06).save(written, "JPEG", quality=64, optimize=True, progressive=True)
    return written.getvalue()


def main() -> None:
    """Writes the three pictures."""
    (IMAGES / "community-supper.svg").write_text(supper(), encoding="utf-8")
    (IMAGES / "three-neighborhoods.svg").write_text(neighborhoods(), encoding="utf-8")
    (IMAGES / "reading-room.jpg").write_bytes(photographed(reading_room()))


if __name__ == "__main__":
    main()
