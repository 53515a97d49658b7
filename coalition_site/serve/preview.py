"""Both sites as they would be built now: a page is made when it is asked for; documents come from the last build."""

import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from threading import Condition

from coalition_site.jobs.build import BuildOptions, derive, epoch_of, what_changed
from coalition_site.model.coalition import Coalition
from coalition_site.problems import Severity, describe
from coalition_site.publish.cache.store import KeptFiles
from coalition_site.publish.cache.templates import KeptTemplates
from coalition_site.publish.output.folder import MARKER, SITE, WORKBOOK
from coalition_site.publish.site.make import plain_project
from coalition_site.publish.site.mkdocs import SiteFailed
from coalition_site.publish.site.pages import filled_page
from coalition_site.publish.site.shell import SiteShell, kinds_of, site_shell
from coalition_site.publish.site.tree import drawn_asset
from coalition_site.render.environment import html_environment
from coalition_site.render.letters import LateLetter
from coalition_site.render.outputs import render_sites
from coalition_site.render.pages import SitePage, SiteTree
from coalition_site.serve.garbage_collection import LaterCollection
from coalition_site.validate.project import Checked, check


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

    def file(self, path: str) -> bytes | None:
        """A file that belongs to the theme or is shown by pages."""
        asset = self.tree.assets.get(PurePosixPath(path))
        if asset is not None:
            return asset.read_bytes() if isinstance(asset, Path) else asset
        return self.shell.files.get(path) or drawn_asset(self.tree, PurePosixPath(path))


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: the last good state of both sites, and what is wrong with the files as they are now."""

    version: int = 0
    sites: Mapping[str, ShownSite] | None = None
    problems: str = ""


class Preview:
    """Keeps what is shown. Read from many threads, refreshed from one."""

    def __init__(self, project: Path, output: Path, today: date) -> None:
        self.project, self.output, self.today = project, output, today
        self.shown = Shown()
        self._changed = Condition()
        self._collection = LaterCollection()
        self._output_seen = _number_of(output / SITE)
        # A folder that no build has made its own yet must stay empty: the first build would refuse it.
        self._scratch = tempfile.TemporaryDirectory(prefix="coalition-preview-")
        self._kept = output / ".cache" / "preview" if (output / MARKER).exists() else Path(self._scratch.name, "kept")

    def refresh(self) -> Checked:
        """Reads the files as they are now. With errors in them the last good state stays, beside what is wrong."""
        with self._collection.put_off():
            return self._refresh()

    def _refresh(self) -> Checked:
        checked = check(self.project, self.today)
        problems = [
            describe(problem, checked.line_at)
            for problem in checked.validated.problems
            if problem.severity is Severity.ERROR
        ]
        coalition = checked.validated.coalition
        sites = None
        if coalition is not None and plain_project(self.project):
            try:
                sites = self._sites(coalition)
            except SiteFailed as error:
                problems = [str(error)]
        self._show(sites, "\n\n".join(problems))
        return checked

    def built(self) -> bool:
        """Looks whether the output folder is new. Open pages are only loaded again where they come from there."""
        before, self._output_seen = self._output_seen, _number_of(self.output / SITE)
        if self._output_seen == before:
            return False
        if self.shown.sites is None:
            self._show(None, self.shown.problems)
        return True

    def close(self) -> None:
        """Removes what was kept for this session only."""
        self._collection.close()
        self._scratch.cleanup()

    def wait(self, version: int, seconds: float) -> int:
        """The version that is shown, as soon as it is another than the given one, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.shown.version != version, seconds)
            return self.shown.version

    def _show(self, sites: Mapping[str, ShownSite] | None, problems: str) -> None:
        with self._changed:
            now = replace(self.shown, version=self.shown.version + 1, problems=problems)
            self.shown = replace(now, sites=sites) if sites is not None else now
            self._changed.notify_all()

    def _sites(self, coalition: Coalition) -> dict[str, ShownSite]:
        options = BuildOptions(self.project, self.output, self.today)
        views = derive(coalition, self.today, what_changed(coalition, options))
        kept = KeptFiles(self._kept)
        environment = html_environment(
            self.project / "templates", coalition.settings.language, KeptTemplates(self._kept / "templates")
        )
        letters = [LateLetter(view) for view in views.letters]
        site, workbook = render_sites(views, letters, coalition, environment, with_pdf=True)
        trees = {SITE: site} | ({} if coalition.public_only else {WORKBOOK: workbook})
        scratch, epoch = Path(self._scratch.name), epoch_of(self.today)
        with ThreadPoolExecutor() as pool:
            shown = list(pool.map(lambda tree: _shown(tree, scratch, epoch, kept), trees.values()))
        kept.prune()
        return dict(zip(trees, shown, strict=True))


def _number_of(folder: Path) -> tuple[int, int]:
    """What tells a folder from the one that takes its place; each build makes a new one."""
    try:
        found = folder.stat()
    except OSError:
        return 0, 0
    return found.st_ino, found.st_ctime_ns


def _shown(tree: SiteTree, scratch: Path, epoch: int, kept: KeptFiles) -> ShownSite:
    kinds = kinds_of(tree)
    shell = site_shell(tree, kinds, scratch / tree.audience, epoch, kept)
    pages = {page.path.with_suffix(".html").as_posix(): (kind, page) for kind, pages in kinds.items() for page in pages}
    return ShownSite(tree, shell, pages)
