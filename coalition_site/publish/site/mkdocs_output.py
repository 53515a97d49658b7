"""The sitemap that MkDocs writes, taken apart and put together again.

How it is spelled is documented nowhere, and this is the one place that depends on it. So each part is put
together again as soon as it is read: where that does not give the bytes that the library wrote, SiteFailed names the
library and its version. `tests/publish/site/test_mkdocs_contract.py` and `test_material_contract.py` say what is
expected of either.
"""

import gzip
import io
import re
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from coalition_site.publish.site.mkdocs import SiteFailed

SITEMAP, PACKED_SITEMAP = "sitemap.xml", "sitemap.xml.gz"
MKDOCS, MATERIAL = "mkdocs", "mkdocs-material"

_NAMES = {MKDOCS: "MkDocs", MATERIAL: "Material for MkDocs"}
# Behind it, set deeper, the same page in the site's other languages.
_ADDRESS = re.compile(r"\n    <url>.*?</url>(?:\n      <url>.*?</url>)*", re.DOTALL)
_ADDRESSES_END = "\n</urlset>"
_GZIP_TIME = slice(4, 8)  # RFC 1952, part 2.3
_FIRST_OF_A_FOLDER = ("index", "README")


def other_output(library: str, found: str) -> SiteFailed:
    """The error for what a library writes otherwise than it is read here; `found` says what that is."""
    advice = "install the versions that requirements.lock names"
    return SiteFailed(f"{_NAMES[library]} {version(library)} cannot be used: {found}; {advice}")


def taken(files: dict[str, Path], name: str, library: str) -> bytes:
    """One of the files that were built, taken out of them. Raises SiteFailed if the library did not write it."""
    try:
        return files.pop(name).read_bytes()
    except KeyError:
        raise other_output(library, f"it wrote no {name}") from None


def sitemap_parts(sitemap: str, pages: Iterable[PurePosixPath]) -> tuple[str, dict[str, str], str]:
    """What a sitemap says before, of each and after its pages, which are given by their paths.

    Raises SiteFailed if it is not laid out as we lay it out, or in another order.
    """
    addresses, names = _ADDRESS.findall(sitemap), _in_order(pages)
    before, _, after = sitemap.partition("".join(addresses) or sitemap)
    by_page = {name: address for name, address in zip(names, addresses, strict=False) if f"/{name}<" in address}
    if len(by_page) != len(names) or len(addresses) != len(names) or not after.startswith(_ADDRESSES_END):
        raise other_output(MKDOCS, f"{SITEMAP} is not laid out as expected")
    return before, by_page, after


def packed_sitemap(sitemap: bytes, time: int) -> bytes:
    """A sitemap's packed form; `time` is that of the file, in seconds since 1970."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, filename=SITEMAP, mode="wb", mtime=time) as packed:
        packed.write(sitemap)
    return out.getvalue()


def packing_time(sitemap: bytes, packed: bytes) -> int:
    """The time in a packed sitemap. Raises SiteFailed if it is not packed as we pack it."""
    time = int.from_bytes(packed[_GZIP_TIME], "little")
    if packed != packed_sitemap(sitemap, time):
        raise other_output(MKDOCS, f"{PACKED_SITEMAP} is not packed as expected")
    return time


def place(path: PurePosixPath) -> tuple[tuple[str, ...], bool, str]:
    """Where a page stands in it: in the order in which MkDocs walks through folders."""
    return path.parts[:-1], path.stem not in _FIRST_OF_A_FOLDER, path.name


def _in_order(pages: Iterable[PurePosixPath]) -> list[str]:
    return [path.with_suffix(".html").as_posix() for path in sorted(pages, key=place)]
