"""`coalition publish`: what is refused, what is said by name and until when it is right, and what stands there then."""

import json
import os
import shlex
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from zipfile import ZipFile

import pytest

from coalition_site.jobs.publish_site import last_place
from coalition_site.publish.web.finished_site import read_note
from coalition_site.publish.web.marker import MARKER_FILE
from tests.support.building import small_project, with_small_documents, with_templates
from tests.support.command_line import coalition
from tests.support.finished_sites import files_below, modes_below

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
OAK = "---\nname: Oak & Co\ntype: Business\nrelationship: existing\nlisting:\n  consent: 2026-12-01\n---\nMakes.\n"
MEETING = "---\ntitle: Supper\naudience: public\nstart: 2026-11-30 17:30\ntime_zone: America/Chicago\n---\nSoup.\n"
FILES = {"partners/elm.md": ELM, "partners/oak.md": OAK, "meetings/2026-11-30-supper.md": MEETING}
DAY, LAST, AFTER = "2026-11-23", "2026-11-25", "2026-11-26"


@pytest.fixture(scope="module")
def built_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town that was built on DAY."""
    town = small_project(tmp_path_factory.mktemp("built") / "town", FILES)
    with_templates(town / "build")
    _build(town)
    return town


@pytest.fixture
def town(built_town: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built_town, tmp_path / "town")


def _build(town: Path, day: str = DAY) -> None:
    done = coalition("build", "--no-pdf", "--quiet", "--today", day, folder=town)
    assert done.returncode == 0, done.stdout + done.stderr


def _publish(town: Path, *words: str, day: str = DAY, to: str = "../web") -> CompletedProcess[str]:
    return coalition("publish", to, "--today", day, *words, folder=town)


def _site(town: Path) -> dict[str, bytes]:
    site = town / "build" / "site"
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def _published(to: Path) -> dict[str, bytes]:
    files = {file.relative_to(to).as_posix(): file.read_bytes() for file in to.rglob("*") if file.is_file()}
    del files[MARKER_FILE]
    return files


def test_a_consent_that_ended_takes_page_document_and_card_away(town: Path) -> None:
    """The reproduction: copying over the folder, as the guide said, left them online."""
    web = town.parent / "web"
    assert _publish(town, "--yes").returncode == 0
    assert {"partners/elm.html", "partners/elm.vcf"} <= _published(web).keys()
    _build(town, AFTER)
    done = _publish(town, "--yes", day=AFTER)
    assert "Vanishes:\n  partner: Elm Fund\n" in done.stdout
    assert _published(web) == _site(town)
    assert not any("elm" in path.lower() for path in _published(web))


def test_what_appears_and_until_when_it_is_right_is_said_by_name(town: Path) -> None:
    said = _publish(town).stdout
    assert "Appears:\n  partner: Elm Fund\n  meeting: Supper\n" in said
    assert f"Right until {LAST}. Then build and publish again, for on the next day:\n  Elm Fund is no longer" in said
    assert "Nothing was published. To publish this, add --yes." in said
    assert not (town.parent / "web").exists()
    _build(town, AFTER)
    said = _publish(town, "--yes", day=AFTER).stdout
    assert "Right until 2026-11-30." in said
    assert "Oak & Co is named, as its consent begins" in said
    assert "the meeting Supper is over" in said
    _build(town, "2026-12-01")
    said = _publish(town, "--yes", day="2026-12-01").stdout
    assert "Appears:\n  partner: Oak & Co\n" in said
    assert "Right until somebody changes the content" in said


@pytest.mark.parametrize("quiet", [True, False])
def test_publishing_the_same_again_does_nothing(town: Path, quiet: bool) -> None:
    _publish(town, "--yes")
    number = (town.parent / "web").stat().st_ino
    done = _publish(town, *(["--quiet"] if quiet else []))
    assert (done.returncode, "This very site stands there already." in done.stdout) == (0, not quiet)
    assert done.stdout == "" or not quiet
    assert (town.parent / "web").stat().st_ino == number


def _content(town: Path) -> None:
    (town / "content/partners/elm.md").write_text(ELM.replace("Gives.", "Lends."), encoding="utf-8")


def _new_file(town: Path) -> None:
    (town / "content/areas").mkdir()
    (town / "content/areas/digital-access.md").write_text("---\n---\nWires.\n", encoding="utf-8")


def _template(town: Path) -> None:
    (town / "templates/site").mkdir(parents=True)
    (town / "templates/site/own.html").write_text("x", encoding="utf-8")


def _program(town: Path) -> None:
    note = town / "build/.cache/site.json"
    data = json.loads(note.read_text(encoding="utf-8")) | {"program": "another"}
    note.write_text(json.dumps(data), encoding="utf-8")


def _no_note(town: Path) -> None:
    (town / "build/.cache/site.json").unlink()


def _by_hand(town: Path) -> None:
    (town / "build/site/notes.html").write_text("internal", encoding="utf-8")


def _changed_by_hand(town: Path) -> None:
    page = town / "build/site/index.html"
    state = page.stat()
    page.write_bytes(page.read_bytes().replace(b"River", b"Rover"))
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))


def _linked(town: Path) -> None:
    (town / "build/site/notes").symlink_to(town / "build/workbook")


def _workbook_in_its_place(town: Path) -> None:
    (town / "build/site").rename(town / "build/site-before")
    (town / "build/workbook").rename(town / "build/site")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_content, "the content was changed since the site was built"),
        (_new_file, "the content was changed since the site was built"),
        (_template, "the content was changed since the site was built"),
        (_program, "built by another version of the program"),
        (_no_note, "there is no finished site that this program knows"),
        (_by_hand, "notes.html was put there by hand"),
        (_changed_by_hand, "index.html was changed by hand"),
        (_linked, "is neither a file nor a folder"),
        (_workbook_in_its_place, "by hand"),
    ],
)
def test_a_site_that_is_not_that_of_the_content_is_refused(town: Path, change: object, why: str) -> None:
    assert callable(change)
    change(town)
    done = _publish(town, "--yes")
    assert done.returncode == 1
    assert why in done.stderr
    assert "To build it and publish it, type: coalition publish ../web --build" in done.stderr
    assert not (town.parent / "web").exists()


def test_a_day_alone_makes_a_site_outdated_and_says_by_what(town: Path) -> None:
    assert _publish(town, "--yes", day=LAST).returncode == 0
    done = _publish(town, "--yes", day=AFTER)
    assert done.returncode == 1
    assert f"({AFTER}: Elm Fund is no longer named, as its consent has ended)" in done.stderr
    done = _publish(town, "--yes", day="2026-11-01")
    assert "the site was built for a later day" in done.stderr


def test_what_only_hides_beside_the_content_changes_nothing(town: Path) -> None:
    (town / "content/partners/.elm.md.swp").write_text("typed", encoding="utf-8")
    assert _publish(town, "--yes").returncode == 0


def test_the_line_that_a_refusal_names_builds_and_publishes(town: Path) -> None:
    with_small_documents_of(town)
    refused = _publish(town, "--yes")
    line = refused.stderr.partition("type: ")[2].strip()
    done = coalition(*shlex.split(line)[1:], "--yes", folder=town)
    assert done.returncode == 0, done.stderr
    assert "Public site" in done.stdout
    assert done.stdout.rstrip().endswith("Published.")
    assert _published(town.parent / "web") == _site(town)


def with_small_documents_of(town: Path) -> None:
    """An output folder that has not to lay out blank worksheets."""
    (town / "build").rename(town / "templates-only")
    with_small_documents(town / "build")


def test_a_build_that_fails_publishes_nothing(town: Path) -> None:
    _publish(town, "--yes")
    before = _published(town.parent / "web")
    (town / "content/partners/elm.md").write_text(ELM.replace("Nonprofit", "Nonprophet"), encoding="utf-8")
    done = _publish(town, "--build", "--yes")
    assert done.returncode == 1
    assert "Nonprophet" in done.stdout
    assert _published(town.parent / "web") == before


def test_an_earlier_site_does_not_take_the_place_of_a_later_one(town: Path) -> None:
    """Another computer published since, or this one's clock is wrong: an ended consent would come back."""
    _publish(town, "--yes")
    marker = town.parent / "web" / MARKER_FILE
    marker.write_text(marker.read_text(encoding="utf-8").replace(DAY, AFTER), encoding="utf-8")
    before = marker.read_bytes()
    done = coalition("publish", "../web", "--yes", folder=town, SOURCE_DATE_EPOCH="1795392000")
    assert done.returncode == 1
    assert f"holds the site of {AFTER}, and this one was built on {DAY}" in done.stderr
    assert f"add --today {DAY}" in done.stderr
    assert marker.read_bytes() == before
    done = _publish(town, "--yes", day=LAST)
    assert (done.returncode, marker.read_bytes() == before) == (0, False)


