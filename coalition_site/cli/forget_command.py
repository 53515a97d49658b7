"""`coalition forget`: a person is taken out of content and build/, and what only people can do is listed."""

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.letter_commands import checked_content
from coalition_site.cli.options import CONTENT_PROBLEMS, Project, Today, agreed, day_of, fail, plural, refusals, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coalition_site.derive.team.person_places import Mention
    from coalition_site.jobs.forget_person import Forgetting, Forgotten
    from coalition_site.jobs.person_traces import HistoryTraces

_MOST_LINES, _LONGEST_LINE = 40, 100
_KEPT_BY_EDITOR, _CACHE = ".cache/changes/", ".cache/"


def forget(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's whole name, in quotes.")],
    project: Project = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    today: Today = "",
) -> None:
    """Take a person out of the content and of build/, and list what somebody has to take out by hand.

    Contacts, invites, letters as they were sent, and the file of a resident go, and with them whatever was built or is
    kept for undoing; lines that say the name, an address or a number of the person are shown, and so are images, other
    files and git's history. On a terminal you are asked before anything is written; elsewhere nothing is written
    without --yes. Example: coalition forget "Dana Reyes"
    """
    from coalition_site.edit.judgment import refuse_grown_old
    from coalition_site.jobs import forget_person

    day = day_of(today)
    checked, coalition = checked_content(project, day)
    with refusals("Nothing was written."):
        plan = forget_person.plan_forgetting(project, checked, coalition, " ".join(name.split()), day)
        say("\n".join(_plan_lines(plan, name)))
        if plan.change or plan.built.holding:
            if not (yes or agreed(_question(plan))):
                say("\nNothing was written. To write this, add --yes.")
                return
            with ExitStack() as stack:
                _wait_for_nobody(stack, project)
                refuse_grown_old(project, plan.change, day, forget_person.WOULD_BE_WRONG)
                forgotten = forget_person.forget(project, coalition, plan)
            say("\n".join(_done_lines(forgotten, plan)))
    if plan.change or _is_anywhere(plan):
        say("\n".join(_out_of_reach(plan)))


def _wait_for_nobody(stack: ExitStack, project: Path) -> None:
    """Holds the lock of the editor, which keeps earlier files in its memory; ends the command where one is open."""
    from coalition_site.publish.output.folder import MARKER, AlreadyOpen, only_one
    from coalition_site.resources import BUILD_FOLDER

    if not (project / BUILD_FOLDER / MARKER).is_file():
        return
    try:
        stack.enter_context(only_one(project / BUILD_FOLDER))
    except AlreadyOpen as other:
        reason = f"The editor is open in this folder, by {other}, and keeps in its memory how files were."
        fail(f"{reason}\nEnd it, and forget then. Nothing was written.", CONTENT_PROBLEMS)


def _question(plan: "Forgetting") -> str:
    emptied = "empty build/ of what is stale" if plan.built.files else ""
    changed = f"change or remove {plural(len(plan.change.files), 'file')}" if plan.change else ""
    question = " and ".join(filter(None, (changed, emptied)))
    return f"{question[:1].upper()}{question[1:]}?"


def _is_anywhere(plan: "Forgetting") -> bool:
    found = (plan.mentions, plan.files, plan.refused, plan.built.holding, plan.elsewhere.holding, plan.history.commits)
    return any(found)


def _plan_lines(plan: "Forgetting", name: str) -> list[str]:
    certain = [mention for mention in plan.mentions if mention.certain]
    perhaps = [mention for mention in plan.mentions if not mention.certain]
    lines = [
        *_part("Taken out:", plan.taken),
        *_part("Removed whole:", plan.change.removed),
        *_part("Holds the person in build/, and is emptied:", _places_in_build(plan.built.holding)),
        *_part("Refused; take this out by hand:", plan.refused),
        *_part("Says the name, an address or a number; change it by hand:", map(_line, certain)),
        *_part("Holds the person; look at it, and remove or replace it by hand:", map(": ".join, plan.files)),
        *_part("Lies beside the content and holds the person; remove or replace it by hand:", plan.elsewhere.holding),
        *_part("Is too large to be searched; look at it:", (*plan.built.too_large, *plan.elsewhere.too_large)),
        *_part("Is kept in git's history, which this command does not change:", _history_lines(plan.history)),
        *_part("Says a part of the name; whether it is this person you know:", map(_line, perhaps)),
    ]
    if lines:
        return lines
    history = " Git's history does not say it either." if plan.history.searched else ""
    return [f"Nothing in the content says {name}, nor in build/ or another file of this folder.{history}"]


