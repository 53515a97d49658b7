"""`coalition import`: filled worksheets and spreadsheets, brought back into the content."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.letter_commands import checked_content
from coalition_site.cli.options import CONTENT_PROBLEMS, Project, Today, day_of, fail, say

if TYPE_CHECKING:
    from coalition_site.edit.whole_files import ContentFile
    from coalition_site.importers.plan.plan import Plan


def import_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Filled worksheets (.pdf, .json), .csv, .xlsx.")],
    project: Project = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    today: Today = "",
) -> None:
    """Bring filled worksheets and spreadsheets into the content; show what would change first.

    Nothing is ever deleted. On a terminal you are asked before anything is written; elsewhere nothing is written
    without --yes. Example: coalition import worksheet-2026-11-23.json partners.xlsx
    """
    from coalition_site.edit.edits import EditRefused
    from coalition_site.edit.whole_files import ContentNotWritten
    from coalition_site.importers.plan.report import report
    from coalition_site.importers.plan.write import write_plan
    from coalition_site.importers.sources import ImportRefused

    try:
        plan, changed = _planned(files, project, day_of(today))
        say(report(plan))
        say("")
        if not changed:
            say("Nothing is new; nothing was written.")
            return
        if not (yes or _asked(len(changed))):
            say("Nothing was written. To write this, add --yes.")
            return
        write_plan(project, changed)
    except (ImportRefused, EditRefused, ContentNotWritten) as error:
        fail(f"{error}\nNothing was imported.", CONTENT_PROBLEMS)
    say("\n".join(["Written:", *(f"  {file.path}" for file in changed)]))


def _planned(files: list[Path], project: Path, today: date) -> "tuple[Plan, list[ContentFile]]":
    """The plan, and the files it makes, validated together."""
    from coalition_site.importers.formats.open_file import read_filled
    from coalition_site.importers.plan.make import plan_import
    from coalition_site.importers.plan.write import validated_files
    from coalition_site.importers.understand.filled_files import understand

    filled = [each for file in files for each in read_filled(file)]
    checked, coalition = checked_content(project, today)
    plan = plan_import(understand(filled, coalition), coalition)
    return plan, validated_files(project, checked, plan, today)


def _asked(count: int) -> bool:
    """Whether a person at the terminal says yes; Enter alone, Ctrl-C and nobody there are a no."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        return typer.confirm(f"Write {count} file{'' if count == 1 else 's'}?")
    except typer.Abort:
        say("")
        return False
