"""The page that a site is searched on. Without scripts it is the list of all pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jinja2 import Environment

from coalition_site.render.pages import ASSETS, PageMaker, SitePage
from coalition_site.resources import templates_folder

SEARCH_PAGE = PurePosixPath("search.md")


_MAIN_PAGES = ""
_FOLDERS = {
    _MAIN_PAGES: "Main pages",
    "partners": "Partners",
    "areas": "Areas",
    "groups": "Groups",
    "letters": "Letters",
    "pages": "More pages",
}


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page in the list: its title and its address from the site's root."""

    title: str
    address: str


def index_path(language: str) -> PurePosixPath:
    """Where the search index of a site's pages in one language lies within the site."""
    return ASSETS / f"search-index.{language}.js"


def search_assets(environment: Environment) -> dict[PurePosixPath, Path | bytes]:
    """The scripts of the search page, that of MiniSearch with its licence."""
    return {
        ASSETS / "minisearch.js": templates_folder() / "search" / "minisearch.js",
        ASSETS / "minisearch-LICENSE.txt": templates_folder() / "search" / "minisearch-LICENSE.txt",
        ASSETS / "search.js": environment.get_template("search/search.js").render().encode(),
    }


def with_search_page(maker: PageMaker, pages: Sequence[SitePage], language: str, site: str) -> tuple[SitePage, ...]:
    """A site's pages and the one that finds them; `site` is the site's name, as descriptions say it."""
    page = maker.page(
        str(SEARCH_PAGE),
        "search/search.html",
        "Search",
        f"Search all pages of {site}, or choose one from the list.",
        section=str(SEARCH_PAGE),
        folders=_by_folder(pages),
        index=index_path(language).as_posix(),
        language=language,
    )
    return (*pages, page)


def _by_folder(pages: Sequence[SitePage]) -> Mapping[str, tuple[ListedPage, ...]]:
    """All pages in the site's order, under the name of what their folder holds."""
    folders: dict[str, list[ListedPage]] = {}
    for page in pages:
        address = page.path.with_suffix(".html")
        folder = _MAIN_PAGES if address.name == "index.html" else address.parent.name
        folders.setdefault(_FOLDERS[folder], []).append(ListedPage(page.title, address.as_posix()))
    return {heading: tuple(listed) for heading, listed in folders.items()}
