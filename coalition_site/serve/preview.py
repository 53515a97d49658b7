"""The previewed sites, as a build would make them now.

A page is rendered when it is asked for; documents come from the last build.
"""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Condition, Lock

from coalition_site.jobs.build import derive
from coalition_site.jobs.changes import what_changed
from coalition_site.jobs.epoch import epoch_of
from coalition_site.model.coalition import Coalition
from coalition_site.problems import Severity, describe
from coalition_site.publish.cache.cache import CACHE
from coalition_site.publish.cache.store import Store
from coalition_site.publish.cache.templates import CompiledTemplates
from coalition_site.publish.output.folder import MARKER, SITE
from coalition_site.publish.outputs import trees_of
from coalition_site.publish.site.make import plain_project
from coalition_site.publish.site.mkdocs import SiteFailed
from coalition_site.publish.site.shown import ShownSite, shown_sites
from coalition_site.render.outputs import render_outputs
from coalition_site.serve.garbage_collection import LaterCollection
from coalition_site.validate.project import Checked, check


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: the last good state of both sites, and what is wrong with the files as they are now."""

    version: int = 0
    sites: Mapping[str, ShownSite] | None = None
    problems: str = ""


class Preview:
    """Keeps what is shown. Read from many threads, refreshed from one.

    `read` gives the files as they are now; whoever has read them already can give that in its place. `day` is asked
    each time, since a preview may be open on many.
    """

    def __init__(self, project: Path, output: Path, day: Callable[[], date]) -> None:
        self.project, self.output, self.day = project, output, day
        self.shown = Shown()
        self.read: Callable[[], Checked] = lambda: check(project, day())
        self._changed = Condition()
        self._ended = False
        self._drawing = Lock()
        self._collection = LaterCollection()
        self._output_seen = _number_of(output / SITE)
        # A folder that no build has made its own yet must stay empty: the first build would refuse it.
        self._scratch = tempfile.TemporaryDirectory(prefix="coalition-preview-")
        self._cache = output / CACHE / "preview" if (output / MARKER).exists() else Path(self._scratch.name, "cache")

    def refresh(self) -> Checked:
        """Reads the files as they are now. With errors in them the last good state stays, beside what is wrong."""
        with self._collection.put_off():
            return self._refresh()

    def _refresh(self) -> Checked:
        checked = self.read()
        problems = [
            describe(problem, checked.line_at)
            for problem in checked.validated.problems
            if problem.severity is Severity.ERROR
        ]
        coalition = checked.validated.coalition
        sites = None
        if coalition is not None and plain_project(self.project):
            try:
                sites = self.drawn(coalition)
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
        """Removes what was stored for this session only."""
        self._collection.close()
        self._scratch.cleanup()

    def wait(self, version: int, seconds: float) -> int:
        """The version that is shown, as soon as it is another than the given one, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self.shown.version != version, seconds)
            return self.shown.version

    def end_waiting(self) -> None:
        """Answers all who wait, and nobody waits any more."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _show(self, sites: Mapping[str, ShownSite] | None, problems: str) -> None:
        with self._changed:
            now = replace(self.shown, version=self.shown.version + 1, problems=problems)
            self.shown = replace(now, sites=sites) if sites is not None else now
            self._changed.notify_all()

    def drawn(self, coalition: Coalition) -> dict[str, ShownSite]:
        """Both sites as a coalition would make them; what is shown stays. Raises SiteFailed."""
        with self._drawing:
            return self._sites(coalition)

    def _sites(self, coalition: Coalition) -> dict[str, ShownSite]:
        today = self.day()
        views = derive(coalition, today, what_changed(coalition, self.project, today))
        compiled = CompiledTemplates(self._cache / "templates")
        outputs = render_outputs(views, coalition, self.project / "templates", with_pdf=True, compiled=compiled)
        trees = trees_of(outputs, public_only=coalition.public_only)
        return shown_sites(trees, Path(self._scratch.name), epoch_of(today), Store(self._cache))


def _number_of(folder: Path) -> tuple[int, int]:
    """What tells a folder from the one that takes its place; each build makes a new one."""
    try:
        found = folder.stat()
    except OSError:
        return 0, 0
    return found.st_ino, found.st_ctime_ns
