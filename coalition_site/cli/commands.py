"""The Typer application: `coalition check`, `build` and `doctor`, and the commands of other modules by their names."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coalition_site import __version__
from coalition_site.cli.add_commands import add
from coalition_site.cli.edit_command import edit
from coalition_site.cli.export_command import export
from coalition_site.cli.forget_command import forget
from coalition_site.cli.import_commands import import_files
from coalition_site.cli.language_server_command import language_server
from coalition_site.cli.letter_commands import gap_lines, letters, sent
from coalition_site.cli.letterhead_problem import letterhead_problem, letterhead_problems
from coalition_site.cli.list_command import list_partners
from coalition_site.cli.new_command import new, remove_examples
from coalition_site.cli.options import (
    CONTENT_PROBLEMS,
    SYSTEM_MISSING,
    FormatOption,
    JsonOption,
    Project,
    Quiet,
    Today,
    day_of,
    fail,
    format_of,
    plural,
    say,
)
from coalition_site.cli.publish_command import publish
from coalition_site.cli.rename_command import rename
from coalition_site.cli.review_command import review
from coalition_site.cli.schema_command import schema
from coalition_site.cli.selftest_command import selftest
from coalition_site.cli.serve_command import serve
from coalition_site.cli.step_commands import answered, called
from coalition_site.cli.team_folder_command import team_folder
from coalition_site.cli.template_command import templates
from coalition_site.cli.upgrade_command import upgrade
from coalition_site.cli.worksheet_command import worksheet
from coalition_site.problems import Refused, Unavailable

if TYPE_CHECKING:
    from coalition_site.cli.problem_report import Report
    from coalition_site.jobs.build import BuildOptions, Built
    from coalition_site.model.coalition import Coalition
    from coalition_site.progress import Progress
    from coalition_site.publish.pdf.make import Workers
    from coalition_site.validate.project import Checked

_UNCHANGED = "Nothing was changed; the last build is as it was."

app = typer.Typer(
    name="coalition",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"coalition {__version__}")
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
def check(
    project: Project = Path(),
    today: Today = "",
    form: FormatOption = None,
    json: JsonOption = False,
    public: Annotated[
        bool,
        typer.Option("--public", help="Say too what becomes public that was not before, and which changed files run."),
    ] = False,
    since: Annotated[
        str, typer.Option(metavar="COMMIT", help="What --public compares with, as git names it.")
    ] = "HEAD",
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is beyond doubt, and show what was changed; leave the rest.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Only show what --fix would change.")] = False,
    quiet: Quiet = False,
) -> None:
    """Read the content and say what is wrong with it, all at once; write nothing without --fix.

    Each problem names file, line and column, what was read and what to type instead. Errors stop a build; warnings do
    not. Examples: coalition check --project ../forest-city; coalition check --diff; coalition check --public --since
    origin/main
    """
    from coalition_site.cli.problem_report import Report
    from coalition_site.cli.terminal import counted
    from coalition_site.validate.project import check as check_project

    day = day_of(today)
    wanted = format_of(form, json)
    if fix or diff:
        from coalition_site.cli.fix_report import mend_and_show

        checked = mend_and_show(project, day, write=fix and not diff, shown=not (quiet or wanted.is_document))
    else:
        checked = check_project(project, day)
    with Report(wanted, project, checked.line_at, checked.content.lines) as report:
        report.add(checked.validated.problems)
        refused = letterhead_problems(checked)
        report.add(refused)
        if public:
            from coalition_site.cli.program_report import report_programs

            report_programs(project, since, report)
        if public and checked.validated.coalition is not None:
            from coalition_site.cli.public_report import report_public

            report_public(checked.validated.coalition, project, since, day, report)
    if not quiet and not wanted.is_document:
        coalition = checked.validated.coalition
        found = (
            ""
            if coalition is None
            else f"{plural(len(coalition.partners), 'partner')}, {plural(len(coalition.invites), 'invite')}; "
        )
        say(f"Checked {project / 'content'}: {found}{counted(checked, refused)}.")
    if checked.validated.coalition is None or refused:
        raise typer.Exit(CONTENT_PROBLEMS)


@app.command()
def build(
    project: Project = Path(),
    output: Annotated[
        Path | None, typer.Option(help="Where to write.", show_default="build/ in the coalition's folder")
    ] = None,
    today: Today = "",
    pdf: Annotated[bool, typer.Option("--pdf/--no-pdf", help="Make the PDFs too, or only the two sites.")] = True,
    changes_since: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="Tell in the workbook what changed since that day, as git knows it.",
            show_default="the last meeting, or 30 days",
        ),
    ] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Build nothing while any letter has a gap.")] = False,
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: Quiet = False,
) -> None:
    """Make everything: the public site, the team's workbook, the worksheet, letters and tables.

    build/site is for everybody: publish that folder and nothing else. build/workbook is the team's own. A document that
    cannot be made is left out and named; a build that fails leaves the last one as it was. Example: coalition build
    """
    from coalition_site.publish.pdf.make import FONTS_DATED, Workers

    day, wanted = day_of(today), format_of(form, json)
    since = day_of(changes_since, "--changes-since") if changes_since else None
    quiet = quiet or wanted.is_document
    with Workers() as workers:
        if pdf:
            # The engine takes as long to load as what is imported here and the content.
            workers.load(FONTS_DATED)
        from coalition_site.cli.build_summary import lines_of_unprintable, public_lines, summary_lines
        from coalition_site.cli.problem_report import Report
        from coalition_site.cli.terminal import counted, progress_for
        from coalition_site.jobs.build import BuildOptions
        from coalition_site.jobs.seen_translations import keep_seen
        from coalition_site.jobs.site_sources import sources_key
        from coalition_site.resources import BUILD_FOLDER
        from coalition_site.validate.project import check as check_project

        progress = progress_for(quiet=quiet)
        with progress.step("Read and validate: the content"):
            sources = sources_key(project)
            checked = check_project(project, day)
        with Report(wanted, project, checked.line_at, checked.content.lines) as report:
            report.add(checked.validated.problems)
            made = checked.validated.coalition
            if made is None:
                fail(f"Nothing was built: {counted(checked)} in {project / 'content'}.", CONTENT_PROBLEMS)
            if strict and (gaps := gap_lines(made)):
                fail("\n".join([*gaps, "Nothing was built: with --strict no letter may have a gap."]), CONTENT_PROBLEMS)
            folder = output if output is not None else project / "build"
            options = BuildOptions(project, folder, day, with_pdf=pdf, changes_since=since, sources=sources)
            built = _built(checked, made, options, progress, report, workers)
            if folder.resolve() == (project / BUILD_FOLDER).resolve():
                keep_seen(project, checked.content)
            report.add(built.problems)
            report.extra = {"left_out": list(map(str, built.left_out))} if built.left_out else {}
    if not quiet:
        said = public_lines(built, made.team_folder) if built.public_only else summary_lines(built, since)
        say("\n".join([*said, *lines_of_unprintable(checked.validated.problems)] if pdf else said))
    if built.left_out:
        raise typer.Exit(CONTENT_PROBLEMS)


def _built(
    checked: "Checked",
    coalition: "Coalition",
    options: "BuildOptions",
    progress: "Progress",
    report: "Report",
    workers: "Workers",
) -> "Built":
    """Builds, or says in one message why not and ends the command."""
    from coalition_site.cli.build_summary import leak_problems
    from coalition_site.jobs.build import build
    from coalition_site.publish.leaks.search import LeakFound
    from coalition_site.publish.letters.letterhead import LetterheadRefused

    try:
        return build(coalition, options, progress, workers)
    except Unavailable as error:
        fail(f"{error}\nNothing was built. To build the sites without PDFs: coalition build --no-pdf", SYSTEM_MISSING)
    except LetterheadRefused as error:
        report.add([letterhead_problem(checked, error)])
        fail(_UNCHANGED, CONTENT_PROBLEMS)
    except LeakFound as error:
        report.add(leak_problems(checked, error.leaks))
        fail(f"Nothing was published: what is not public would have been. {_UNCHANGED}", CONTENT_PROBLEMS)
    except Refused as error:
        fail(f"{error}\n{_UNCHANGED}", CONTENT_PROBLEMS)


app.command()(publish)
app.command()(edit)
app.command()(serve)
app.command()(worksheet)
app.command()(letters)
app.command()(sent)
app.command()(called)
app.command()(answered)
app.add_typer(add, name="add")
app.command("import")(import_files)
app.command()(forget)
app.command()(selftest)
app.command()(rename)
app.command()(review)
app.command()(export)
app.command("list")(list_partners)
app.command()(new)
app.command("remove-examples")(remove_examples)
app.command("team-folder")(team_folder)
app.command()(templates)
app.command()(schema)
app.command("language-server")(language_server)
app.command()(upgrade)


@app.command()
def doctor(
    project: Project = Path(),
    fonts: Annotated[
        Literal["apt", "dnf", "brew"] | None,
        typer.Option(help="Print nothing but the packages with fonts that the content needs, for this installer."),
    ] = None,
    languages: Annotated[
        bool, typer.Option("--languages", help="Say how much of the interface each language has, and who has read it.")
    ] = False,
) -> None:
    """Say what this machine has, what is missing, and the exact line that installs it.

    Example, as the workflows have it: apt-get install $(coalition doctor --fonts apt)
    """
    from coalition_site.cli.doctor import examine, font_packages

    if fonts is not None:
        if packages := font_packages(project, fonts):
            say(" ".join(packages))
        return
    if languages:
        from coalition_site.cli.languages_report import language_lines

        say("\n".join(language_lines(project)))
        return
    lines, complete = examine(project)
    say("\n".join(lines))
    if not complete:
        raise typer.Exit(SYSTEM_MISSING)
