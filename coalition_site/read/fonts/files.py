"""Font files of the content folder: looked at from outside here, read in a process of its own (`fonts.worker`)."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coalition_site.problems import Position, Problem
from coalition_site.read.limited_process import ask

FONT_TYPES = (".otf", ".ttf", ".woff2")
MAXIMUM_FONT_BYTES = 20 * 1024 * 1024
_BEGINNINGS = (b"\0\1\0\0", b"true", b"OTTO", b"wOF2")
_SECONDS = 60.0
_AGAIN = "get the file again from where it comes from"


class DamagedFont(ValueError):
    """The file is no font that can be read."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a font file holds: its family, its weight from 100 to 900, and which of the signs asked for it has.

    The lower `rank`, the better it goes with our own fonts.
    """

    file: Path
    family: str
    weight: int
    signs: frozenset[str]
    own: bool = False
    rank: tuple[int, ...] = ()


def read_font(file: Path, path: str) -> list[Problem]:
    """Why a font file cannot be used, as far as its size and beginning tell; `path` names it in problems."""
    position = Position(path)
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            beginning = opened.read(4)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        return [Problem(position, "file-unreadable", f"the font cannot be read: {reason}", "check its rights")]
    if size > MAXIMUM_FONT_BYTES:
        message = f"the font has {size:,} bytes; at most {MAXIMUM_FONT_BYTES:,} are allowed"
        return [Problem(position, "file-too-large", message, "choose the file for one language, such as NotoSansSC")]
    if beginning not in _BEGINNINGS:
        return [Problem(position, "font-type", "this is no font, whatever its name says", _AGAIN)]
    return []


def damaged_font(path: str, reason: str) -> Problem:
    """The problem of a font that could not be read."""
    return Problem(Position(path), "font-type", f"this font {reason}", _AGAIN)


def face_of(file: Path, signs: frozenset[str]) -> Face:
    """What a font file of the content folder holds. Raises DamagedFont."""
    found = file.stat()
    return _face(file, signs, (found.st_mtime_ns, found.st_size))


@lru_cache(maxsize=64)
def _face(file: Path, signs: frozenset[str], _state: tuple[int, int]) -> Face:
    said = _worker({"file": str(file.resolve()), "signs": "".join(sorted(signs))})
    return Face(file, str(said["family"]), int(str(said["weight"])), frozenset(str(said["signs"])), own=True)


def write_plain_font(file: Path, family: str, target: Path) -> None:
    """Write a font file of the content folder as TrueType or OpenType under another family name. Raises DamagedFont."""
    _worker({"file": str(file.resolve()), "signs": "", "family": family, "target": str(target.resolve())})


def _worker(asked: dict[str, str]) -> dict[str, object]:
    """What the process says that reads a font; it has the time and memory that honest fonts need, and no more."""
    answer = ask("coalition_site.read.fonts.worker", json.dumps(asked).encode(), _SECONDS)
    try:
        said: dict[str, object] = json.loads(answer or b"")
    except ValueError as error:
        raise DamagedFont("takes more time or memory than a font needs") from error
    if "damaged" in said:
        raise DamagedFont("is damaged or not whole")
    return said
