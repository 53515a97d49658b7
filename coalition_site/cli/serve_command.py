"""The command that shows both sites while they are written: `coalition serve`."""

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.options import CONTENT_PROBLEMS, Project, Today, day_of, fail, say

if TYPE_CHECKING:
    from coalition_site.serve.background import BackgroundBuild
    from coalition_site.serve.preview import Preview
    from coalition_site.validate.project import Checked


def serve(
    project: Project = Path(),
    output: Annotated[
        Path | None, typer.Option(help="Where to write documents.", show_default="build/ in the coalition's folder")
    ] = None,
    port: Annotated[int, typer.Option(help="The port to listen on; 0 takes a free one.", min=0, max=65_535)] = 8000,
    today: Today = "",
) -> None:
    """Show both sites in a browser on this machine, and show each change as soon as its file is saved.

    A mistake in a file is shown on the terminal and on the page; the last page without it stays. PDFs, letters and
    tables follow in the background. Nobody else can see the pages. Ctrl-C ends it. Example: coalition serve
    """
    from coalition_site.serve.background import BackgroundBuild  # noqa: PLC0415
    from coalition_site.serve.preview import Preview  # noqa: PLC0415
    from coalition_site.serve.server import PreviewServer  # noqa: PLC0415

    folder = project.resolve()
    into = output.resolve() if output is not None else folder / "build"
    preview = Preview(folder, into, day_of(today))
    try:
        server = PreviewServer(preview, port)
    except OSError as error:
        fail(f"Port {port} cannot be used ({error.strerror}); choose another with --port", CONTENT_PROBLEMS)
    command = ["build", "--quiet", "--project", str(folder), "--output", str(into)]
    background = BackgroundBuild(
        [*command, *(["--today", today] if today else [])], lambda *said: _built(preview, *said)
    )
    try:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"Public site   {server.address}/site/")
        say(f"Workbook      {server.address}/workbook/ (internal)")
        say(f"Each change below {folder} is shown when its file is saved. Ctrl-C ends this.")
        _follow(preview, background)
    except KeyboardInterrupt:
        say("\nStopped.")
    finally:
        background.close()
        server.shutdown()
        server.server_close()
        preview.close()


def _follow(preview: "Preview", background: "BackgroundBuild") -> None:
    """Shows the files as they are, and again after each change, until the program is stopped."""
    from coalition_site.read.team_folder import team_folder  # noqa: PLC0415
    from coalition_site.serve.watch import names_of_changes, next_change, sighting  # noqa: PLC0415

    own = [preview.project / name for name in ("content", "templates", "mkdocs.yml")]
    seen = sighting(own)
    changed = ["all files"]
    while True:
        begun = time.monotonic()
        of_team = team_folder(preview.project)
        team = [of_team] if of_team is not None else []
        # It is looked at before it is read: a change that comes meanwhile is still one.
        seen = sighting(team) | seen
        checked = _refreshed(preview)
        if checked.validated.coalition is not None:
            say(f"{_several(changed)}: shown ({time.monotonic() - begun:.2f} s)")
            background.ask()
        now = next_change([*own, *team], seen)
        background.interrupt()
        changed, seen = names_of_changes(seen, now, preview.project), now


def _refreshed(preview: "Preview") -> "Checked":
    """Shows the files as they are now, and says what is wrong with them."""
    from coalition_site.cli.terminal import print_problem  # noqa: PLC0415

    checked = preview.refresh()
    for problem in checked.validated.problems:
        print_problem(problem, checked.line_at)
    return checked


def _several(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _built(preview: "Preview", code: int, said: str) -> None:
    if code:
        say(f"The documents are those of before:\n{said}")
    else:
        say("Documents, letters and tables are made.")
        preview.built()
