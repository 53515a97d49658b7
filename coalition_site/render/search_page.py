"""The page that a site is searched on. Without scripts it is the list of all pages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jinja2 import Environment

from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.derive.words.plural_forms import plural_forms
from coalition_site.render.environment import words_in
from coalition_site.render.pages import ASSETS, PageMaker, SitePage, rendered
from coalition_site.resources import templates_folder

SEARCH_PAGE = PurePosixPath("search.md")


_MAIN_PAGES = ""
_FOLDERS = {
    _MAIN_PAGES: N_("Main pages"),
    "partners": N_("Partners"),
    "areas": N_("Areas"),
    "groups": N_("Groups"),
    "meetings": N_("Meetings"),
    "letters": N_("Letters"),
    "agreements": N_("Agreements"),
    "pages": N_("More pages"),
}


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page in the list: its title and its address from the site's root."""

    title: str
    address: str


def index_path(language: str) -> PurePosixPath:
    """Where the search index of a site's pages in one language lies within the site."""
    return ASSETS / f"search-index.{language}.js"


def search_assets(environment: Environment, *, shared: bool = True) -> dict[PurePosixPath, Path | bytes]:
    """What the search page loads; with what sites in several languages share: its style, MiniSearch and its license."""
    names = ("search.css", "minisearch.js", "minisearch-LICENSE.txt") if shared else ()
    library: dict[PurePosixPath, Path | bytes] = {ASSETS / name: templates_folder() / "search" / name for name in names}
    return library | {ASSETS / "search.js": rendered(environment, "search/search.js")}


def with_search_page(maker: PageMaker, pages: Sequence[SitePage]) -> tuple[SitePage, ...]:
    """A site's pages and the one that finds them."""
    words, site, language = words_in(maker.environment), maker.coalition.name, maker.coalition.language
    page = maker.page(
        str(SEARCH_PAGE),
        "search/search.html",
        words.gettext("Search"),
        words.gettext("Search all pages of %(site)s, or choose one from the list.", site=site),
        section=str(SEARCH_PAGE),
        folders=_by_folder(pages),
        said=_said(words),
        index=index_path(language).as_posix(),
        language=language,
    )
    return (*pages, page)


def _by_folder(pages: Sequence[SitePage]) -> Mapping[str, tuple[ListedPage, ...]]:
    """All pages in the site's order, under what their folder holds, as a message of the catalogues."""
    folders: dict[str, list[ListedPage]] = {}
    for page in pages:
        address = page.path.with_suffix(".html")
        folder = _MAIN_PAGES if address.name == "index.html" else address.parent.name
        folders.setdefault(_FOLDERS[folder], []).append(ListedPage(page.title, address.as_posix()))
    return {heading: tuple(listed) for heading, listed in folders.items()}


def _said(words: Catalogue) -> Mapping[str, str]:
    """What the script says of a number of pages: for each sentence its forms by CLDR's plural categories, as JSON."""
    sentences = {
        "found": plural_forms(
            words, "%(num)s page has these words.", "%(num)s pages have these words.", num="{number}"
        ),
        "close": plural_forms(
            words,
            "No page has all of these words. %(num)s comes close.",
            "No page has all of these words. %(num)s come close.",
            num="{number}",
        ),
        "none": {
            "other": words.gettext("No page has these words. Try fewer words, other words, or the list of all pages.")
        },
        "more": plural_forms(words, "Show the other %(num)s", "Show the other %(num)s", num="{number}"),
    }
    return {name: json.dumps(forms, ensure_ascii=False) for name, forms in sentences.items()}
