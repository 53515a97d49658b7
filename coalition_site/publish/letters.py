"""Writes letters for word processors and mail programs. Those that did not change are kept from build to build."""

import gc
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_site.publish.digests import Digests
from coalition_site.publish.kept_files import KeptFiles
from coalition_site.publish.made_from import program
from coalition_site.publish.pdf_cache import key_of
from coalition_site.render.letters import LateLetter, Letter

if TYPE_CHECKING:
    from coalition_site.publish.letterhead import Letterhead

_PACKAGES = ("lxml", "markupsafe", "pillow", "python-docx", "resvg-py")
_REFUSED = b"\0"  # no message begins so


class LetterFiles:
    """Makes the files of letters. `letterhead` is a .docx to write into, `epoch` the time that Word files carry."""

    def __init__(
        self, images: Mapping[str, Path], letterhead: Path | None, epoch: int, kept: KeptFiles, to: Mapping[str, str]
    ) -> None:
        """`to` has the address that each letter's mail draft goes to, by the letter's file name."""
        self._images, self._letterhead, self._epoch, self._kept, self._to = images, letterhead, epoch, kept, to
        pictures = (part for name, file in sorted(images.items()) for part in (name, file.read_bytes()))
        head = letterhead.read_bytes() if letterhead is not None else b""
        self._digests = Digests()
        self._shared = key_of("letters", program(), *map(version, _PACKAGES), str(epoch), head, *pictures)

    def write(self, late: LateLetter, folder: Path) -> str:
        """Writes a letter's .docx, and its .eml where its PDF lies in the folder. Returns why there is no .eml, if so.

        Raises LetterheadRefused for a letterhead that must not be used.
        """
        slug, of_letter = late.view.slug, self._digests.of(late.view)
        document = self._once(lambda: self._docx(late.letter), "docx", of_letter)
        (folder / f"{slug}.docx").write_bytes(document)
        pdf = folder / f"{slug}.pdf"
        if not pdf.exists():
            return ""
        attached, address = pdf.read_bytes(), self._to[slug]
        mail = self._once(lambda: _eml(late.letter, attached, address), "eml", of_letter, attached, address)
        if mail.startswith(_REFUSED):
            return f"the mail draft to {late.view.member} was not made: {mail.removeprefix(_REFUSED).decode()}"
        (folder / f"{slug}.eml").write_bytes(mail)
        return ""

    def _once(self, make: Callable[[], bytes], *parts: str | bytes) -> bytes:
        key = key_of(self._shared, *parts)
        found = self._kept.find(key)
        return found if found is not None else self._kept.store(key, make())

    def _docx(self, letter: Letter) -> bytes:
        from coalition_site.publish.letter_docx import letter_docx  # noqa: PLC0415  read only when a letter is made

        document = letter_docx(letter, self._images, self._head, self._epoch)
        # The parts of a Word document know each other and go only when they are looked for: soon, since they are large.
        gc.collect(0)
        return document

    @cached_property
    def _head(self) -> "Letterhead | None":
        from coalition_site.publish.letterhead import read_letterhead  # noqa: PLC0415

        return read_letterhead(self._letterhead) if self._letterhead is not None else None


def _eml(letter: Letter, pdf: bytes, to: str) -> bytes:
    from coalition_site.publish.letter_mail import MailRefused, letter_eml  # noqa: PLC0415

    try:
        return letter_eml(letter, pdf, to)
    except MailRefused as refusal:
        return _REFUSED + str(refusal).encode()
