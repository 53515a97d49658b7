"""Sites for a preview: the shell is made as for a build, a page when somebody asks for it."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coalition_site.model.image import SizedPicture
from coalition_site.publish.cache.store import Store
from coalition_site.publish.images.sizes import sized
from coalition_site.publish.site.pages import filled_page
from coalition_site.publish.site.search import PageWords, index_line, index_script
from coalition_site.publish.site.shell import SiteShell, kinds_of, site_shell
from coalition_site.publish.site.tree import asset_bytes, drawn_asset, inert
from coalition_site.render.pages import SitePage, SiteTree
from coalition_site.render.search_page import index_path


@dataclass(frozen=True, slots=True)
class ShownSite:
    """One site: its shell, and its pages with their kind by the path that browsers ask for."""

    tree: SiteTree
    shell: SiteShell
    pages: Mapping[str, tuple[str, SitePage]]

    def page(self, path: str) -> str | None:
        """A page's HTML, made now."""
        found = self.pages.get(path)
        return filled_page(found[1], self.shell.pages[found[0]]) if found is not None else None

    def around(self, path: str) -> str:
        """What the theme puts around a page: its HTML without what people wrote."""
        return "".join(self.shell.pages[self.pages[path][0]][::2])

    def file(self, path: str) -> bytes | None:
        """A file that belongs to the theme or is shown by pages."""
        asset = self.tree.assets.get(PurePosixPath(path))
        if isinstance(asset, SizedPicture):
            return sized(asset, PurePosixPath(path).suffix)
        if asset is not None:
            return asset_bytes(asset)
        if path == index_path(self.tree.language).as_posix():
            return index_script(index_line(page, PageWords(inert(page.html))) for page in self.tree.pages)
        return self.shell.files.get(path) or drawn_asset(self.tree, PurePosixPath(path))


def shown_sites(trees: Mapping[str, SiteTree], scratch: Path, epoch: int, store: Store) -> dict[str, ShownSite]:
    """The sites, by name. Shells that are stale are made, side by side; nothing else is left in the store.

    `scratch` is an existing folder in which others may be made. Raises SiteFailed if the site builder refuses one.
    """
    with ThreadPoolExecutor() as pool:
        shown = list(pool.map(lambda tree: _shown(tree, scratch, epoch, store), trees.values()))
    store.prune()
    return dict(zip(trees, shown, strict=True))


def _shown(tree: SiteTree, scratch: Path, epoch: int, store: Store) -> ShownSite:
    kinds = kinds_of(tree)
    shell = site_shell(tree, kinds, scratch / f"{tree.audience}-{tree.language}", epoch, store)
    pages = {page.path.with_suffix(".html").as_posix(): (kind, page) for kind, pages in kinds.items() for page in pages}
    return ShownSite(tree, shell, pages)
