"""Every hint works: a machine follows it, and the problem is gone, with no other at its place.

Where no machine can follow one, `tests/support/following.py` says why. The share that is followed may not fall.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from coalition_site.problems import Problem, Refused
from coalition_site.read.content import Content
from coalition_site.validate.coalition import Validated
from tests.support.case_files import PROBLEMS, check_project, read_case, write_project
from tests.support.following import NOT_FOLLOWED, Changes, ReadFile, followed, not_said

LEAST_FOLLOWED, LEAST_SHARE = 470, 0.64
TWO_MISTAKES = {
    ("merge-markers", "content/invites.yml:13:12"): "the merge in the same file is to be settled first",
    ("merge-markers", "content/letters/invitation.md:4:1"): "the version that is kept has a mistake of its own",
    ("merge-markers", "content/needs.yml:1:1"): "the version that is kept has a mistake of its own",
    ("merge-markers", "content/pages/welcome.md:9:1"): "a merge within the version that is kept is told then",
    ("merge-markers", "content/partners/two.md:5:12"): "the merge in the same file is to be settled first",
    ("team-folder-refused", "content/coalition.yml:11:15"): "the folder that is named is not there yet",
    ("yaml-anchors", "content/needs.yml:2:5"): "in quotes it is no option either",
    ("yaml-anchors", "content/needs.yml:3:5"): "in quotes it is no option either",
    ("yaml-anchors", "content/partners/books.md:4:7"): "in quotes it is no option either",
    ("yaml-documents", "content/needs.yml:3:1"): "both documents have the same key",
}
"""Problems behind which another one stands, of the same words of the writer."""
CASES = sorted(PROBLEMS.glob("*.case"))


@contextmanager
def _changed(project: Path, changes: Changes) -> Iterator[None]:
    """The project with changed files, which are as they were afterwards."""
    aside = [project.parent.with_name("aside") / str(number) for number, _ in enumerate(changes)]
    aside[0].parent.mkdir()
    try:
        for (path, data), kept in zip(changes.items(), aside, strict=True):
            _copy(project / path, kept)
            _put(project / path, data)
        yield
    finally:
        for path, kept in zip(changes, aside, strict=True):
            _put(project / path, None)
            _copy(kept, project / path)
        shutil.rmtree(aside[0].parent)


def _copy(file: Path, to: Path) -> None:
    """Copies a file, link or folder, if it is there; a pipe cannot be copied."""
    if file.is_dir() and not file.is_symlink():
        shutil.copytree(file, to, symlinks=True, ignore=_special)
    elif os.path.lexists(file) and not file.is_fifo():
        shutil.copy2(file, to, follow_symlinks=False)


def _special(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if (Path(folder) / name).is_fifo()]


def _put(file: Path, data: bytes | None) -> None:
    if data is not None:
        _put(file, None)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    elif file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)


def _what_remains(problem: Problem, before: Validated, after: Validated, grown: int) -> str:
    """Why the hint did not work: the problem is there still, or another one stands at its place; empty if it did."""
    known = Counter((each.position.path, each.code, each.message) for each in before.problems)
    left = Counter((each.position.path, each.code, each.message) for each in after.problems)
    mine = (problem.position.path, problem.code, problem.message)
    if left[mine] >= known[mine]:
        return "it is there still"
    line = problem.position.line
    for each in after.problems:
        key = (each.position.path, each.code, each.message)
        if (
            each.position.path == problem.position.path
            and line <= each.position.line <= line + max(0, grown)
            and not known[key]
        ):
            return f"{each.position}: {each.code}: {each.message}"
    return ""


def _outcome(project: Path, problem: Problem, content: Content, before: Validated) -> str:
    """What remains of a problem of a project, which was read and checked, where its hint is followed."""
    try:
        changes = followed(ReadFile(content, project, problem))
    except (Refused, OSError, UnicodeDecodeError) as error:
        return f"cannot be done: {error}"
    if not changes:
        return "it has no fix, and nobody has said why"
    path = project / problem.position.path
    old = path.read_bytes() if path.is_file() else b""
    grown = (changes.get(problem.position.path) or b"").count(b"\n") - old.count(b"\n")
    with _changed(project, changes):
        return _what_remains(problem, before, check_project(project)[1], grown)


def _problems(tmp_path: Path) -> Iterator[Problem]:
    for file in CASES:
        yield from check_project(write_project(read_case(file), tmp_path / file.stem))[1].problems


def test_every_hint_says_what_its_fix_does(tmp_path: Path) -> None:
    problems = [problem for problem in _problems(tmp_path) if problem.fix is not None]
    assert [(problem.hint, unsaid) for problem in problems if (unsaid := not_said(problem))] == []
    # A hint that names something else is found: nearly all have words of their own.
    other = [problem for problem in problems if not_said(replace(problem, hint="look at this again"))]
    assert len(other) > 0.9 * len(problems)


def test_every_hint_that_can_be_followed_works(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    counts, failed, reasons, unfollowed = Counter[str](), list[str](), Counter[str](), set[str]()
    for file in CASES:
        project = write_project(read_case(file), tmp_path / file.stem)
        content, before = check_project(project)
        for problem in before.problems:
            why = "" if problem.fix else NOT_FOLLOWED.get(problem.code, "")
            unfollowed |= {problem.code} if why else set()
            why = why or TWO_MISTAKES.get((file.stem, str(problem.position)), "")
            reasons[why] += bool(why)
            outcome = "" if why else _outcome(project, problem, content, before)
            counts["not to be followed" if why else "failed" if outcome else "followed"] += 1
            if outcome:
                failed.append(f"{file.stem}: {problem.position}: {problem.code}: {problem.hint}\n    {outcome}")
    shown = "; ".join(f"{why}: {count}" for why, count in reasons.most_common() if why)
    told = f"hints followed {counts['followed']}, not to be followed {sum(reasons.values())} ({shown})"
    record_property("counts", told)
    assert failed == [], "\n".join(failed)
    assert NOT_FOLLOWED.keys() == unfollowed, "a reason for what has a fix everywhere"
    assert counts["followed"] >= LEAST_FOLLOWED
    assert counts["followed"] / counts.total() >= LEAST_SHARE, told
