"""A small public site as MkDocs and Material build it, and the pages it was made of: for tests of what they write."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from coalition_site.publish.site.mkdocs import build_site
from coalition_site.publish.site.tree import write_site_tree
from coalition_site.render.pages import SitePage, SiteTree
from coalition_site.resources import default_mkdocs_config
from tests.support.making import make_coalition, make_needs, make_partner, make_settings
from tests.support.sites import EPOCH, trees_of

ADDRESS = "https://elm.example/"


@cache
def small_tree() -> SiteTree:
    """A public site of three partners, one of them with a name that begins like another's."""
    partners = [make_partner(name, listing={"consent": "2026-01-01"}) for name in ("one", "one-more", "another")]
    settings = make_settings(site_url=ADDRESS)
    needs = make_needs(areas=["Housing stability"])
    return trees_of(make_coalition(*partners, needs=needs, settings=settings))["site"]


@cache
def built_site() -> tuple[tuple[SitePage, ...], Path]:
    """The pages, and the folder that was built of them."""
    folder = Path(mkdtemp(prefix="small-site-"))
    write_site_tree(small_tree(), folder / "staged", default_mkdocs_config())
    build_site(folder / "staged", folder / "site", EPOCH)
    return small_tree().pages, folder / "site"
