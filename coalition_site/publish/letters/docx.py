"""A letter as a Word document, to be read over, changed and sent by whoever signs it."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.shared import Length, Mm, Pt, RGBColor

from coalition_site.derive.letters.view import LetterKind
from coalition_site.publish.images.draw import word_picture
from coalition_site.publish.letters.docx_library import (
    describe_picture,
    heading_style,
    look_like_text,
    remove_paragraph,
    script_of,
    set_fonts,
    set_language,
    set_word_version,
)
from coalition_site.publish.letters.docx_sheets import add_sheet_beginning, add_sheet_end
from coalition_site.publish.letters.letterhead import Letterhead, empty
from coalition_site.publish.letters.word_text import WordText
from coalition_site.render.letters import Letter
from coalition_site.render.rich_text import Run

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

_PAPERS = {"letter": (Mm(215.9), Mm(279.4)), "a4": (Mm(210), Mm(297))}
_SIDE_MARGIN, _TOP_MARGIN, _BOTTOM_MARGIN = Mm(25), Mm(19), Mm(16)
_LOGO_BOX, _SIGNATURE_BOX = (Mm(42), Mm(16)), (Mm(60), Mm(14))
LARGE_PRINT_POINTS = 18
_FONT, _ARABIC_FONT, _FONT_SIZE = "Calibri", "Arial", Pt(10.5)
_SECTION_SPACE = 14
_HEADING_LEVELS = 6
_QUIET = RGBColor(0x6B, 0x6B, 0x6B)
_WORD_OF_TODAY = "15"
# Characters of a property of the document; Word takes no more.
_LONGEST_PROPERTY = 255
_BROKEN_PICTURE = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)


def letter_docx(letter: Letter, images: Mapping[str, Path], letterhead: Letterhead | None, epoch: int) -> bytes:
    """The letter as a .docx; the same letter gives the same bytes.

    `images` are files by name. With a letterhead its page, styles, headers and footers are used as they are and the
    return address is left to it. `epoch` is the time of creation written into the file, in seconds since 1970.
    """
    data = letterhead.data if letterhead else _plain_document(letter.view.paper)
    document = Document(io.BytesIO(data))
    _set_language(document, letter)
    _set_properties(document, letter, epoch)
    size = LARGE_PRINT_POINTS if letter.view.large else 0
    text = WordText(document, letter.direction == "rtl", size=size)
    if letter.draft:
        _mark_as_draft(text, letter.view.texts.draft)
    _add_letter(text, letter, images, with_head=letterhead is None)
    for further in letter.also:
        text.page_break()
        text = WordText(document, further.direction == "rtl", further.view.language, size)
        _add_letter(text, further, images, with_head=letterhead is None)
    out = io.BytesIO()
    document.save(out)
    return with_fixed_times(out.getvalue())


def _add_letter(text: WordText, letter: Letter, images: Mapping[str, Path], *, with_head: bool) -> None:
    """The letter in one language, from its head to the name below it."""
    if with_head and letter.view.kind is not LetterKind.CALL:
        _add_letterhead(text, letter, images)
    if letter.view.kind is LetterKind.LETTER:
        _add_beginning(text, letter)
    else:
        add_sheet_beginning(text, letter)
    for block in letter.blocks:
        text.block(block)
    if letter.view.kind is LetterKind.LETTER:
        _add_closing(text, letter, images)
    else:
        add_sheet_end(text, letter)


@lru_cache(maxsize=4)
def _plain_document(paper: str) -> bytes:
    """An empty document for letters on a paper, in fonts that people have."""
    document = Document()
    empty(document)
    styles = document.styles
    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()
    normal: Any = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    normal.font.size = _FONT_SIZE
    set_fonts(document, {"ascii": _FONT, "hAnsi": _FONT, "eastAsia": _FONT, "cs": _ARABIC_FONT})
    normal.paragraph_format.line_spacing = 1.1
    for level in range(1, _HEADING_LEVELS + 1):
        # The library's own headings are large and blue.
        look_like_text(heading_style(document, level))
    # The library's own document is of 2010, and Word would say so in its title bar.
    set_word_version(document, _WORD_OF_TODAY)
    section = document.sections[0]
    section.page_width, section.page_height = _PAPERS[paper]
    section.left_margin = section.right_margin = _SIDE_MARGIN
    section.top_margin, section.bottom_margin = _TOP_MARGIN, _BOTTOM_MARGIN
    section.header_distance = section.footer_distance = Mm(8)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_language(document: "WordDocument", letter: Letter) -> None:
    """Says the language of the text in the document's defaults, so that it is read aloud and checked in it."""
    language = letter.view.language
    set_language(document, script_of(language, right_to_left=letter.direction == "rtl"), language)


