"""The process that reads a font file of the content folder, which may be hostile: a crash or a bomb ends it alone.

It is started with `python -m coalition_site.read.fonts.worker`, reads what is asked as one line of JSON from standard
input and answers with one. `fonts.files` is the other end.
"""

import json
import sys
from pathlib import Path

from coalition_site.read.limited_process import bind

_MEMORY, _SECONDS = 2 * 1024**3, 40


def _answer(asked: dict[str, str]) -> dict[str, object]:
    from coalition_site.read.fonts.fonttools_fonts import facts_of, write_plain  # loaded under the limits

    file = Path(asked["file"])
    family, weight, characters = facts_of(file)
    if "target" in asked:
        write_plain(file, asked["family"], Path(asked["target"]))
    return {"family": family, "weight": weight, "signs": "".join(sorted(characters & set(asked["signs"])))}


def main() -> None:
    """Answer one question."""
    asked = json.load(sys.stdin)
    bind(_MEMORY, _SECONDS)
    try:
        answer = _answer(asked)
    except Exception as error:  # noqa: BLE001  whatever a hostile file causes is an answer
        answer = {"damaged": type(error).__name__}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
