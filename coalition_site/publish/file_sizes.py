"""Says on pages how large the files are that they lead to, once these are made."""

import re
from pathlib import Path

_MARK = re.compile(r'<span data-size-of="([^"]+)"></span>')
_KILO = 1000


def state_sizes(site: Path) -> None:
    """Puts the size of a file where pages of a finished site have a mark with its path from the site's root.

    A mark reads `<span data-size-of="partners.pdf"></span>` and becomes `, 132 kB`, or nothing without the file.
    """
    for page in sorted(site.rglob("*.html")):
        written = page.read_text(encoding="utf-8")
        stated = _MARK.sub(lambda mark: _size(site / mark[1]), written)
        if stated != written:
            page.write_text(stated, encoding="utf-8", newline="\n")


def _size(file: Path) -> str:
    if not file.is_file():
        return ""
    size = file.stat().st_size
    if size < _KILO**2:
        return f", {max(round(size / _KILO), 1)} kB"
    return f", {size / _KILO**2:.1f} MB"
