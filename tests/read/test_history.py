"""Earlier content from real repositories, friendly and hostile."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from coalition_site.model.content_files import LETTERS, PAGES, PARTNERS
from coalition_site.read import git_objects
from coalition_site.read.history import EarlierContent, content_at, content_before, team_folder_before
from tests.support.repositories import SETTINGS, Repository, partner_file, repository
from tests.support.traps import hostile_repository

COALITION = {"content/coalition.yml": SETTINGS}


def _partner(name: str) -> dict[str, str | None]:
    return {f"content/partners/{name}.md": partner_file(name)}


def _told(earlier: EarlierContent | None) -> tuple[list[str], date, bool]:
    assert earlier is not None
    return sorted(earlier.content.of(PARTNERS)), earlier.day, earlier.first


@pytest.fixture
def town(tmp_path: Path) -> Repository:
    """Three states of a coalition: one partner in June, two in July, three in August."""
    made = repository(tmp_path / "town")
    made.commit("2026-06-10T12:00:00Z", COALITION | _partner("june"))
    made.commit("2026-07-10T12:00:00Z", _partner("july"))
    made.commit("2026-08-10T12:00:00Z", _partner("august"))
    return made


@pytest.mark.parametrize(
    ("since", "partners", "day", "first"),
    [
        (date(2027, 1, 1), ["august", "july", "june"], date(2026, 8, 10), False),
        (date(2026, 8, 11), ["august", "july", "june"], date(2026, 8, 10), False),
        (date(2026, 8, 10), ["july", "june"], date(2026, 7, 10), False),
        (date(2026, 7, 1), ["june"], date(2026, 6, 10), False),
        (date(2026, 6, 10), ["june"], date(2026, 6, 10), True),
        (date.min, ["june"], date(2026, 6, 10), True),
    ],
)
def test_the_content_as_a_day_began(town: Repository, since: date, partners: list[str], day: date, first: bool) -> None:
    assert _told(content_before(town.folder, since)) == (partners, day, first)


def test_a_project_may_be_a_folder_within_a_repository(tmp_path: Path) -> None:
    made = repository(tmp_path / "county")
    inside = "towns/river [town] *"
    made.commit("2026-06-10T12:00:00Z", {f"{inside}/{path}": text for path, text in COALITION.items()})
    made.commit("2026-07-10T12:00:00Z", {f"{inside}/content/partners/july.md": partner_file("july")} | COALITION)
    assert _told(content_before(made.folder / inside, date(2026, 7, 1)))[0] == []
    assert _told(content_before(made.folder / inside, date(2026, 8, 1)))[0] == ["july"]
    # The folder above has content of its own, which began later.
    assert _told(content_before(made.folder, date(2026, 7, 1))) == ([], date(2026, 7, 10), True)


def test_a_commit_is_of_the_day_its_author_saw(tmp_path: Path) -> None:
    made = repository(tmp_path / "town")
    made.commit("2026-06-30T23:30:00-05:00", COALITION | _partner("evening"))
    made.commit("2026-07-01T00:30:00+14:00", _partner("morning"))
    assert _told(content_before(made.folder, date(2026, 7, 1))) == (["evening"], date(2026, 6, 30), False)
    code = (
        "from coalition_site.read.history import content_before; from datetime import date; from pathlib import Path;"
        f"print(sorted(content_before(Path({str(made.folder)!r}), date(2026, 7, 1)).content.documents))"
    )
    for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles"):
        given = os.environ | {"TZ": zone}
        done = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "['content/coalition.yml', 'content/partners/evening.md']"


def test_what_was_merged_later_was_not_there_before(town: Repository) -> None:
    town.git("switch", "--quiet", "--create", "side", "HEAD~1")
    town.commit("2026-07-15T12:00:00Z", _partner("side"))
    town.git("switch", "--quiet", "main")
    town.git("merge", "--quiet", "--no-ff", "--message", "merged", "side", at="2026-09-01T12:00:00Z")
    assert _told(content_before(town.folder, date(2026, 8, 11)))[0] == ["august", "july", "june"]
    assert _told(content_before(town.folder, date(2026, 9, 2)))[0] == ["august", "july", "june", "side"]


def test_the_first_content_of_a_repository_that_is_older(tmp_path: Path) -> None:
    made = repository(tmp_path / "town")
    made.commit("2026-01-01T12:00:00Z", {"README.md": "Soon.\n"})
    made.commit("2026-06-10T12:00:00Z", COALITION | _partner("june"))
    made.commit("2026-07-10T12:00:00Z", _partner("july") | {"content/coalition.yml": SETTINGS + "summary: More.\n"})
    assert _told(content_before(made.folder, date(2026, 3, 1))) == (["june"], date(2026, 6, 10), True)


def test_only_data_is_read(town: Repository) -> None:
    (town.folder / "content" / "partners" / "link.md").symlink_to("june.md")
    town.commit(
        "2026-09-01T12:00:00Z",
        {
            "content/needs.yml": "areas: [Housing stability]\n",
            "content/letters/own.md": "letter",
            "content/pages/own.md": "page",
            "content/partners/notes.txt": "stray",
            "content/partners/Bad Name.md": partner_file("bad"),
            "content/sent/2026-08-01-ana-ruiz.june.invitation.pdf": "PDF",
            "content/sent/2026-08-01-ana-ruiz.june.invitation.txt": "Dear Ana",
            "content/sent/scan.pdf": "PDF",
            "content/pages/2026-08-01-bo.invitation.pdf": "PDF",
        },
    )
    earlier = content_before(town.folder, date(2026, 10, 1))
    assert earlier is not None
    assert sorted(earlier.content.of(PARTNERS)) == ["august", "july", "june"]
    assert sorted(path for path in earlier.content.documents if path.endswith(".yml")) == [
        "content/coalition.yml",
        "content/needs.yml",
    ]
    assert (earlier.content.in_languages(LETTERS), earlier.content.of(PAGES)) == ({}, {})
    assert earlier.letters == {"2026-08-01-ana-ruiz.june.invitation.pdf"}


def test_a_file_that_is_too_large_is_said_to_be_unread(town: Repository) -> None:
    town.commit("2026-09-01T12:00:00Z", {"content/needs.yml": "#" * 1_000_001})
    earlier = content_before(town.folder, date(2026, 10, 1))
    assert earlier is not None
    assert earlier.unread == {"content/needs.yml"}


# Where nothing can be told


def test_without_a_repository_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert content_before(tmp_path, date(2026, 10, 1)) is None


def test_without_commits_nothing_is_told(tmp_path: Path) -> None:
    made = repository(tmp_path / "town")
    made.write(COALITION)
    assert content_before(made.folder, date(2026, 10, 1)) is None


def test_content_that_was_never_committed_has_no_history(tmp_path: Path) -> None:
    made = repository(tmp_path / "town")
    made.commit("2026-01-01T12:00:00Z", {"README.md": "Notes.\n"})
    made.write(COALITION)
    assert content_before(made.folder, date(2026, 10, 1)) is None


def test_without_git_nothing_is_told(town: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert content_before(town.folder, date(2026, 10, 1)) is None


def test_a_short_clone_tells_only_what_it_knows(town: Repository, tmp_path: Path) -> None:
    town.git("clone", "--quiet", "--depth", "1", town.folder.as_uri(), str(tmp_path / "clone"))
    assert content_before(tmp_path / "clone", date(2026, 7, 1)) is None
    assert _told(content_before(tmp_path / "clone", date(2026, 9, 1)))[0] == ["august", "july", "june"]


def test_a_folder_that_git_does_not_trust_is_passed_over(town: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(git_objects._ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert content_before(town.folder, date(2026, 10, 1)) is None


def test_a_broken_repository_is_passed_over(town: Repository) -> None:
    shutil.rmtree(town.folder / ".git" / "objects")
    (town.folder / ".git" / "objects").mkdir()
    assert content_before(town.folder, date(2026, 10, 1)) is None


def test_git_that_does_not_answer_is_not_waited_for(
    town: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "git"
    program.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    monkeypatch.setattr(git_objects, "PATIENCE", 0.2)
    assert content_before(town.folder, date(2026, 10, 1)) is None


# Hostile repositories


def _tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return {str(file.relative_to(folder)): (file.stat().st_mtime_ns, file.read_bytes()) for file in files}


def test_no_setting_of_a_repository_runs_anything(town: Repository, tmp_path: Path) -> None:
    attributes = "* filter=evil diff=evil\n"
    town.commit("2026-09-01T12:00:00Z", {".gitattributes": attributes, "content/.gitattributes": attributes})
    mark = hostile_repository(town, tmp_path)
    before = _tree(town.folder)
    assert _told(content_before(town.folder, date(2026, 7, 20)))[0] == ["july", "june"]
    assert _told(content_before(town.folder, date.min))[0] == ["june"]
    assert not mark.exists()
    assert _tree(town.folder) == before
    # The trap does spring where git is asked in the ordinary way.
    town.git("status")
    assert mark.exists()


def test_a_partial_clone_fetches_nothing(town: Repository, tmp_path: Path) -> None:
    town.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    words = ("clone", "--quiet", "--filter=blob:none", "--no-checkout")
    town.git(*words, town.folder.as_uri(), str(clone))
    mark = hostile_repository(Repository(clone), tmp_path)
    earlier = content_before(clone, date(2026, 9, 1))
    assert not mark.exists()
    assert earlier is not None
    assert earlier.content.of(PARTNERS) == {}
    assert "content/partners/june.md" in earlier.unread


def test_what_a_hook_of_git_sets_does_not_lead_elsewhere(
    town: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = repository(tmp_path / "other")
    other.commit("2026-01-01T12:00:00Z", COALITION | _partner("other"))
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git" / "index"))
    assert _told(content_before(town.folder, date(2026, 7, 1)))[0] == ["june"]


def test_the_content_of_one_commit(town: Repository, tmp_path: Path) -> None:
    assert _told(content_at(town.folder, "HEAD~1"))[0] == ["july", "june"]
    assert content_at(town.folder, "nowhere") is None
    assert content_at(tmp_path, "HEAD") is None


def test_the_teams_folder_as_a_day_began(tmp_path: Path) -> None:
    made = repository(tmp_path / "team")
    kept = "sent/2026-06-12-ana-ruiz.invitation.pdf"
    made.commit("2026-06-10T12:00:00Z", {"partners/elm.md": "---\n---\n"})
    made.commit("2026-07-10T12:00:00Z", {"invites.yml": "invites: []\n", kept: "%PDF", "sent/note.pdf": "%PDF"})
    before, after = (team_folder_before(made.folder, day) for day in (date(2026, 7, 1), date(2026, 8, 1)))
    assert before is not None
    assert after is not None
    assert (before.invites, before.letters) == (None, frozenset())
    assert after.invites == b"invites: []\n"
    assert after.letters == {kept.removeprefix("sent/")}
    assert team_folder_before(made.folder, date.min) == before, "when git first knew of it"
    assert team_folder_before(tmp_path, date(2026, 8, 1)) is None


def test_nothing_is_told_without_git(town: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert content_at(town.folder, "HEAD") is None
    assert team_folder_before(town.folder, date(2026, 8, 1)) is None
