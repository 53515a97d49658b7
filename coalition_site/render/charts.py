"""Drawings of numbers and addresses: the parts of a bar, in per cent of the space there is, and QR codes."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its fill, how many it stands for, from where it goes, and how far."""

    kind: str
    number: int
    x: float
    width: float


def meter(numbers: Mapping[str, int]) -> tuple[Part, ...]:
    """The parts of a whole as one bar; parts of nothing are left out."""
    whole, found, before = max(sum(numbers.values()), 1), [], 0
    for kind, number in numbers.items():
        if number:
            found.append(Part(kind, number, round(100 * before / whole, 3), round(100 * number / whole, 3)))
        before += number
    return tuple(found)


def qr_code(address: str) -> str:
    """The picture of an address as a `data:` address, black on white, with the free space that readers need around it.

    It is a PNG, which the PDF engine passes on as it is: it draws the path of an SVG square by square.
    """
    import segno  # only documents for the wall have one

    # What is not ASCII is read as UTF-8 by every reader, whatever the first edition of the standard says.
    code = segno.make_qr(address, error="m", encoding="utf-8")
    return code.png_data_uri(scale=8)
