"""The process that reads a font file of the content folder, which may be hostile: a crash or a bomb ends it alone.

It is started with `python -m coalition_site.read.fonts.worker`, reads what is asked as one line of JSON from standard
input and answers with one. `fonts.files` is the other end.
"""

import contextlib
import json
import sys
from pathlib import Path

_MEMORY, _SECONDS = 2 * 1024**3, 40


def _limit() -> None:
    try:
        import resource  # not there on Windows
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


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
    _limit()
    try:
        answer = _answer(asked)
    except Exception as error:  # noqa: BLE001  whatever a hostile file causes is an answer
        answer = {"damaged": type(error).__name__}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
