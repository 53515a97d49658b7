"""The commands.

Exit codes: 0 all is well, 1 the content has problems, 2 wrong usage, 3 something of the system is missing.
"""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from coalition_site import __version__

if TYPE_CHECKING:
    from coalition_site.build import Built

CONTENT_PROBLEMS, SYSTEM_MISSING, INTERNAL = 1, 3, 70

app = typer.Typer(
    name="coalition",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

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


def _day(text: str) -> date:
    if text:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-11-23", param_hint="--today") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now().astimezone().date()


def _say(text: str) -> None:
    print(text)  # noqa: T201


def _fail(text: str, code: int) -> NoReturn:
    print(text, file=sys.stderr)  # noqa: T201
    raise typer.Exit(code)


def _version(wanted: bool) -> None:
    if wanted:
        _say(f"coalition {__version__}")
        raise typer.Exit


@app.callback()
def coalition(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn a coalition's content folder into a public site, a team workbook, letters and PDFs.

    Nothing is sent anywhere: the program drafts, people send.
    """


@app.command()
def check(project: Project = Path(), today: Today = "", quiet: Quiet = False) -> None:
    """Read the content and say what is wrong with it, all at once; write nothing.

    Each problem names file, line and column, what was read and what to type instead. Errors stop a build; warnings do
    not. Example: coalition check --project ../forest-city
    """
    from coalition_site.cli.terminal import counted, plural, print_problems  # noqa: PLC0415
    from coalition_site.validate.project import check as check_project  # noqa: PLC0415

    checked = check_project(project, _day(today))
    print_problems(checked)
    if not quiet:
        coalition = checked.validated.coalition
        found = (
            ""
            if coalition is None
            else f"{plural(len(coalition.partners), 'partner')}, {plural(len(coalition.invites), 'invite')}; "
        )
        _say(f"Checked {project / 'content'}: {found}{counted(checked)}.")
    if checked.validated.coalition is None:
        raise typer.Exit(CONTENT_PROBLEMS)


@app.command()
def build(
    project: Project = Path(),
    output: Annotated[
        Path | None, typer.Option(help="Where to write.", show_default="build/ in the coalition's folder")
    ] = None,
    today: Today = "",
    pdf: Annotated[bool, typer.Option("--pdf/--no-pdf", help="Make the PDFs too, or only the two sites.")] = True,
    quiet: Quiet = False,
) -> None:
    """Make everything: the public site, the team's workbook, the worksheet, letters and tables.

    build/site is for everybody: publish that folder and nothing else. build/workbook is the team's own. A build that
    fails leaves the last one as it was. Example: coalition build --today 2026-11-23
    """
    from coalition_site.build import BuildOptions, DocumentsFailed  # noqa: PLC0415
    from coalition_site.build import build as build_everything  # noqa: PLC0415
    from coalition_site.cli.terminal import counted, print_problems, progress_for  # noqa: PLC0415
    from coalition_site.publish.output_folder import OutputRefused  # noqa: PLC0415
    from coalition_site.publish.pdf import PdfUnavailable  # noqa: PLC0415
    from coalition_site.publish.site_builder import SiteFailed  # noqa: PLC0415
    from coalition_site.validate.project import check as check_project  # noqa: PLC0415

    day = _day(today)
    progress = progress_for(quiet=quiet)
    with progress.step("Read and validate: the content"):
        checked = check_project(project, day)
    print_problems(checked)
    made = checked.validated.coalition
    if made is None:
        _fail(f"Nothing was built: {counted(checked)} in {project / 'content'}.", CONTENT_PROBLEMS)
    options = BuildOptions(project, output if output is not None else project / "build", day, with_pdf=pdf)
    try:
        built = build_everything(made, options, progress)
    except PdfUnavailable as error:
        _fail(f"{error}\nNothing was built. To build the sites without PDFs: coalition build --no-pdf", SYSTEM_MISSING)
    except DocumentsFailed as error:
        problems = "\n".join(f"error[document-failed]: {problem}" for problem in error.problems)
        _fail(f"{problems}\nNothing was changed; the last build is as it was.", CONTENT_PROBLEMS)
    except (OutputRefused, SiteFailed) as error:
        _fail(f"{error}\nNothing was changed; the last build is as it was.", CONTENT_PROBLEMS)
    if not quiet:
        _summarize(built)


def _summarize(built: "Built") -> None:
    from coalition_site.cli.terminal import plural  # noqa: PLC0415

    held = ", ".join(f"{count} {reason}" for reason, count in built.held_partners.items())
    unnamed = plural(sum(built.held_partners.values()), "partner")
    late = plural(built.overdue, "overdue follow-up")
    pdfs = f"{plural(built.documents, 'document')}, {plural(built.letters, 'letter')} among them"
    lines = [
        "",
        f"Public site   {built.output / 'site' / 'index.html'} ({plural(built.site_pages, 'page')})",
        f"Workbook      {built.output / 'workbook' / 'index.html'} ({plural(built.workbook_pages, 'page')}, internal)",
        f"PDFs          {built.output / 'workbook'} ({pdfs})" if built.documents else "PDFs          not asked for",
        f"Named         {plural(built.named_partners, 'partner')} on the public site",
        f"Held back     {unnamed}{f' ({held})' if held else ''} and {plural(built.held_fields, 'value')}",
        f"Nobody meets  {'; '.join(built.gaps) or 'no need is open'}",
        f"To do         {plural(built.letters_with_gaps, 'letter')} with gaps, {late}",
        "Publish the folder site and nothing else; the workbook is the team's own.",
    ]
    _say("\n".join(lines))


@app.command()
def doctor(project: Project = Path()) -> None:
    """Say what this machine has, what is missing, and the exact line that installs it."""
    from coalition_site.cli.doctor import examine  # noqa: PLC0415

    lines, complete = examine(project)
    _say("\n".join(lines))
    if not complete:
        raise typer.Exit(SYSTEM_MISSING)


def main() -> None:
    """Runs the command line. An error of the program itself is one line, never a traceback."""
    try:
        app(prog_name="coalition")
    except KeyboardInterrupt:
        _end("Stopped. The last build is as it was.", 130)
    except Exception as error:  # noqa: BLE001  the last resort: people get a sentence, and where to look
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        at = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else "?"
        what = f"{type(error).__name__} at {at}: {error}"
        _end(f"This is a mistake of the program, not of yours ({what}). Please report it.", INTERNAL)


def _end(text: str, code: int) -> NoReturn:
    print(text, file=sys.stderr)  # noqa: T201
    sys.exit(code)
