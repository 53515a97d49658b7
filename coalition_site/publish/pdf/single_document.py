"""One document as bytes, for what is kept elsewhere than in the output folder."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from coalition_site.model.print_font import PrintFont
from coalition_site.publish.images.metadata import copy_images
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, make_pdfs
from coalition_site.render.documents import PrintDocument


class DocumentFailed(Exception):
    """The document could not be made from this content; the text says why."""


def document_bytes(
    document: PrintDocument, images: Mapping[str, Path], epoch: int, fonts: tuple[PrintFont, ...] = ()
) -> bytes:
    """The PDF of a document, made with the checked images in a folder of its own that is gone afterwards.

    Raises DocumentFailed, and PdfUnavailable where this machine cannot make PDFs.
    """
    with TemporaryDirectory(prefix="coalition-") as name:
        folder = Path(name)
        pictures = copy_images(images, folder / "pictures")
        path = PurePosixPath("made") / document.path.name
        job = PdfJob(path, document.html, document.source, document.forms)
        options = PdfOptions(fonts=fonts)
        (result,) = make_pdfs([job], folder=folder, asset_roots=[pictures], epoch=epoch, options=options)
        if result.problems:
            raise DocumentFailed("\n".join(result.problems))
        return (folder / job.path).read_bytes()
