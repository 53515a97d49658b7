"""What a build writes is said once: lists of downloads, pages and what is written follow from the same artifacts."""

from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath

from coalition_site.derive.team.assemble import team_view
from coalition_site.jobs.build import derive
from coalition_site.model.site_contents import TEAM_PLACES, PublicFile, PublicPage, TeamFile, TeamPage
from coalition_site.publish.leaks.texts import parts_of
from coalition_site.publish.outputs import AT_ONCE, trees_of
from coalition_site.render.artifacts import Artifact
from coalition_site.render.environment import html_environment
from coalition_site.render.outputs import Outputs, render_outputs
from coalition_site.render.pages import Offered, SiteTree
from coalition_site.render.rendering import Late
from coalition_site.render.workbook import render_workbook
from tests.support.building import PROJECT, TODAY, coalition_of, forest_city_pages
from tests.support.making import make_coalition

NEW = Artifact(PurePosixPath("phone-list.csv"), Late(lambda: "a text"), title="Phone list", about="Whom to call.")


@cache
def _outputs() -> Outputs:
    coalition = coalition_of(PROJECT)
    return render_outputs(derive(coalition, TODAY), coalition, None, with_pdf=True)


def _page(tree: SiteTree, place: TeamPage | PublicPage) -> str:
    return next(page.html for page in tree.pages if str(page.path) == place.path)


def test_every_place_of_a_file_has_one_file_and_every_place_of_a_page_one_page() -> None:
    outputs = _outputs()
    # Whoever has meetings with files of their own has no single one in coalition.yml; what changed is not asked here.
    for tree, files, pages in (
        (outputs.workbook, [*TeamFile], [each for each in TeamPage if each is not TeamPage.CHANGES]),
        (outputs.sites[0], [each for each in PublicFile if each is not PublicFile.MEETING], [*PublicPage]),
    ):
        paths = [str(file.path) for file in tree.files]
        assert [each.path for each in files if paths.count(each.path) != 1] == []
        made = [str(page.path) for page in tree.pages]
        assert [each.path for each in pages if made.count(each.path) != 1] == []


def test_every_file_with_a_title_is_on_the_page_of_downloads() -> None:
    outputs = _outputs()
    for tree, page in ((outputs.workbook, TeamPage.DOWNLOADS), (outputs.sites[0], PublicPage.DOWNLOADS)):
        html, titled = _page(tree, page), [file for file in tree.files if file.title]
        assert len(titled) > 3
        assert [str(file.path) for file in titled if f'href="{file.path}">{file.title}' not in html] == []


def test_every_file_that_needs_no_document_is_written_and_nothing_beside_these() -> None:
    trees = trees_of(_outputs())
    wanted = {str(PurePosixPath(name) / file.path) for name, tree in trees.items() for file in tree.files}
    written = {file.relative_to(forest_city_pages()).as_posix() for file in _files_on_disk()}
    assert {path for path in wanted if not path.endswith((".pdf", ".eml"))} == written


def _files_on_disk() -> list[Path]:
    folder = forest_city_pages()
    endings = (*AT_ONCE, ".docx", ".pdf", ".eml")
    return [
        file
        for site in ("site", "workbook")
        for file in (folder / site).rglob("*")
        if file.suffix in endings and "sent" not in file.relative_to(folder).parts
    ]


def test_the_leak_check_reads_every_kind_of_public_file() -> None:
    endings = {file.path.suffix for tree in _outputs().sites for file in tree.files} - {".pdf"}
    assert endings == {".csv", ".ics", ".json", ".vcf"}
    for ending in endings:
        said = b"".join(part.letters() for part in parts_of(f"a{ending}", b"Dana Reyes"))
        assert b"danareyes" in said.replace(b" ", b"").lower(), ending


def test_a_new_file_is_named_once() -> None:
    """It is listed, offered and left out by being among the files, with no other list to add it to."""
    view, environment = team_view(make_coalition(), TODAY), html_environment(None, "en")
    tree = render_workbook(
        view, environment, offered=Offered(files=(replace(NEW, path=PurePosixPath(TeamFile.MAP.path)),))
    )
    assert [file.title for file in tree.files] == ["Phone list"]
    assert "Phone list" in _page(tree, TeamPage.DOWNLOADS)
    lost = Offered(left_out=frozenset({TeamFile.MAP.path}), files=tree.files)
    without = render_workbook(view, environment, offered=lost)
    assert without.files == ()
    assert "Phone list" not in _page(without, TeamPage.DOWNLOADS)


def test_a_page_below_a_folder_offers_the_files_of_its_name() -> None:
    files = tuple(Artifact(PurePosixPath(path), NEW.content) for path in ("letters/a.docx", "letters/a.pdf", "b.csv"))
    assert Offered(files=files).by_name() == {"letters/a": ["letters/a.docx", "letters/a.pdf"]}


def test_places_of_the_team_follow_from_its_pages_and_files() -> None:
    assert {"coalition", "letters", "meeting-sheet", "worksheet-large"} <= TEAM_PLACES
    assert not {"index", "partners", "meetings", "downloads"} & TEAM_PLACES
