"""Photographs in the sizes that pages and documents show, upright and without metadata, each made once.

What is made is kept by a digest of the image that it is made of. All sizes of one image come from one reading of it.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from threading import Lock

from coalition_site.model.image import SizedPicture
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.sources import PICTURES
from coalition_site.publish.cache.store import Store
from coalition_site.publish.images.metadata import bare_image, copy_without_metadata
from coalition_site.publish.images.pillow_pictures import resized

# One at a time: two processors are busy with documents, and the same picture is not made twice.
_MAKING = Lock()

Wanted = tuple[int, str]
"""A width in pixels and the kind of file, `.jpg` or `.webp`."""


def write_pictures(
    pictures: Mapping[PurePosixPath, Path | SizedPicture], folder: Path, store: Store | None = None
) -> None:
    """Writes pictures below a folder, which is made, by their paths: as they are or in a size.

    Those that are in the store are taken from there. Raises Refused for an image that is damaged by now.
    """
    folder.mkdir(parents=True, exist_ok=True)
    by_image: dict[tuple[Path, str], dict[PurePosixPath, Wanted]] = {}
    for path, picture in pictures.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(picture, Path):
            copy_without_metadata(picture, folder / path)
        else:
            by_image.setdefault((picture.file, picture.digest), {})[path] = (picture.width, path.suffix)
    for (file, digest), paths in by_image.items():
        made = _found_or_made(file, digest, paths.values(), store)
        for path, wanted in paths.items():
            (folder / path).write_bytes(made[wanted])


def sized(picture: SizedPicture, kind: str) -> bytes:
    """One picture, as a preview shows it; the last ones are remembered. Raises Refused."""
    return _made_for_preview(picture.file, picture.digest, picture.width, kind)


@lru_cache(maxsize=128)
def _made_for_preview(file: Path, _digest: str, width: int, kind: str) -> bytes:
    return _made(file, [(width, kind)])[width, kind]


def _found_or_made(file: Path, digest: str, wanted: Iterable[Wanted], store: Store | None) -> dict[Wanted, bytes]:
    if store is None:
        return _made(file, wanted)
    keys = {each: key_of("picture", PICTURES.key(), digest, str(each[0]), each[1]) for each in wanted}
    with _MAKING:
        found = {each: data for each, key in keys.items() if (data := store.find(key)) is not None}
        missing = _made(file, [key for key in keys if key not in found]) if len(found) < len(keys) else {}
        for each, data in missing.items():
            store.store(keys[each], data)
    return found | missing


def _made(file: Path, wanted: Iterable[Wanted]) -> dict[Wanted, bytes]:
    bare, sizes = bare_image(file), tuple(dict.fromkeys(wanted))
    # What Pillow cannot open, browsers and the PDF engine may: they get it as it is.
    return resized(bare, sizes) or dict.fromkeys(sizes, bare)
