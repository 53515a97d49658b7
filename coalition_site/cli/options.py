"""Options, exit codes and output that all commands share."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from coalition_site.jobs.epoch import EARLIEST, LATEST, written_epoch
from coalition_site.problems import Refused, Unavailable

CONTENT_PROBLEMS, SYSTEM_MISSING, INTERNAL, STOPPED = 1, 3, 70, 130


class Format(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"

    @property
    def is_document(self) -> bool:
        """Whether it is one document for programs, beside which nothing may stand on the standard output."""
        return self in {Format.JSON, Format.SARIF}


Project = Annotated[
    Path, typer.Option(help="The coalition's folder, the one that holds content/.", show_default="the current folder")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print problems only.")]
Today = Annotated[
    str,
    typer.Option(
        metavar="YYYY-MM-DD", help="The day that follow-ups and consent are held against.", show_default="today"
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How problems are printed.", show_default="text; github within GitHub Actions"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]


def format_of(chosen: Format | None, as_json: bool) -> Format:
    """The format that was asked for; else GitHub's annotations where GITHUB_ACTIONS says so, else text."""
    if as_json:
        return Format.JSON
    inside_github = os.environ.get("GITHUB_ACTIONS") == "true"
    return chosen or (Format.GITHUB if inside_github else Format.TEXT)


def day_of(text: str, option: str = "--today") -> date:
    """The day that was typed for an option; today where nothing was, or the day of SOURCE_DATE_EPOCH."""
    try:
        epoch = written_epoch()
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="SOURCE_DATE_EPOCH") from None
    if text:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-11-23", param_hint=option) from None
        if not EARLIEST <= day <= LATEST:
            message = f"{day} is no day of a coalition; write one from {EARLIEST} to {LATEST}"
            raise typer.BadParameter(message, param_hint=option)
        return day
    return datetime.fromtimestamp(epoch, UTC).date() if epoch is not None else datetime.now().astimezone().date()


def plural(count: int, one: str, many: str = "") -> str:
    """A count and its word: `1 error`, `2 errors`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def somebody_is_there() -> bool:
    """Whether a person at a terminal can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def agreed(question: str) -> bool:
    """Whether a person at the terminal says yes; Enter alone, Ctrl-C and nobody there are a no."""
    if not somebody_is_there():
        return False
    try:
        return typer.confirm(question)
    except typer.Abort:
        say("")
        return False


def say(text: str) -> None:
    """Prints what was asked for."""
    print(text)


def fail(text: str, code: int) -> NoReturn:
    """Prints why a command ends, and ends it."""
    print(text, file=sys.stderr)
    raise typer.Exit(code)


@contextmanager
def refusals(*outcome: str) -> Iterator[None]:
    """Within it, what is refused ends the command: with why, and the line that says that nothing was done."""
    try:
        yield
    except Refused as error:
        code = SYSTEM_MISSING if isinstance(error, Unavailable) else CONTENT_PROBLEMS
        fail("\n".join([str(error), *outcome]), code)
