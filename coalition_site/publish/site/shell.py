"""The theme's shell around pages: MkDocs renders it once for all pages that share it, and it is stored.

MkDocs builds a small site: every page of the navigation, and one page for all others of the same folder and section,
each with marks where title, description, address and content go. What comes out is cut at the marks, and `site.pages`
fills it in. Tests show that this gives the same bytes as plain MkDocs does for the whole site.
"""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from coalition_site.publish.cache.key import folder_key, key_of
from coalition_site.publish.cache.sources import SHELLS
from coalition_site.publish.cache.store import Store
from coalition_site.publish.site.mkdocs import build_site
from coalition_site.publish.site.mkdocs_output import (
    MATERIAL,
    MKDOCS,
    PACKED_SITEMAP,
    SITEMAP,
    other_output,
    packing_time,
    sitemap_parts,
    taken,
)
from coalition_site.publish.site.tree import settings_of, write_site_tree
from coalition_site.render.pages import NavigationEntry, SitePage, SiteTree
from coalition_site.resources import default_mkdocs_config, templates_folder

_STEM = "shell_page"  # no file of the content can have this name
_HOME = PurePosixPath("index.md")
_PARTS = "shell.json"
_OF_THEME = "assets/"


@dataclass(frozen=True, slots=True)
class SiteShell:
    """A site without its pages.

    `pages` maps a kind of page to pieces of HTML; every second piece is the name of a value to put in. `sitemap` has
    what it says of a page of each kind, cut in the same way, between `before` and `after`; `packed_at` is the time in
    its packed form. `files` are the theme's own, by path.
    """

    pages: dict[str, list[str]]
    before: str = ""
    after: str = ""
    sitemap: dict[str, list[str]] = field(default_factory=dict)
    packed_at: int = 0
    files: dict[str, bytes] = field(default_factory=dict)


def kinds_of(tree: SiteTree) -> dict[str, list[SitePage]]:
    """A site's pages by their kind: those of one kind differ only in name and texts."""
    listed = set(_listed(tree.navigation))
    kinds: dict[str, list[SitePage]] = {}
    for page in tree.pages:
        kind = str(page.path) if page.path in listed else _shared(page)
        kinds.setdefault(kind, []).append(page)
    return kinds


# The fields in which pages of one kind differ, or differ in ways that `_shared` names.
_OWN_FIELDS = {"path", "title", "description", "content", "structured_data"}
_SHARED_FIELDS = tuple(each.name for each in fields(SitePage) if each.name not in _OWN_FIELDS)


def _shared(page: SitePage) -> str:
    """What a page outside the navigation has in common with others; the fields that are not named here count too."""
    alike = [getattr(page, name) for name in _SHARED_FIELDS]
    return repr((page.path.parent, "with data" if page.structured_data else "", *alike))


def _listed(entries: Iterable[NavigationEntry]) -> Iterator[PurePosixPath]:
    for entry in entries:
        yield entry.path
        yield from _listed(entry.children)


def site_shell(
    tree: SiteTree, kinds: Mapping[str, list[SitePage]], scratch: Path, epoch: int, store: Store
) -> SiteShell:
    """The shell of a site with the packaged theme and configuration: the stored one, or one made now.

    `scratch` is where a folder may be made; it does not exist before, nor after. Raises SiteFailed if the builder
    refuses the site.
    """
    # Asked for with every page of a preview: as YAML it would take half of the time.
    settings = json.dumps(settings_of(tree))
    mark = sha256(settings.encode()).hexdigest()[:16]
    small = _small_site(tree, kinds, mark)
    key = key_of("shell", str(epoch), settings, _program(), *(str(page) for page in small.pages))
    found = store.find(key)
    if found is not None:
        return _unpacked(found)
    try:
        write_site_tree(small, scratch / "staged", default_mkdocs_config())
        build_site(scratch / "staged", scratch / "site", epoch)
        shell = _taken_apart(scratch, small, kinds, mark)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    store.store(key, _packed(shell))
    return shell


