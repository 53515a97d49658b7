"""Pictures in texts: each has words, and is an image of the content folder; letters have none."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from coalition_site.fixes import TextFix, Way, without_block
from coalition_site.model.content_files import CONTENT, LETTERS
from coalition_site.model.reading import nearest
from coalition_site.problems import Problem
from coalition_site.read.content import Content
from coalition_site.read.images.check import IMAGE_TYPES
from coalition_site.read.pictures import WrittenPicture, image_name, written_pictures
from coalition_site.read.values import Document

_WORDS = "Neighbors at a long table"
"""Words for a picture, as a hint shows them."""


def picture_problems(content: Content) -> Iterator[Problem]:
    """Every picture of a text that cannot be shown as it is written."""
    letters = {document.path for document in content.in_languages(LETTERS).values()}
    for document in content.documents.values():
        for picture in written_pictures(document):
            if document.path in letters:
                message = "letters print no pictures but the letterhead's, and this wording holds one"
                hint = "take it out, and put it on a page that the letter links to"
                way = Way((without_block(document.lines, picture.at.line),))
                yield Problem(picture.at, "picture-letter", message, hint, way)
                continue
            name = image_name(picture.address)
            yield from _without_words(picture, name, document)
            yield from _without_image(picture, name, content)


def _without_words(picture: WrittenPicture, name: str, document: Document) -> Iterator[Problem]:
    if picture.words and picture.words.casefold() != name.casefold():
        return
    message = "this picture has no words for those who cannot see it"
    if picture.words:
        message = f"{picture.words!r} is the name of the file, and says nothing to those who cannot see the picture"
    hint = f"write between the brackets what it shows: ![{_WORDS}]({name or 'table.jpg'})"
    at, begin = picture.at, picture.at.column + len("![")
    between = document.lines[at.line - 1][begin - 1 : picture.address_at.column - 1].rpartition("](")[0]
    yield Problem(at, "picture-words", message, hint, Way((TextFix(at.line, begin, between, _WORDS),)))


def _without_image(picture: WrittenPicture, name: str, content: Content) -> Iterator[Problem]:
    path = f"{CONTENT}/images/{name}"
    if name in content.images or any(problem.position.path == path for problem in content.problems):
        return
    there, last = sorted(content.images), PurePosixPath(name.replace("\\", "/")).name
    if last != name:
        meant = last if last in content.images else ""
        message = f"pictures come from content/images, and {picture.address[:60]!r} lies elsewhere"
        hint = f"write {meant} alone" if meant else "save it into content/images, and write its file name alone"
        yield Problem(picture.address_at, "picture-outside", message, hint, _fix(picture, meant))
        return
    near = nearest(name, there) or ""
    if near:
        hint = f"did you mean {near}?"
        yield Problem(picture.address_at, "image-missing", f"there is no image {name!r}", hint, _fix(picture, near))
    elif PurePosixPath(name).suffix not in IMAGE_TYPES:
        message = f"{name!r} is no picture that pages show: they end in {', '.join(IMAGE_TYPES)}"
        hint = "save it as one of these into content/images; to a document, write a link without the exclamation mark"
        yield Problem(picture.address_at, "image-type", message, hint)
    else:
        hint = "put the file into content/images, and write its name with its ending"
        yield Problem(picture.address_at, "image-missing", f"there is no image {name!r}", hint)


def _fix(picture: WrittenPicture, meant: str) -> TextFix | None:
    place = picture.address_at
    return TextFix(place.line, place.column, picture.address, meant) if meant else None
