"""The last part of a build: everything that was rendered is written into the fresh folder."""

import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import Generic, Self, TypeVar

from coalition_site.derive.letters.sent import kept_copies
from coalition_site.model.coalition import Coalition
from coalition_site.progress import Progress
from coalition_site.publish.cache.cache import Cache
from coalition_site.publish.failures import Failure
from coalition_site.publish.letters.make import LetterFiles, copy_sent
from coalition_site.publish.output.folder import SITE, WORKBOOK
from coalition_site.publish.outputs import (
    documents_run,
    files_of,
    move_documents,
    publish_documents,
    publish_files,
    trees_of,
)
from coalition_site.publish.pdf.make import Workers
from coalition_site.publish.site.make import PublishedSite, Sites, publish_sites
from coalition_site.render.outputs import LeftOut, Outputs
from coalition_site.render.pictures import Pictures


class Publishing:
    """Writes all outputs of a coalition into `folder`; `epoch` is the time that they carry.

    Within its `with`, documents can be begun.
    """

    def __init__(
        self, coalition: Coalition, project: Path, folder: Path, epoch: int, cache: Cache, progress: Progress
    ) -> None:
        self._coalition, self._folder, self._epoch = coalition, folder, epoch
        self._run = documents_run(folder / "documents", coalition.signs.fonts, cache)
        self._cache, self._progress = cache, progress
        self._sites = Sites(project, epoch, cache)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._run.workers.close()

    def begin_documents(self, workers: Workers) -> None:
        """Begins the engine that lays documents out, while they are rendered, in processes that are ended here."""
        self._run = replace(self._run, workers=workers)
        self._run.begin()

    def publish(self, outputs: Outputs, render: Callable[[LeftOut], Outputs]) -> tuple[Failure, ...]:
        """Publishes all outputs but what cannot be made, which is returned.

        Pages and Word letters are written while documents are laid out. Where one cannot be, `render` makes the outputs
        again without it, and the pages are written once more: that is rare, and nobody waits for it otherwise.
        """
        made, pictures, trees = self._run.folder, Pictures.of(self._coalition), trees_of(outputs)

        def make_documents(done: Callable[[], None]) -> tuple[Failure, ...]:
            return publish_documents(trees, self._run, pictures, done)

        failures: tuple[Failure, ...] = ()
        in_word: tuple[Failure, ...] = ()
        letters = LetterFiles(pictures.whole, self._coalition.letterhead, self._epoch, self._cache)
        in_words, drafts = files_of(trees, ".docx"), files_of(trees, ".eml")
        number = len(outputs.documents())
        # The engine's processes lay documents out while this one writes pages.
        with Beside(make_documents) as documents:
            sites = self._publish_pages(outputs)
            if not self._coalition.public_only:
                with self._progress.step("Publish: letters for word processors", len(in_words)):
                    in_word = tuple(fail for path, file in in_words for fail in letters.write(file, made, path))
            if number:
                with self._progress.step("Publish: documents and letters", number) as step:
                    failures = documents.result(step.advance)
        failures += in_word
        if drafts:
            with self._progress.step("Publish: drafts for mail programs", len(drafts)):
                failures += tuple(fail for path, file in drafts for fail in letters.write(file, made, path))
        if failures:
            for name in (SITE, WORKBOOK):
                shutil.rmtree(self._folder / name, ignore_errors=True)
            sites = self._publish_pages(render(_left_out(failures)))
        move_documents(made, self._folder)
        if not self._coalition.public_only:
            copy_sent(kept_copies(self._coalition), self._folder / WORKBOOK / "letters" / "sent")
        for site in sites:
            site.finish()
        return failures

    def _publish_pages(self, outputs: Outputs) -> list[PublishedSite]:
        """Both sites, and the files beside their pages that need no more than a moment."""
        trees = trees_of(outputs, public_only=self._coalition.public_only)
        number = sum(len(tree.pages) for tree in trees.values())
        with self._progress.step("Publish: the public site and the workbook", number):
            sites = publish_sites(trees, self._folder, self._sites)
        with self._progress.step("Publish: tables and calendars"):
            publish_files(trees, self._folder, self._epoch, self._cache.store)
        return sites


def _left_out(failures: Iterable[Failure]) -> LeftOut:
    paths = [failure.path for failure in failures]
    within = {
        site: frozenset(str(path.relative_to(site)) for path in paths if path.is_relative_to(site))
        for site in (SITE, WORKBOOK)
    }
    return LeftOut(site=within[SITE], workbook=within[WORKBOOK])


Result = TypeVar("Result")


class Stopped(Exception):
    """The work was given up."""


class Beside(Generic[Result]):
    """Begins the work at once. It is given what it is to call after each thing that it made.

    with Beside(work) as documents:
        ...
        made = documents.result(step.advance)
    """

    def __init__(self, work: Callable[[Callable[[], None]], Result]) -> None:
        self._made: SimpleQueue[bool] = SimpleQueue()
        self._given_up = Event()
        self._pool = ThreadPoolExecutor(1)
        self._future = self._pool.submit(self._run, work)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Waits for the end of the work; unless its result was asked for, it is given up with the next thing."""
        self._given_up.set()
        self._pool.shutdown()

    def result(self, advance: Callable[[], None]) -> Result:
        """The result, as soon as it is there; raises what the work raised. Calls `advance` for each thing made."""
        while self._made.get():
            advance()
        return self._future.result()

    def _run(self, work: Callable[[Callable[[], None]], Result]) -> Result:
        try:
            return work(self._one_made)
        finally:
            self._made.put(False)  # noqa: FBT003  the last: there is no more

    def _one_made(self) -> None:
        if self._given_up.is_set():
            raise Stopped
        self._made.put(True)  # noqa: FBT003