def _program() -> str:
    """Key of everything else that a shell is made of: the theme, and the programs."""
    return key_of(SHELLS.key(), default_mkdocs_config().read_bytes(), folder_key(templates_folder() / "theme"))


def _small_site(tree: SiteTree, kinds: Mapping[str, list[SitePage]], mark: str) -> SiteTree:
    """The site with one page of each kind, and without its assets."""
    pages = []
    for number, (kind, (page, *_)) in enumerate(kinds.items()):
        path = page.path if kind == str(page.path) else page.path.with_name(f"{_STEM}_{number}_{mark}.md")
        data = f"data{mark}" if page.structured_data else ""
        texts = replace(page, title=f"title{mark}", description=f"description{mark}", content=f"content{mark}")
        pages.append(replace(texts, path=path, structured_data=data))
    return replace(tree, pages=tuple(pages), assets={})


def _taken_apart(scratch: Path, small: SiteTree, kinds: Iterable[str], mark: str) -> SiteShell:
    """A shell from the small site as it was built; the n-th of its pages is of the n-th kind."""
    pages = dict(zip(kinds, small.pages, strict=True))
    site, docs = scratch / "site", scratch / "staged" / "docs"
    files = {
        file.relative_to(site).as_posix(): file
        for file in sorted(site.rglob("*"))
        if file.is_file() and not (docs / file.relative_to(site)).exists()
    }
    if small.here.folder:
        # In another language's folder pages use the theme's files of the site's root.
        files = {name: file for name, file in files.items() if not name.startswith(_OF_THEME)}
    cut = re.compile(f"(title|description|content|data|{_STEM}_[0-9]+_){mark}")
    shells = {kind: _cut_page(files, page, cut) for kind, page in pages.items()}
    paths = [page.path for page in small.pages]
    shell = SiteShell(pages=shells)
    if small.site_url and small.audience == "public" and not small.here.folder:
        text, packed = (taken(files, name, MKDOCS) for name in (SITEMAP, PACKED_SITEMAP))
        before, addresses, after = sitemap_parts(text.decode(), paths)
        by_kind = {kind: _cut(addresses[_built(page)], cut) for kind, page in pages.items()}
        time = packing_time(text, packed)
        shell = replace(shell, before=before, after=after, sitemap=by_kind, packed_at=time)
    return replace(shell, files={path: file.read_bytes() for path, file in files.items()})


def _built(page: SitePage) -> str:
    return page.path.with_suffix(".html").as_posix()


def _cut_page(files: dict[str, Path], page: SitePage, marks: re.Pattern[str]) -> list[str]:
    """A page as it was built, cut at its marks. Raises SiteFailed where one is missing.

    The home page bears the name of its site, and need not say a title of its own.
    """
    pieces = _cut(taken(files, _built(page), MKDOCS).decode(), marks)
    expected = {"description": True, "content": True, "title": page.path != _HOME, "data": bool(page.structured_data)}
    if missing := [name for name, is_expected in expected.items() if is_expected and name not in pieces[1::2]]:
        raise other_output(MATERIAL, f"a page lacks its {' and its '.join(missing)}")
    return pieces


def _cut(text: str, marks: re.Pattern[str]) -> list[str]:
    """A text cut at its marks; every second piece is the name of a value."""
    pieces = marks.split(text)
    return ["name" if number % 2 and piece.startswith(_STEM) else piece for number, piece in enumerate(pieces)]


def _packed(shell: SiteShell) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        parts = {each.name: getattr(shell, each.name) for each in fields(shell) if each.name != "files"}
        archive.writestr(zipfile.ZipInfo(_PARTS), json.dumps(parts))
        for path, data in shell.files.items():
            archive.writestr(zipfile.ZipInfo(f"files/{path}"), data)
    return out.getvalue()


def _unpacked(data: bytes) -> SiteShell:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = json.loads(archive.read(_PARTS))
        files = {name.removeprefix("files/"): archive.read(name) for name in archive.namelist() if name != _PARTS}
    return SiteShell(**parts, files=files)
