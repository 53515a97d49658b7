"""The team's own folder: what is not public, kept outside a repository that everybody may read (`team_content`).

It mirrors the content folder: `partners/<id>.md` with the blocks that are not public, `needs.yml` with notes,
`meetings/` with what is not public of them, `invites.yml`, `pages/` of the team, `sent/`. What is read from it is
joined with the content by the stages after this.
"""

import errno
import os
import posixpath
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from coalition_site.fixes import example
from coalition_site.model.content_files import COALITION, CONTENT, SENT
from coalition_site.problems import Position, Problem
from coalition_site.read.content import NOTHING_UNSAVED, Content, TeamFolder
from coalition_site.read.content_folder import read_content, read_file, read_team_folder
from coalition_site.read.values import Document
from coalition_site.resources import BUILD_FOLDER, BUILD_MARKER

_KEY = "team_content"
# A network address of Windows (//server/share) would be asked for by merely looking at it.
_ELSEWHERE = re.compile(r"[\\/]{2}|~|[a-zA-Z][a-zA-Z0-9+.-]+:")
_REASONS = {
    errno.ELOOP: "links on the way lead in a circle",
    errno.ENOTDIR: "a part of the way is a file",
    errno.ENAMETOOLONG: "the way is too long",
    errno.EACCES: "you may not look into a folder on the way",
}
_SUCH_AS = "../river-town-team"
_EXAMPLE = f"name a folder beside this one, for example {_SUCH_AS}"


def read_project(project: Path, unsaved: Mapping[str, bytes] = NOTHING_UNSAVED) -> Content:
    """The content folder of a project, and the team's own folder where coalition.yml names one."""
    content = read_content(project, unsaved)
    settings = content.file(COALITION)
    written = _written(settings)
    if settings is None or written is None:
        return content
    shown = shown_team_folder(written)
    folder = project / shown
    # Without a folder that may be used nothing is known of the team, as where it is not here.
    content.team = TeamFolder(shown, here=False)
    why = refusal(written, project, folder)
    if why:
        content.problems.append(Problem(settings.at(_KEY), "team-content-folder", *why, example(_SUCH_AS, _KEY)))
        return content
    if content.sent:
        message = "letters are not public, and team_content names another folder for such things"
        content.problems.append(
            Problem(Position(f"{CONTENT}/{SENT}"), "team-content-open", message, f"move them to {shown}/{SENT}")
        )
    content.team = TeamFolder(shown, here=_holds_anything(folder))
    if content.team.here:
        read_team_folder(content, folder, shown)
    else:
        message = f"the team's folder {shown} is not here, or empty: only the public site can be built"
        hint = "to build the workbook and letters, put the folder there"
        content.problems.append(Problem(settings.at(_KEY), "team-content-absent", message, hint))
    return content


def team_folder(project: Path) -> Path | None:
    """The team's own folder as coalition.yml names it, whether it is here or not; None where none may be used."""
    path = COALITION.path()
    file = project / path
    try:
        usable = file.is_file() and not any(each.is_symlink() for each in (file, file.parent))
    except OSError:
        # Reading the content says what is wrong with it.
        return None
    content = Content()
    if usable:
        read_file(content, file, path)
    written = _written(content.file(COALITION))
    if written is None:
        return None
    folder = project / shown_team_folder(written)
    return None if refusal(written, project, folder) else folder


def _written(settings: Document | None) -> str | None:
    """What coalition.yml says of the team's folder."""
    written = settings.value.get(_KEY) if settings is not None and isinstance(settings.value, dict) else None
    return written if isinstance(written, str) else None


def shown_team_folder(written: str) -> str:
    """The way to the team's folder as problems show it: as written, without what leads nowhere."""
    return posixpath.normpath(written.replace("\\", "/"))


def refusal(written: str, project: Path, folder: Path) -> tuple[str, str] | None:
    """Why a folder cannot be the team's, and what to do, None where it can."""
    if _ELSEWHERE.match(written):
        return f"{written!r} is no way from this folder to another", _EXAMPLE
    try:
        found, place, own = _status(folder), folder.resolve(), project.resolve()
        made = any((each / BUILD_MARKER).is_file() for each in (place, *place.parents))
        is_link = folder.is_symlink()
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or error.strerror or "the system refuses"
        return f"{written!r} cannot be looked at: {reason}", _EXAMPLE
    reasons = {
        "is a link to another place; links are not followed": is_link,
        "is not a folder": found is not None and not stat.S_ISDIR(found.st_mode),
        "holds the coalition's own folder": own.is_relative_to(place),
        "lies in the content folder": place.is_relative_to(own / CONTENT),
        "lies in a folder that builds are written to": made or place.is_relative_to(own / BUILD_FOLDER),
    }
    return next(((f"{written!r} {reason}", _EXAMPLE) for reason, so in reasons.items() if so), None)


def _status(folder: Path) -> os.stat_result | None:
    """What the system knows of a folder, None where there is none."""
    try:
        return folder.stat()
    except FileNotFoundError:
        return None


def _holds_anything(folder: Path) -> bool:
    """Whether anything lies in a folder; a submodule that was not fetched is an empty one."""
    try:
        return any(not entry.name.startswith(".") for entry in folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        # It is there; reading it says why it cannot be read.
        return True
