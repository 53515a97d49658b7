"""Both sites of a coalition, built without documents: for tests of pages."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coalition_site.derive.letters.view import letter_views
from coalition_site.derive.public.view import public_views
from coalition_site.derive.team.assemble import team_view
from coalition_site.model.coalition import Coalition
from coalition_site.model.partner import Partner
from coalition_site.publish.outputs import publish_calendars, publish_cards
from coalition_site.publish.site.mkdocs import build_site
from coalition_site.publish.site.tree import write_site_tree
from coalition_site.render.calendar import follow_up_calendars
from coalition_site.render.environment import html_environment
from coalition_site.render.letters import compose, letter_article
from coalition_site.render.pages import Offered, SiteTree
from coalition_site.render.pictures import Pictures
from coalition_site.render.public_files import public_files
from coalition_site.render.public_site import render_public_site
from coalition_site.render.site_languages import site_languages
from coalition_site.render.workbook import LETTER_IMAGES, render_workbook
from coalition_site.resources import default_mkdocs_config
from tests.support.making import make_partner

TODAY = date(2026, 11, 23)
EPOCH = 1795392000


@dataclass(frozen=True)
class Sites:
    """Where both sites lie, below one folder."""

    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def workbook(self) -> Path:
        return self.folder / "workbook"


def trees_of(coalition: Coalition) -> dict[str, SiteTree]:
    """Both sites as rendered, the public one in each of its languages, by the name of their folder."""
    environment = html_environment(None, coalition.settings.of_workbook())
    letters = {
        view.slug: letter_article(compose(view), environment, images=LETTER_IMAGES) for view in letter_views(coalition)
    }
    team, without_pdf = team_view(coalition, TODAY), Offered(with_pdf=False)
    every = site_languages(coalition.settings.of_site())
    languages = every if len(every) > 1 else ()
    trees = {
        f"site/{language.folder}".rstrip("/"): render_public_site(
            public,
            html_environment(None, language.code),
            pictures=Pictures.of(coalition),
            offered=without_pdf,
            languages=languages,
        )
        for public, language in zip(public_views(coalition, TODAY), every, strict=True)
    }
    workbook = render_workbook(team, letters, environment, pictures=Pictures.of(coalition), offered=without_pdf)
    return trees | {"workbook": workbook}


def build_sites(coalition: Coalition, folder: Path) -> Sites:
    """Builds both sites below a folder; what was staged stays beside them."""
    for name, tree in trees_of(coalition).items():
        staged = folder / f"staged-{name.replace('/', '-')}"
        write_site_tree(tree, staged, default_mkdocs_config())
        pages = build_site(staged, folder / name, EPOCH)
        assert pages == len(tree.pages)
    for public, language in zip(
        public_views(coalition, TODAY), site_languages(coalition.settings.of_site()), strict=True
    ):
        files = public_files(public, html_environment(None, language.code), with_pdf=False)
        publish_calendars(files.calendars, folder / "site" / language.folder, EPOCH)
        publish_cards(files.cards, folder / "site" / language.folder)
    publish_calendars(follow_up_calendars(team_view(coalition, TODAY)), folder / "workbook", EPOCH)
    return Sites(folder)


def hostile_partner(text: str, number: int) -> Partner:
    """A partner in whose every text stands one text."""
    several = f"Before.\n\n{text}\n\nAfter."
    partner = make_partner(
        f"p{number}",
        name=" ".join(text.split()),
        works_on=["Housing stability"],
        initiatives=[" ".join(text.split())],
        role=several,
        listing={"consent": "2026-01-01", "how": several},
        outreach={"because": several},
        team={"notes": several, "people": [{"name": " ".join(text.split())}]},
    )
    return partner.model_copy(update={"profile": several})
