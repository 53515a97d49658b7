"""Real git repositories for tests, with commits on chosen days and nothing of this machine's settings."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.building import SMALL

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "test@x.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


@dataclass(frozen=True)
class Repository:
    """A repository in a folder."""

    folder: Path

    def git(self, *words: str, at: str = "2026-01-01T12:00:00Z") -> str:
        """Runs git as somebody would whose clock shows `at`; returns what it prints."""
        given = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        days = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        command = ["git", *words]
        done = subprocess.run(
            command, cwd=self.folder, env=given | _ENVIRONMENT | days, check=True, capture_output=True, text=True
        )
        return done.stdout

    def write(self, files: Mapping[str, str | None]) -> None:
        """Writes files by path; None takes one away."""
        for path, text in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                file.unlink()
            else:
                file.write_text(text, encoding="utf-8")

    def commit(self, at: str, files: Mapping[str, str | None]) -> None:
        """Writes files and commits everything."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "as of " + at, at=at)


def repository(folder: Path) -> Repository:
    """A new repository without commits."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch", "main")
    return made


def partner_file(name: str, **values: str) -> str:
    """A partner's file with a name."""
    front = {"name": name, "type": "Nonprofit", "relationship": "existing"} | values
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\n{lines}---\n"


SETTINGS = SMALL
