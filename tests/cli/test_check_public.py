"""`coalition check --public`: what a reviewer of a pull request is told."""

import json
import subprocess
from pathlib import Path

from tests.support.building import SMALL
from tests.support.command_line import coalition
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
    return coalition("check", "--public", "--today", "2026-11-23", *words, folder=project, **environment)


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
    assert "    time: 12:30" in lines
    assert "  content/pages/notes.md: no longer a public page: title, body" in lines
    assert "  content/partners/bank.md: now named on the public site: name, short name, type, serves, profile" in lines
    assert "  content/partners/mill.md: serves: “People of color” becomes public" in lines
    assert "  content/partners/mill.md: serves: “Young people” stops being public" in lines


def test_what_changed_within_a_long_text_is_told_and_nothing_is_cut(tmp_path: Path) -> None:
    town = _town(tmp_path)
    sentence = "We lend to whoever bakes, sews, repairs or teaches in this town, and to the schools. "
    text = sentence + "We never ask for a house. Our doors are open on Fridays until six."
    town.commit("2026-06-11T12:00:00Z", {"content/partners/bank.md": NAMED.replace("We lend.", text)})
    new = text.replace("house.", "house. Ana Pinto, 12 Elm Street, decides.").replace("until six", "at noon")
    town.write({"content/partners/bank.md": NAMED.replace("We lend.", new)})
    lines = _check(tmp_path, "--quiet").stdout.splitlines()
    assert lines[1:] == [
        "  content/partners/bank.md: profile changes after “… We never ask for a house.”: "
        "“Ana Pinto, 12 Elm Street, decides.” is new",
        "  content/partners/bank.md: profile changes after “… Our doors are open on Fridays”: "
        "“until six.” is now “at noon.”",
    ]


def test_new_texts_are_told_whole(tmp_path: Path) -> None:
    town = _town(tmp_path)
    body = "\n\n".join(f"Paragraph {number} of what everybody will read, with words enough." for number in range(9))
    town.write({"content/pages/soup.md": f"---\ntitle: Soup\naudience: public\n---\n{body}\n"})
    said = _check(tmp_path, "--quiet").stdout
    assert "  content/pages/soup.md: now a public page: title, body\n    title: Soup\n    body: Paragraph 0 of" in said
    for number in range(9):
        assert f"Paragraph {number} of what everybody will read, with words enough." in said
    notice = _check(tmp_path, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(tmp_path)).stdout
    assert "Paragraph 8 of what everybody will read" in notice


def test_an_image_that_became_another_one_is_told(tmp_path: Path) -> None:
    town = _town(tmp_path)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{}</title></svg>\n'
    shown = NAMED.replace("type:", "logo: bank.svg\nlogo_alt: A bank\ntype:")
    files = {"content/partners/bank.md": shown, "content/images/bank.svg": drawing.format("A bank")}
    town.commit("2026-06-11T12:00:00Z", files | {"content/images/unseen.svg": drawing.format("Not shown")})
    assert _check(tmp_path, "--quiet").stdout == "Public: the same as at HEAD.\n"
    # Git may keep other line ends than the folder has.
    town.write({"content/images/bank.svg": drawing.format("A bank").replace("\n", "\r\n")})
    assert _check(tmp_path, "--quiet").stdout == "Public: the same as at HEAD.\n"
    town.write({"content/images/bank.svg": drawing.format("A house"), "content/images/unseen.svg": drawing.format("?")})
    assert _check(tmp_path, "--quiet").stdout.splitlines()[1:] == [
        "  content/images/bank.svg: the image is another one than before; look at it"
    ]
    (change,) = json.loads(_check(tmp_path, "--json").stdout)["public"]["changes"]
    assert (change["file"], change["value"], change["turn"]) == (
        "content/images/bank.svg",
        "images.bank.svg",
        "changes",
    )
    assert change["before"] != change["after"]


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


def test_what_runs_is_named_for_whoever_reads_a_proposal(tmp_path: Path) -> None:
    town = repository(tmp_path)
    same = {"content/coalition.yml": SMALL, "mkdocs.yml": "site_name: a\n", ".github/workflows/check.yml": "on: push\n"}
    town.commit("2026-06-10T12:00:00Z", same | {"requirements.txt": "a\n", "templates/site/home.html": "old"})
    assert "Programs" not in _check(tmp_path).stdout
    assert json.loads(_check(tmp_path, "--json").stdout)["programs"] == []
    changed = {
        "requirements.txt": "a\nb\n",
        "templates/site/home.html": None,
        ".github/workflows/new.yml": "on: push\n",
    }
    town.write(changed | {"content/needs.yml": "groups: [Young people]\n", "notes.txt": "x"})
    (tmp_path / "mkdocs.yml").unlink()
    (tmp_path / "mkdocs.yml").symlink_to("notes.txt")
    names = [".github/workflows/new.yml", "mkdocs.yml", "requirements.txt", "templates/site/home.html"]
    lines = _check(tmp_path).stdout.splitlines()
    at = lines.index(
        "Programs, compared with HEAD: files that run, or say what runs. Read them as code before you merge."
    )
    assert lines[at + 1 : at + 5] == [f"  {name}" for name in names]
    assert json.loads(_check(tmp_path, "--json").stdout)["programs"] == names
    notices = [line for line in _check(tmp_path, "--format", "github").stdout.splitlines() if "title=program" in line]
    assert [line.partition("file=")[2].partition(",")[0] for line in notices] == names
    assert json.loads(_check(tmp_path, "--json", "--since", "nothing").stdout)["programs"] is None
