"""`coalition templates`: which packaged files can be replaced by a coalition's own, and which are."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_site.cli.options import CONTENT_PROBLEMS, Project, fail, say
from coalition_site.problems import Refused


def templates(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Files to copy, such as templates/site/join.html.")
    ] = None,
    project: Project = Path(),
) -> None:
    """Copy packaged templates into the coalition's folder to change them; without a name, list them all.

    A copy comes before the packaged file of the same name. The program remembers what it was copied from, and
    `coalition check` warns when the packaged file changes. For a copy that is there already, it remembers that you have
    compared the two. Example: coalition templates templates/site/join.html
    """
    from coalition_site.edit.change import Change, contents, new_files
    from coalition_site.edit.whole_files import write_change
    from coalition_site.validate.overrides import (
        COPIED,
        checksums,
        own_copies,
        packaged_original,
        packaged_paths,
        read_record,
        written_record,
    )

    if not names:
        own = own_copies(project)
        say("\n".join(f"{'yours' if path in own else '     '}  {path}" for path in packaged_paths()))
        return
    originals = {name: packaged_original(name) for name in names}
    unknown = [name for name, original in originals.items() if original is None]
    if unknown:
        fail(f"There is no packaged file {', '.join(unknown)}; coalition templates lists them all.", CONTENT_PROBLEMS)
    found = {name: original.read_bytes() for name, original in originals.items() if original is not None}
    fresh = {name: data for name, data in found.items() if not (project / name).exists()}
    record = written_record(read_record(project / COPIED) | checksums(found))
    try:
        compared = Change({COPIED: (contents(project, COPIED), record)})
        write_change(project, new_files(project, fresh) | compared)
    except Refused as error:
        fail(f"Nothing was written: {error}", CONTENT_PROBLEMS)
    say("\n".join(f"{'copied  ' if name in fresh else 'compared'}  {name}" for name in found))
