"""Images without metadata, as they are published: what cameras, phones and drawing programs note stays behind."""

from collections.abc import Mapping
from pathlib import Path

from coalition_site.problems import Refused
from coalition_site.read.images.drawing import bare_drawing
from coalition_site.read.images.raster import DamagedImage
from coalition_site.read.images.raster_metadata import bare_picture


def copy_without_metadata(file: Path, target: Path) -> None:
    """Copies an image that was checked, without its metadata. Raises Refused if it is damaged by now."""
    target.write_bytes(bare_image(file))


def bare_image(file: Path) -> bytes:
    """The bytes of an image that was checked, without its metadata. Raises Refused if it is damaged by now."""
    try:
        return without_metadata(file.read_bytes(), file.suffix)
    except DamagedImage as error:
        raise Refused(f"images/{file.name} was right a moment ago and is not now: {error}") from error


def without_metadata(data: bytes, kind: str) -> bytes:
    """The bytes of an image without metadata; `kind` is `.svg`, `.png`, `.jpg` or `.webp`.

    Raises DamagedImage, also for a drawing that must not be published: RefusedDrawing.
    """
    return bare_drawing(data) if kind == ".svg" else bare_picture(data, kind)


def copy_images(images: Mapping[str, Path], folder: Path) -> Path:
    """Copies the images that were checked into a folder `images`, without metadata: documents can load nothing else."""
    target = folder / "images"
    target.mkdir(parents=True)
    for name, file in sorted(images.items()):
        copy_without_metadata(file, target / name)
    return folder
