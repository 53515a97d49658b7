"""Writes a site as an ordinary docs folder that a site builder understands, with nothing of ours needed to build it."""

import re
import shutil
from collections.abc import Iterable
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

import yaml

from coalition_site.derive.words.direction import direction_of
from coalition_site.model.image import SizedPicture
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.sources import PROGRAM
from coalition_site.publish.cache.store import Store
from coalition_site.publish.images.draw import drawn_card, icon
from coalition_site.publish.images.sizes import write_pictures
from coalition_site.publish.site.mkdocs import theme_language
from coalition_site.publish.site.search import PageWords, index_line, index_script
from coalition_site.read.images.check import IMAGE_TYPES
from coalition_site.render.pages import ASSETS, NavigationEntry, SitePage, SiteTree
from coalition_site.render.rendering import Late
from coalition_site.render.search_page import index_path
from coalition_site.resources import templates_folder

CARD = ASSETS / "card.png"
"""Where a site's picture for links stands."""
ICON = ASSETS / "icon.png"
"""Where the logo stands as a square."""


class _Dumper(yaml.SafeDumper):
    """Writes texts of every kind as texts."""


_Dumper.add_multi_representer(str, yaml.SafeDumper.represent_str)


def _yaml(value: object) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False)


_PIECE = re.compile(r"(<[^>]*>)")
_KEEPS_SPACE = re.compile(r"<(/?)(?:pre|textarea)\b", re.IGNORECASE)


def write_site_tree(tree: SiteTree, folder: Path, config: Path, overrides: Path | None = None) -> None:
    """Stages a site in a folder: `docs/`, `theme/`, and an `mkdocs.yml` that inherits a copy of `config`.

    `mkdocs build -f folder/mkdocs.yml` then builds it into `folder/site`. `overrides` is a coalition's own templates
    folder; files in its `theme/` come before the packaged ones of the same name. Raises ValueError for a path that
    leaves the site.
    """
    docs = folder / "docs"
    docs.mkdir(parents=True)
    lines = []
    for page in tree.pages:
        content = inert(page.html)
        target_in(docs, page.path).write_text(_markdown(page, content), encoding="utf-8", newline="\n")
        lines.append(index_line(page, PageWords(content)))
    write_assets(tree, docs)
    target_in(docs, index_path(tree.language)).write_bytes(index_script(lines))
    shutil.copytree(templates_folder() / "theme", folder / "theme")
    _write_language(tree, folder / "theme")
    if overrides is not None and (overrides / "theme").is_dir():
        shutil.copytree(overrides / "theme", folder / "theme", dirs_exist_ok=True)
    shutil.copyfile(config, folder / "inherited.yml")
    (folder / "mkdocs.yml").write_text(_yaml(settings_of(tree)), encoding="utf-8", newline="\n")


def _write_language(tree: SiteTree, theme: Path) -> None:
    """What Material asks of a language that it does not speak, or not under this code: its name and its direction."""
    near = theme_language(tree.language)
    if near != tree.language:
        own = {"language": tree.language, "direction": direction_of(tree.language)}
        file = theme / "partials" / "languages" / f"{tree.language}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f'{{% import "partials/languages/{near}.html" as near %}}\n'
            f"{{% macro t(key) %}}{{{{ {own!r}[key] or near.t(key) }}}}{{% endmacro %}}\n",
            encoding="utf-8",
        )


def write_assets(tree: SiteTree, docs: Path, store: Store | None = None) -> None:
    """Writes a site's images, fonts and styles below a folder, with the pictures that are drawn for it.

    Those that were drawn before are taken from the store.
    """
    pictures: dict[PurePosixPath, Path | SizedPicture] = {}
    for path, asset in tree.assets.items():
        target = target_in(docs, path)
        if isinstance(asset, SizedPicture) or (isinstance(asset, Path) and asset.suffix in IMAGE_TYPES):
            pictures[path] = asset
        elif isinstance(asset, Path):
            shutil.copyfile(asset, target)
        else:
            target.write_bytes(asset_bytes(asset))
    write_pictures(pictures, docs, store)
    for path in (ICON, CARD):
        drawn = _stored_card(tree.card, store) if path == CARD and tree.card and store else drawn_asset(tree, path)
        if drawn is not None:
            target_in(docs, path).write_bytes(drawn)


def asset_bytes(asset: Path | bytes | Late[str]) -> bytes:
    """What an asset of a site holds."""
    match asset:
        case Path():
            return asset.read_bytes()
        case Late():
            return asset.made.encode()
    return asset


