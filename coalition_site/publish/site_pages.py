"""Fills pages into a site's shell, and makes its search index and sitemap: the same bytes as the builder's."""

import gzip
import io
import json
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path, PurePosixPath

from markupsafe import escape as escape_for_pages

from coalition_site.publish.kept_files import KeptFiles
from coalition_site.publish.pdf_cache import key_of
from coalition_site.publish.search_entries import UnusualHtml, sections_of
from coalition_site.publish.site_shell import PACKED_SITEMAP, SEARCH_INDEX, SEARCH_SCRIPT, SITEMAP, SiteShell
from coalition_site.publish.site_tree import as_block, inert, write_assets
from coalition_site.render.pages import SitePage, SiteTree

_FIRST_OF_A_FOLDER = ("index", "README")


def finished_contents(tree: SiteTree) -> dict[PurePosixPath, str]:
    """The content of each page as it stands in the finished page.

    Raises UnusualHtml for a page that cannot be filled in: one without a title or description, or of several lines.
    """
    for page in tree.pages:
        for text in (page.title, page.description, page.structured_data or "none"):
            if not text or not text.isprintable():
                raise UnusualHtml(f"{page.path}: {text}")
    return {page.path: inert(page.html) for page in tree.pages}


class SearchEntries:
    """The search entries of pages, as JSON; those of pages that did not change are kept from build to build."""

    def __init__(self, kept: KeptFiles, name: str) -> None:
        """`name` tells the sites apart."""
        self._kept, self._key = kept, key_of("search entries", name, Path(__file__).read_bytes(), _reader())
        found = kept.find(self._key)
        self._before: dict[str, str] = json.loads(found) if found is not None else {}
        self._now: dict[str, str] = {}

    def of(self, page: SitePage, content: str) -> str:
        """The entries of one page, separated by commas. Raises UnusualHtml for what our templates never write."""
        key = key_of(str(page.path), page.title, content)
        entries = self._before.get(key)
        if entries is None:
            entries = ",".join(_entries(page, content))
        self._now[key] = entries
        return entries

    def keep(self) -> None:
        """Keep what was asked for."""
        if self._now.keys() != self._before.keys():
            self._kept.store(self._key, json.dumps(self._now).encode())


def _reader() -> bytes:
    return Path(__file__).with_name("search_entries.py").read_bytes()


def _entries(page: SitePage, content: str) -> Iterator[str]:
    location = page.path.with_suffix(".html").as_posix()
    for name, title, text in sections_of(as_block(content)):
        entry = {
            "location": f"{location}#{name}" if name else location,
            "title": escape(page.title).strip() if title is None else title,
            "text": text,
        }
        yield json.dumps(entry, separators=(",", ":"))


def write_site(
    tree: SiteTree,
    kinds: Mapping[str, list[SitePage]],
    shell: SiteShell,
    contents: Mapping[PurePosixPath, str],
    entries: Mapping[PurePosixPath, str],
    into: Path,
) -> None:
    """Writes the whole site into a folder that does not exist yet."""
    for path, data in shell.files.items():
        _write(into / path, data)
    write_assets(tree, into)
    addresses: dict[PurePosixPath, str] = {}
    for kind, pages in kinds.items():
        pieces = shell.pages[kind]
        for page in pages:
            values = _values(page, contents[page.path])
            target = into / page.path.with_suffix(".html")
            _write(target, _filled(pieces, values).encode())
            if shell.sitemap:
                addresses[page.path] = _filled(shell.sitemap[kind], values)
    order = sorted(entries, key=_place)
    index = f"{shell.search}{','.join(entries[path] for path in order if entries[path])}]}}"
    _write(into / SEARCH_INDEX, index.encode())
    _write(into / SEARCH_SCRIPT, f"var __index = {index}".encode())
    if shell.sitemap:
        sitemap = "".join([shell.before, *(addresses[path] for path in order), shell.after]).encode()
        _write(into / SITEMAP, sitemap)
        _write(into / PACKED_SITEMAP, _gzipped(sitemap, shell.packed_at))


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


def _place(path: PurePosixPath) -> tuple[tuple[str, ...], bool, str]:
    """Where a page stands among the others: in the order in which the builder walks through folders."""
    return path.parts[:-1], path.stem not in _FIRST_OF_A_FOLDER, path.name


def _gzipped(data: bytes, time: int) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, filename=SITEMAP, mode="wb", mtime=time) as packed:
        packed.write(data)
    return out.getvalue()


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
