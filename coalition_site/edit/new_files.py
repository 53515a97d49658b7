"""Writes the files of a new coalition, and takes files away again. What is there already is never overwritten."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path


class NotWritten(Exception):
    """Nothing was written; the text says why."""


def write_new_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files, by path, into a folder that is made where there is none.

    Raises NotWritten where one of them, or anything else in its place, exists already, or where a folder on the way is
    a link; then nothing was changed.
    """
    if folder.exists() and not folder.is_dir():
        raise NotWritten(f"{folder} is a file, not a folder")
    places = {path: folder / path for path in files}
    taken = [path for path, place in places.items() if _is_taken(folder, place)]
    if taken:
        listed = "\n".join(f"  {path}" for path in taken)
        raise NotWritten(f"these exist already in {folder}, and nothing is overwritten:\n{listed}")
    made: list[Path] = []
    try:
        for path, data in files.items():
            made += _make_folder(places[path].parent)
            with places[path].open("xb") as stream:
                made.append(places[path])
                stream.write(data)
    except OSError as error:
        for place in reversed(made):
            with suppress(OSError):
                place.rmdir() if place.is_dir() else place.unlink()
        raise NotWritten(f"{error.filename or folder} could not be written: {error.strerror or error}") from error


def remove_files(folder: Path, paths: Iterable[str]) -> None:
    """Removes files of a folder, and the folders within it that nothing is left in."""
    for path in paths:
        file = folder / path
        file.unlink(missing_ok=True)
        for parent in file.relative_to(folder).parents:
            with suppress(OSError):
                if parent != Path():
                    (folder / parent).rmdir()


def _is_taken(folder: Path, place: Path) -> bool:
    on_the_way = [parent for parent in place.parents if parent.is_relative_to(folder) and parent != folder]
    blocked = any(parent.is_symlink() or (parent.exists() and not parent.is_dir()) for parent in on_the_way)
    return blocked or place.is_symlink() or place.exists()


def _make_folder(folder: Path) -> list[Path]:
    """Makes a folder and those above it; returns the new ones, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir()
    return missing[::-1]
