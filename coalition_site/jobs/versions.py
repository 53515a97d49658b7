"""Versions of the content in git: kept, listed, gone back to, and sent on only when somebody asks.

Beside `read/history.py`, which asks for objects alone, this is the one module that starts git, and the one that lets it
write. Looking runs no program but git, whatever a repository's settings say: no hook, no pager, nothing that fetches,
and no filter, since files are compared with stored objects by their digests (`jobs/unkept_files.py`) and never by git.
Keeping a version runs the filters that the person's git has, no hook, and signs nothing; only sending uses the person's
own credentials, as git has them.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coalition_site.jobs.unkept_files import Kept, unkept_files
from coalition_site.model.content_files import CONTENT
from coalition_site.problems import Refused

_SECONDS = 30
_SENDING_SECONDS = 90
_MOST = 60
_QUIETLY = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "commit.gpgSign=false")
_LOOKING = ("-c", "safe.bareRepository=explicit", "-c", "protocol.allow=never")
"""What else is said where git is only asked: a clone that lacks objects would start a program that fetches them."""
_FILES = ("100644", "100755", "120000")
_FORMAT = "%H%x1f%as%x1f%an%x1f%s%x1e"


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
        inside = _asked(project, "rev-parse", "--is-inside-work-tree").strip() == "true"
    except Refused:
        inside = False
    if not inside:
        return Versions(missing="repository")
    # A name that looks like an option is none that a person gave, and git would take it for one.
    remotes = [name for name in _asked(project, "remote").splitlines() if not name.startswith("-")]
    return Versions(
        changed=_changed(project),
        kept=kept_of(project, [f"./{CONTENT}"]),
        has_person=bool(_setting(project, "user.name") and _setting(project, "user.email")),
        remote=remotes[0] if remotes else "",
    )


def _changed(project: Path) -> tuple[str, ...]:
    """Paths below content/ whose files are not as the last version has them, new and deleted ones too."""
    place = ("--", f"./{CONTENT}")
    try:
        listed = _looked_up(project, "ls-tree", "-r", "-z", "--long", "HEAD", *place)
    except Refused:
        # A repository without a single commit.
        listed = b""
    kept = {}
    for entry in listed.split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        mode, _, name, size = about.decode().split()
        if mode in _FILES:
            kept[os.fsdecode(path)] = Kept(name, int(size) if size.isdigit() else sys.maxsize)
    here = _looked_up(project, "ls-files", "-z", "--cached", "--others", "--exclude-standard", *place)
    paths = map(os.fsdecode, here.split(b"\0")[:-1])
    unkept = unkept_files(project, kept, paths, lambda name: _looked_up(project, "cat-file", "blob", name))
    return tuple(os.fsencode(path).decode("utf-8", "replace") for path in unkept)


def kept_of(project: Path, paths: Sequence[str]) -> tuple[Version, ...]:
    """The versions in which files changed, the last one first."""
    try:
        form = (f"--max-count={_MOST}", f"--format={_FORMAT}", "--no-show-signature")
        said = _asked(project, "log", *form, "--", *paths)
    except Refused:
        # A repository without a single commit.
        return ()
    return tuple(Version(*each.strip().split("\x1f")) for each in said.split("\x1e") if each.strip())


def keep(project: Path, said: str, person: tuple[str, str] | None = None) -> None:
    """Keeps all of content/ as it is now as a version. `person` is a name and an address, which git is told for good.

    What else is changed in the folder stays as it is. Raises Refused.
    """
    if person is not None:
        for key, value in zip(("user.name", "user.email"), person, strict=True):
            _git(project, "config", "--local", key, value)
    _git(project, "add", "--all", "--", f"./{CONTENT}")
    _git(project, "commit", "--quiet", "--no-verify", "--cleanup=strip", f"--message={said}", "--", f"./{CONTENT}")


def file_at(project: Path, version: str, path: str) -> bytes | None:
    """A file as a version has it, None where it has none."""
    try:
        return _looked_up(project, "cat-file", "blob", f"{version}:./{path}")
    except Refused:
        return None


def send(project: Path, remote: str) -> None:
    """Sends all versions of this branch to a remote; never by force. Raises Refused with what git says."""
    _run(project, ("push", "--quiet", "--", remote, "HEAD"), _SENDING_SECONDS)


def _setting(project: Path, key: str) -> str:
    try:
        return _asked(project, "config", "--get", key).strip()
    except Refused:
        return ""


def _asked(project: Path, *words: str) -> str:
    return _looked_up(project, *words).decode("utf-8", "replace")


def _looked_up(project: Path, *words: str) -> bytes:
    return _run(project, (*_LOOKING, *words), _SECONDS, GIT_ALLOW_PROTOCOL="", GIT_NO_LAZY_FETCH="1")


def _git(project: Path, *words: str) -> None:
    _run(project, words, _SECONDS)


def _run(project: Path, words: Sequence[str], seconds: int, **more: str) -> bytes:
    # In a hook or an alias, GIT_DIR and its like would name another repository.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603  a fixed program; what people wrote stands behind = or --
            [shutil.which("git") or "git", "--no-pager", *_QUIETLY, *words],
            cwd=project,
            env=environment | quiet | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refused(str(error)) from error
    if done.returncode:
        # That there is nothing to keep is said as an answer, not as a mistake.
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        raise Refused(said or f"git {words[0]} failed")
    return done.stdout
