"""Writes letters for word processors and mail programs. Those that did not change are kept from build to build."""

import gc
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from coalition_site.publish.digests import Digests
from coalition_site.publish.finished_files import FinishedFiles
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
        self,
        images: Mapping[str, Path],
        letterhead: Path | None,
        epoch: int,
        kept: KeptFiles,
        files: FinishedFiles,
        to: Mapping[str, str],
    ) -> None:
        """`files` are those of the last build; `to` is where each mail draft goes, by the letter's file name."""
        self._images, self._letterhead, self._epoch, self._to = images, letterhead, epoch, to
        self._kept, self._files = kept, files
        pictures = (part for name, file in sorted(images.items()) for part in (name, file.read_bytes()))
        head = letterhead.read_bytes() if letterhead is not None else b""
        self._digests = Digests()
        self._shared = key_of("letters", program(), *map(version, _PACKAGES), str(epoch), head, *pictures)

    def write(self, late: LateLetter, output: Path, folder: str) -> str:
        """Writes a letter's .docx into a folder of the output, and its .eml where its PDF lies there.

        Returns why there is no .eml, if so. Raises LetterheadRefused for a letterhead that must not be used.
        """
        slug, of_letter = late.view.slug, self._digests.of(late.view)
        self._write(output, f"{folder}/{slug}.docx", lambda: self._docx(late.letter), "docx", of_letter)
        pdf = output / folder / f"{slug}.pdf"
        if not pdf.exists():
            return ""
        address = self._to[slug]
        attached = self._files.key(f"{folder}/{slug}.pdf") or pdf.read_bytes()
        make = partial(_eml, late, pdf, address)
        refused = self._write(output, f"{folder}/{slug}.eml", make, "eml", of_letter, attached, address)
        return f"the mail draft to {late.view.member} was not made: {refused}" if refused else ""

    def _write(self, output: Path, path: str, make: Callable[[], bytes], *parts: str | bytes) -> str:
        """Writes a file that is made of these parts. Returns why it cannot be made, if so."""
        key = key_of(self._shared, *parts)
        self._kept.hold(key)
        if self._files.link(path, key, output / path):
            return ""
        found = self._kept.find(key) or self._kept.store(key, make())
        if found.startswith(_REFUSED):
            return found.removeprefix(_REFUSED).decode()
        (output / path).write_bytes(found)
        self._files.made(path, key)
        return ""

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


def copy_sent(sent: Mapping[str, Path], folder: Path) -> None:
    """Copies letters as they were sent, by file name, into a folder that is made for them; none makes no folder."""
    for name, file in sorted(sent.items()):
        folder.mkdir(parents=True, exist_ok=True)
        copyfile(file, folder / name)


def _eml(late: LateLetter, pdf: Path, to: str) -> bytes:
    from coalition_site.publish.letter_mail import MailRefused, letter_eml  # noqa: PLC0415

    try:
        return letter_eml(late.letter, pdf.read_bytes(), to)
    except MailRefused as refusal:
        return _REFUSED + str(refusal).encode()
