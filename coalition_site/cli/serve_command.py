"""`coalition serve`: the live preview of both sites while they are written."""

import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.options import CONTENT_PROBLEMS, Project, Today, day_of, fail, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coalition_site.serve.background_build import BackgroundBuild
    from coalition_site.serve.preview import Preview
    from coalition_site.serve.server import PreviewServer
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
    folder = project.resolve()
    into = output.resolve() if output is not None else folder / "build"
    with serving(folder, into, port, today, "serve") as (server, _, _, follow):
        say(f"Public site   {server.address('site/')}")
        say(f"Workbook      {server.address('workbook/')} (internal)")
        say(f"Each change below {folder} is shown when its file is saved. Ctrl-C ends this.")
        follow()


@contextmanager
def serving(
    folder: Path, into: Path, port: int, today: str, command: str
) -> "Iterator[tuple[PreviewServer, Preview, BackgroundBuild, Callable[[], None]]]":
    """The running server, preview and builds of a folder, and what shows the files as they are until Ctrl-C.

    Fails where the port cannot be used. Everything is closed behind the block.
    """
    from coalition_site.serve.background_build import BackgroundBuild
    from coalition_site.serve.follow import follow
    from coalition_site.serve.preview import Preview
    from coalition_site.serve.server import PreviewServer

    day_of(today)  # a day that is none is told before anything begins
    preview = Preview(folder, into, lambda: day_of(today))
    try:
        server = PreviewServer(preview, port, command)
    except OSError as error:
        fail(f"Port {port} cannot be used ({error.strerror}); choose another with --port", CONTENT_PROBLEMS)
    words = ["build", "--quiet", "--project", str(folder), "--output", str(into)]
    background = BackgroundBuild([*words, *(["--today", today] if today else [])], lambda *said: _built(preview, *said))
    try:
        threading.Thread(target=server.run, daemon=True).start()
        yield server, preview, background, lambda: follow(preview, background, _report)
    except KeyboardInterrupt:
        say("\nStopped.")
    finally:
        background.close()
        server.stop()
        preview.close()


def _report(changed: "Sequence[str]", checked: "Checked", seconds: float) -> None:
    """Says what is wrong with the files, or that they are shown."""
    from coalition_site.cli.terminal import print_problem

    for problem in checked.validated.problems:
        print_problem(problem, checked.line_at)
    if checked.validated.coalition is not None:
        say(f"{_named(changed)}: shown ({seconds:.2f} s)")


def _named(changed: "Sequence[str]") -> str:
    if len(changed) > 1:
        return f"{changed[0]} and {len(changed) - 1} more"
    return changed[0] if changed else "all files"


def _built(preview: "Preview", code: int, said: str) -> None:
    if not preview.built():
        say(f"The documents are those of before:\n{said}")
    elif code:
        say(f"Documents, letters and tables are made, but for some:\n{said}")
    else:
        say("Documents, letters and tables are made.")
