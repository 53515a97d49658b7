"""Cases as text files: a few content files that differ from a small valid project, and the report they must give.

A case begins with a sentence that says what it shows. Each file follows below a line `=== content/needs.yml`; after
`|` the line may say how it comes to be:

    === content/needs.yml | bytes             the text holds Python escapes: \\r \\x00 \\u202e \\xff (a byte)
    === content/needs.yml | times 70000       the text without its last line end, so many times
    === content/partners/a.md | link ../b     a symbolic link
    === content/partners/drafts | folder      a folder
    === content/partners/socket | pipe        a named pipe
    === content/coalition.yml | absent        the file of the small valid project is not there
    === content/pages/a.md | committed        what git knows of the file, which another part changes since

Paths may hold the same escapes as `bytes`.

The last part, `=== report`, holds every problem as `describe` words it, in order, parted by empty lines.
"""

import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coalition_site.problems import Position, Problem, describe
from coalition_site.read.content import Content
from coalition_site.read.content_folder import read_wording
from coalition_site.read.earlier_originals import earlier_originals
from coalition_site.read.team_folder import read_project
from coalition_site.validate.coalition import Validated, validate
from tests.support.repositories import repository

FOLDER = Path(__file__).parents[1] / "cases"
BASE = FOLDER / "base"
WORDING = FOLDER / "wording"
PROBLEMS = FOLDER / "problems"
TODAY = date(2026, 11, 23)
REPORT = "report"
WITHOUT_CASE = {
    "document-failed": "raised where documents are made, tested there",
    "private-published": "found in what is built, tested with the command and in tests/publish/leaks",
    "letterhead-refused": "raised where a Word document is opened, tested with the commands",
    "template-changed": "raised for files outside the content folder, tested in tests/validate",
    "file-unreadable": "the administrator may read every file; tested with a file that refuses, in tests/read",
}
"""Kinds of problem that no content alone can bring about, each with where it is tested."""

_PART = re.compile(r"^=== (.+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file of a case: its path below the project, how it comes to be (`bytes`, `link` …), and its text."""

    path: str
    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A case: where it is written, what it shows, its files and the report it must give."""

    file: Path
    shows: str
    files: tuple[CaseFile, ...]
    report: str

    def write_report(self, report: str) -> None:
        """Writes the report into the case's file."""
        before, _, _ = self.file.read_text(encoding="utf-8").partition(f"=== {REPORT}\n")
        self.file.write_text(f"{before}=== {REPORT}\n{report}", encoding="utf-8")


def read_case(file: Path) -> Case:
    """The case in a file. Raises ValueError where it does not end with a report."""
    shows, *parts = _PART.split(file.read_text(encoding="utf-8"))
    heads, texts = parts[::2], parts[1::2]
    if not heads or heads[-1] != REPORT:
        raise ValueError(f"{file.name} does not end with a report")
    files = []
    for head, text in zip(heads[:-1], texts[:-1], strict=True):
        path, _, how = head.partition(" | ")
        files.append(CaseFile(path, how, text))
    return Case(file, shows.strip(), tuple(files), texts[-1])


def unescaped(text: str) -> bytes:
    r"""Python escapes to bytes: `\xff` is that byte, `\u202e` the UTF-8 of that character."""
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text).encode()
    plain = plain.replace(b"\\r", b"\r").replace(b"\\t", b"\t")
    return re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes([int(found[1], 16)]), plain)


def _make_link(path: Path, target: str, text: str) -> None:  # noqa: ARG001  all makers are called alike
    path.symlink_to(target)


def _make_folder(path: Path, value: str, text: str) -> None:  # noqa: ARG001
    path.mkdir()


def _make_pipe(path: Path, value: str, text: str) -> None:  # noqa: ARG001
    os.mkfifo(path)


def _make_bytes(path: Path, value: str, text: str) -> None:  # noqa: ARG001
    path.write_bytes(unescaped(text))


def _make_often(path: Path, times: str, text: str) -> None:
    path.write_text(text.rstrip("\n") * int(times), encoding="utf-8")


def _make_text(path: Path, value: str, text: str) -> None:  # noqa: ARG001
    path.write_text(text, encoding="utf-8")


def _make_nothing(path: Path, value: str, text: str) -> None:
    """The file that stood here is gone already."""


_MAKERS: dict[str, Callable[[Path, str, str], None]] = {
    "": _make_text,
    "link": _make_link,
    "folder": _make_folder,
    "pipe": _make_pipe,
    "bytes": _make_bytes,
    "times": _make_often,
    "absent": _make_nothing,
    "committed": _make_text,
}


def write_project(case: Case, folder: Path) -> Path:
    """Writes the small valid project and the case's files over it into a new folder below `folder`.

    Where some are committed, all that is there then is a commit, and what the others say is written after it.
    """
    project = folder / "project"
    shutil.copytree(BASE, project)
    committed = [each for each in case.files if each.how == "committed"]
    changed = {each.path for each in committed}
    later = [each for each in case.files if each.how != "committed"]
    if committed:
        _write_files(project, [*committed, *(each for each in later if each.path not in changed)])
        repository(project).commit("2026-10-01T12:00:00Z", {})
    _write_files(project, later)
    return project


def _write_files(project: Path, files: Sequence[CaseFile]) -> None:
    for each in files:
        path = project / os.fsdecode(unescaped(each.path))
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        kind, _, value = each.how.partition(" ")
        _MAKERS[kind](path, value, each.text)


def check_project(project: Path, today: date = TODAY) -> tuple[Content, Validated]:
    """A project read and validated, with the short wording of the tests as the packaged one."""
    content = read_project(project)
    content.earlier_originals = earlier_originals(project, content)
    return content, validate(content, read_wording(WORDING, "wording"), today)


def report_of(content: Content, problems: tuple[Problem, ...]) -> str:
    """All problems as people read them, parted by empty lines; empty where there are none."""

    def line_at(position: Position) -> str | None:
        lines = content.lines.get(position.path, ())
        return lines[position.line - 1] if position.line <= len(lines) else None

    return "\n".join(f"{describe(problem, line_at)}\n" for problem in problems)
