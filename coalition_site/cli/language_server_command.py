"""`coalition language-server`: mistakes, completion and quick fixes in any editor that speaks the protocol."""

import typer

from coalition_site.cli.options import Today, day_of


def language_server(today: Today = "") -> None:
    """Serve an editor: mistakes while typing, completion, meanings, fixes; an editor starts this, not a person.

    It speaks the Language Server Protocol over standard input and output, finds the coalition's folder above each file
    that is opened, writes nothing and asks nothing of the network. docs/guides/data-lead.md shows the settings of
    editors. Example, as editors have it: ./run language-server
    """
    from coalition_site.editors.server import serve_editor

    code = serve_editor(lambda: day_of(today))
    if code:
        raise typer.Exit(code)