def test_a_site_that_another_computer_has_built_since_is_not_undone(town: Path) -> None:
    _publish(town, "--yes")
    marker = town.parent / "web" / MARKER_FILE
    marker.write_text(marker.read_text(encoding="utf-8").replace(DAY, LAST), encoding="utf-8")
    done = _publish(town, "--yes", day=LAST)
    assert done.returncode == 1
    assert "To build it and publish it, type: coalition publish ../web --build" in done.stderr


def test_rights_are_readable_whatever_the_umask_of_build_and_publish(town: Path) -> None:
    before = os.umask(0o077)
    try:
        shutil.rmtree(town / "build/site")
        _build(town)
        _publish(town, "--yes")
        _publish(town, "--yes", to="../site.zip")
    finally:
        os.umask(before)
    assert modes_below(town.parent / "web") == {("file", 0o644), ("folder", 0o755)}
    assert (town.parent / "site.zip").stat().st_mode & 0o777 == 0o644
    with ZipFile(town.parent / "site.zip") as packed:
        found = {name: packed.read(name) for name in packed.namelist() if name != MARKER_FILE}
    assert found == _site(town)


@pytest.mark.parametrize(
    "to", [".", "..", "content", "content/web", "build/workbook", "build/site", "templates/x", "build/site.zip"]
)
def test_nothing_of_the_coalition_is_published_into(town: Path, to: str) -> None:
    before = files_below(town / "content")
    done = _publish(town, "--yes", to=to)
    assert (done.returncode, "Nothing was published." in done.stderr) == (1, True)
    assert files_below(town / "content") == before


