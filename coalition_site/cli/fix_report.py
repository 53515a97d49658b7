"""`coalition check --fix` and `--diff`: what was mended, as a diff and in one sentence."""

import difflib
from datetime import date
from pathlib import Path

from coalition_site.cli.options import plural, refusals, say
from coalition_site.edit.change import Contents
from coalition_site.edit.whole_files import write_change
from coalition_site.jobs.mend import mend
from coalition_site.validate.project import Checked, check


def mend_and_show(project: Path, today: date, *, write: bool, shown: bool) -> Checked:
    """Makes the safe fixes and shows them; without `write` only shows them. Gives the check of what is there then."""
    mended = mend(project, today)
    if write:
        with refusals("Nothing was mended."):
            write_change(project, mended.change)
    if shown:
        for path, held in mended.change.files.items():
            say(difference(path, held))
        say(f"{_counted(len(mended.problems), len(mended.change.files), write=write)}\n")
    return mended.checked if write else check(project, today)


def difference(path: str, held: Contents) -> str:
    """What changed in a file, as `diff -u` and git show it."""
    before, after = ((data or b"").decode("utf-8", "replace").splitlines() for data in held)
    return "\n".join(difflib.unified_diff(before, after, path, path, lineterm=""))


def _counted(problems: int, files: int, *, write: bool) -> str:
    if not problems:
        return "There is nothing here that mends itself."
    done = "Mended" if write else "--fix would mend"
    return f"{done} {plural(problems, 'problem')} in {plural(files, 'file')}."
