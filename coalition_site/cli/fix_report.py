"""`coalition check --fix` and `--diff`: what was mended, as a diff and in one sentence."""

import difflib
from datetime import date
from pathlib import Path

from coalition_site.cli.options import CONTENT_PROBLEMS, fail, plural, say
from coalition_site.edit.whole_files import ContentFile, ContentNotWritten
from coalition_site.jobs.mend import mend
from coalition_site.validate.project import Checked, check


def mend_and_show(project: Path, today: date, *, write: bool, shown: bool) -> Checked:
    """Makes the safe fixes and shows them; without `write` only shows them. Gives the check of what is there then."""
    mended = mend(project, today)
    if write:
        try:
            mended.write(project)
        except ContentNotWritten as error:
            fail(str(error), CONTENT_PROBLEMS)
    if shown:
        for file in mended.files:
            say(difference(file))
        say(f"{_counted(len(mended.problems), len(mended.files), write=write)}\n")
    return mended.checked if write else check(project, today)


def difference(file: ContentFile) -> str:
    """What changed in a file, as `diff -u` and git show it."""
    before, after = ((data or b"").decode("utf-8", "replace").splitlines() for data in (file.before, file.after))
    return "\n".join(difflib.unified_diff(before, after, file.path, file.path, lineterm=""))


def _counted(problems: int, files: int, *, write: bool) -> str:
    if not problems:
        return "There is nothing here that mends itself."
    done = "Mended" if write else "--fix would mend"
    return f"{done} {plural(problems, 'problem')} in {plural(files, 'file')}."
