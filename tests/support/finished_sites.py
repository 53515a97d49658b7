"""Finished sites of a few files, and folders that are compared file by file: for tests of what publishing writes."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from coalition_site.publish.web.finished_site import FinishedSite


def finished_site(folder: Path, files: Mapping[str, str]) -> FinishedSite:
    """A site of these texts by path, made in a folder that is not there yet."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return FinishedSite(folder, {path: sha256(text.encode()).hexdigest() for path, text in files.items()})


def files_below(folder: Path) -> dict[str, str]:
    """The texts of all files below a folder by path."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def modes_below(folder: Path) -> set[tuple[str, int]]:
    """What the files and folders below a folder, and itself, may be used for: the kind and the rights."""
    every = [folder, *folder.rglob("*")]
    return {("folder" if each.is_dir() else "file", each.stat().st_mode & 0o7777) for each in every}
