"""`coalition add`: a partner, an invite or a page, written so that it can be filled in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.letter_commands import valid_content
from coalition_site.cli.options import Project, Today, day_of, refusals, say

if TYPE_CHECKING:
    from coalition_site.starter.addition import Addition, Ground

add = typer.Typer(
    help="Add a partner, an invite or a page: whole, explained, and over nothing that is there.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

FileId = Annotated[
    str, typer.Option("--id", metavar="ID", help="The name of its file, without .md.", show_default="made of the name")
]


@add.command("partner")
def add_partner(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The partner's full name.")],
    project: Project = Path(),
    kind: Annotated[
        str, typer.Option("--type", metavar="TYPE", help="What they are.", show_default="the first of the list")
    ] = "",
    relationship: Annotated[
        str, typer.Option(metavar="WORD", help="existing, potential or former.", show_default="potential")
    ] = "",
    file_id: FileId = "",
    today: Today = "",
) -> None:
    """Add a partner: a file in content/partners with every key and what it means.

    Where the team has a folder of its own, what is not public goes into a file there. Examples: coalition add partner
    "River Library" --type "Local government"; coalition add partner "Анна Иванова" --type Resident
    """
    from coalition_site.starter.add_file import plan_partner

    _add(project, today, lambda ground: plan_partner(ground, name, kind, relationship, file_id))


@add.command("invite")
def add_invite(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person to invite.")],
    project: Project = Path(),
    partner: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="The partner's id or name.", show_default="the one that has a contact of this name"
        ),
    ] = None,
    sender: Annotated[str, typer.Option(metavar="ID", help="The sender's id or name.", show_default="the first")] = "",
    status: Annotated[str, typer.Option(metavar="WORD", help="How it stands.")] = "idea",
    today: Today = "",
) -> None:
    """Add an invite at the end of invites.yml; every line that is there stays.

    Examples: coalition add invite "Ada Moreno" --partner river-library; coalition add invite "Ada Moreno" --status
    drafted
    """
    from coalition_site.starter.add_invite import plan_invite

    _add(project, today, lambda ground: plan_invite(ground, name, partner, sender, status))


@add.command("page")
def add_page(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The page's title.")],
    project: Project = Path(),
    audience: Annotated[str, typer.Option(metavar="WORD", help="public or team.")] = "team",
    file_id: FileId = "",
    today: Today = "",
) -> None:
    """Add a page of your own, for the team or for everybody.

    Example: coalition add page "How we decide" --audience public
    """
    from coalition_site.starter.add_file import plan_page

    _add(project, today, lambda ground: plan_page(ground, title, audience, file_id))


def _add(project: Path, today: str, plan: "Callable[[Ground], Addition]") -> None:
    """Plans and writes, and says what was written and what to fill in next; or why not, and ends the command."""
    from coalition_site.starter.addition import Ground, write_addition

    day = day_of(today)
    ground = Ground(project, *valid_content(project, day), day)
    with refusals("Nothing was written."):
        addition = plan(ground)
        write_addition(ground, addition)
    say("\n".join(_told(addition)))


def _told(addition: "Addition") -> list[str]:
    new, line = addition.at.path, addition.at.line
    lines = [f"Written: {new}" + (f", from line {line} on" if line > 1 else "")]
    lines += [f"Written: {path}" for path in addition.change.files if path != new]
    if addition.blanks:
        lines += ["", "Fill in next:", *(f"  {place.path}:{place.line}  {told}" for place, told in addition.blanks)]
    return [*lines, *addition.remarks]
