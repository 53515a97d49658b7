"""Fills pages into a site's shell, and makes its search index and sitemap: the same bytes as the builder's."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath

from markupsafe import escape as escape_for_pages

from coalition_site.derive.words.file_sizes import file_size
from coalition_site.publish.cache.cache import Cache
from coalition_site.publish.cache.index import Entry
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.store import Store
from coalition_site.publish.site.mkdocs_output import (
    PACKED_SITEMAP,
    SITEMAP,
    packed_sitemap,
    place,
)
from coalition_site.publish.site.search import PageWords, index_line, index_script
from coalition_site.publish.site.shell import SiteShell
from coalition_site.publish.site.tree import inert, target_in, write_assets
from coalition_site.render.pages import SitePage, SiteTree
from coalition_site.render.search_page import index_path

# Around names of other scripts, marks of direction; in French, spaces that do not break.
_KEPT_BY_ALL = dict.fromkeys(map(ord, "\u00a0\u202f\u200e\u200f\u2068\u2069"))


_MARK = re.compile(r'(<span data-size-of="([^"]+)">)[^<]*(</span>)')


class UnusualPage(Exception):
    """A page holds what our own templates do not write."""


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


def write_site(
    tree: SiteTree,
    kinds: Mapping[str, list[SitePage]],
    shell: SiteShell,
    page_index: PageIndex,
    into: Path,
    store: Store | None = None,
) -> tuple[PurePosixPath, ...]:
    """Writes the whole site into a folder that does not exist yet; returns the pages that state the sizes of files.

    Pictures that were drawn before are taken from the store, and pages that did not change are not made again. Raises
    UnusualPage for a page that cannot be filled in.
    """
    for name, data in shell.files.items():
        _write(into / name, data)
    write_assets(tree, into, store)
    lines: dict[PurePosixPath, str] = {}
    addresses: dict[PurePosixPath, str] = {}
    sized: list[PurePosixPath] = []
    for kind, pages in kinds.items():
        pieces = shell.pages[kind]
        around = key_of(*pieces)
        for page in pages:
            path = page.path.with_suffix(".html")
            (into / path).parent.mkdir(parents=True, exist_ok=True)
            key = page_index.key(page, around)
            found = page_index.link(page, key, into / path) or _made(page, pieces, key, page_index, into / path)
            lines[page.path] = found.line
            if found.sized:
                sized.append(path)
            if shell.sitemap:
                addresses[page.path] = _filled(shell.sitemap[kind], _values(page, ""))
    target_in(into, index_path(tree.language)).write_bytes(index_script(lines[page.path] for page in tree.pages))
    if shell.sitemap:
        sitemap = "".join(
            [shell.before, *(addresses[address] for address in sorted(addresses, key=place)), shell.after]
        ).encode()
        _write(into / SITEMAP, sitemap)
        _write(into / PACKED_SITEMAP, packed_sitemap(sitemap, shell.packed_at))
    return tuple(sized)


def _made(page: SitePage, pieces: list[str], key: str, page_index: PageIndex, target: Path) -> WrittenPage:
    """Writes a page that is made now."""
    for text in (page.title, page.description, page.structured_data or "none"):
        if not text or not text.translate(_KEPT_BY_ALL).isprintable():
            raise UnusualPage(f"{page.path}: {text}")
    content = inert(page.html)
    words = PageWords(content)
    if words.unusual:
        raise UnusualPage(f"{page.path}: {words.unusual}")
    target.write_bytes(_filled(pieces, _values(page, content)).encode())
    return page_index.add(page, key, WrittenPage(index_line(page, words), has_sizes(content)))


def filled_page(page: SitePage, pieces: list[str]) -> str:
    """One page as it stands in the site; `pieces` are its kind's in the shell."""
    return _filled(pieces, _values(page, inert(page.html)))


def _values(page: SitePage, content: str) -> dict[str, str]:
    return {
        "title": escape(page.title),
        "description": str(escape_for_pages(page.description)),
        "content": content,
        "data": page.structured_data,
        "name": page.path.stem,
    }


def _filled(pieces: list[str], values: Mapping[str, str]) -> str:
    return "".join(values[piece] if number % 2 else piece for number, piece in enumerate(pieces))


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def has_sizes(html: str) -> bool:
    """Whether a page states the size of a file."""
    return _MARK.search(html) is not None


def state_sizes(site: Path, pages: Iterable[PurePosixPath], language: str, comma: str) -> None:
    """Puts the size of a file where pages, by their paths in a finished site, have a mark with its path there.

    In a mark `<span data-size-of="partners.pdf"></span>` then stands `, 132 kB`, with the comma and as the language
    writes sizes, or nothing without the file. A page that says something else than before becomes a file of its own,
    whatever other names the old one has.
    """

    def said(file: Path) -> str:
        return f"{comma}{file_size(file.stat().st_size, language)}" if file.is_file() else ""

    for page in (site / path for path in pages):
        written = page.read_text(encoding="utf-8")
        stated = _MARK.sub(lambda mark: f"{mark[1]}{said(site / mark[2])}{mark[3]}", written)
        if stated != written:
            page.unlink()
            page.write_text(stated, encoding="utf-8", newline="\n")
