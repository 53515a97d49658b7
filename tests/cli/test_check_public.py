"""`coalition check --public`: what a reviewer of a pull request is told."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.building import PROJECT, SMALL
from tests.support.repositories import Repository, partner_file, repository

NAMED = """\
---
name: River Bank
type: Business
relationship: existing
serves:
  - Young people
listing:
  consent: 2026-10-05
---
We lend.
"""


def _check(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "PYTHONPATH": str(PROJECT), **environment}
    command = [sys.executable, "-m", "coalition_site", "check", "--public", "--today", "2026-11-23", *words]
    return subprocess.run(command, capture_output=True, text=True, env=given, cwd=project, check=False)


def _town(folder: Path) -> Repository:
    town = repository(folder)
    town.commit(
        "2026-06-10T12:00:00Z",
        {
            "content/coalition.yml": SMALL + "meeting:\n  time: 12:30\n",
            "content/partners/bank.md": partner_file("River Bank"),
            "content/partners/mill.md": NAMED.replace("River Bank", "Mill"),
            "content/pages/notes.md": "---\ntitle: Notes\naudience: public\n---\nOnce public.\n",
        },
    )
    return town


CHANGED = {
    "content/coalition.yml": SMALL.replace("Office", "Our office") + "meeting:\n  time: 12:30\n  public: true\n",
    "content/partners/bank.md": NAMED,
    "content/partners/mill.md": NAMED.replace("River Bank", "Mill").replace("Young people", "People of color"),
    "content/pages/notes.md": "---\ntitle: Notes\naudience: team\n---\nOnce public.\n",
}


def test_what_becomes_public_is_told_field_by_field(tmp_path: Path) -> None:
    town = _town(tmp_path)
    town.write(CHANGED)
    done = _check(tmp_path, "--quiet")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "Public, compared with HEAD:"
    assert "  content/coalition.yml: contact name changes: “Office” is now “Our office”" in lines
    assert "  content/coalition.yml: meeting becomes public: time" in lines
    assert "  content/pages/notes.md: no longer a public page: title, body" in lines
    assert "  content/partners/bank.md: now named on the public site: name, short name, type, serves, profile" in lines
    assert "  content/partners/mill.md: serves: “People of color” becomes public" in lines
    assert "  content/partners/mill.md: serves: “Young people” stops being public" in lines


def test_json_has_every_value(tmp_path: Path) -> None:
    town = _town(tmp_path)
    town.write(CHANGED)
    public = json.loads(_check(tmp_path, "--json").stdout)["public"]
    assert public["since"] == "HEAD"
    assert {
        "file": "content/partners/bank.md",
        "value": "partners.bank.name",
        "turn": "becomes public",
        "before": "",
        "after": "River Bank",
    } in public["changes"]


def test_a_pull_request_is_held_against_the_branch_it_goes_to(tmp_path: Path) -> None:
    town = _town(tmp_path)
    town.git("checkout", "--quiet", "-b", "proposal")
    town.commit("2026-06-11T12:00:00Z", CHANGED)
    assert _check(tmp_path, "--quiet").stdout == "Public: the same as at HEAD.\n"
    done = _check(tmp_path, "--since", "main", GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(tmp_path))
    expected = "::notice file=content/partners/bank.md,title=public::now named on the public site: name,"
    assert expected in done.stdout


def test_without_git_it_says_so_and_checks_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "coalition.yml").write_text(SMALL, encoding="utf-8")
    done = _check(tmp_path)
    assert done.returncode == 0
    assert "Public: nothing to compare with; git has no content that can be read at HEAD." in done.stdout
    assert "0 errors" in done.stdout
    assert json.loads(_check(tmp_path, "--json").stdout)["public"] is None


def test_a_name_of_a_commit_is_no_option_and_runs_nothing(tmp_path: Path) -> None:
    town = _town(tmp_path)
    ran = tmp_path / "ran"
    for setting in ("core.fsmonitor", "core.sshCommand", "diff.external", "core.pager", "filter.x.smudge"):
        town.git("config", setting, f"touch {ran}")
    (tmp_path / ".gitattributes").write_text("* filter=x\n", encoding="utf-8")
    for name in ("--upload-pack=touch ran", "no-such-branch", "HEAD; touch ran", "--output=ran", "HEAD"):
        done = _check(tmp_path, "--since", name)
        assert done.returncode == 0, done.stderr
        assert "Public" in done.stdout
    assert not ran.exists()
