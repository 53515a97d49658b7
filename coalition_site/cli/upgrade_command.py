"""`coalition upgrade`: another version of the program for a coalition's folder."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_site.cli.options import CONTENT_PROBLEMS, SYSTEM_MISSING, Project, fail, say
from coalition_site.problems import Refused, Unavailable


def upgrade(
    wheel: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="The new version, coalition_site-….whl.",
            show_default="the program that you type this to",
        ),
    ] = None,
    project: Project = Path(),
    packages: Annotated[
        bool, typer.Option("--packages", help="Take the newest packages that it allows, asked of the index with uv.")
    ] = False,
) -> None:
    """Put another version of the program into the folder tools, from which `./run` and the workflows install it.

    The wheel in tools, its sum and those of all other packages in requirements.txt change together; nothing is asked of
    a package index by the program's name. Commit them together. With --packages the others are renewed between two
    versions, say after a weakness in one became known. Examples: coalition upgrade
    ../coalition_site-0.2.0-py3-none-any.whl; coalition upgrade --project ../river-town; coalition upgrade --packages
    """
    from coalition_site.edit.whole_files import write_change
    from coalition_site.starter.lock import renewed_lock
    from coalition_site.starter.program import NoWheel, program_wheel, read_wheel
    from coalition_site.starter.tools import REQUIREMENTS, replaced_tools

    if not (project / REQUIREMENTS).is_file():
        fail(
            f"{project} has no {REQUIREMENTS}, as a folder made by coalition new has; name yours with --project.",
            CONTENT_PROBLEMS,
        )
    try:
        version = program_wheel() if wheel is None else read_wheel(wheel.read_bytes())
        change = replaced_tools(project, version, renewed_lock(version) if packages else None)
        write_change(project, change)
    except Unavailable as error:
        fail(f"Nothing was changed: {error}.", SYSTEM_MISSING)
    except NoWheel as error:
        fail(f"Nothing was changed: {wheel or 'the program that runs'} cannot be used: {error}.", CONTENT_PROBLEMS)
    except Refused as error:
        fail(f"Nothing was changed: {error}.", CONTENT_PROBLEMS)
    except OSError as error:
        fail(f"{error.filename} cannot be read or written: {error.strerror}", CONTENT_PROBLEMS)
    if not change:
        say(f"{project} has exactly this version already: {version.version}.")
        return
    gone = change.removed
    say("\n".join(f"changed  {path}{' (removed)' if path in gone else ''}" for path in change.files))
    say(f"{project} has version {version.version} now. See what it says of the content: ./run check, in that folder.")
