"""Agendas on paper: accessible in each language, for everybody without and for the team with a sheet to sign in on."""

from dataclasses import replace
from pathlib import Path

import pytest

from coalition_site.derive.public.view import public_view
from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.words.catalogue import words_of
from coalition_site.publish.images.metadata import copy_images
from coalition_site.publish.pdf.make import PdfJob, make_pdfs
from coalition_site.render.artifacts import Artifact
from coalition_site.render.environment import html_environment
from coalition_site.render.meetings import SIGN_IN_ROWS, agenda_document
from coalition_site.render.pictures import NO_IMAGES
from coalition_site.render.public_files import public_files
from tests.support.building import PROJECT, TODAY, coalition_of
from tests.support.documents import ASSETS
from tests.support.gate import pdf_tags, pdf_text, pdf_ua_failures

FIRST = Path("meetings/2027-01-14-first-meeting.pdf")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The agendas of Forest City: for everybody in two languages, and those of the team."""
    folder, coalition = tmp_path_factory.mktemp("agendas"), coalition_of(PROJECT)
    documents: list[Artifact] = []
    for language in ("en", "es"):
        environment = html_environment(None, words_of(coalition, language))
        files = public_files(public_view(coalition, TODAY, language), environment)
        agendas = [each for each in files if each.path.match("meetings/*.pdf")]
        documents += [replace(each, path=language / each.path) for each in agendas]
    view = team_view(coalition, TODAY)
    environment = html_environment(None, words_of(coalition))
    documents += [
        agenda_document(each.notice, view.coalition, environment, NO_IMAGES, each.file, of_team=each.audience)
        for each in view.meetings
        if not each.is_over
    ]
    pictures = copy_images(coalition.images, folder / "pictures")
    jobs = [PdfJob(each.path, each.html, each.source) for each in documents]
    results = make_pdfs(jobs, folder=folder, asset_roots=[ASSETS, pictures], epoch=0)
    assert [each.problems for each in results] == [()] * len(jobs)
    return folder


def test_every_agenda_is_accessible(made: Path) -> None:
    files = sorted(made.rglob("*.pdf"))
    assert len(files) == 7
    assert {file.name: pdf_ua_failures(file) for file in files} == {file.name: [] for file in files}


def test_an_agenda_says_when_and_where_in_the_language_of_the_page(made: Path) -> None:
    english, spanish = (pdf_text(made / language / FIRST) for language in ("en", "es"))
    assert "Thursday, January 14, 2027" in english
    assert "5:30–7:30 PM" in english
    assert "Central Time" in english
    assert "40 Main Street" in english
    assert "Who is missing at this table" in english
    assert "jueves, 14 de enero de 2027" in spanish
    assert "hora central" in spanish
    assert "Quién falta en esta mesa" in spanish


def test_the_team_has_a_sheet_to_sign_in_on_and_everybody_an_agenda_alone(made: Path) -> None:
    team, public = (made / FIRST, made / "en" / FIRST)
    assert all(
        head in pdf_text(team) for head in ("Name", "Organization, if any", "How to reach you", "First time here?")
    )
    assert "How to reach you" not in pdf_text(public)
    tags = [tag for tag, _ in pdf_tags(team)]
    # A head for each column and each row, so that no cell is without one.
    assert tags.count("TH") == 5 + SIGN_IN_ROWS
    assert tags.count("TD") == 4 * SIGN_IN_ROWS


def test_only_what_is_the_teams_is_marked_as_internal(made: Path) -> None:
    internal = made / "meetings/2026-12-10-steering-circle.pdf"
    assert "Internal: for the team" in pdf_text(internal)
    assert "Internal" not in pdf_text(made / FIRST)
