"""Pages that stand in the output folder and are still right: the next build links them instead of making them again.

A page is right while what it was rendered from is the same (`render.rendering`), and while the program, the templates
and the shell around it are. Whether its file is still the one that was written, `cache.output_index` tells.
"""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from coalition_site.publish.cache.digests import Unknown
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.output_index import FinishedFiles
from coalition_site.publish.cache.rendering_key import MadeFrom, program
from coalition_site.publish.cache.store import KeptFiles
from coalition_site.render.pages import SitePage


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

    def whole_key(self) -> str:
        """The key of all that the page was made from."""
        return key_of(self.key, *self.parts, *self.parts.values())


class KnownPages:
    """The pages of one site that a build before this one left."""

    def __init__(self, name: str, files: FinishedFiles, kept: KeptFiles, made_from: MadeFrom) -> None:
        """`name` is the site's folder below the output folder."""
        self._site, self._files, self._kept, self._made_from = name, files, kept, made_from
        self._name = key_of("pages", name, program())
        found = kept.find(self._name)
        self._before = {path: Known(*known) for path, known in json.loads(found).items()} if found else {}
        self._now: dict[str, Known] = {}

    def link(self, page: SitePage, shell: str, target: Path) -> Known | None:
        """Puts the finished page there if it is still right, and says what is known of it.

        `shell` is the key of what stands around the page.
        """
        path = self._path(page)
        known = self._before.get(path)
        if known is None or not self._is_made_of(known, page, shell):
            return None
        if not self._files.link(path, known.whole_key(), target):
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
        path = self._path(page)
        self._files.made(path, known.whole_key())
        self._now[path] = known
        return known

    def keep(self) -> None:
        """Keeps what is known of the pages of this build."""
        self._kept.store(self._name, json.dumps({path: astuple(known) for path, known in self._now.items()}).encode())

    def _path(self, page: SitePage) -> str:
        return f"{self._site}/{page.path.with_suffix('.html')}"

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
