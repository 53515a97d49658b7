"""The process that reads a font file of the content folder, which may be hostile: a crash or a bomb ends it alone.

It is started with `python -m coalition_site.read.fonts.worker`, reads what is asked as one line of JSON from standard
input and answers with one. `fonts.files` is the other end.
"""

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

_MEMORY, _SECONDS = 2 * 1024**3, 40
# What lays text out and draws it; programs that move outlines at small sizes are left out, as are pictures.
_TABLES = frozenset(
    (
        *("GlyphOrder", "head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2", "post", "glyf", "loca", "CFF "),
        *("GSUB", "GPOS", "GDEF", "kern", "vhea", "vmtx", "VORG"),
    )
)
_REGULAR = 400


def _limit() -> None:
    try:
        import resource  # not there on Windows
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


def _answer(asked: dict[str, str]) -> dict[str, object]:
    from fontTools.ttLib import TTFont  # loaded under the limits
    from fontTools.varLib.instancer import instantiateVariableFont

    with TTFont(asked["file"], lazy=True, recalcTimestamp=False, recalcBBoxes=False) as font:
        signs = {chr(code) for code in font.getBestCmap() or {}}
        if "glyf" not in font and "CFF " not in font:
            raise ValueError
        family = font["name"].getBestFamilyName() or Path(asked["file"]).stem
        weight = max(1, min(int(font["OS/2"].usWeightClass), 1000))
        if "target" in asked:
            if "fvar" in font:
                axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
                font = instantiateVariableFont(font, axes)  # noqa: PLW2901  the same font with one weight
            _write(font, asked["family"], asked["target"])
    return {"family": str(family), "weight": weight, "signs": "".join(sorted(signs & set(asked["signs"])))}


def _write(font: Any, family: str, target: str) -> None:
    for table in set(font.keys()) - _TABLES:
        del font[table]
    font.flavor = None
    names = font["name"]
    names.names = []
    bold = font["OS/2"].usWeightClass > _REGULAR
    style = "Bold" if bold else "Regular"
    for number, text in ((1, family), (2, style), (4, f"{family} {style}"), (6, f"{family}-{style}".replace(" ", ""))):
        names.setName(text, number, 3, 1, 0x409)
    font.save(target)


def main() -> None:
    """Answer one question."""
    asked = json.load(sys.stdin)
    _limit()
    try:
        answer = _answer(asked)
    except Exception as error:  # noqa: BLE001  whatever a hostile file causes is an answer
        answer = {"damaged": type(error).__name__}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
