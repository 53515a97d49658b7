"""The last part of a build: everything that was rendered is written into the fresh folder."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Self

from coalition_site.derive.letters.sent import kept_copies
from coalition_site.jobs.worker_thread import Beside
from coalition_site.model.coalition import Coalition
from coalition_site.progress import Progress
from coalition_site.publish.cache.cache import Cache
from coalition_site.publish.failures import Failure
from coalition_site.publish.letters.make import LetterFiles, copy_sent
from coalition_site.publish.output.folder import SITE, WORKBOOK
from coalition_site.publish.outputs import (
    documents_run,
    move_documents,
    publish_calendars,
    publish_cards,
    publish_data,
    publish_documents,
    publish_letters,
    publish_sheets,
)
from coalition_site.publish.pdf.make import Workers
from coalition_site.publish.site.make import PublishedSite, Sites, publish_sites
from coalition_site.render.letters import LateLetter
from coalition_site.render.outputs import LeftOut, Outputs, agreement_places
from coalition_site.render.pictures import Pictures
from coalition_site.render.public_data import DATA_FOLDER


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
        made, images = self._run.folder, Pictures.of(self._coalition).whole

        def make_documents(done: Callable[[], None]) -> tuple[Failure, ...]:
            return publish_documents(outputs, self._run, images, done)

        failures: tuple[Failure, ...] = ()
        in_word: tuple[Failure, ...] = ()
        letters = self._letter_files(outputs)
        # The engine's processes lay documents out while this one writes pages.
        with Beside(make_documents) as documents:
            sites = self._publish_pages(outputs)
            if not self._coalition.public_only:
                with self._progress.step("Publish: letters for word processors", len(outputs.letters)):
                    in_word = _publish_letters(outputs, letters.write_word, made)
            if outputs.documents:
                number = outputs.number_of_documents()
                with self._progress.step("Publish: documents and letters", number) as step:
                    failures = documents.result(step.advance)
        failures += in_word
        if outputs.mail_to:
            with self._progress.step("Publish: drafts for mail programs", len(outputs.mail_to)):
                failures += _publish_letters(outputs, letters.write_mail, made)
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
        public_only, folder = self._coalition.public_only, self._folder
        trees = {str(PurePosixPath(SITE, site.folder)): site.tree for site in outputs.sites}
        trees |= {} if public_only else {WORKBOOK: outputs.workbook}
        number = sum(len(each.pages) for each in trees.values())
        with self._progress.step("Publish: the public site and the workbook", number):
            sites = publish_sites(trees, folder, self._sites)
            for site in outputs.sites:
                publish_calendars(site.files.calendars, folder / SITE / site.folder, self._epoch)
                publish_cards(site.files.cards, folder / SITE / site.folder)
                publish_data(site.files.data, folder / SITE / site.folder / DATA_FOLDER)
        if not public_only:
            with self._progress.step("Publish: tables and calendars"):
                publish_data(outputs.data, folder / WORKBOOK)
                publish_sheets(outputs.data.tables, folder / WORKBOOK, self._epoch, self._cache.store)
                publish_calendars(outputs.calendars, folder / WORKBOOK, self._epoch)
        return sites

    def _letter_files(self, outputs: Outputs) -> LetterFiles:
        images, letterhead = Pictures.of(self._coalition).whole, self._coalition.letterhead
        return LetterFiles(images, letterhead, self._epoch, self._cache, outputs.mail_to)


def _publish_letters(
    outputs: Outputs, write: Callable[[LateLetter, Path, str], Mapping[str, str]], made: Path
) -> tuple[Failure, ...]:
    """Writes one kind of file of all letters and agreements."""
    failures = publish_letters(outputs.letters, write, outputs.letter_places, made, "letters")
    if outputs.agreements:
        failures += publish_letters(outputs.agreements, write, agreement_places(outputs), made, "agreements")
    return failures


def _left_out(failures: Iterable[Failure]) -> LeftOut:
    paths = [each.path for each in failures]
    within = {
        site: frozenset(str(path.relative_to(site)) for path in paths if path.is_relative_to(site))
        for site in (SITE, WORKBOOK)
    }
    return LeftOut(site=within[SITE], workbook=within[WORKBOOK])
