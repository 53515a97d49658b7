"""New coalitions for tests, as the command makes them."""

from pathlib import Path

from typer.testing import CliRunner, Result

from coalition_site.cli.commands import app
from coalition_site.starter.answers import Answers

TODAY = "2026-11-23"
RIVER_TOWN = Answers("River Town Coalition", "River Town", "Jo Park", "jo@river.example", "en")


def run(*words: str, typed: str | None = None) -> Result:
    """Runs the command line in this process."""
    return CliRunner().invoke(app, list(words), input=typed)


def new_coalition(folder: Path, *words: str, answers: Answers = RIVER_TOWN) -> Path:
    """A new coalition in a folder."""
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
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder by path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
