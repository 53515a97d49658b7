"""Template overrides: a coalition's own copies of packaged files, and whether the packaged ones changed since."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from coalition_site.problems import Position, Problem
from coalition_site.resources import default_mkdocs_config, templates_folder, wording_folder

MKDOCS = "mkdocs.yml"
TEMPLATES = "templates"
COPIED = ".coalition/copied.txt"
"""The record of copies: one line `sha256  path` for each file, with the sum of the packaged file it was copied from."""


def checksum(data: bytes) -> str:
    """SHA-256 of a text file, in hexadecimal; line ends count as they stand in git, not as a system writes them."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def checksums(files: Mapping[str, bytes]) -> dict[str, str]:
    """The sums of files by path."""
    return {path: checksum(data) for path, data in files.items()}


def written_record(sums: Mapping[str, str]) -> bytes:
    """A record of sums as checksum programs write it."""
    return "".join(f"{found}  {path}\n" for path, found in sorted(sums.items())).encode()


def read_record(file: Path) -> dict[str, str]:
    """The sums of a record by path; empty where there is no record. Lines that are none are passed over."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    parted = [line.partition("  ") for line in lines]
    return {path: found for found, _, path in parted if path}


def packaged_paths() -> list[str]:
    """The paths at which a coalition's own file comes before the packaged one."""
    folder = templates_folder()
    found = [f"{TEMPLATES}/{file.relative_to(folder).as_posix()}" for file in folder.rglob("*") if file.is_file()]
    return [MKDOCS, *sorted(path for path in found if packaged_original(path) is not None)]


def packaged_original(path: str) -> Path | None:
    """The packaged file that serves where a coalition has none at this path of its folder; None where there is none.

    Wording is no template: a coalition's own stands in content/letters/.
    """
    if path == MKDOCS:
        return default_mkdocs_config()
    name = path.removeprefix(f"{TEMPLATES}/")
    original = templates_folder() / name
    if name == path or ".." in name.split("/") or original.is_relative_to(wording_folder()):
        return None
    return original if original.is_file() else None


def own_copies(project: Path) -> dict[str, Path]:
    """The files of a project that stand in for packaged ones, by path, each with the packaged file."""
    folder = project / TEMPLATES
    paths = [file.relative_to(project).as_posix() for file in sorted(folder.rglob("*")) if file.is_file()]
    return {path: original for path in [MKDOCS, *paths] if (original := _stands_in(project, path)) is not None}


def _stands_in(project: Path, path: str) -> Path | None:
    original = packaged_original(path)
    mine = project / path
    return original if original is not None and mine.is_file() and not mine.samefile(original) else None


def own_file_problems(project: Path) -> list[Problem]:
    """Warnings for copies that the packaged file has left behind.

    A file of its own with the same text as the packaged one cannot be behind; an `mkdocs.yml` without a record was
    written by hand.
    """
    record = read_record(project / COPIED)
    problems = []
    for path, original in own_copies(project).items():
        now = original.read_bytes()
        if record.get(path) == checksum(now) or checksum((project / path).read_bytes()) == checksum(now):
            continue
        if path in record:
            message = "this was copied from the program's own file, which has changed since"
        elif path != MKDOCS:
            message = "this stands in for the program's own file, and no record says from which version it was copied"
        else:
            continue
        hint = f"compare it with {original}; when it fits, say so with: coalition templates {path}"
        problems.append(Problem(Position(path), "template-changed", message, hint))
    return problems