def _set_properties(document: "WordDocument", letter: Letter, epoch: int) -> None:
    properties = document.core_properties
    sender = letter.view.sender.name[:_LONGEST_PROPERTY]
    properties.title, properties.author = letter.subject[:_LONGEST_PROPERTY], sender
    properties.last_modified_by, properties.language = sender, letter.view.language
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None)
    properties.revision = 1


def _mark_as_draft(text: WordText, words: str) -> None:
    """A quiet mark at the right of every header that is printed, as on paper."""
    text = WordText(text.document, right_to_left=False)
    section = text.document.sections[0]
    headers = [section.header]
    if section.different_first_page_header_footer:
        headers.append(section.first_page_header)
    if text.document.settings.odd_and_even_pages_header_footer:
        headers.append(section.even_page_header)
    for header in headers:
        is_new = header.is_linked_to_previous
        mark = text.paragraph([Run(words)], after=0, where=header)
        mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        mark.runs[0].font.size, mark.runs[0].font.color.rgb = Pt(9), _QUIET
        if is_new:
            # A header begins with an empty paragraph, which would push the mark down.
            remove_paragraph(header.paragraphs[0])


def _add_letterhead(text: WordText, letter: Letter, images: Mapping[str, Path]) -> None:
    """The logo on the left and the return address on the right, as on paper, in whatever direction the letter runs."""
    view = letter.view
    text = WordText(text.document, right_to_left=False, language=text.language)
    lines = "\n".join((view.coalition, *view.return_address))
    logo = word_picture(images[view.logo]) if view.logo in images else None
    if logo is None:
        address = text.paragraph([Run(lines)], after=_SECTION_SPACE)
    else:
        section = text.document.sections[0]
        width = Length((section.page_width or 0) - 2 * _SIDE_MARGIN)
        table = text.document.add_table(1, 2)
        table.autofit = False
        for cell in table.row_cells(0):
            cell.width = Length(width // 2)
        first, second = table.row_cells(0)
        _add_picture(text, logo, view.coalition, _LOGO_BOX, where=first)
        address = text.paragraph([Run(lines)], after=_SECTION_SPACE, where=second)
        for cell in (first, second):
            # The empty one that each cell begins with.
            remove_paragraph(cell.paragraphs[0])
    address.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for run in address.runs:
        run.font.size, run.font.color.rgb = Pt(9), _QUIET


def _add_picture(
    text: WordText, picture: bytes, name: str, box: tuple[Length, Length], *, where: "BlockItemContainer | None" = None
) -> "Paragraph | None":
    """A picture no larger than its box; none where the picture cannot be read."""
    paragraph = text.paragraph((), after=_SECTION_SPACE if where else 2, where=where)
    try:
        shape: Any = paragraph.add_run().add_picture(io.BytesIO(picture))
    except _BROKEN_PICTURE:
        return None
    scale = min(box[0] / shape.width, box[1] / shape.height)
    shape.width, shape.height = Length(int(shape.width * scale)), Length(int(shape.height * scale))
    describe_picture(paragraph, name)
    return paragraph


def _add_beginning(text: WordText, letter: Letter) -> None:
    view = letter.view
    text.paragraph([letter.date], after=_SECTION_SPACE)
    lines = "\n".join(line for line in (view.member, view.organization, *view.address) if line)
    gap = [Run("\n"), Run(letter.address_gap, gap=True)] if letter.address_gap else []
    text.paragraph([Run(lines), *gap], after=_SECTION_SPACE)
    text.heading(letter.subject_runs, 1)
    text.paragraph(letter.salutation_runs)


def _add_closing(text: WordText, letter: Letter, images: Mapping[str, Path]) -> None:
    """The closing, the signature and the name, kept on one page."""
    sender = letter.view.sender
    closing = text.paragraph(letter.closing_runs)
    signature = word_picture(images[sender.signature]) if sender.signature in images else None
    signed = _add_picture(text, signature, sender.name, _SIGNATURE_BOX) if signature else None
    for paragraph in (closing, signed):
        if paragraph is not None:
            paragraph.paragraph_format.keep_with_next = True
    text.paragraph([Run("\n".join(line for line in (sender.name, sender.title, sender.organization) if line))], after=0)


_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o600 << 16


def with_fixed_times(data: bytes) -> bytes:
    """The same zip file with its entries in the order of their names, all of the first day that zip knows."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as given, ZipFile(out, "w") as written:
        for name in sorted(given.namelist()):
            entry = ZipInfo(name, _EARLIEST)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            written.writestr(entry, given.read(name), ZIP_DEFLATED)
    return out.getvalue()
