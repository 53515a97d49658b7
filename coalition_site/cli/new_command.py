"""`coalition new` and `coalition remove-examples`: how a coalition begins."""

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from coalition_site.cli.options import CONTENT_PROBLEMS, Project, Today, day_of, fail, refusals, say
from coalition_site.problems import Refused

T = TypeVar("T")

_NEXT = """\
Made {count} files in {folder}.

Next:
{commands}

README.md says what to edit, and how to publish. On a computer that has none of this, ./run in that folder installs what
it needs from tools/."""


def new(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to make. What is there is never overwritten.")
    ],
    name: Annotated[str, typer.Option(help="The coalition's name.", show_default="asked")] = "",
    community: Annotated[str, typer.Option(help="The community it works for.", show_default="asked")] = "",
    contact: Annotated[
        str, typer.Option(metavar='"NAME <E-MAIL>"', help="Whom people can ask.", show_default="asked")
    ] = "",
    language: Annotated[str, typer.Option(metavar="CODE", help="Its language.", show_default="asked")] = "",
    empty: Annotated[bool, typer.Option("--empty", help="Without example partners, needs and invites.")] = False,
    today: Today = "",
) -> None:
    """Begin a new coalition: content, settings for editors, and workflows that check and publish.

    It comes with a few examples, so that the first build shows something; `coalition remove-examples` takes them away.
    Example: coalition new river-town --name "River Town Coalition" --community "River Town" --contact
    "Jo Park <jo@river.example>" --language en
    """
    from coalition_site.edit.change import new_files
    from coalition_site.edit.whole_files import write_change
    from coalition_site.starter.answers import Answers, contact_of, language_of, one_line
    from coalition_site.starter.files import RUN, starter_files
    from coalition_site.starter.program import NoWheel, program_wheel

    asked = {"--name": name, "--community": community, "--contact": contact, "--language": language}
    if not sys.stdin.isatty() and (missing := [option for option, given in asked.items() if not given]):
        fail(f"There is no terminal to ask at. Type these too: {', '.join(missing)}", 2)
    whole_name = _answer(one_line, name, "--name", "The coalition's name")
    place = _answer(one_line, community, "--community", "The community it works for")
    person, email = _answer(contact_of, contact, "--contact", "Whom people can ask, as Jo Park <jo@river.example>")
    code = _answer(language_of, language, "--language", "Its language, en or es", "en")
    answers = Answers(whole_name, place, person, email, code)
    try:
        files = starter_files(answers, day_of(today), program_wheel(), with_examples=not empty)
        write_change(folder, new_files(folder, files))
        (folder / RUN).chmod((folder / RUN).stat().st_mode | 0o111)
    except NoWheel as error:
        fail(f"Nothing was written: the program cannot be put into the folder: {error}.", CONTENT_PROBLEMS)
    except Refused as error:
        fail(f"Nothing was written: {error}", CONTENT_PROBLEMS)
    say(_NEXT.format(count=len(files), folder=folder, commands=_next_commands(folder, examples=not empty)))


def _next_commands(folder: Path, *, examples: bool) -> str:
    """The lines to type next, where this line was typed: by the name that the program was called by."""
    run = os.environ.get("COALITION_COMMAND")
    place = shlex.quote(str(folder))
    first, command, project = (
        ([], shlex.quote(run), f" --project {place}") if run else ([f"  cd {place}"], "coalition", "")
    )
    steps = {
        "build": "then open build/site/index.html and build/workbook/index.html in that folder",
        "check": "whenever you have changed something in content/",
        "remove-examples": "when you have seen enough of the examples",
    }
    lines = {
        f"  {command} {word}{project}": why for word, why in steps.items() if examples or word != "remove-examples"
    }
    width = max(map(len, lines))
    return "\n".join([*first, *(f"{line:<{width}}   {why}" for line, why in lines.items())])


def _answer(read: Callable[[str], T], given: str, option: str, question: str, default: str | None = None) -> T:
    """What an option says, or what is typed when asked; asked again until it can be used."""
    if given:
        try:
            return read(given)
        except Refused as error:
            raise typer.BadParameter(str(error), param_hint=option) from None

    while True:
        try:
            return read(typer.prompt(question, default=default))
        except Refused as error:
            say(f"  {error}")


def remove_examples(project: Project = Path()) -> None:
    """Take away the examples that `coalition new` wrote. One that you have changed stays, and is named.

    Example: coalition remove-examples
    """
    from coalition_site.edit.whole_files import remove_file, write_change
    from coalition_site.starter.examples import plan_removal
    from coalition_site.starter.files import EXAMPLES

    examples = plan_removal(project)
    if examples is None:
        say("There are no examples here.")
        return
    with refusals("Nothing was removed."):
        write_change(project, examples.change)
    change = examples.change
    lines = [*(f"removed  {path}" for path in change.removed), *(f"emptied  {path}" for path in change.written)]
    lines += [f"kept     {path}: {reason}" for path, reason in examples.kept.items()]
    say("\n".join(lines))
    if examples.kept:
        say("Remove what is kept by hand, or change it into your own.")
    else:
        remove_file(project, EXAMPLES)
