"""`mend`: what is beyond doubt is mended, as the writer would have it; nothing else is touched."""

from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from coalition_site.jobs.mend import mend
from coalition_site.read.recovery import read_yaml
from coalition_site.validate.project import check
from tests.support.accidents import Accident, accidents, write
from tests.support.case_files import TODAY


def _value(path: str, text: str) -> object:
    if path.endswith(".md"):
        text = text.split("---\n")[1]
    return read_yaml(text, path, tuple(text.split("\n"))).value


def _judged(project: Path, accident: Accident, known: set[object]) -> str:
    """What became of an accident: unseen, left, mended or, which must not be, mended wrong."""
    file = project / accident.path
    file.write_text(accident.after, encoding="utf-8")
    try:
        mended = mend(project, TODAY)
        told = set(check(project, TODAY).validated.problems) != known
    finally:
        file.write_text(accident.before, encoding="utf-8")
    for path, data in mended.change.written.items():
        assert path == accident.path, accident
        was, now = accident.after.split("\n"), data.decode().split("\n")
        at = accident.line - 1
        assert now[:at] == was[:at], accident
        assert now[len(now) - (len(was) - at - 1) :] == was[at + 1 :], accident
        value = _value(path, data.decode())
        right = {accident.meant: "mended", accident.before: "mended"}
        return next((outcome for text, outcome in right.items() if value == _value(path, text)), "mended wrong")
    return "left" if told else "unseen"


def _outcomes(folder: Path, count: int) -> Counter[str]:
    project = write(folder)
    known = set[object](check(project, TODAY).validated.problems)
    outcomes = Counter[str]()
    for accident in islice(accidents(), count):
        outcome = _judged(project, accident, known)
        outcomes[outcome] += 1
    return outcomes


def test_the_coalition_of_the_accidents_is_right(tmp_path: Path) -> None:
    checked = check(write(tmp_path), TODAY)
    assert checked.validated.problems == ()
    assert not mend(tmp_path, TODAY).change


def test_accidents_are_mended_as_they_were_before_or_left(tmp_path: Path) -> None:
    outcomes = _outcomes(tmp_path, 36)
    assert outcomes["mended wrong"] == 0, outcomes
    assert outcomes["mended"] >= 33, outcomes


@pytest.mark.slow("checks 450 states of a coalition")
def test_150_accidents(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """A change that mends fewer must say why; one that mends a single value to another one is wrong."""
    outcomes = _outcomes(tmp_path, 150)
    record_property("counts", f"accidents {', '.join(f'{each} {count}' for each, count in outcomes.most_common())}")
    assert outcomes["mended wrong"] == 0, outcomes
    assert outcomes["mended"] >= 138, outcomes
