"""The error for a foreign library whose undocumented behavior, on which a seam depends, is another than it was."""

from importlib.metadata import version


class LibraryChanged(Exception):
    """A library does otherwise than this program knows; the text names it with its version, and what to do."""

    def __init__(self, package: str, behavior: str) -> None:
        """`package` is the library's name in the package index; `behavior` goes on from it, as in “writes no tags”."""
        super().__init__(
            f"{package} {version(package)} {behavior}: install the version of {package} that requirements.lock names"
        )
