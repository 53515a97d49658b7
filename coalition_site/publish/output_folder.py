"""The output folder: everything is made in a fresh folder inside it and swapped in when it is complete."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARKER = ".coalition-build"
_MARKER_TEXT = "Made by coalition build. Everything in this folder is made again by the next build.\n"
_NEW, _OLD = ".new", ".old"
SITES = ("site", "workbook")


class OutputRefused(Exception):  # noqa: N818  a state of the folder, not a mistake of the program
    """The output folder cannot be used; the text says why and what to do."""


def claim(output: Path) -> None:
    """Makes the output folder ours, and mends what a killed build left behind.

    Raises OutputRefused for a folder with other people's files in it, a link, or one that cannot be written.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise OutputRefused(f"{output} is not a folder; choose another place with --output")
    try:
        if output.is_dir() and not (output / MARKER).exists() and any(output.iterdir()):
            raise OutputRefused(
                f"{output} holds files that were not made by this program; choose an empty folder with --output"
            )
        output.mkdir(parents=True, exist_ok=True)
        (output / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        _recover(output)
    except OSError as error:
        raise OutputRefused(f"{output} cannot be written: {error.strerror}; check its rights") from error


def _recover(output: Path) -> None:
    """Puts back what an interrupted swap had moved away, and removes what it left half done."""
    for name in SITES:
        if not (output / name).exists() and (output / _OLD / name).exists():
            (output / _OLD / name).rename(output / name)
    for leftover in (_NEW, _OLD):
        shutil.rmtree(output / leftover, ignore_errors=True)


@contextmanager
def fresh_folder(output: Path) -> Iterator[Path]:
    """A new empty folder inside the output folder; when the block ends well, what it holds replaces the last build.

    When the block fails, the last build stays as it was.
    """
    new = output / _NEW
    new.mkdir()
    try:
        yield new
        _swap(output, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(output / _OLD, ignore_errors=True)


def _swap(output: Path, new: Path) -> None:
    old = output / _OLD
    old.mkdir()
    moved: list[str] = []
    try:
        for name in SITES:
            if (output / name).exists():
                (output / name).rename(old / name)
            moved.append(name)
            (new / name).rename(output / name)
    except OSError:
        for name in moved:
            if (old / name).exists():
                shutil.rmtree(output / name, ignore_errors=True)
                (old / name).rename(output / name)
        raise
