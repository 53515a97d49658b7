"""Writes letters for word processors and mail programs: those that are stale; the others are linked."""

import gc
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from shutil import copyfile
from typing import TYPE_CHECKING

from coalition_site.problems import Refused
from coalition_site.publish.cache.cache import Cache
from coalition_site.publish.cache.digests import Digests
from coalition_site.publish.cache.index import Entry
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.sources import PROGRAM
from coalition_site.publish.cache.store import Store
from coalition_site.publish.failures import Failure, failure_of
from coalition_site.render.artifacts import Artifact, Draft
from coalition_site.render.letters import LateLetter

if TYPE_CHECKING:
    from coalition_site.publish.letters.letterhead import Letterhead


def look_at_letterhead(file: Path | None, store: Store) -> None:
    """Refuses a letterhead that must not be used, whether a letter is due or not; one with a key there was looked at.

    Raises LetterheadRefused.
    """
    if file is None:
        return
    key = key_of("letterhead", PROGRAM.key(), file.read_bytes())
    if store.find(key) is None:
        from coalition_site.publish.letters.letterhead import read_letterhead  # read only where there is one

        read_letterhead(file)
        store.store(key, b"")


class LetterFiles:
    """Makes the files of letters. `letterhead` is a .docx to write into, `epoch` the time that Word files carry."""

    def __init__(
        self,
        images: Mapping[str, Path],
        letterhead: Path | None,
        epoch: int,
        cache: Cache,
    ) -> None:
        self._images, self._letterhead, self._epoch = images, letterhead, epoch
        self._store, self._index = cache.store, cache.index
        pictures = (part for name, file in sorted(images.items()) for part in (name, file.read_bytes()))
        head = letterhead.read_bytes() if letterhead is not None else b""
        self._digests = Digests()
        self._shared = key_of("letters", PROGRAM.key(), str(epoch), head, *pictures)

    def write(self, file: Artifact, output: Path, path: PurePosixPath) -> tuple[Failure, ...]:
        """Writes a letter's .docx or .eml at its path below the output; the letterhead was looked at before.

        Returns the failure where it is left out; an .eml without the PDF beside it, which it carries, has no cause of
        its own. Raises OSError where the system refused a file, and TypeError for a file that is no letter's.
        """
        parts: tuple[str | bytes, ...]
        places = (file.written,) if file.written is not None else ()
        match file.content:
            case LateLetter() as late:
                make, parts = partial(self._docx, late), ("docx", self._digests.of(late.view))
            case Draft(late, to):
                pdf = path.with_suffix(".pdf")
                if not (output / pdf).exists():
                    return (Failure(path, "", places),)
                attached = self._index.key(str(pdf)) or (output / pdf).read_bytes()
                make, parts = partial(_eml, late, output / pdf, to), ("eml", self._digests.of(late.view), attached, to)
            case _:
                raise TypeError(f"{path} is not a letter's file")
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        cause = self._write(output, str(path), make, *parts)
        return (Failure(path, cause, places),) if cause else ()

    def _write(self, output: Path, path: str, make: Callable[[], bytes], *parts: str | bytes) -> str:
        """Writes a file that is made of these parts. Returns why it cannot be made, if so."""
        key = key_of(self._shared, *parts)
        if self._index.link(path, key, output / path):
            return ""
        found = self._store.find(key)
        if found is None:
            try:
                found = make()
            except OSError:
                raise
            except Refused as refusal:
                return str(refusal)
            except Exception as error:  # noqa: BLE001  one letter's failure, whatever its content does
                return failure_of(error)
            self._store.store(key, found)
        (output / path).write_bytes(found)
        self._index.add(path, Entry(key, [key]))
        return ""

    def _docx(self, late: LateLetter) -> bytes:
        from coalition_site.publish.letters.docx import letter_docx  # read only when a letter is made

        document = letter_docx(late.letter, self._images, self._head, self._epoch)
        # The parts of a Word document know each other and go only when they are looked for: soon, since they are large.
        gc.collect(0)
        return document

    @cached_property
    def _head(self) -> "Letterhead | None":
        from coalition_site.publish.letters.letterhead import read_letterhead

        return read_letterhead(self._letterhead) if self._letterhead is not None else None


def copy_sent(sent: Mapping[str, Path], folder: Path) -> None:
    """Copies letters as they were sent, by file name, into a folder that is made for them; none makes no folder."""
    for name, file in sorted(sent.items()):
        folder.mkdir(parents=True, exist_ok=True)
        copyfile(file, folder / name)


def _eml(late: LateLetter, pdf: Path, to: str) -> bytes:
    from coalition_site.publish.letters.mail import letter_eml  # read only when a letter is made

    return letter_eml(late.letter, pdf.read_bytes(), to)
