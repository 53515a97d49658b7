"""Git's objects: commits, trees and the files in them, asked for in a way that runs nothing and changes nothing.

Git is only asked for objects (`rev-list`, `ls-tree`, `diff-tree`, `cat-file`): such commands run no hook, filter,
external diff or pager, whatever a repository's settings say, and touch neither the files nor the index. Beside this
module `jobs/versions.py` alone starts git.
"""

import hashlib
import io
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 20
"""Seconds. Git answers in a few hundredths of one; a broken disk must not hold up a build."""
MOST_COMMITS = 10_000

_SETTINGS = (
    # Belt and braces: nothing that is asked for here looks at these.
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"),
    # A folder of the content that is made to look like a repository is none.
    *("-c", "safe.bareRepository=explicit"),
    # A partial clone would fetch what it lacks.
    *("-c", "protocol.allow=never"),
)
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_INHERITED = ("PATH", "HOME", "XDG_CONFIG_HOME", "USERPROFILE", "SYSTEMROOT")
"""What git may know of where it runs. The rest is left out: in a hook, `GIT_DIR` would name another repository."""
_MISSING = b" missing"
_SHORT_NAME = 40
"""Letters of an object's name where it is a SHA-1, as in most repositories."""

NOTHING_TOLD = (OSError, ValueError, subprocess.SubprocessError)
"""What is raised where git tells nothing: it refuses, does not answer, or its records are broken."""


def git_program() -> str | None:
    """Where git is on this machine; None without it."""
    return shutil.which("git")


def object_name(data: bytes, like: str) -> str:
    """The name that git gives to a file with some bytes; `like` is one of the same repository."""
    kind = hashlib.sha1 if len(like) == _SHORT_NAME else hashlib.sha256
    return kind(b"blob %d\0" % len(data) + data).hexdigest()


@dataclass(frozen=True, slots=True)
class GitObjects:
    """The repository around a folder. All paths are as seen from the folder, wherever in the repository it lies."""

    program: str
    folder: Path

    def is_shallow(self) -> bool:
        """Whether this is a clone that lacks what is older."""
        return self.ask("rev-parse", "--is-shallow-repository").strip() != b"false"

    def contents(self, names: Iterable[str]) -> Iterator[bytes]:
        """The bytes of objects, in their order. One that is not there is a ValueError."""
        for content in self.contents_if_any(names):
            if content is None:
                raise ValueError("an object is missing")
            yield content

    def contents_if_any(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """The bytes of objects, in their order; None for one that is not there, or that a partial clone lacks."""
        answer = io.BytesIO(self.ask("cat-file", "--batch", typed="".join(f"{name}\n" for name in names)))
        while head := answer.readline():
            if head.rstrip(b"\n").endswith(_MISSING):
                yield None
                continue
            _, _, size = head.split()
            yield answer.read(int(size))
            answer.readline()

    def ask(self, *words: str, typed: str = "") -> bytes:
        """What git answers. Raises CalledProcessError where it refuses, and TimeoutExpired where it does not answer."""
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        return subprocess.run(  # noqa: S603  a fixed program, fixed words and names that git gave
            [self.program, "--no-pager", *_SETTINGS, *words],
            cwd=self.folder,
            env=inherited | _ENVIRONMENT,
            input=typed.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=True,
        ).stdout