def _places_in_build(paths: "Iterable[str]") -> list[str]:
    """How many files of each part of build/ hold the person."""
    parts = Counter(
        "what the editor keeps to take changes back"
        if path.startswith(_KEPT_BY_EDITOR)
        else "what is kept to build faster"
        if path.startswith(_CACHE)
        else f"build/{path.partition('/')[0]}"
        for path in paths
    )
    return [f"{part}: {plural(number, 'file')}" for part, number in parts.items()]


def _history_lines(history: "HistoryTraces") -> list[str]:
    if not history.commits and not history.versions:
        return []
    kept = (
        [f"{plural(history.versions, 'version')} of {plural(len(history.paths), 'file')}"] if history.versions else []
    )
    if history.commits:
        first, last = history.commits[0], history.commits[-1]
        between = f"{first} to {last}" if first != last else first
        kept.append(
            f"{plural(len(history.commits), 'commit')} that put them in, took them out or name the person: {between}"
        )
    return kept


def _part(head: str, lines: "Iterable[str]") -> list[str]:
    every = list(lines)
    more = [f"  and {len(every) - _MOST_LINES} more"] if every[_MOST_LINES:] else []
    return [head, *(f"  {line}" for line in every[:_MOST_LINES]), *more] if every else []


def _line(mention: "Mention") -> str:
    text = mention.text if len(mention.text) <= _LONGEST_LINE else f"{mention.text[:_LONGEST_LINE]} …"
    return f"{mention.position}: {text}"


def _done_lines(forgotten: "Forgotten", plan: "Forgetting") -> list[str]:
    """What was done, and what the search afterwards says."""
    lines = ["", "Written." if plan.change else "Done."]
    if forgotten.cleared:
        gone = [f"build/{path}" for path in forgotten.cleared]
        lines += _part("Emptied, and made again by the next build (to build anew: coalition build):", gone)
    searched = f"Searched again, {plural(forgotten.left.files, 'file')} with all that is packed in them:"
    if not forgotten.left.holding:
        return [*lines, f"{searched} none holds the person."]
    number = plural(len(forgotten.left.holding), "file still holds", "files still hold")
    return [*lines, *_part(f"{searched} {number} the person, to be changed by hand:", forgotten.left.holding)]


def _out_of_reach(plan: "Forgetting") -> list[str]:
    """What no command here can reach."""
    return [
        "",
        "Beyond this program: the site where it is published, until you publish again; other output folders, clones,",
        "backups; copies that others have, in mail, on paper, in search engines.",
        *_history(plan),
    ]


def _history(plan: "Forgetting") -> list[str]:
    """How git's history is rewritten; nothing where it was searched and does not hold the person."""
    if plan.history.searched and not plan.history.commits and not plan.history.versions:
        return ["", "Git's history here does not hold the person."] if not plan.change else []
    gone = [path for path in plan.history.paths if path.endswith((".pdf", ".txt", ".docx", ".xlsx"))]
    paths = " ".join(f"--path '{path}'" for path in dict.fromkeys((*plan.change.removed, *gone)))
    return [
        "",
        "If the content is kept in git, its history still has all of it, and so has every clone and fork. To take it",
        "out of the history: write these lines into a file forget.txt outside the repository,",
        *(f"  {text}==>(removed)" for text in plan.texts.texts),
        "make a fresh clone, and run in it (git filter-repo is a program of its own):",
        "  git filter-repo --replace-text ../forget.txt --replace-message ../forget.txt",
        *([f"  git filter-repo --invert-paths {paths}"] if paths else []),
        "Then push with --force, ask the host to remove what it still keeps, and let everybody clone anew.",
    ]
