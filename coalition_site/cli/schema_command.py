"""`coalition schema`: JSON Schemas for editors."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_site.cli.options import Project, Today, day_of, say

_FOLDER = Path(".vscode") / "schemas"


def schema(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="Where to write.", show_default=f"{_FOLDER} in the coalition's folder"),
    ] = None,
    project: Project = Path(),
    today: Today = "",
) -> None:
    """Write JSON Schemas, so that an editor completes and explains what is typed.

    They hold the options of this coalition: write them again after a change of vocabulary.yml. Example:
    coalition schema
    """
    from coalition_site.edit.whole_files import replace_file
    from coalition_site.validate.project import check
    from coalition_site.validate.schema import schema_files

    coalition = check(project, day_of(today)).validated.coalition
    files = schema_files() if coalition is None else schema_files(coalition.vocabulary, coalition.settings.language)
    into = folder if folder is not None else project / _FOLDER
    into.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        replace_file(into / name, text.encode())
    whose = "the packaged options" if coalition is None else f"the options of {project / 'content'}"
    say(f"Wrote {len(files)} schemas with {whose} into {into}.")