def _stored_card(card: str, store: Store) -> bytes:
    """The picture for links: drawing it takes a third of a second, for each language of a site."""
    key = key_of("card", PROGRAM.key(), card)
    return store.find(key) or store.store(key, drawn_card(card))


def drawn_asset(tree: SiteTree, path: PurePosixPath) -> bytes | None:
    """A picture that is drawn for a site, by its path; None for any other path, or where there is none.

    The icon of a site in several languages stands with what they share.
    """
    if path == ICON:
        return _icon_of(tree) if not tree.here.folder else None
    return drawn_card(tree.card) if path == CARD and tree.card else None


def _icon_of(tree: SiteTree) -> bytes | None:
    return icon(tree.logo_file) if tree.logo_file is not None else None


def target_in(docs: Path, path: PurePosixPath) -> Path:
    """Where a file of the site goes; its folder is made."""
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{path} lies outside the site")
    target = docs / path
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _markdown(page: SitePage, content: str) -> str:
    """A page as Markdown: front matter, then its inert HTML as one block that Markdown passes through.

    The title is HTML, as the builder takes it.
    """
    front = {"title": escape(page.title), "description": page.description}
    if page.section is not None:
        front["section"] = str(page.section)
    if page.structured_data:
        front["structured_data"] = page.structured_data
    if page.title_language:
        front["title_language"] = page.title_language
    written = _yaml(front)
    return f"---\n{written}---\n\n{as_block(content)}\n"


def as_block(html: str) -> str:
    """HTML as one block of a page's Markdown; it stands in the finished page as it is."""
    return f'<div class="page">\n{html}\n</div>'


def inert(html: str) -> str:
    """HTML in which Markdown finds nothing to do, and which means the same.

    Every line begins with a tag and none is blank: line breaks within texts become character references. So no text
    that people wrote can look like a fence, an indented block, a heading or an include, whatever extensions are on.
    """
    pieces: list[str] = []
    kept = 0
    for piece in _PIECE.split(html.strip()):
        if piece.startswith("<"):
            pieces.append(" ".join(piece.splitlines()).replace("\t", " "))
            if mark := _KEEPS_SPACE.match(piece):
                kept += -1 if mark[1] else 1
        elif piece.strip() or kept:
            pieces.append(piece.replace("\r", "").replace("\n", "&#10;").replace("\t", "&#9;"))
        elif piece:
            pieces.append("\n" if "\n" in piece else " ")
    return "".join(pieces)


def _navigation(entries: Iterable[NavigationEntry]) -> list[dict[str, object]]:
    return [{entry.title: _navigation(entry.children) if entry.children else str(entry.path)} for entry in entries]


def settings_of(tree: SiteTree) -> dict[str, object]:
    """What `mkdocs.yml` says of one site; all else is the inherited file's."""
    theme: dict[str, object] = {"custom_dir": "theme", "language": tree.language}
    if tree.logo:
        theme["logo"] = tree.logo
    if _icon_of(tree) is not None:
        theme["favicon"] = str(ICON)
    return {
        "INHERIT": "inherited.yml",
        "site_name": tree.name,
        "site_description": tree.description,
        **({"site_url": tree.site_url} if tree.site_url else {}),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": theme,
        "nav": _navigation(tree.navigation),
        "extra": {
            "audience": tree.audience,
            "words": dict(tree.words),
            "footer": dict(tree.footer),
            "color": tree.color,
            **({"card": str(CARD)} if tree.card else {}),
            **({"direction": "rtl"} if direction_of(tree.language) == "rtl" else {}),
            **(_in_several(tree) if tree.languages else {}),
        },
    }


def _in_several(tree: SiteTree) -> dict[str, object]:
    """What the theme is told of a site in several languages."""
    languages = _languages(tree)
    return {
        "languages": languages,
        "other_languages": [language for language in languages if not language["here"]],
        "shared": tree.here.to_root,
    }


def _languages(tree: SiteTree) -> list[dict[str, object]]:
    """The languages of a site as the theme shows them, with the way from here to each."""
    here = tree.here
    ways = [(language, here.way_to(language)) for language in tree.languages]
    return [
        {
            "code": each.code,
            "called": each.called,
            "direction": each.direction,
            "way": way,
            "address": urljoin(f"{tree.site_url.rstrip('/')}/", way) if tree.site_url else "",
            "here": each == here,
        }
        for each, way in ways
    ]
