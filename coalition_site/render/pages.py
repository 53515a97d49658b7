"""Site trees: pages, navigation and assets, before any site builder has seen them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Literal, Protocol

from jinja2 import Environment

from coalition_site.derive.public.view import PublicCoalition
from coalition_site.derive.words.catalogue import N_
from coalition_site.model.image import SizedPicture
from coalition_site.model.localized import ForeignText
from coalition_site.model.site_contents import PublicPage, TeamPage, Titled
from coalition_site.render.artifacts import Artifact
from coalition_site.render.environment import words_in
from coalition_site.render.pictures import Pictures, ShownPictures
from coalition_site.render.rendering import Late, Rendering
from coalition_site.render.site_languages import SiteLanguage
from coalition_site.resources import fonts_folder

ASSETS = PurePosixPath("assets/coalition")
"""Where our own style sheets, scripts and fonts lie within a site."""


_KINDS = {"PDF": N_("PDF document"), "ICS": N_("Calendar file"), "CSV": N_("Table"), "JSON": N_("Data file")}

Asset = Path | bytes | Late[str] | SizedPicture
"""A file of a site: one that lies somewhere, one that is made (now, or when it is asked for), or a sized photograph."""


class HasHtml(Protocol):
    """Safe HTML, such as Markup, which may be made only when it is asked for."""

    def __html__(self) -> str:
        """The HTML."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: its `.md` path within the site, texts as they were written, and safe HTML or how to make it.

    `section` is the path of the navigation entry that the page belongs to, if it is no entry itself. `structured_data`
    is the page's subject for machines, as JSON-LD for a script element (render.structured_data), or empty.
    `title_language` is that of the title, where it is not the site's.
    """

    path: PurePosixPath
    title: str
    description: str
    content: str | Rendering
    section: PurePosixPath | None = None
    structured_data: str = ""
    title_language: str = ""

    @property
    def html(self) -> str:
        """The safe HTML, made now: a preview makes only the pages that are looked at."""
        return self.content if isinstance(self.content, str) else self.content.text()


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A page in the navigation, under the title it has there; or, with `children`, a section that begins at `path`."""

    title: str
    path: PurePosixPath
    children: tuple["NavigationEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a page lists: its path from the site's root, its title, what it is, and its languages if several."""

    path: PurePosixPath
    title: str
    about: str
    languages: tuple[SiteLanguage, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of file, as people call it: `PDF`, `CSV`."""
        return self.path.suffix.removeprefix(".").upper()

    @property
    def kind_said(self) -> str:
        """The kind of file in words, as a message of the catalogues."""
        return _KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class SiteTree:
    """A whole site.

    `assets` maps a path within the site to what its pages load; `files` stand beside these. `logo` is an image's path
    within the site, or empty, and `logo_file` where it lies now if browsers show it for the site. `site_url` is where a
    published site will stand, or empty. `words` are those of the theme, by name (`render.theme_words`), and `footer` is
    what the foot of every page says, by name. `card` is the SVG of the picture that stands beside links to the site, or
    empty. `color` is the main one, for the page that leans on no style sheet. A site in several `languages` is a tree
    for each: all have the same pages, and the first has the files that all share.
    """

    name: str
    description: str
    language: str
    audience: Literal["public", "team"]
    pages: tuple[SitePage, ...]
    navigation: tuple[NavigationEntry, ...]
    assets: Mapping[PurePosixPath, Asset] = field(default_factory=dict)
    files: tuple[Artifact, ...] = ()
    logo: str = ""
    logo_file: Path | None = None
    site_url: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    footer: Mapping[str, str] = field(default_factory=dict)
    card: str = ""
    color: str = ""
    languages: tuple[SiteLanguage, ...] = ()

    @property
    def here(self) -> SiteLanguage:
        """The language of this tree among those of the site."""
        return next(
            (language for language in self.languages if language.code == self.language), SiteLanguage(self.language, "")
        )


@dataclass(frozen=True, slots=True)
class Offered:
    """Which files a site can offer: PDFs and mail drafts only `with_pdf`, and none that could not be made.

    `left_out` are the paths of those, from the site's root, and `files` all that stand beside its pages.
    """

    with_pdf: bool = True
    left_out: frozenset[str] = frozenset()
    files: tuple[Artifact, ...] = ()

    def below(self, folder: str, files: Iterable[Artifact]) -> "Offered":
        """The same for a folder of the site with files of its own; paths are as they are from there."""
        before = f"{folder}/"
        seen = (path.removeprefix(before) if path.startswith(before) else f"../{path}" for path in self.left_out)
        return Offered(self.with_pdf, frozenset(seen) if folder else self.left_out, tuple(files))

    def has(self, path: str) -> bool:
        """Whether the file of a path from the site's root is there to be linked to."""
        return (self.with_pdf or not path.endswith((".pdf", ".eml"))) and path not in self.left_out

    def there(self) -> tuple[Artifact, ...]:
        """Those of the files that are there."""
        return tuple(file for file in self.files if self.has(str(file.path)))

    def by_name(self) -> dict[str, list[str]]:
        """The paths of the files below folders, by their paths without ending."""
        named: dict[str, list[str]] = {}
        for file in self.files:
            if file.path.parent.name:
                named.setdefault(str(file.path.with_suffix("")), []).append(str(file.path))
        return named

    def downloads(self, order: Iterable[Titled]) -> tuple[Download, ...]:
        """What pages list: the files with a title that are there, in the order of their places."""
        listed = {str(file.path): Download(file.path, file.title, file.about) for file in self.there() if file.title}
        return tuple(listed[place.path] for place in order if place.path in listed)


ALL_OFFERED = Offered()


@dataclass(frozen=True)
class PageMaker:
    """Renders the `templates` of one site.

    Each gets `common`, `root`, the way up to the site's root, `shared`, the way to where images and scripts stand for
    all languages of the site, `made`, the files of those that the page offers that are there, and `with_pdf`, whether
    all of them are and documents are made at all. Where a site has several languages (`around` is the template that
    says what is not translated), that template includes the page's own.
    """

    environment: Environment
    templates: str
    coalition: PublicCoalition
    common: Mapping[str, object] = field(default_factory=dict)
    offered: Offered = ALL_OFFERED
    to_shared: str = ""
    around: str = ""

    @cached_property
    def beside(self) -> Mapping[str, Sequence[str]]:
        """The files that have the name of a page in a folder, which the page offers, by their paths without ending."""
        return self.offered.by_name()

    def at(self, place: TeamPage | PublicPage, *, title: str = "", about: str = "", **more: Any) -> SitePage:
        """The page of a place of its own, by the template of that name; `more` is as in `page`.

        `title` and `about` are what is said of it where that is not what the place says of itself.
        """
        words, about_us = words_in(self.environment), self.coalition
        said = about or words.gettext(place.about, name=about_us.name, community=about_us.community)
        template = f"{self.templates}/{place.name.lower()}.html"
        return self.page(place.path, template, title or words.gettext(place.title), said, **more)

    def entry(self, place: TeamPage | PublicPage, *children: NavigationEntry) -> NavigationEntry:
        """A place in the navigation."""
        title = words_in(self.environment).gettext(place.title)
        return NavigationEntry(title, PurePosixPath(place.path), children)

    def section(self, title: str, written: Sequence[NavigationEntry]) -> tuple[NavigationEntry, ...]:
        """A part of the navigation that begins with the first of its pages; nothing without any."""
        return (NavigationEntry(title, written[0].path, tuple(written)),) if written else ()

    def page(  # noqa: PLR0913  what one page is made of
        self,
        path: str,
        template: str,
        title: str,
        description: str,
        /,
        *,
        section: str = "",
        structured_data: str = "",
        offers: Collection[str] = (),
        **values: Any,
    ) -> SitePage:
        """One page; `values` are what its template needs besides.

        The page depends on all of them: one about a single thing is not given a whole view, or any edit would make it
        again.
        `offers` are the documents and letters that it links to besides those of its own name, by their paths from the
        site's root: a page depends on whether these could be made, and on no others.
        """
        where = PurePosixPath(path)
        offers = {*offers, *self.beside.get(str(where.with_suffix("")), ())}
        made = frozenset(filter(self.offered.has, offers))
        root = "../" * (len(where.parts) - 1)
        given = {
            **self.common,
            "root": root,
            "shared": root + self.to_shared,
            "title": title,
            "made": made,
            "with_pdf": self.offered.with_pdf and len(made) == len(offers),
            **values,
        }
        if self.around:
            given["page_template"] = template
        content = Rendering(self.environment, self.around or template, given)
        of_section = PurePosixPath(section) if section else None
        title_language = title.language if isinstance(title, ForeignText) else ""
        return SitePage(where, title, description, content, of_section, structured_data, title_language)


def rendered(environment: Environment, template: str, **values: str) -> bytes:
    """A file of a site that is a template and no page: a script, a style sheet, an icon."""
    return environment.get_template(template).render(**values).encode()


def font_assets() -> dict[PurePosixPath, Path | bytes]:
    """The fonts of the pages, with their licenses."""
    files = [*sorted((fonts_folder() / "pages").glob("*.woff2")), *sorted(fonts_folder().glob("OFL-*.txt"))]
    return {ASSETS / "fonts" / file.name: file for file in files}


def image_assets(names: Iterable[str], images: Mapping[str, Path]) -> dict[PurePosixPath, Path | bytes]:
    """The images that pages show, below `images/`; `images` says where each one lies."""
    return {PurePosixPath("images") / name: images[name] for name in sorted(set(names)) if name in images}


def with_pictures(site: SiteTree, trees: Iterable[SiteTree], pictures: Pictures) -> SiteTree:
    """The site with the files of all pictures that pages of these trees, its languages, were given to show."""
    pages = (page.content for tree in trees for page in tree.pages if isinstance(page.content, Rendering))
    shown = (content.values.get("pictures") for content in pages)
    files = pictures.site_files(each for each in shown if isinstance(each, ShownPictures))
    return replace(site, assets={**site.assets, **files})


def one_sentence(*texts: str, limit: int = 160) -> str:
    """The first text that is not empty, cut at a word to what a search engine shows."""
    text = " ".join(next((text for text in texts if text.strip()), "").split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
