"""Fills pages into a site's shell, and makes its search index and sitemap: the same bytes as the builder's."""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path, PurePosixPath

from markupsafe import escape as escape_for_pages

from coalition_site.publish.cache.key import key_of
from coalition_site.publish.site.file_sizes import has_sizes
from coalition_site.publish.site.mkdocs_output import (
    PACKED_SITEMAP,
    SEARCH_INDEX,
    SEARCH_SCRIPT,
    SITEMAP,
    packed_sitemap,
    place,
    search_entry,
    search_index,
    search_script,
)
from coalition_site.publish.site.page_index import PageIndex, WrittenPage
from coalition_site.publish.site.search import UnusualHtml, sections_of
from coalition_site.publish.site.shell import SiteShell
from coalition_site.publish.site.tree import as_block, inert, write_assets
from coalition_site.render.pages import SitePage, SiteTree


def write_site(
    tree: SiteTree, kinds: Mapping[str, list[SitePage]], shell: SiteShell, page_index: PageIndex, into: Path
) -> tuple[PurePosixPath, ...]:
    """Writes the whole site into a folder that does not exist yet; returns the pages that state the sizes of files.

    Pages that did not change are not made again. Raises UnusualHtml for a page that cannot be filled in.
    """
    for name, data in shell.files.items():
        _write(into / name, data)
    write_assets(tree, into)
    entries: dict[PurePosixPath, str] = {}
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
            entries[page.path] = found.entries
            if found.sized:
                sized.append(path)
            if shell.sitemap:
                addresses[page.path] = _filled(shell.sitemap[kind], _values(page, ""))
    order = sorted(entries, key=place)
    index = search_index(shell.search, (entries[each] for each in order if entries[each]))
    _write(into / SEARCH_INDEX, index.encode())
    _write(into / SEARCH_SCRIPT, search_script(index).encode())
    if shell.sitemap:
        sitemap = "".join([shell.before, *(addresses[each] for each in order), shell.after]).encode()
        _write(into / SITEMAP, sitemap)
        _write(into / PACKED_SITEMAP, packed_sitemap(sitemap, shell.packed_at))
    return tuple(sized)


def _made(page: SitePage, pieces: list[str], key: str, page_index: PageIndex, target: Path) -> WrittenPage:
    """Writes a page that is made now."""
    for text in (page.title, page.description, page.structured_data or "none"):
        if not text or not text.isprintable():
            raise UnusualHtml(f"{page.path}: {text}")
    content = inert(page.html)
    target.write_bytes(_filled(pieces, _values(page, content)).encode())
    entries = ",".join(_entries(page, content))
    return page_index.add(page, key, WrittenPage(entries, has_sizes(content)))


def _entries(page: SitePage, content: str) -> Iterator[str]:
    """The search entries of one page. Raises UnusualHtml for what our templates never write."""
    location = page.path.with_suffix(".html").as_posix()
    for name, title, text in sections_of(as_block(content)):
        shown = escape(page.title).strip() if title is None else title
        yield search_entry(f"{location}#{name}" if name else location, shown, text)


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
