"""New coalitions for tests, as the command makes them."""

import shutil
from hashlib import sha256
from pathlib import Path

from typer.testing import CliRunner, Result

from coalition_site.cli.commands import app
from coalition_site.starter.answers import Answers
from tests.support.made_once import made_once

TODAY = "2026-11-23"
RIVER_TOWN = Answers("River Town Coalition", "River Town", "Jo Park", "jo@river.example", "en")


def run(*words: str, typed: str | None = None) -> Result:
    """Runs the command line in this process."""
    return CliRunner().invoke(app, list(words), input=typed)


def new_coalition(folder: Path, *words: str, answers: Answers = RIVER_TOWN) -> Path:
    """A new coalition in a folder: a copy of one that the command made for the same words in this run."""
    key = sha256(repr((words, answers)).encode()).hexdigest()[:20]
    made = made_once(f"new-{key}", lambda place: _make(place / "coalition", *words, answers=answers))
    shutil.copytree(made / "coalition", folder)
    return folder


def _make(folder: Path, *words: str, answers: Answers) -> None:
    done = run(
        "new",
        str(folder),
        *("--name", answers.name),
        *("--community", answers.community),
        *("--contact", f"{answers.contact} <{answers.email}>"),
        *("--language", answers.language),
        *("--today", TODAY),
        *words,
    )
    assert done.exit_code == 0, done.output


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder by path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
