"""`coalition publish`: the finished public site goes to a web server's folder, or into a zip file, as a whole."""

import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.letter_commands import valid_content
from coalition_site.cli.options import (
    CONTENT_PROBLEMS,
    Project,
    Quiet,
    Today,
    agreed,
    day_of,
    fail,
    plural,
    refusals,
    say,
)
from coalition_site.problems import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from coalition_site.derive.public.right_until import DatedChange
    from coalition_site.jobs.publish_site import PublishPlan, SiteState
    from coalition_site.model.coalition import Coalition
    from coalition_site.publish.web.difference import Turned

_CODE = Path(__file__).resolve().parents[2]
_MOST_LINES = 40
_KINDS = {"partners": "partner", "meetings": "meeting", "areas": "area", "groups": "group", "page": "page"}


def publish(
    to: Annotated[Path, typer.Argument(metavar="TO", help="A folder of a web server, or a file that ends in .zip.")],
    project: Project = Path(),
    output: Annotated[
        Path | None, typer.Option(help="Where the site was built.", show_default="build/ in the coalition's folder")
    ] = None,
    build: Annotated[bool, typer.Option("--build", help="Build first, so that the site is that of today.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Publish without asking.")] = False,
    today: Today = "",
    quiet: Quiet = False,
) -> None:
    """Put the public site where everybody can read it, so that what vanished from it vanishes there too.

    What appears and what vanishes is shown by name, and until which day the site is right. A site that is older than
    its content is refused, and so is a folder with other files in it. On a terminal you are asked first; elsewhere
    nothing is published without --yes. Example: coalition publish /srv/www/coalition --build
    """
    from coalition_site.jobs.publish_site import publish as put_in_place

    folder = output if output is not None else project / "build"
    code = _build(project, output, today, quiet=quiet) if build else 0
    day = day_of(today)
    _, coalition = valid_content(project, day)
    plan = _plan(coalition, project, folder, to, day, first=_build_line(project, output, today, to, built=build))
    _refuse_earlier(plan, to, day, today, _build_line(project, output, today, to, built=build))
    if not quiet:
        say("\n".join(_plan_lines(plan)))
    if plan.is_there:
        _say_unless(quiet, "\nThis very site stands there already.")
    elif yes or agreed(f"Publish to {to}?"):
        with refusals("Nothing was published."):
            put_in_place(folder, plan)
        _say_unless(quiet, "\nPublished.")
    else:
        say("\nNothing was published. To publish this, add --yes.")
        return
    if plan.place.others:
        fail("\n".join(_part(_OTHERS.format(to=to), sorted(plan.place.others))), CONTENT_PROBLEMS)
    if code:
        raise typer.Exit(code)


_OTHERS = (
    "These files in {to} were not put there by coalition publish, and stay. If one is an earlier page of the site, "
    "remove it:"
)


def _say_unless(quiet: bool, text: str) -> None:
    if not quiet:
        say(text)


def _build(project: Path, output: Path | None, today: str, *, quiet: bool) -> int:
    """Builds as `coalition build` does, in a process of its own, and says what it says; its exit code."""
    words = ["build", "--project", str(project.resolve()), *(["--output", str(output.resolve())] if output else [])]
    words += [*(["--today", today] if today else []), *(["--quiet"] if quiet else [])]
    command = [sys.executable, "-m", "coalition_site", *words]
    sys.stdout.flush()
    if sys.stdout.isatty():
        return subprocess.run(command, cwd=_CODE, check=False).returncode  # noqa: S603  our own interpreter and module
    done = subprocess.run(  # noqa: S603  likewise
        command, cwd=_CODE, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    if done.stdout.strip():
        say(done.stdout.rstrip())
    return done.returncode


def _build_line(project: Path, output: Path | None, today: str, to: Path, *, built: bool) -> str:
    """What to type where the site is not right; a build that was asked for has said itself why there is none."""
    if built:
        return "The build before this says why."
    words = ["coalition", "publish", str(to), "--build"]
    words += ["--project", str(project)] if project != Path() else []
    words += ["--output", str(output)] if output is not None else []
    words += ["--today", today] if today else []
    return f"To build it and publish it, type: {shlex.join(words)}"


def _plan(coalition: "Coalition", project: Path, folder: Path, to: Path, day: "date", *, first: str) -> "PublishPlan":
    from coalition_site.jobs.publish_site import plan_publishing, state_of_site

    state = state_of_site(project, folder, coalition, day)
    if state.outdated is not None:
        fail(f"{_outdated(state)}\nNothing was published. {first}", CONTENT_PROBLEMS)
    try:
        return plan_publishing(project, folder, state, coalition, to)
    except Refused as error:
        fail(f"{error}\nNothing was published.", CONTENT_PROBLEMS)


def _outdated(state: "SiteState") -> str:
    more = state.more or "; ".join(f"{change.day}: {_dated(change)}" for change in state.dated)
    return f"The site in the output folder is not the one to publish: {state.outdated}{f' ({more})' if more else ''}."


def _refuse_earlier(plan: "PublishPlan", to: Path, day: "date", today: str, build_line: str) -> None:
    marker = plan.place.marker
    if marker is None or not plan.is_earlier or (today and marker.day > day):
        return
    says = f"{to} holds the site of {marker.day}, and this one was built on {plan.day}."
    if marker.day <= day:
        fail(f"{says}\nNothing was published. {build_line}", CONTENT_PROBLEMS)
    clock = f"If today is not {day}, set this computer's clock. To put the earlier site there all the same, add"
    fail(f"{says}\nNothing was published. {clock} --today {day}", CONTENT_PROBLEMS)


def _plan_lines(plan: "PublishPlan") -> list[str]:
    place, changed = plan.place, plan.difference.changed
    there = f"the site of {place.marker.day} stands there" if place.marker is not None else "nothing stands there yet"
    servers = ", ".join(place.servers)
    return [
        f"Publish to {place.path}: {there}.",
        *_part("Appears:", _turned(plan.difference.appears)),
        *_part("Vanishes:", _turned(plan.difference.vanishes)),
        *([f"Changes: {plural(changed, 'file')}"] if changed else []),
        *([f"Stays, as it is the server's: {servers}"] if servers else []),
        *_right(plan),
    ]


def _right(plan: "PublishPlan") -> list[str]:
    right = plan.right
    if right.last_day is None:
        return ["Right until somebody changes the content: no consent ends, and no meeting is ahead."]
    head = f"Right until {right.last_day}. Then build and publish again, for on the next day:"
    return _part(head, map(_dated, right.changes))


def _dated(change: "DatedChange") -> str:
    from coalition_site.derive.public.right_until import Turning

    words = {
        Turning.CONSENT_ENDS: "{name} is no longer named, as its consent has ended",
        Turning.CONSENT_BEGINS: "{name} is named, as its consent begins",
        Turning.MEETING_OVER: "the meeting {name} is over",
    }
    return " ".join(words[change.turning].format(name=change.name).split())


def _turned(turned: "Turned") -> "list[str]":
    pages = sorted(turned.pages, key=lambda page: ([*_KINDS].index(page.kind), page.title))
    files = [f"{place} ({plural(count, 'file')})" if place.endswith("/") else place for place, count in turned.files]
    return [*(f"{_KINDS[page.kind]}: {page.title}" for page in pages), *files]


def _part(head: str, lines: "Iterable[str]") -> list[str]:
    every = list(lines)
    more = [f"  and {len(every) - _MOST_LINES} more"] if every[_MOST_LINES:] else []
    return [head, *(f"  {line}" for line in every[:_MOST_LINES]), *more] if every else []
