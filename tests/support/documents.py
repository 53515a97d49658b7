"""Make documents for tests with few words."""

from pathlib import Path, PurePosixPath

from coalition_site.publish.pdf.make import PdfJob, PdfOptions, PdfResult, make_pdfs

FOLDER = Path(__file__).parent / "sample_document"
ASSETS = FOLDER / "assets"
SAMPLE = FOLDER / "sample.html"
SOURCE = "content/partners/example.md"


def whole_page(body: str, *, head: str = "", language: str = "en") -> str:
    """A page with title and language around a body."""
    return f'<!DOCTYPE html><html lang="{language}"><head><title>Example</title>{head}</head><body>{body}</body></html>'


def make_one(html: str, folder: Path, *, forms: bool = False, options: PdfOptions | None = None) -> PdfResult:
    """Make one document called `example.pdf`."""
    job = PdfJob(PurePosixPath("example.pdf"), html, SOURCE, forms=forms)
    (result,) = make_pdfs([job], folder=folder, asset_roots=[ASSETS], epoch=0, options=options or PdfOptions())
    return result
