"""The watch loop of the preview: shows the files as they are, and again after each change."""

import time
from collections.abc import Callable, Sequence

from coalition_site.read.team_folder import team_folder
from coalition_site.serve.background_build import BackgroundBuild
from coalition_site.serve.preview import Preview
from coalition_site.serve.watcher import names_of_changes, next_change, snapshot
from coalition_site.validate.project import Checked

_WATCHED = ("content", "templates", "mkdocs.yml")

Report = Callable[[Sequence[str], Checked, float], None]
"""Gets the names of what changed, what was read then, and how many seconds it took to show it."""


def follow(preview: Preview, background: BackgroundBuild, report: Report) -> None:
    """Shows the files as they are, and again after each change, until the program is stopped.

    After each time `report` is called; without an error the documents are asked for. The names of what changed are
    paths below the project; the first time there are none.
    """
    own = [preview.project / name for name in _WATCHED]
    seen = snapshot(own)
    changed: list[str] = []
    while True:
        begun = time.monotonic()
        of_team = team_folder(preview.project)
        team = [of_team] if of_team is not None else []
        # It is looked at before it is read: a change that comes meanwhile is still one.
        seen = snapshot(team) | seen
        checked = preview.refresh()
        report(changed, checked, time.monotonic() - begun)
        if checked.validated.coalition is not None:
            background.ask()
        now = next_change([*own, *team], seen)
        background.interrupt()
        changed, seen = names_of_changes(seen, now, preview.project), now
