"""`coalition team-folder`: what is not public moves out of content/, so that the repository can be open."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_site.cli.letter_commands import checked_content
from coalition_site.cli.options import Project, Today, day_of, refusals, say


def team_folder(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder, as seen from the coalition's folder.")],
    project: Project = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be moved.")] = False,
    today: Today = "",
) -> None:
    """Move what is not public into a folder of the team's own, so that the coalition's repository can be open.

    The blocks outreach and team of partners, notes on needs, invites, the team's pages and letters as they were sent go
    there, and content/coalition.yml gets the line team_content. The content says the same as before.
    Example: coalition team-folder ../river-town-team
    """
    from coalition_site.edit.whole_files import write_change
    from coalition_site.jobs.separate_team import plan_separation

    day = day_of(today)
    checked, coalition = checked_content(project, day)
    with refusals("Nothing was moved."):
        change = plan_separation(project, checked, coalition, folder, day)
        if not dry_run:
            write_change(project, change)
    for path in change.written:
        say(f"{'written' if change.files[path][0] is None else 'changed'}  {path}")
    say("\n".join(f"moved    {path}" for path in change.removed))
    if dry_run:
        say("Nothing was moved. Without --dry-run it will be.")
        return
    say("\nRead the comments in content/: only those right above a moved block went with it.")
    say("In coalition.yml, letters/ and images/ everything stays: senders, wording, signatures, pictures.")
    say("If this was committed before, git still holds it all: begin the open repository anew, without that history.")
