"""The sheets for the wall as one document, in the first two languages of the site: a page or two for each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from jinja2 import Environment

from coalition_site.derive.public.gap_sheets import GapSheet, gap_sheets
from coalition_site.derive.public.view import PublicView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.model.site_contents import PublicFile
from coalition_site.problems import Position
from coalition_site.render.artifacts import Artifact
from coalition_site.render.pages import Download
from coalition_site.render.rendering import Rendering
from coalition_site.render.site_languages import SiteLanguage, site_languages

_MOST_LANGUAGES = 2


@dataclass(frozen=True, slots=True)
class OfferedSheets:
    """What pages say of the document: the `GapSheet.id` of those in it, where it stands from the tree, its languages.

    Without any sheet there is no document.
    """

    ids: frozenset[str]
    path: str
    languages: tuple[SiteLanguage, ...]

    def of(self, kind: str, slug: str) -> tuple[str, ...]:
        """The document where it has a sheet about this need; `kind` is `areas` or `groups`."""
        return (self.path,) if f"{kind}-{slug}" in self.ids else ()

    def download(self, words: Catalogue) -> Download:
        """What a page lists of it."""
        title, about = map(words.gettext, (PublicFile.GAP_SHEETS.title, PublicFile.GAP_SHEETS.about))
        return Download(PurePosixPath(self.path), title, about, self.languages)


def offered_sheets(view: PublicView, here: SiteLanguage, languages: Sequence[SiteLanguage]) -> OfferedSheets:
    """What the pages of a language say; `languages` are all of the site, where there are several."""
    ids = frozenset(sheet.id for sheet in gap_sheets(view))
    return OfferedSheets(ids, here.to_root + PublicFile.GAP_SHEETS.path, tuple(languages[:_MOST_LANGUAGES]))


def gap_sheets_document(views: Sequence[PublicView], spoken: Mapping[str, Environment]) -> Artifact | None:
    """The document, from the public views in the order of the site's languages; None without a need.

    `spoken` are the environments, by language.
    """
    view, *_ = wanted = views[:_MOST_LANGUAGES]
    languages = site_languages([each.coalition.language for each in wanted])
    every = [gap_sheets(each, language.folder) for each, language in zip(wanted, languages, strict=True)]
    if not every[0]:
        return None
    stations = [
        (
            sheets[0],
            tuple(_page(sheet, sheet is sheets[0], each, spoken) for sheet, each in zip(sheets, wanted, strict=True)),
        )
        for sheets in zip(*every, strict=True)
    ]
    content = Rendering(
        spoken[view.coalition.language], "print/gap_sheets.html", {"coalition": view.coalition, "stations": stations}
    )
    parts = {sheet.id: Position(f"content/areas/{sheet.about.id}.md") for sheet, _ in stations if sheet.about}
    return Artifact(PurePosixPath(PublicFile.GAP_SHEETS.path), content, "the gap sheets", parts=parts)


def _page(sheet: GapSheet, first: bool, view: PublicView, spoken: Mapping[str, Environment]) -> Rendering:
    coalition = view.coalition
    values = {"sheet": sheet, "first": first, "name": coalition.name, "community": coalition.community}
    return Rendering(spoken[coalition.language], "print/_gap_sheet.html", values)
