"""The process that joins finished documents: its memory goes with it.

It is started with `python -m coalition_site.publish.pdf.join.process`, reads an order as JSON from standard input, and
answers with the finished PDF as it is packed for the store.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from coalition_site.library_changed import LibraryChanged
from coalition_site.publish.pdf.environment import worker_environment
from coalition_site.publish.pdf.store import FinishedPdf


class Order(TypedDict):
    """What to join: the files in their order, under a title."""

    files: list[str]
    title: str
    language: str


class NotJoined(Exception):
    """The process failed; the text is the last that it said."""


def joining_program() -> tuple[str, ...]:
    """The command line of the process that joins."""
    return (sys.executable, "-P", "-m", "coalition_site.publish.pdf.join.process")


def merge_apart(parts: Sequence[Path], *, title: str, language: str) -> FinishedPdf:
    """The documents as one, as in `pdf.join.merge.merge`. Raises NotJoined."""
    order = Order(files=list(map(str, parts)), title=title, language=language)
    process = subprocess.run(  # noqa: S603  our own interpreter and module
        joining_program(),
        input=json.dumps(order).encode(),
        capture_output=True,
        check=False,
        env=worker_environment(),
    )
    if process.returncode:
        lines = process.stderr.decode(errors="replace").strip().splitlines()
        raise NotJoined(lines[-1] if lines else f"exit code {process.returncode}")
    return FinishedPdf.unpacked(process.stdout)


def main() -> None:
    """Answer one order."""
    from coalition_site.publish.pdf.join.merge import merge  # loads the PDF library

    order: Order = json.load(sys.stdin)
    files = [Path(name) for name in order["files"]]
    try:
        finished = merge(files, title=order["title"], language=order["language"])
    except LibraryChanged as error:
        sys.exit(str(error))
    sys.stdout.buffer.write(finished.packed())


if __name__ == "__main__":
    main()
