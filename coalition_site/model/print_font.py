"""A font that documents are set in beside the packaged ones."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PrintFont:
    """One font file, and the signs of the content that it was chosen for.

    `family` is what the file calls itself. `own` says that it lies in the content folder: nobody may trust it.
    """

    file: Path
    family: str
    signs: frozenset[str]
    own: bool


@dataclass(frozen=True, slots=True)
class SignsPrinted:
    """How documents print what the packaged fonts lack: with which fonts, and the signs that none of them has."""

    fonts: tuple[PrintFont, ...] = ()
    missing: frozenset[str] = frozenset()
