"""Writes everything that was rendered into one fresh folder: `site/` for everybody, `workbook/` for the team."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from coalition_site.model.print_font import PrintFont
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
from coalition_site.render.artifacts import Artifact, Joined
from coalition_site.render.business_card import BusinessCard
from coalition_site.render.calendar import Calendar
from coalition_site.render.documents import printed_pictures
from coalition_site.render.outputs import Outputs
from coalition_site.render.pages import SiteTree
from coalition_site.render.pictures import Pictures
from coalition_site.render.rendering import Late, Rendering
from coalition_site.render.tables import TextTable

_PICTURES, _PICTURES_OF_TEXTS = "pictures", "pictures-of-texts"


def documents_run(folder: Path, fonts: tuple[PrintFont, ...], cache: Cache) -> DocumentsRun:
    """What `publish_documents` makes PDFs with in a folder; `fonts` print what the packaged ones lack."""
    return DocumentsRun(folder, [folder / _PICTURES], cache, fonts, (folder / _PICTURES_OF_TEXTS,))


def publish_documents(
    trees: Mapping[str, SiteTree], run: DocumentsRun, pictures: Pictures, done: Callable[[], None]
) -> tuple[Failure, ...]:
    """Makes the PDFs of both sites, given by their folders, in a folder of their own.

    What the workbook has for all stands at the root of the public site too. What is not stale is not made again. `done`
    is called after each document. Returns what could not be made. Raises Unavailable where this machine cannot make
    PDFs.
    """
    folder, cache = run.folder, run.cache
    documents = {path: file for path, file in files_of(trees, ".pdf") if isinstance(file.content, Rendering)}
    if not documents:
        return ()
    whole, of_texts = copy_images(pictures.whole, folder / _PICTURES), folder / _PICTURES_OF_TEXTS
    write_pictures(printed_pictures(documents.values(), pictures), of_texts, cache.store)
    failures = make_stale_documents(list(documents.items()), run, done)
    for path, file in files_of(trees, ".pdf"):
        if isinstance(file.content, Joined):
            failures += _join(path, file.content, folder, cache)
    shutil.rmtree(whole)
    shutil.rmtree(of_texts)
    (folder / SITE).mkdir(exist_ok=True)
    for path in (path for path, file in documents.items() if file.for_all):
        for_all = PurePosixPath(SITE, path.name)
        if (folder / path).exists():
            shutil.copyfile(folder / path, folder / for_all)
        else:
            failures += (Failure(for_all),)
    return failures


def trees_of(outputs: Outputs, *, public_only: bool = False) -> dict[str, SiteTree]:
    """Both sites, or the public one alone in its languages, by the folders that they are published into."""
    public = {str(PurePosixPath(SITE, site.here.folder)): site for site in outputs.sites}
    return public if public_only else {WORKBOOK: outputs.workbook, **public}


def files_of(trees: Mapping[str, SiteTree], *endings: str) -> list[tuple[PurePosixPath, Artifact]]:
    """The files of sites with these endings, by their paths below the folder that the sites stand in."""
    return [
        (PurePosixPath(name) / file.path, file)
        for name, tree in trees.items()
        for file in tree.files
        if file.path.suffix in endings
    ]


def move_documents(documents: Path, folder: Path) -> None:
    """Moves documents and letters out of the folder that they were made in to where the sites stand."""
    for site in (SITE, WORKBOOK):
        for file in sorted(each for each in (documents / site).rglob("*") if each.is_file()):
            target = folder / file.relative_to(documents)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
    shutil.rmtree(documents, ignore_errors=True)


def _join(path: PurePosixPath, document: Joined, folder: Path, cache: Cache) -> tuple[Failure, ...]:
    """Joins the parts that were made; returns the failure, if there is one."""
    parts = [str(path.parent / part) for part in document.parts if (folder / path.parent / part).exists()]
    try:
        if parts:
            _put_together(document, str(path), parts, folder, cache)
            return ()
    except NotJoined as failure:
        return (Failure(path, f"the letters cannot be joined: {failure}"),)
    return (Failure(path),)


def _put_together(document: Joined, path: str, parts: Sequence[str], folder: Path, cache: Cache) -> None:
    made_of = [cache.index.key(part) or (folder / part).read_bytes() for part in parts]
    key = key_of(program_key(), document.title, document.language, *made_of)
    if cache.index.link(path, key, folder / path):
        return
    files, title, language = [folder / part for part in parts], document.title, document.language
    joined = find_or_make_pdf(cache.store, key, lambda: merge_apart(files, title=title, language=language))
    (folder / path).write_bytes(joined.data)
    cache.index.add(path, Entry(key, [key]))


def publish_files(trees: Mapping[str, SiteTree], folder: Path, epoch: int, store: Store) -> None:
    """Writes what needs no more than a moment: tables, calendars, entries for address books, data."""
    for path, file in files_of(trees, *AT_ONCE):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(file_bytes(file, epoch, store))


AT_ONCE = (".csv", ".xlsx", ".ics", ".vcf", ".json")
"""The endings of the files that are made at once."""


def file_bytes(file: Artifact, epoch: int, store: Store) -> bytes:
    """The bytes of a file that is made at once; a spreadsheet that was made before is taken from the store.

    `epoch` is the time that files carry, in seconds since 1970. Raises TypeError for content of another kind.
    """
    content = file.content.made if isinstance(file.content, Late) else file.content
    match content:
        case TextTable() if file.path.suffix == ".xlsx":
            key = xlsx_key(content, epoch)
            return store.find(key) or store.store(key, xlsx_bytes(content, epoch=epoch))
        case TextTable():
            return csv_text(content).encode()
        case Calendar():
            return calendar_text(content, epoch).encode()
        case BusinessCard():
            return vcard_text(content).encode()
        case str():
            return content.encode()
    raise TypeError(f"{file.path} is not made at once")
