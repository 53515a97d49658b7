"""Pages that stand in the output folder and are still right: the next build links them instead of making them again.

A page is right while what it was rendered from is the same (`render.rendering`), while the program, the templates and
the shell around it are, and while its file is the one that was written: of that size, number and time.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coalition_site.publish.digests import Unknown
from coalition_site.publish.kept_files import KeptFiles
from coalition_site.publish.made_from import MadeFrom, program
from coalition_site.publish.pdf_cache import key_of
from coalition_site.render.pages import SitePage

_FileState = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """What a page was made from, and what was made.

    `parts` has the key of each part of the view that was read. `entries` is what the search says of the page, and
    `sized` whether it states the sizes of files.
    """

    key: str
    parts: dict[str, str]
    entries: str
    sized: bool


class KnownPages:
    """The pages of one site that a build before this one left in `in_place`."""

    def __init__(self, name: str, in_place: Path, kept: KeptFiles, made_from: MadeFrom) -> None:
        """`name` tells the sites apart."""
        self._in_place, self._kept, self._made_from = in_place, kept, made_from
        self._name = key_of("pages", name, program())
        found = kept.find(self._name)
        self._before: dict[str, tuple[Known, _FileState]] = (
            {path: (Known(*known), tuple(state)) for path, (known, state) in json.loads(found).items()} if found else {}
        )
        self._now: dict[PurePosixPath, Known] = {}

    def link(self, page: SitePage, shell: str, target: Path) -> Known | None:
        """Puts the finished page there if it is still right, and says what is known of it.

        `shell` is the key of what stands around the page.
        """
        path = page.path.with_suffix(".html")
        known, state = self._before.get(str(path), (None, None))
        if known is None or not self._is_made_of(known, page, shell):
            return None
        try:
            os.link(self._in_place / path, target, follow_symlinks=False)
        except OSError:
            return None
        if _state(target) != state:
            target.unlink()
            return None
        self._now[path] = known
        return known

    def made(self, page: SitePage, shell: str, parts_read: Iterable[str], entries: str, *, sized: bool) -> Known:
        """What is known of a page that was made now. One made from what has no digest is made again each time."""
        try:
            parts = {name: self._made_from.part(page.content, name) for name in sorted(parts_read)}
            known = Known(self._key(page, shell), parts, entries, sized)
        except Unknown:
            return Known("", {}, entries, sized)
        self._now[page.path.with_suffix(".html")] = known
        return known

    def keep(self, folder: Path) -> None:
        """Keeps what is known of the pages that stand in a folder, finished."""
        known = {
            str(path): ((each.key, each.parts, each.entries, each.sized), _state(folder / path))
            for path, each in self._now.items()
        }
        self._kept.store(self._name, json.dumps(known).encode())

    def _is_made_of(self, known: Known, page: SitePage, shell: str) -> bool:
        try:
            return known.key == self._key(page, shell) and all(
                self._made_from.part(page.content, name) == key for name, key in known.parts.items()
            )
        except Unknown:
            return False

    def _key(self, page: SitePage, shell: str) -> str:
        content = self._made_from.key(page.content)
        return key_of(shell, content, page.title, page.description, page.structured_data)


def _state(file: Path) -> _FileState:
    found = file.stat(follow_symlinks=False)
    return found.st_size, found.st_mtime_ns, found.st_ino
