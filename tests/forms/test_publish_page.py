"""The page of the site: until when it is right, what publishing changes, and that no path comes from a request."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from coalition_site.forms.application import Editor
from coalition_site.forms.desk import Desk
from coalition_site.publish.web.marker import MARKER_FILE
from tests.support.building import TODAY, small_project, with_templates
from tests.support.command_line import coalition
from tests.support.editing import Editing, editing, words_of_page

ELM = """\
---
name: Elm Fund
type: Nonprofit
relationship: existing
listing:
  consent: 2026-01-02
  until: 2026-11-25
---
Gives.
"""
PATH, AFTER = "content/partners/elm.md", "2026-11-26"


@pytest.fixture(scope="module")
def built_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    town = small_project(tmp_path_factory.mktemp("built") / "town", {"partners/elm.md": ELM})
    with_templates(town / "build")
    _build(town, f"{TODAY}")
    return town


@pytest.fixture
def desk(built_town: Path, tmp_path: Path) -> Iterator[Editing]:
    with editing(shutil.copytree(built_town, tmp_path / "town")) as desk:
        yield desk


def _build(town: Path, day: str) -> None:
    done = coalition("build", "--no-pdf", "--quiet", "--today", day, folder=town)
    assert done.returncode == 0, done.stderr


def _published_once(desk: Editing) -> Path:
    web = desk.project.parent / "web"
    done = coalition("publish", "../web", "--yes", "--today", f"{TODAY}", folder=desk.project)
    assert done.returncode == 0, done.stderr
    return web


def _with_work(desk: Editing, **values: object) -> None:
    desk.desk.site_work = replace(desk.desk.site_work, **values)  # type: ignore[arg-type]


def _plan(desk: Editing) -> str:
    return desk.get("edit/site").text.partition('name="plan" value="')[2].partition('"')[0]


def _as_on(desk: Editing, day: str) -> None:
    """The editor was started before, and is still open on a day."""
    desk.day = date.fromisoformat(day)


def test_until_when_it_is_right_is_said_in_words(desk: Editing) -> None:
    page = words_of_page(desk.get("edit/site").text)
    assert "It was made on November 23, 2026. It is right until November 25, 2026." in page
    assert "Elm Fund is no longer named, as the consent has ended." in page


def test_a_day_that_passes_while_the_editor_is_open_counts(desk: Editing) -> None:
    _as_on(desk, AFTER)
    page = desk.get("edit/site").text
    assert "Days have passed since the site was made, and it is no longer right:" in words_of_page(page)
    assert 'action="' in page
    assert "site/make" in page
    assert 'name="plan"' not in page


def test_publishing_takes_away_what_vanished_and_nothing_that_was_not_shown(desk: Editing) -> None:
    web = _published_once(desk)
    assert "This very site is published already." in words_of_page(desk.get("edit/site").text)
    _build(desk.project, AFTER)
    _as_on(desk, AFTER)
    page = desk.get("edit/site").text
    assert "Vanishes Partners: Elm Fund" in words_of_page(page)
    plan = _plan(desk)
    (web / "theirs.txt").write_text("since", encoding="utf-8")
    answer = desk.post("edit/site", {"plan": plan})
    assert answer.status_code == 409
    assert "Something has changed since this page was shown." in words_of_page(answer.text)
    assert (web / "partners/elm.html").is_file()
    assert "theirs.txt" in words_of_page(answer.text)
    (web / "theirs.txt").unlink()
    assert desk.post("edit/site", {"plan": plan}).status_code == 303
    assert f"Published: {web}" in words_of_page(desk.get("edit/site").text)
    site = desk.project / "build/site"
    assert {file.relative_to(web) for file in web.rglob("*") if file.is_file()} == {
        Path(MARKER_FILE),
        *(file.relative_to(site) for file in site.rglob("*") if file.is_file()),
    }
    assert not (web / "partners/elm.html").exists()


def test_a_change_that_is_not_made_yet_is_not_published(desk: Editing) -> None:
    web = _published_once(desk)
    desk.fill("edit/partner/elm", body="Lends.")
    assert "Something was changed since the site was made." in words_of_page(desk.get("edit/site").text)
    before = (web / "index.html").read_bytes()
    assert desk.post("edit/site", {"plan": "x"}).status_code == 409
    assert desk.get("edit/site/site.zip").status_code == 303
    assert (web / "index.html").read_bytes() == before


def test_the_button_asks_for_a_build_and_says_why_there_is_none(desk: Editing) -> None:
    _as_on(desk, AFTER)
    asked: list[str] = []
    _with_work(desk, make=lambda: asked.append("build"), is_making=lambda: bool(asked))
    assert desk.post("edit/site/make", {}).status_code == 303
    page = desk.get("edit/site").text
    assert "The site is being made" in words_of_page(page)
    assert "data-look-again" in page
    assert asked == ["build"]
    _with_work(desk, is_making=bool, failure=lambda: "Nothing was published: <b>")
    assert "Nothing was published: &lt;b&gt;" in desk.get("edit/site").text


def test_the_place_is_what_the_editor_was_started_with_and_never_what_a_request_says(desk: Editing) -> None:
    assert "does not know yet where the site goes" in words_of_page(desk.get("edit/site").text)
    other = desk.project.parent / "other"
    form = {"plan": "x", "to": str(other), "place": str(other), "path": str(other)}
    for address in ("edit/site", f"edit/site?to={other}"):
        assert desk.post(address, form).status_code == 409
        assert not other.exists()
    _with_work(desk, to=desk.project.parent / "named")
    assert desk.post("edit/site", form | {"plan": _plan(desk)}).status_code == 303
    assert (desk.project.parent / "named/index.html").is_file()
    assert not other.exists()


def test_a_form_of_another_run_publishes_nothing(desk: Editing) -> None:
    _with_work(desk, to=desk.project.parent / "web")
    assert desk.post("edit/site", {"plan": _plan(desk), "form_token": "stale"}).status_code == 403
    assert desk.post("edit/site", {"plan": _plan(desk)}, Origin="https://elsewhere.example").status_code == 403
    assert not (desk.project.parent / "web").exists()


def test_a_place_that_is_refused_is_said_and_stays(desk: Editing) -> None:
    _with_work(desk, to=desk.project / "content")
    answer = desk.get("edit/site")
    assert "It cannot be published" in words_of_page(answer.text)
    assert desk.post("edit/site", {"plan": _plan(desk)}).status_code == 409


def test_an_earlier_site_does_not_take_the_place_of_a_later_one(desk: Editing) -> None:
    web = _published_once(desk)
    marker = web / MARKER_FILE
    marker.write_text(marker.read_text(encoding="utf-8").replace(f"{TODAY}", AFTER), encoding="utf-8")
    page = desk.get("edit/site").text
    assert "A later site stands there" in words_of_page(page)
    assert 'name="plan"' not in page


def test_the_site_is_saved_as_one_file(desk: Editing) -> None:
    answer = desk.get("edit/site/site.zip")
    assert answer.content_type == "application/zip"
    assert "attachment" in answer.headers["Content-Disposition"]
    with ZipFile(io.BytesIO(answer.data)) as packed:
        site = desk.project / "build/site"
        files = {name: packed.read(name) for name in packed.namelist() if name != MARKER_FILE}
    assert files == {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_mistakes_and_a_missing_build_are_said(desk: Editing) -> None:
    shutil.rmtree(desk.project / "build/site")
    assert "The site was not made yet." in words_of_page(desk.get("edit/site").text)
    (desk.project / PATH).write_text(ELM.replace("Nonprofit", "Nonprophet"), encoding="utf-8")
    assert "The files have mistakes" in words_of_page(desk.get("edit/site").text)
    assert desk.post("edit/site", {"plan": "x"}).status_code == 303
    assert desk.get("edit/site/site.zip").status_code == 404


def test_the_way_to_the_page_stands_on_the_start_page_and_in_the_menu(desk: Editing) -> None:
    page = desk.get("edit/").text
    assert page.count(f'href="/{desk.gate.place}/edit/site"') == 2


def test_the_editor_is_told_when_it_is_started_where_the_site_goes(
    built_town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command hands on the place, and the day on which the page is asked for."""
    town = shutil.copytree(built_town, tmp_path / "town")
    seen: list[Desk] = []

    def of(desk: Desk) -> Editor:
        seen.append(desk)
        raise KeyboardInterrupt

    monkeypatch.setattr("coalition_site.forms.application.Editor", of)
    words = ["edit", "--no-browser", "--port", "0", "--today", f"{TODAY}", "--publish-to", "../web"]
    assert coalition(*words, folder=town).returncode == 0
    (desk,) = seen
    assert desk.site_work.to is not None
    assert desk.site_work.to.resolve() == tmp_path / "web"
    assert desk.session.today == TODAY
