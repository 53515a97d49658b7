"""Writes everything that was rendered into one fresh folder: `site/` for everybody, `workbook/` for the team."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from coalition_site.model.print_font import PrintFont
from coalition_site.problems import Position
from coalition_site.publish.cache.cache import Cache
from coalition_site.publish.cache.index import Entry
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.store import Store
from coalition_site.publish.failures import Failure
from coalition_site.publish.formats.calendar import calendar_text
from coalition_site.publish.formats.tables import csv_text, xlsx_bytes, xlsx_key
from coalition_site.publish.formats.vcard import vcard_text
from coalition_site.publish.images.metadata import copy_images
from coalition_site.publish.images.sizes import write_pictures
from coalition_site.publish.output.folder import SITE, WORKBOOK
from coalition_site.publish.pdf.join.process import NotJoined, merge_apart
from coalition_site.publish.pdf.stale_documents import DocumentsRun, make_stale_documents
from coalition_site.publish.pdf.store import find_or_make_pdf, program_key
from coalition_site.render.business_card import BusinessCard
from coalition_site.render.calendar import Calendar
from coalition_site.render.documents import JoinedDocument
from coalition_site.render.letters import LateLetter
from coalition_site.render.outputs import Outputs
from coalition_site.render.public_data import DataFiles
from coalition_site.render.tables import TextTable
from coalition_site.render.worksheets import BLANK_WORKSHEETS

_PICTURES, _PICTURES_OF_TEXTS = "pictures", "pictures-of-texts"


def documents_run(folder: Path, fonts: tuple[PrintFont, ...], cache: Cache) -> DocumentsRun:
    """What `publish_documents` makes PDFs with in a folder; `fonts` print what the packaged ones lack."""
    return DocumentsRun(folder, [folder / _PICTURES], cache, fonts, (folder / _PICTURES_OF_TEXTS,))


def publish_documents(
    outputs: Outputs, run: DocumentsRun, images: Mapping[str, Path], done: Callable[[], None]
) -> tuple[Failure, ...]:
    """Makes the PDFs of both sites in a folder of their own; the public one has the workbook's blank worksheets too.

    `images` are the logos and signatures that documents may show, by name. What is not stale is not made again. `done`
    is called after each document. Returns what could not be made. Raises Unavailable where this machine cannot make
    PDFs.
    """
    folder, cache = run.folder, run.cache
    if not outputs.documents:
        return ()
    pictures, of_texts = copy_images(images, folder / _PICTURES), folder / _PICTURES_OF_TEXTS
    write_pictures(outputs.printed_pictures, of_texts, cache.store)
    of_sites = [(WORKBOOK, outputs.documents)]
    of_sites += [(str(PurePosixPath(SITE, site.folder)), tuple(site.files.documents)) for site in outputs.sites]
    documents = [(PurePosixPath(site) / each.path, each) for site, every in of_sites for each in every]
    failures = make_stale_documents(documents, run, done)
    if outputs.all_letters:
        failures += _join(outputs.all_letters, folder, cache)
    shutil.rmtree(pictures)
    shutil.rmtree(of_texts)
    (folder / SITE).mkdir(exist_ok=True)
    for blank in (PurePosixPath(each.path) for each in outputs.documents if each.path.match(BLANK_WORKSHEETS)):
        if (folder / WORKBOOK / blank).exists():
            shutil.copyfile(folder / WORKBOOK / blank, folder / SITE / blank)
        else:
            failures += (Failure(PurePosixPath(SITE) / blank),)
    return failures


def move_documents(documents: Path, folder: Path) -> None:
    """Moves documents and letters out of the folder that they were made in to where the sites stand."""
    for site in (SITE, WORKBOOK):
        for file in sorted(each for each in (documents / site).rglob("*") if each.is_file()):
            target = folder / file.relative_to(documents)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
    shutil.rmtree(documents, ignore_errors=True)


def _join(document: JoinedDocument, folder: Path, cache: Cache) -> tuple[Failure, ...]:
    """Joins the parts that were made; returns the failure, if there is one."""
    path = f"{WORKBOOK}/{document.path}"
    parts = [part for part in (f"{WORKBOOK}/{part}" for part in document.parts) if (folder / part).exists()]
    try:
        if parts:
            _put_together(document, path, parts, folder, cache)
            return ()
    except NotJoined as failure:
        return (Failure(PurePosixPath(path), f"the letters cannot be joined: {failure}"),)
    return (Failure(PurePosixPath(path)),)


def _put_together(document: JoinedDocument, path: str, parts: Sequence[str], folder: Path, cache: Cache) -> None:
    made_of = [cache.index.key(part) or (folder / part).read_bytes() for part in parts]
    key = key_of(program_key(), document.title, document.language, *made_of)
    if cache.index.link(path, key, folder / path):
        return
    files, title, language = [folder / part for part in parts], document.title, document.language
    joined = find_or_make_pdf(cache.store, key, lambda: merge_apart(files, title=title, language=language))
    (folder / path).write_bytes(joined.data)
    cache.index.add(path, Entry(key, [key]))


def publish_letters(
    letters: Sequence[LateLetter],
    write: Callable[[LateLetter, Path, str], Mapping[str, str]],
    places: Mapping[str, Position],
    folder: Path,
    under: str,
) -> tuple[Failure, ...]:
    """Writes a file of each letter, as `LetterFiles` does: for word processors, or for mail programs.

    `under` is the folder of the workbook that they stand in, `places` are those of the content that they come from, by
    the letters' file names. Returns what could not be made.
    """
    (folder / WORKBOOK / under).mkdir(parents=True, exist_ok=True)
    return tuple(
        Failure(PurePosixPath(path), cause, (places[letter.view.slug],))
        for letter in letters
        for path, cause in write(letter, folder, f"{WORKBOOK}/{under}").items()
    )


def publish_data(data: DataFiles, folder: Path) -> None:
    """Writes tables as CSV, and JSON, below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in data.tables.items():
        (folder / f"{name}.csv").write_text(csv_text(table), encoding="utf-8", newline="")
    for name, text in data.texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def publish_sheets(tables: Mapping[str, TextTable], folder: Path, epoch: int, store: Store) -> None:
    """Writes tables as XLSX, by their names."""
    for name, table in tables.items():
        key = xlsx_key(table, epoch)
        sheet = store.find(key) or store.store(key, xlsx_bytes(table, epoch=epoch))
        (folder / f"{name}.xlsx").write_bytes(sheet)


def publish_calendars(calendars: Mapping[PurePosixPath, Calendar], folder: Path, epoch: int) -> None:
    """Writes calendar files, by their paths within a site's folder."""
    for path, calendar in calendars.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(calendar_text(calendar, epoch), encoding="utf-8", newline="")


def publish_cards(cards: Mapping[PurePosixPath, BusinessCard], folder: Path) -> None:
    """Writes entries for address books, by their paths within a site's folder."""
    for path, card in cards.items():
        (folder / path).write_text(vcard_text(card), encoding="utf-8", newline="")
