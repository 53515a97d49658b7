"""Who may not edit, and what nobody may ask: all of it is refused, and nothing is written."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_site.forms.application import ENDPOINTS
from coalition_site.forms.form_kinds import FORMS
from coalition_site.forms.records import RecordKind
from coalition_site.publish.output.folder import AlreadyOpen, only_one
from tests.support.building import PROJECT, small_project
from tests.support.editing import Editing, editing

PARTNER = "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n---\nGives.\n"
PATH = "content/partners/elm-fund.md"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    project = small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER})
    (tmp_path / "secret.md").write_text(PARTNER, encoding="utf-8")
    with editing(project) as desk:
        yield desk


def files(desk: Editing) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in desk.project.parent.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"},
    ],
)
def test_no_form_of_another_page_is_taken(headers: dict[str, str], desk: Editing) -> None:
    before, form = files(desk), desk.form("edit/partner/elm-fund", name__en="Taken over")
    assert desk.post("edit/partner/elm-fund", form, **headers).status_code == 403
    assert files(desk) == before


@pytest.mark.parametrize("token", ["", "x", "é" * 9, "0" * 22])
def test_no_form_without_its_token_is_taken(token: str, desk: Editing) -> None:
    before, form = files(desk), desk.form("edit/partner/elm-fund", name__en="Taken over")
    for path in ("edit/partner/elm-fund", "edit/partner/elm-fund/remove", "edit/undo", "edit/letters"):
        assert desk.post(path, form | {"form_token": token}).status_code == 403
    assert files(desk) == before


def test_nobody_without_the_cookie_is_answered(desk: Editing) -> None:
    before, form = files(desk), desk.form("edit/partner/elm-fund", name__en="Taken over")
    desk.client.delete_cookie("coalition", path=f"/{desk.gate.place}/", domain="127.0.0.1")
    for answer in (
        desk.get("edit/"),
        desk.get("edit/partner/elm-fund"),
        desk.post("edit/partner/elm-fund", form),
        desk.post("edit/partner/elm-fund?key=" + desk.gate.key, form),
    ):
        assert answer.status_code == 403
        assert "Elm" not in answer.text
    assert files(desk) == before


@pytest.mark.parametrize(
    "path",
    [
        "edit/partner/..%2f..%2fsecret",
        "edit/partner/../../../secret",
        "edit/partner/%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret",
        "edit/partner/elm-fund%00",
        "edit/partner/elm-fund.md",
        "edit/partner/ELM-FUND",
        "edit/partner/" + "a" * 9000,
        "edit/partner/",
        "edit/letter/..%2f..%2fcoalition",
        "edit/page/nobody",
        "edit/invite/-1",
        "edit/invite/²",
        "edit/invite/999999999999999999999",
        "edit/-/../application.py",
        "edit/-/application.py",
        "edit/draft/site/../../content/coalition.yml",
        "edit/draft/content/coalition.yml",
        "edit/nothing",
        "edit/partners/former-ish",
    ],
)
def test_nothing_is_found_that_is_no_record(path: str, desk: Editing) -> None:
    before = files(desk)
    assert desk.get(path).status_code in {302, 404}
    assert "schema_version" not in desk.get(path).text
    form = desk.form("edit/partner/elm-fund", name__en="Taken over")
    assert desk.post(path, form).status_code in {302, 404, 405, 422}
    assert files(desk) == before


@pytest.mark.parametrize(
    "base", ["[]", "{", '{"a": 1}', '{"a": null}', "[" * 5000, '{"a":' * 50 + '"b"' + "}" * 50, "NaN"]
)
def test_what_is_no_value_of_a_form_is_refused(base: str, desk: Editing) -> None:
    before, form = files(desk), desk.form("edit/partner/elm-fund", name__en="Taken over")
    assert desk.post("edit/partner/elm-fund", form | {"base": base}).status_code == 400
    assert files(desk) == before


def test_what_no_field_asks_for_is_not_written(desk: Editing) -> None:
    more = {"id": "other", "schema_version": "2", "team.people.x.name": "A", "team.people.0.role": "B", "../x": "C"}
    assert desk.post("edit/partner/elm-fund", desk.form("edit/partner/elm-fund") | more).status_code == 303
    assert desk.text(PATH) == PARTNER


def test_a_form_that_is_too_large_is_refused(desk: Editing) -> None:
    before, form = files(desk), desk.form("edit/partner/elm-fund")
    assert desk.post("edit/partner/elm-fund", form | {f"x.{n}": "y" for n in range(6000)}).status_code == 413
    assert desk.post("edit/partner/elm-fund", form | {"body": "y" * 3_000_000}).status_code == 413
    assert files(desk) == before


def test_a_link_is_not_written_through(desk: Editing) -> None:
    form = desk.form("edit/partner/elm-fund", name__en="Taken over")
    (desk.project / PATH).unlink()
    (desk.project / PATH).symlink_to(desk.project.parent / "secret.md")
    before = files(desk)
    assert desk.post("edit/partner/elm-fund", form).status_code in {409, 422}
    assert files(desk) == before


def test_a_second_person_is_told_who_has_it_open(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER})
    with only_one(project / "build"):
        command = [sys.executable, "-m", "coalition_site", "edit", "--no-browser", "--port", "0", "--project"]
        done = subprocess.run([*command, str(project)], capture_output=True, text=True, cwd=PROJECT, check=False)
        assert done.returncode == 1
        assert "is being edited already, by " in done.stderr
        assert ", since " in done.stderr
        with pytest.raises(AlreadyOpen), only_one(project / "build"):
            pass
    with only_one(project / "build"):
        pass


NOTHING = ("new", "nothing-here", "999999", "elm-fund.xx")
READING = {"check", "draw"}
"""What forms ask while somebody types: it writes nothing, whatever they name."""


def addresses_of_nothing() -> list[tuple[str, str]]:
    """Every address of the editor that takes a form for one record, with records that are not there."""
    kinds = {True: tuple(RecordKind), False: ("",)}
    return sorted(
        {
            (endpoint.view.__name__, re.sub(r"<[^>]*>", name, endpoint.address.replace("<kind>", kind)))
            for endpoint in ENDPOINTS
            if endpoint.method == "POST" and "<" in endpoint.address
            for kind in kinds["<kind>" in endpoint.address]
            for name in NOTHING
        }
    )


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    """An editor of a project with a record of each kind, for tests that change nothing."""
    folder = tmp_path_factory.mktemp("unchanged")
    records = {
        "partners/elm-fund.md": PARTNER,
        "invites.yml": "- member: Ada Moreno\n  partner: elm-fund\n  sender: jo\n  status: drafted\n",
        "letters/own.md": "---\nsubject: Come\n---\nCome.\n",
        "pages/about.md": "---\ntitle: About\naudience: public\n---\nUs.\n",
        "areas/broadband.md": "---\nfigure: Half\n---\nHomes.\n",
        "meetings/2027-01-14-first.md": "---\ntitle: First\naudience: public\n---\nSupper.\n",
    }
    with editing(small_project(folder / "project", records)) as desk:
        yield desk


def test_every_form_that_can_be_removed_is_among_the_addresses_of_nothing() -> None:
    removable = {path.partition("/")[2].partition("/")[0] for name, path in addresses_of_nothing() if name == "remove"}
    assert removable == {kind.record for form, kind in FORMS.items() if "/" not in form} - {"needs", "vocabulary"}


@pytest.mark.parametrize(("endpoint", "path"), addresses_of_nothing())
def test_what_names_nothing_is_refused_and_changes_nothing(endpoint: str, path: str, unchanged: Editing) -> None:
    before = files(unchanged)
    answer = unchanged.post(f"edit{path}", {"new": "elm-bank", "version": "0" * 40})
    if endpoint in READING:
        assert answer.status_code in {200, 404}
    elif endpoint != "save":
        assert answer.status_code == 404
    elif not path.endswith("/new"):
        # What somebody removed meanwhile is shown again with what was typed.
        assert answer.status_code in {404, 422}
    assert files(unchanged) == before
