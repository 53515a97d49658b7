"""Versions of the content in git: kept, listed, gone back to, and sent on only when somebody asks.

Beside `read/history.py`, which asks for objects alone, this is the one module that starts git, and the one that lets it
write. What is asked of it runs no hook and signs nothing, whatever a repository's settings say; only sending uses the
person's own credentials, as git has them.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coalition_site.read.content import CONTENT

_SECONDS = 30
_SENDING_SECONDS = 90
_MOST = 60
_QUIETLY = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "commit.gpgSign=false")
_FORMAT = "%H%x1f%as%x1f%an%x1f%s%x1e"


class VersionsFailed(Exception):
    """Git refuses something; the text is what it says."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its name in git, the day, who kept it, and the sentence of what changed."""

    name: str
    day: str
    who: str
    said: str


@dataclass(frozen=True, slots=True)
class Versions:
    """What git knows of a folder.

    `missing` says why there are no versions: `git` is not on this machine, or the folder is no `repository`. `changed`
    are paths below content/ that the last version has not. `has_person`: git knows in whose name to keep one.
    """

    missing: str = ""
    changed: tuple[str, ...] = ()
    kept: tuple[Version, ...] = ()
    has_person: bool = False
    remote: str = ""


def versions(project: Path) -> Versions:
    """What git knows of the content of a project."""
    if shutil.which("git") is None:
        return Versions(missing="git")
    try:
        inside = _git(project, "rev-parse", "--is-inside-work-tree").strip() == "true"
    except VersionsFailed:
        inside = False
    if not inside:
        return Versions(missing="repository")
    status = _git(project, "status", "--porcelain", "-z", "--untracked-files=all", "--", f"./{CONTENT}")
    prefix = _git(project, "rev-parse", "--show-prefix").strip()
    changed = [each[3:].removeprefix(prefix) for each in status.split("\0") if len(each) > len("XY ")]
    remotes = _git(project, "remote").split()
    return Versions(
        changed=tuple(changed),
        kept=kept_of(project, [f"./{CONTENT}"]),
        has_person=bool(_setting(project, "user.name") and _setting(project, "user.email")),
        remote=remotes[0] if remotes else "",
    )


def kept_of(project: Path, paths: Sequence[str]) -> tuple[Version, ...]:
    """The versions in which files changed, the last one first."""
    try:
        said = _git(project, "log", f"--max-count={_MOST}", f"--format={_FORMAT}", "--no-show-signature", "--", *paths)
    except VersionsFailed:
        # A repository without a single commit.
        return ()
    return tuple(Version(*each.strip().split("\x1f")) for each in said.split("\x1e") if each.strip())


def keep(project: Path, said: str, person: tuple[str, str] | None = None) -> None:
    """Keeps all of content/ as it is now as a version. `person` is a name and an address, which git is told for good.

    What else is changed in the folder stays as it is. Raises VersionsFailed.
    """
    if person is not None:
        for key, value in zip(("user.name", "user.email"), person, strict=True):
            _git(project, "config", "--local", key, value)
    _git(project, "add", "--all", "--", f"./{CONTENT}")
    _git(project, "commit", "--quiet", "--no-verify", "--cleanup=strip", f"--message={said}", "--", f"./{CONTENT}")


def file_at(project: Path, version: str, path: str) -> bytes | None:
    """A file as a version has it, None where it has none."""
    try:
        return _run(project, ("cat-file", "blob", f"{version}:./{path}"), _SECONDS)
    except VersionsFailed:
        return None


def send(project: Path, remote: str) -> None:
    """Sends all versions of this branch to a remote; never by force. Raises VersionsFailed with what git says."""
    _run(project, ("push", "--quiet", remote, "HEAD"), _SENDING_SECONDS)


def _setting(project: Path, key: str) -> str:
    try:
        return _git(project, "config", "--get", key).strip()
    except VersionsFailed:
        return ""


def _git(project: Path, *words: str) -> str:
    return _run(project, words, _SECONDS).decode("utf-8", "replace")


def _run(project: Path, words: Sequence[str], seconds: int) -> bytes:
    # In a hook or an alias, GIT_DIR and its like would name another repository.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603  a fixed program; what people wrote stands behind = or --
            [shutil.which("git") or "git", "--no-pager", *_QUIETLY, *words],
            cwd=project,
            env=environment | quiet,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise VersionsFailed(str(error)) from error
    if done.returncode:
        raise VersionsFailed(done.stderr.decode("utf-8", "replace").strip() or f"git {words[0]} failed")
    return done.stdout
