"""`coalition migrate`: whether the content has to be rewritten for this version of the program."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_site.cli.options import CONTENT_PROBLEMS, Project, fail, say


def migrate(
    project: Project = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be changed.")] = False,  # noqa: ARG001
) -> None:
    """Bring content up to the version of the content format that this program reads.

    There is one version so far, so nothing is ever changed: the command says whether the content is written for it.
    Example: coalition migrate --dry-run
    """
    from coalition_site.model.settings import SCHEMA_VERSION
    from coalition_site.read.content import COALITION, read_content

    settings = read_content(project).yaml.get(COALITION)
    where = project / "content" / COALITION
    if settings is None or not isinstance(settings.value, dict):
        fail(f"{where} cannot be read; coalition check says why.", CONTENT_PROBLEMS)
    written = settings.value.get("schema_version")
    if written != SCHEMA_VERSION:
        told = f"names version {written!r} of the content format" if written else "names no version"
        fail(
            f"{where} {told}. This program reads version {SCHEMA_VERSION}, the only one there is so far: write "
            f"schema_version: {SCHEMA_VERSION}, or install the program that the content was written for.",
            CONTENT_PROBLEMS,
        )
    say(f"{where} is written for version {SCHEMA_VERSION} of the content format, which this program reads.")
    say("Nothing has to be done.")
