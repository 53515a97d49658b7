"""`coalition edit`: forms in the browser that write the content's files, with the live preview beside them."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_site.cli.options import CONTENT_PROBLEMS, Project, Today, fail, refusals, say


def edit(
    project: Project = Path(),
    port: Annotated[int, typer.Option(help="The port to listen on; 0 takes a free one.", min=0, max=65_535)] = 8000,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    today: Today = "",
    publish_to: Annotated[
        Path | None,
        typer.Option(
            help="Where the page “The site” publishes to: a folder of a web server, or a .zip file.",
            show_default="where coalition publish put it last",
        ),
    ] = None,
) -> None:
    """Edit the coalition in a browser on this machine: forms for all that the files hold, and both sites beside them.

    What you save changes only the lines that are meant, and nothing that is wrong is saved. It works without a network,
    for one person at a time; nobody else can see the pages. Ctrl-C ends it. Example: coalition edit
    """
    from coalition_site.publish.output.folder import AlreadyOpen, only_one

    folder = project.resolve()
    if not folder.is_dir():
        fail(f"There is no folder {folder}; name the coalition's folder with --project", CONTENT_PROBLEMS)
    try:
        with refusals(), only_one(folder / "build"):
            _edit(folder, port, today, publish_to, browser=browser)
    except AlreadyOpen as other:
        fail(f"{folder} is being edited already, by {other}. One person at a time can do that.", CONTENT_PROBLEMS)


def _edit(folder: Path, port: int, today: str, publish_to: Path | None, *, browser: bool) -> None:
    from coalition_site.cli.serve_command import serving
    from coalition_site.edit.change import KEPT_CHANGES
    from coalition_site.forms.application import Editor
    from coalition_site.forms.desk import Desk, SiteWork
    from coalition_site.forms.session import Session
    from coalition_site.publish.cache.cache import CACHE

    with serving(folder, folder / "build", port, today, "edit") as (server, preview, background, follow):
        session = Session(folder, preview.day)
        session.keep_changes_in(folder / "build" / CACHE / KEPT_CHANGES)
        work = SiteWork(
            to=publish_to.absolute() if publish_to is not None else None,
            make=background.ask,
            is_making=background.is_at_work,
            failure=lambda: background.failure,
        )
        desk = Desk(session, server.gate, preview, site_work=work)
        server.beside = Editor(desk)
        address = server.address("edit/")
        say(f"Edit          {address}")
        say("What you save is written into the files of this folder. Ctrl-C ends this.")
        if browser:
            import webbrowser

            webbrowser.open(address)
        follow()
