"""Sources of outputs, declared: the modules and packages whose every change makes a kind of output stale.

PDFS.key()  # another after an edit of any module below `coalition_site.publish.pdf`

A module that is named here and moves is an error. One that is imported and not named is found by a test, which walks
the real imports.
"""

import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from coalition_site.publish.cache.key import key_of

_CODE = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Sources:
    """Our own modules, a package standing for all that it holds, and the packages of others, as they are installed."""

    own: tuple[str, ...]
    installed: tuple[str, ...]

    def modules(self) -> dict[str, Path]:
        """The file of each of our own modules, by the module's name. Raises LookupError for a name without one."""
        found = {name: file for each in self.own for name, file in _modules_of(each)}
        if not found:
            raise LookupError("no sources are declared")
        return found

    def key(self) -> str:
        """Key of all these sources, and of Python."""
        return _key(self)


def _modules_of(name: str) -> list[tuple[str, Path]]:
    """A module, or all modules of a package."""
    place = _CODE.joinpath(*name.split("."))
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    if not files or not files[0].is_file():
        raise LookupError(f"{name} is declared as a source, and there is no such module")
    return [(".".join(file.relative_to(_CODE).with_suffix("").parts).removesuffix(".__init__"), file) for file in files]


@cache
def _key(sources: Sources) -> str:
    own = (part for name, file in sorted(sources.modules().items()) for part in (name, file.read_bytes()))
    return key_of(sys.version, *map(_version, sources.installed), *own)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


PROGRAM = Sources(
    own=("coalition_site",),
    installed=(
        "anyascii",
        "babel",
        "idna",
        "jinja2",
        "lxml",
        "markdown-it-py",
        "markupsafe",
        "nh3",
        "pillow",
        "python-docx",
        "resvg-py",
        "segno",
        "xlsxwriter",
    ),
)
"""Pages, letters, tables, compiled templates and the texts of documents: anything of ours may be in them.

Making them again after an edit of whatever module takes a moment; laying documents out and asking MkDocs do not.
"""

PDFS = Sources(
    own=(
        "coalition_site.fixes",
        "coalition_site.library_changed",
        "coalition_site.model.image",
        "coalition_site.model.print_font",
        "coalition_site.problems",
        "coalition_site.publish.cache",
        "coalition_site.publish.images",
        "coalition_site.publish.output",
        "coalition_site.publish.pdf",
        "coalition_site.read.fonts",
        "coalition_site.read.images",
        "coalition_site.read.limited_process",
        "coalition_site.read.printable",
        "coalition_site.resources",
    ),
    installed=(
        "cssselect2",
        "fonttools",
        "pikepdf",
        "pillow",
        "pydyf",
        "pyphen",
        "resvg-py",
        "tinycss2",
        "tinyhtml5",
        "weasyprint",
    ),
)
"""PDFs, once their texts are known: laid out by `pdf.worker`, joined by `pdf.join.process`."""

PICTURES = Sources(
    own=(
        "coalition_site.fixes",
        "coalition_site.model.image",
        "coalition_site.problems",
        "coalition_site.publish.cache",
        "coalition_site.publish.images",
        "coalition_site.publish.output",
        "coalition_site.read.images",
        "coalition_site.resources",
    ),
    installed=("pillow",),
)
"""Photographs in the sizes that pages and documents show: made by `images.sizes`."""

SHELLS = Sources(
    # Sizes and directions are said in languages, so that anything of ours may be in them.
    own=("coalition_site",),
    installed=(
        "anyascii",
        "babel",
        "jinja2",
        "markdown",
        "markdown-it-py",
        "markupsafe",
        "mkdocs",
        "mkdocs-material",
        "nh3",
        "pillow",
        "pyyaml",
        "resvg-py",
        "segno",
    ),
)
"""What the theme puts around pages: made by `site.shell`."""
