"""A coalition's own copies of packaged files: found, remembered, and reported when they are left behind."""

from datetime import date
from pathlib import Path

import pytest

from coalition_site.problems import Problem
from coalition_site.resources import default_mkdocs_config, templates_folder
from coalition_site.validate.overrides import COPIED, packaged_original, packaged_paths
from coalition_site.validate.project import check
from tests.support.starting import new_coalition, run

JOIN = "templates/site/join.html"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return new_coalition(tmp_path / "river", "--empty")


def warnings(project: Path) -> list[Problem]:
    return [each for each in check(project, date(2026, 11, 23)).validated.problems if each.code == "template-changed"]


def packaged_changes(project: Path, path: str) -> None:
    """As if the packaged file had been another one when it was copied."""
    record = project / COPIED
    lines = record.read_text(encoding="utf-8").splitlines()
    changed = ["0" * 64 + line[64:] if line.endswith(f"  {path}") else line for line in lines]
    record.write_text("\n".join(changed) + "\n", encoding="utf-8")


def test_a_copy_is_remembered_and_reported_only_when_the_packaged_file_changes(project: Path) -> None:
    done = run("templates", JOIN, "--project", str(project))
    assert done.stdout == f"copied    {JOIN}\n"
    assert (project / JOIN).read_bytes() == (templates_folder() / "site/join.html").read_bytes()
    (project / JOIN).write_text("<h1>Come along</h1>\n", encoding="utf-8")
    assert warnings(project) == []
    packaged_changes(project, JOIN)
    (warning,) = warnings(project)
    assert str(warning.position) == f"{JOIN}:1:1"
    assert "has changed since" in warning.message
    assert f"coalition templates {JOIN}" in warning.hint
    assert run("templates", JOIN, "--project", str(project)).stdout == f"compared  {JOIN}\n"
    assert warnings(project) == []
    assert (project / JOIN).read_text(encoding="utf-8") == "<h1>Come along</h1>\n"


def test_a_copy_without_a_record_is_reported_unless_it_is_the_same(project: Path) -> None:
    (project / JOIN).parent.mkdir(parents=True)
    (project / JOIN).write_bytes((templates_folder() / "site/join.html").read_bytes().replace(b"\n", b"\r\n"))
    assert warnings(project) == []
    (project / JOIN).write_text("<h1>Come along</h1>\n", encoding="utf-8")
    (warning,) = warnings(project)
    assert "no record" in warning.message


def test_the_site_settings_are_a_copy_too(project: Path) -> None:
    assert (project / "mkdocs.yml").read_bytes() == default_mkdocs_config().read_bytes()
    (project / "mkdocs.yml").write_bytes(default_mkdocs_config().read_bytes() + b"# ours\n")
    assert warnings(project) == []
    packaged_changes(project, "mkdocs.yml")
    assert [str(each.position) for each in warnings(project)] == ["mkdocs.yml:1:1"]
    (project / COPIED).unlink()
    assert warnings(project) == []


def test_the_list_shows_which_are_ours(project: Path) -> None:
    run("templates", JOIN, "--project", str(project))
    listed = run("templates", "--project", str(project)).stdout.splitlines()
    assert [line for line in listed if line.startswith("yours")] == ["yours  mkdocs.yml", f"yours  {JOIN}"]
    assert len(listed) == len(packaged_paths()) > 30


@pytest.mark.parametrize(
    "name", ["templates/site/nothing.html", "templates/../mkdocs.yml", "/etc/passwd", "site/join.html"]
)
def test_only_packaged_files_are_copied(project: Path, name: str) -> None:
    done = run("templates", name, "--project", str(project))
    assert done.exit_code == 1
    assert "There is no packaged file" in done.stderr


def test_wording_is_content_and_no_template() -> None:
    assert (templates_folder() / "letters/wording/invitation.md").is_file()
    assert packaged_original("templates/letters/wording/invitation.md") is None
    assert [path for path in packaged_paths() if packaged_original(path) is None] == []
