"""`coalition rename`: a partner's file gets another name, and nobody's link breaks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.letter_commands import valid_content
from coalition_site.cli.options import CONTENT_PROBLEMS, Project, Today, agreed, day_of, fail, plural, refusals, say

if TYPE_CHECKING:
    from coalition_site.jobs.rename_partner import Renaming


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The partner's id: the name of its file without .md.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The id that it gets.")],
    project: Project = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    today: Today = "",
) -> None:
    """Give a partner's file another name; its old address leads to the new page from then on.

    Invites, links and kept letters follow. On a terminal you are asked before anything is written; elsewhere nothing is
    written without --yes. What the partner is called stands in its file: change name: there. Example: coalition rename
    asset-builders forest-city-asset-builders
    """
    from coalition_site.edit.judgment import refuse_grown_old
    from coalition_site.edit.whole_files import write_change
    from coalition_site.jobs.rename_partner import WOULD_BE_WRONG, plan_renaming

    day = day_of(today)
    checked, coalition = valid_content(project, day)
    if coalition.public_only:
        hint = f"the team's folder {coalition.team_folder} is not here, and invites stand there"
        fail(f"{hint}.\nNothing was renamed.", CONTENT_PROBLEMS)
    with refusals("Nothing was renamed."):
        plan = plan_renaming(project, checked, coalition, old.removesuffix(".md"), new, day)
        say("\n".join(_lines(plan)))
        if not (yes or agreed(f"Change {plural(plan.number_of_files, 'file')}?")):
            say("\nNothing was written. To write this, add --yes.")
            return
        refuse_grown_old(project, plan.change, day, WOULD_BE_WRONG)
        write_change(project, plan.change)
    say("\nWritten. Links to the old page lead to the new one after the next build.")


def _lines(plan: "Renaming") -> list[str]:
    moved = [f"  {before} → {after}" for before, after in plan.moved]
    changed = [f"  {line}" for line in plan.lines]
    return ["Renamed:", *moved, *(["Changed:", *changed] if changed else [])]
