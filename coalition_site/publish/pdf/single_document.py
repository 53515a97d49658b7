"""One document as bytes, for what is kept elsewhere than in the output folder."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from coalition_site.model.print_font import PrintFont
from coalition_site.problems import Refused
from coalition_site.publish.images.metadata import copy_images
from coalition_site.publish.images.sizes import write_pictures
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, make_pdfs
from coalition_site.render.artifacts import Artifact
from coalition_site.render.documents import printed_pictures
from coalition_site.render.pictures import NO_IMAGES, Pictures


def document_bytes(
    document: Artifact,
    images: Mapping[str, Path],
    epoch: int,
    fonts: tuple[PrintFont, ...] = (),
    pictures: Pictures = NO_IMAGES,
) -> bytes:
    """The PDF of a document, made with the checked images in a folder of its own that is gone afterwards.

    `images` are logos and signatures, `pictures` what its texts may show.

    Raises Refused, and Unavailable where this machine cannot make PDFs.
    """
    with TemporaryDirectory(prefix="coalition-") as name:
        folder = Path(name)
        whole = copy_images(images, folder / "pictures")
        of_texts = folder / "pictures-of-texts"
        write_pictures(printed_pictures([document], pictures), of_texts)
        path = PurePosixPath("made") / document.path.name
        job = PdfJob(path, document.html, document.source, document.forms)
        options = PdfOptions(fonts=fonts, named_by_digest=(of_texts,))
        (result,) = make_pdfs([job], folder=folder, asset_roots=[whole], epoch=epoch, options=options)
        if result.problems:
            raise Refused("\n".join(result.problems))
        return (folder / job.path).read_bytes()
