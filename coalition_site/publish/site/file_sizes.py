"""Says on pages how large the files are that they lead to, once these are made."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from coalition_site.derive.words.file_sizes import file_size

_MARK = re.compile(r'(<span data-size-of="([^"]+)">)[^<]*(</span>)')


def has_sizes(html: str) -> bool:
    """Whether a page states the size of a file."""
    return _MARK.search(html) is not None


def state_sizes(site: Path, pages: Iterable[PurePosixPath], language: str, comma: str) -> None:
    """Puts the size of a file where pages, by their paths in a finished site, have a mark with its path there.

    In a mark `<span data-size-of="partners.pdf"></span>` then stands `, 132 kB`, with the comma and as the language
    writes sizes, or nothing without the file. A page that says something else than before becomes a file of its own,
    whatever other names the old one has.
    """

    def said(file: Path) -> str:
        return f"{comma}{file_size(file.stat().st_size, language)}" if file.is_file() else ""

    for page in (site / path for path in pages):
        written = page.read_text(encoding="utf-8")
        stated = _MARK.sub(lambda mark: f"{mark[1]}{said(site / mark[2])}{mark[3]}", written)
        if stated != written:
            page.unlink()
            page.write_text(stated, encoding="utf-8", newline="\n")
