"""The sources of a site: one key for all files of a project that a build reads."""

import os
from collections.abc import Iterator
from pathlib import Path

from coalition_site.model.content_files import CONTENT
from coalition_site.publish.cache.key import key_of
from coalition_site.read.team_folder import team_folder
from coalition_site.validate.overrides import MKDOCS, TEMPLATES


def sources_key(project: Path) -> str:
    """The key of the content, the team's own folder, own templates and settings of the site builder.

    Hidden files are passed over, as the reader does: an editor keeps some beside what is being typed. Take it before
    the files are read, so that one that is changed meanwhile counts as changed later. Empty where a file cannot be
    read; the check says which.
    """
    folders = [project / CONTENT, project / TEMPLATES]
    of_team = team_folder(project)
    try:
        parts = [part for folder in folders for part in _files(folder)]
        parts += ["team", *_files(of_team)] if of_team is not None else []
        config = project / MKDOCS
        return key_of(*parts, MKDOCS, config.read_bytes() if config.is_file() else b"")
    except OSError:
        return ""


def _files(folder: Path) -> Iterator[str | bytes]:
    """The path and the bytes of each file below a folder, in an order that only depends on the paths."""
    for place, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            file = Path(place, name)
            if not name.startswith(".") and file.is_file():
                yield f"{folder.name}/{file.relative_to(folder).as_posix()}"
                yield file.read_bytes()
