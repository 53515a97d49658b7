"""`coalition language-server`: mistakes, completion and quick fixes in any editor that speaks the protocol."""

from importlib.util import find_spec

import typer

from coalition_site.cli.options import SYSTEM_MISSING, Today, day_of, fail

EDITORS_EXTRA = "pygls>=2.1.1,<2.2"
"""What the extra `editors` of the program brings."""
HOW_TO_SERVE_EDITORS = f"""\
`./run language-server`, in the coalition's folder, installs what is missing and starts it: let the editor call that.
Where the program was installed in another way: python -m pip install "{EDITORS_EXTRA}"\
"""


def editors_are_served() -> bool:
    """Whether the extra `editors` is installed."""
    return find_spec("pygls") is not None


def language_server(today: Today = "") -> None:
    """Serve an editor: mistakes while typing, completion, meanings, fixes; an editor starts this, not a person.

    It speaks the Language Server Protocol over standard input and output, finds the coalition's folder above each file
    that is opened, writes nothing and asks nothing of the network. docs/guides/data-lead.md shows the settings of
    editors. Example, as editors have it: ./run language-server
    """
    if not editors_are_served():
        fail(f"pygls is not installed, which the language server needs.\n{HOW_TO_SERVE_EDITORS}", SYSTEM_MISSING)
    from coalition_site.editors.server import serve_editor

    code = serve_editor(lambda: day_of(today))
    if code:
        raise typer.Exit(code)
