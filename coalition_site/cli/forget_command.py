"""`coalition forget`: a person is taken out of the content, and what only people can do is listed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.letter_commands import checked_content
from coalition_site.cli.options import CONTENT_PROBLEMS, Project, Today, agreed, day_of, fail, plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coalition_site.derive.team.person_places import Mention
    from coalition_site.jobs.forget_person import Forgetting

_MOST_LINES, _LONGEST_LINE = 40, 100


def forget(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's whole name, in quotes.")],
    project: Project = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    today: Today = "",
) -> None:
    """Take a person out of the content, and list what somebody has to take out by hand.

    Contacts, invites, letters as they were sent, and the file of a resident go; lines that say the name, an address or
    a number of the person are shown, and so are images. On a terminal you are asked before anything is written;
    elsewhere nothing is written without --yes. Example: coalition forget "Dana Reyes"
    """
    from coalition_site.edit.whole_files import ContentNotWritten
    from coalition_site.jobs import forget_person

    day = day_of(today)
    checked, coalition = checked_content(project, day)
    try:
        plan = forget_person.plan_forgetting(project, checked, coalition, " ".join(name.split()), day)
        say("\n".join(_plan_lines(plan, name)))
        number = len(plan.changed) + len(plan.removed)
        if number:
            if not (yes or agreed(f"Change or remove {plural(number, 'file')}?")):
                say("\nNothing was written. To write this, add --yes.")
                return
            forget_person.forget(project, plan)
            say("\nWritten.")
    except forget_person.NotForgotten as error:
        fail(f"{error}\nNothing was written.", CONTENT_PROBLEMS)
    except ContentNotWritten as error:
        fail(str(error), CONTENT_PROBLEMS)
    if number or plan.mentions or plan.files:
        say("\n".join(_afterwards(plan)))


def _plan_lines(plan: "Forgetting", name: str) -> list[str]:
    certain = [each for each in plan.mentions if each.certain]
    perhaps = [each for each in plan.mentions if not each.certain]
    lines = [
        *_part("Taken out:", plan.taken),
        *_part("Removed whole:", plan.removed),
        *_part("Refused; take this out by hand:", plan.refused),
        *_part("Says the name, an address or a number; change it by hand:", map(_line, certain)),
        *_part("Holds the person; look at it, and remove or replace it by hand:", map(": ".join, plan.files)),
        *_part("Says a part of the name; whether it is this person you know:", map(_line, perhaps)),
    ]
    return lines or [f"Nothing in the content says {name}."]


def _part(head: str, lines: "Iterable[str]") -> list[str]:
    every = list(lines)
    more = [f"  and {len(every) - _MOST_LINES} more"] if every[_MOST_LINES:] else []
    return [head, *(f"  {line}" for line in every[:_MOST_LINES]), *more] if every else []


def _line(mention: "Mention") -> str:
    text = mention.text if len(mention.text) <= _LONGEST_LINE else f"{mention.text[:_LONGEST_LINE]} …"
    return f"{mention.position}: {text}"


def _afterwards(plan: "Forgetting") -> list[str]:
    """What is left to do when the content is done."""
    return [
        "",
        "Then build again: build/ holds the person until then, and so does the published site. Copies that others",
        "have, in mail, on paper, in search engines, are beyond this program.",
        *_history(plan.texts, plan.removed),
    ]


def _history(texts: "Sequence[str]", removed: "Sequence[str]") -> list[str]:
    paths = " ".join(f"--path '{path}'" for path in removed)
    return [
        "",
        "If the content is kept in git, its history still has all of it, and so has every clone and fork. To take it",
        "out of the history: write these lines into a file forget.txt outside the repository,",
        *(f"  {text}==>(removed)" for text in texts),
        "make a fresh clone, and run in it (git filter-repo is a program of its own):",
        "  git filter-repo --replace-text ../forget.txt",
        *([f"  git filter-repo --invert-paths {paths}"] if removed else []),
        "Then push with --force, ask the host to remove what it still keeps, and let everybody clone anew.",
    ]
