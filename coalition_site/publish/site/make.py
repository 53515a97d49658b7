"""Publishes both sites at once: pages are filled into a stored shell where that gives what plain MkDocs would give.

Pages of the last build that are not stale are linked from where they stand.
"""

import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coalition_site.publish.cache.cache import Cache
from coalition_site.publish.site.mkdocs import build_site
from coalition_site.publish.site.pages import PageIndex, UnusualPage, state_sizes, write_site
from coalition_site.publish.site.shell import SiteShell, kinds_of, site_shell
from coalition_site.publish.site.tree import write_site_tree
from coalition_site.render.pages import SitePage, SiteTree
from coalition_site.resources import default_mkdocs_config, templates_folder


class PublishedSite:
    """A site whose pages are written, while other files are still to come."""

    def __init__(self, tree: SiteTree, folder: Path, sized: Sequence[PurePosixPath]) -> None:
        """`sized` are the pages that state sizes."""
        self._tree, self._folder, self._sized = tree, folder, sized

    def finish(self) -> None:
        """Lets pages state the sizes of the files that are there by now."""
        state_sizes(self._folder, self._sized, self._tree.language, self._tree.words["comma"])


@dataclass(frozen=True, slots=True)
class Sites:
    """What sites are made with: a coalition's `project` folder, the time they carry, and the cache.

    The project may have an mkdocs.yml of its own, and templates that come before the packaged ones.
    """

    project: Path
    epoch: int
    cache: Cache


def publish_sites(trees: Mapping[str, SiteTree], folder: Path, made_with: Sites) -> list[PublishedSite]:
    """Builds each site into the folder's subfolder of its name. Raises SiteFailed if the site builder refuses one.

    One that stands within another, in a further language, follows it. Where the project changes the site builder, and
    for pages that our templates do not write, MkDocs builds the whole site.
    """
    if not plain_project(made_with.project):
        with ThreadPoolExecutor() as pool:
            whole = [pool.submit(_staged_whole, tree, name, folder, made_with) for name, tree in trees.items()]
        return [_moved(trees[name], built.result(), name, folder) for name, built in zip(trees, whole, strict=True)]
    published = []
    with ThreadPoolExecutor() as pool:
        begun = [_begin(tree, name, folder, made_with, pool) for name, tree in trees.items()]
        for site in begun:
            try:
                published.append(_write(site, folder, made_with))
            except UnusualPage:
                shutil.rmtree(folder / site.name, ignore_errors=True)
                made_with.cache.index.drop(site.name)
                published.append(_build_whole(site.tree, site.name, folder, made_with))
    return published


def plain_project(project: Path) -> bool:
    """Whether a project's sites look as the packaged theme and configuration make them.

    A project's own mkdocs.yml may bring plugins, hooks and extensions that see all pages, and so may files in its
    templates/theme.
    """
    config, theme = project / "mkdocs.yml", project / "templates" / "theme"
    return (not config.is_file() or config.read_bytes() == default_mkdocs_config().read_bytes()) and (
        not theme.is_dir() or theme.resolve() == (templates_folder() / "theme").resolve()
    )


@dataclass(frozen=True, slots=True)
class _Begun:
    """A site whose shell is on its way."""

    name: str
    tree: SiteTree
    kinds: Mapping[str, list[SitePage]]
    shell: Future[SiteShell]


def _begin(tree: SiteTree, name: str, folder: Path, made_with: Sites, pool: ThreadPoolExecutor) -> _Begun:
    kinds, scratch, store = kinds_of(tree), folder / f"shell-{_flat(name)}", made_with.cache.store
    return _Begun(name, tree, kinds, pool.submit(site_shell, tree, kinds, scratch, made_with.epoch, store))


def _write(site: _Begun, folder: Path, made_with: Sites) -> PublishedSite:
    index = PageIndex(site.name, made_with.cache)
    sized = write_site(site.tree, site.kinds, site.shell.result(), index, folder / site.name, made_with.cache.store)
    return PublishedSite(site.tree, folder / site.name, sized)


def _build_whole(tree: SiteTree, name: str, folder: Path, made_with: Sites) -> PublishedSite:
    return _moved(tree, _staged_whole(tree, name, folder, made_with), name, folder)


def _staged_whole(tree: SiteTree, name: str, folder: Path, made_with: Sites) -> Path:
    """The site as MkDocs builds it, in a folder of its own: MkDocs empties the one that it writes to."""
    staged, built, project = folder / f"staged-{_flat(name)}", folder / f"built-{_flat(name)}", made_with.project
    config = project / "mkdocs.yml"
    write_site_tree(tree, staged, config if config.is_file() else default_mkdocs_config(), project / "templates")
    build_site(staged, built, made_with.epoch)
    shutil.rmtree(staged)
    return built


def _moved(tree: SiteTree, built: Path, name: str, folder: Path) -> PublishedSite:
    """The built site where it belongs."""
    pages = [PurePosixPath(page.relative_to(built).as_posix()) for page in sorted(built.rglob("*.html"))]
    built.replace(folder / name)
    return PublishedSite(tree, folder / name, pages)


def _flat(name: str) -> str:
    return name.replace("/", "-")
