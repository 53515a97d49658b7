"""A site's pages in the cache's index: what each is made of, and what the room notes of it.

The key of a page is that of what it is rendered from, of the shell around it, and of its texts in the shell.
"""

from dataclasses import dataclass
from pathlib import Path

from coalition_site.publish.cache.cache import Cache
from coalition_site.publish.cache.index import Entry
from coalition_site.render.pages import SitePage


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """What is noted of a page: its line in the search index, and whether it states the sizes of files."""

    line: str
    sized: bool


class PageIndex:
    """The pages of one site; `site` is its folder below the output folder."""

    def __init__(self, site: str, cache: Cache) -> None:
        self._site, self._index, self._keys = site, cache.index, cache.keys

    def key(self, page: SitePage, shell: str) -> str:
        """The key of a page in a shell of that key; empty for one that is made again each time."""
        return self._keys.key(page.content, shell, page.title, page.description, page.structured_data)

    def link(self, page: SitePage, key: str, target: Path) -> WrittenPage | None:
        """Puts the finished page there unless it is stale, and says what was noted of it."""
        entry = self._index.link(self._path(page), key, target)
        return WrittenPage(*entry.note) if entry is not None else None

    def add(self, page: SitePage, key: str, written: WrittenPage) -> WrittenPage:
        """Notes a page that was made now."""
        self._index.add(self._path(page), Entry(key, note=[written.line, written.sized]))
        return written

    def _path(self, page: SitePage) -> str:
        return f"{self._site}/{page.path.with_suffix('.html')}"
