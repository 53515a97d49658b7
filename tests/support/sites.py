"""Both sites of a coalition, built without documents: for tests of pages."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coalition_site.jobs.build import derive
from coalition_site.model.coalition import Coalition
from coalition_site.model.partner import Partner
from coalition_site.publish import outputs as publishing
from coalition_site.publish.cache.store import Store
from coalition_site.publish.site.mkdocs import build_site
from coalition_site.publish.site.tree import write_site_tree
from coalition_site.render.environment import html_environment
from coalition_site.render.outputs import render_outputs
from coalition_site.render.pages import Offered, SiteTree
from coalition_site.render.pictures import Pictures
from coalition_site.render.public_site import render_public_site
from coalition_site.render.site_languages import site_languages
from coalition_site.render.workbook import render_workbook
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
    """Both sites as rendered, the public one in each of its languages, by the name of their folder.

    They offer no blank worksheets, whose sizes pages would state.
    """
    views, pictures = derive(coalition, TODAY), Pictures.of(coalition)
    outputs = render_outputs(views, coalition, None, with_pdf=False)
    every = site_languages(coalition.settings.of_site())
    public = {
        f"site/{language.folder}".rstrip("/"): render_public_site(
            view,
            html_environment(None, language.code),
            pictures=pictures,
            offered=Offered(with_pdf=False, files=tree.files),
            languages=every if len(every) > 1 else (),
        )
        for view, language, tree in zip(views.public, every, outputs.sites, strict=True)
    }
    environment = html_environment(None, coalition.settings.of_workbook())
    offered = Offered(with_pdf=False, files=outputs.workbook.files)
    return public | {"workbook": render_workbook(views.team, environment, pictures=pictures, offered=offered)}


def build_sites(coalition: Coalition, folder: Path) -> Sites:
    """Builds both sites below a folder; what was staged stays beside them."""
    trees = trees_of(coalition)
    for name, tree in trees.items():
        staged = folder / f"staged-{name.replace('/', '-')}"
        write_site_tree(tree, staged, default_mkdocs_config())
        pages = build_site(staged, folder / name, EPOCH)
        assert pages == len(tree.pages)
    publishing.publish_files(trees, folder, EPOCH, Store(folder / "store"))
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
