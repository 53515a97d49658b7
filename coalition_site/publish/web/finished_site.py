"""The finished public site: which files a build made and searched, from what and on which day, as a note beside it.

The note is removed before a new site takes its place and written when it stands there, so that a site with a note is
the one that the note is about. It lies in the cache: without it nobody knows what a site was made from, and it is built
again.
"""

import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath

from coalition_site.publish.cache.cache import CACHE
from coalition_site.publish.cache.key import folder_key, key_of
from coalition_site.publish.cache.sources import PDFS, PROGRAM, SHELLS
from coalition_site.resources import catalogues_folder, templates_folder

_NOTE = "site.json"
_ENDING = ".new"


class SiteTouched(Exception):
    """A site is not the one that was built: the text says which file is missing, new, or other than it was."""


@dataclass(frozen=True, slots=True)
class SiteNote:
    """What a site was made from and on which day, and its files: path within the site -> SHA-256 of the bytes.

    `sources` is the key of the project's files that a build reads, `program` that of the program.
    """

    sources: str
    program: str
    day: date
    files: Mapping[str, str]


def program_key() -> str:
    """The key of the program that makes sites: its modules, packages, templates and catalogues."""
    folders = (folder_key(folder) for folder in (templates_folder(), catalogues_folder()))
    return key_of(PROGRAM.key(), SHELLS.key(), PDFS.key(), *folders)


def digests_of(site: Path) -> dict[str, str]:
    """The files of a site by path, with their digests. Raises SiteTouched for a link or what is no plain file."""
    return {path: sha256(file.read_bytes()).hexdigest() for path, file in plain_files(site)}


def plain_files(site: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder, each with its path as addresses have it. Raises SiteTouched as `digests_of` does."""
    for folder, _, names in os.walk(site, onerror=_raise):
        inside = PurePosixPath(Path(folder).relative_to(site).as_posix())
        _refuse_links(Path(folder))
        for name in sorted(names):
            yield str(inside / name), Path(folder, name)


def _refuse_links(folder: Path) -> None:
    with os.scandir(folder) as found:
        for entry in found:
            mode = entry.stat(follow_symlinks=False).st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                raise SiteTouched(f"{entry.path} is neither a file nor a folder; no build made it")


def _raise(error: OSError) -> None:
    raise error


def drop_note(output: Path) -> None:
    """Forgets what the site was made from: another one takes its place."""
    (output / CACHE / _NOTE).unlink(missing_ok=True)


def write_note(output: Path, note: SiteNote) -> None:
    """Keeps what the site was made from, which stands finished in the output folder."""
    file = output / CACHE / _NOTE
    file.parent.mkdir(parents=True, exist_ok=True)
    data = {"sources": note.sources, "program": note.program, "day": note.day.isoformat(), "files": dict(note.files)}
    unfinished = file.with_suffix(_ENDING)
    unfinished.write_text(json.dumps(data), encoding="utf-8")
    unfinished.replace(file)


def read_note(output: Path) -> SiteNote | None:
    """What the site was made from; None where nobody knows."""
    try:
        data = json.loads((output / CACHE / _NOTE).read_text(encoding="utf-8"))
        day, files = date.fromisoformat(data["day"]), dict(data["files"])
        return SiteNote(str(data["sources"]), str(data["program"]), day, files)
    except (OSError, ValueError, KeyError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class FinishedSite:
    """A finished site as the leak check has searched it; `files` are the digests of its files by path."""

    folder: Path
    files: Mapping[str, str]

    @classmethod
    def checked(cls, folder: Path, note: SiteNote) -> "FinishedSite":
        """The site that a note is about.

        Raises SiteTouched where a file is missing, new, or other than the build made it: nobody has searched that.
        """
        if folder.is_symlink() or not folder.is_dir():
            raise SiteTouched(f"{folder} is not the folder that was built")
        files = digests_of(folder)
        for path in sorted({*files, *note.files}):
            if path not in note.files:
                raise SiteTouched(f"{folder / path} was put there by hand")
            if path not in files:
                raise SiteTouched(f"{folder / path} was taken away by hand")
            if files[path] != note.files[path]:
                raise SiteTouched(f"{folder / path} was changed by hand")
        return cls(folder, files)

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises SiteTouched where they are not the ones that were searched."""
        data = (self.folder / path).read_bytes()
        if sha256(data).hexdigest() != self.files[path]:
            raise SiteTouched(f"{self.folder / path} was changed meanwhile")
        return data