def test_a_folder_of_somebody_else_is_refused_and_their_files_in_a_published_one_stay(town: Path) -> None:
    web = town.parent / "web"
    web.mkdir()
    (web / "wiki.html").write_text("theirs", encoding="utf-8")
    done = _publish(town, "--yes")
    assert (done.returncode, "is not empty" in done.stderr) == (1, True)
    assert files_below(web) == {"wiki.html": "theirs"}
    (web / "wiki.html").unlink()
    _publish(town, "--yes")
    (web / "wiki.html").write_text("theirs", encoding="utf-8")
    (web / ".htaccess").write_text("theirs", encoding="utf-8")
    _build(town, AFTER)
    done = _publish(town, "--yes", day=AFTER)
    assert done.returncode == 1
    assert "were not put there by coalition publish, and stay" in done.stderr
    assert "  wiki.html" in done.stderr
    assert "Stays, as it is the server's: .htaccess" in done.stdout
    assert "Published." in done.stdout
    assert _published(web) == _site(town) | {"wiki.html": b"theirs", ".htaccess": b"theirs"}


def test_a_place_that_is_changed_while_somebody_is_asked_is_looked_at_again(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = town.parent / "web"

    def agreed(_question: str) -> bool:
        web.mkdir()
        (web / "theirs.txt").write_text("theirs", encoding="utf-8")
        return True

    monkeypatch.setattr("coalition_site.cli.publish_command.agreed", agreed)
    _build(town)
    done = _publish(town)
    assert done.returncode == 1
    assert files_below(web) == {"theirs.txt": "theirs"}


def test_a_build_under_way_is_waited_for(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def agreed(_question: str) -> bool:
        _build(town, AFTER)
        return True

    monkeypatch.setattr("coalition_site.cli.publish_command.agreed", agreed)
    done = _publish(town)
    assert done.returncode == 1
    assert "publish again" in done.stderr
    assert not (town.parent / "web").exists()


def test_where_it_was_published_to_is_remembered_on_this_computer_alone(town: Path) -> None:
    assert last_place(town / "build") is None
    _publish(town, "--yes")
    assert last_place(town / "build") == (town.parent / "web").resolve()
    _build(town)
    assert last_place(town / "build") == (town.parent / "web").resolve()
    assert not any("web" in text for text in files_below(town / "content").values())


def test_what_is_published_is_the_site_and_a_list_of_its_files(town: Path) -> None:
    _publish(town, "--yes")
    said = json.loads((town.parent / "web" / MARKER_FILE).read_text(encoding="utf-8"))
    assert said.keys() == {"about", "day", "files"}
    assert said["files"] == sorted(_site(town))
    note = read_note(town / "build")
    assert note is not None
    assert note.files.keys() == _site(town).keys()
