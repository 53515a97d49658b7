"""Publishes both sites at once: pages are filled into a kept shell where that gives what plain MkDocs would give."""

import shutil
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from coalition_site.publish.kept_files import KeptFiles
from coalition_site.publish.search_entries import UnusualHtml
from coalition_site.publish.site_builder import build_site
from coalition_site.publish.site_pages import SearchEntries, finished_contents, write_site
from coalition_site.publish.site_shell import SiteShell, kinds_of, site_shell
from coalition_site.publish.site_tree import write_site_tree
from coalition_site.render.pages import SitePage, SiteTree
from coalition_site.resources import default_mkdocs_config, templates_folder


def publish_sites(trees: Mapping[str, SiteTree], folder: Path, project: Path, epoch: int, kept: KeptFiles) -> None:
    """Builds each site into the folder's subfolder of its name. Raises SiteFailed if the site builder refuses one.

    `project` may have an mkdocs.yml of its own, and templates that come before the packaged ones. Then, and for pages
    that our templates do not write, MkDocs builds the whole site.
    """
    if not plain_project(project):
        with ThreadPoolExecutor() as pool:
            whole = [pool.submit(_build_whole, tree, name, folder, project, epoch) for name, tree in trees.items()]
        for built in whole:
            built.result()
        return
    with ThreadPoolExecutor() as pool:
        begun = [_begin(tree, name, folder, epoch, kept, pool) for name, tree in trees.items()]
        for site in begun:
            try:
                _finish(site, folder, kept)
            except UnusualHtml:
                shutil.rmtree(folder / site.name, ignore_errors=True)
                _build_whole(site.tree, site.name, folder, project, epoch)


def plain_project(project: Path) -> bool:
    """Whether a project's sites look as the packaged theme and configuration make them.

    A project's own mkdocs.yml may bring plugins, hooks and extensions that see all pages, and so may files in its
    templates/theme. Another package can change the search: it splits Chinese words where jieba is installed.
    """
    config, theme = project / "mkdocs.yml", project / "templates" / "theme"
    return (
        (not config.is_file() or config.read_bytes() == default_mkdocs_config().read_bytes())
        and (not theme.is_dir() or theme.resolve() == (templates_folder() / "theme").resolve())
        and find_spec("jieba") is None
    )


@dataclass(frozen=True, slots=True)
class _Begun:
    """A site whose shell is on its way."""

    name: str
    tree: SiteTree
    kinds: Mapping[str, list[SitePage]]
    shell: Future[SiteShell]


def _begin(tree: SiteTree, name: str, folder: Path, epoch: int, kept: KeptFiles, pool: ThreadPoolExecutor) -> _Begun:
    kinds = kinds_of(tree)
    return _Begun(name, tree, kinds, pool.submit(site_shell, tree, kinds, folder / f"shell-{name}", epoch, kept))


def _finish(site: _Begun, folder: Path, kept: KeptFiles) -> None:
    contents = finished_contents(site.tree)
    search = SearchEntries(kept, site.name)
    entries = {page.path: search.of(page, contents[page.path]) for page in site.tree.pages}
    write_site(site.tree, site.kinds, site.shell.result(), contents, entries, folder / site.name)
    search.keep()


def _build_whole(tree: SiteTree, name: str, folder: Path, project: Path, epoch: int) -> None:
    staged = folder / f"staged-{name}"
    config = project / "mkdocs.yml"
    write_site_tree(tree, staged, config if config.is_file() else default_mkdocs_config(), project / "templates")
    build_site(staged, folder / name, epoch)
    shutil.rmtree(staged)
