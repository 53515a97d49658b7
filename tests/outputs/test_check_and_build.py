"""What the check passes is built: whatever people write, the check and the build never disagree about it.

What only layout can tell is no part of this: documents that take more than two minutes, 3 gigabytes or 1,500 pages, a
crash of the engine, a picture that neither the engine nor resvg can draw, and templates of one's own. These leave out
one document (`test_left_out`).
"""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from coalition_site.jobs import build as run
from coalition_site.progress import QuietProgress
from coalition_site.render.outputs import Outputs, render_outputs
from coalition_site.render.worksheets import BLANK_WORKSHEETS
from coalition_site.validate.project import check
from tests.support.building import TODAY
from tests.support.random_content import coalitions

# An example takes seconds: what fails is shown as it was drawn.
_ONCE = settings(phases=[Phase.generate], suppress_health_check=list(HealthCheck), print_blob=True)


@pytest.fixture(autouse=True)
def one_blank_worksheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other sizes, papers and languages of the blank worksheet show nothing more of the content."""

    def few(*given: Any, **named: Any) -> Outputs:
        outputs = render_outputs(*given, **named)
        blank = {each.path for each in outputs.documents if each.path.match(BLANK_WORKSHEETS)}
        left = blank - {PurePosixPath("worksheet-blank.pdf")}
        return replace(outputs, documents=tuple(each for each in outputs.documents if each.path not in left))

    monkeypatch.setattr(run, "render_outputs", few)


@pytest.fixture
def asked_for(request: pytest.FixtureRequest) -> None:
    """Leaves a long test out where nobody asked for such."""
    if not (request.config.getoption("--all", default=False) or "slow" in request.config.option.markexpr):
        pytest.skip("300 builds; -m slow runs them")


@cache
def _output() -> Path:
    """One folder for all builds, so that shells and blank worksheets are made once."""
    return Path(mkdtemp(prefix="check-and-build-"))


def _is_built(files: Mapping[str, bytes]) -> None:
    project = _output() / "project"
    shutil.rmtree(project, ignore_errors=True)
    for path, data in files.items():
        (project / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (project / "content" / path).write_bytes(data)
    coalition = check(project, TODAY).validated.coalition
    assume(coalition is not None)
    assert coalition is not None
    built = run.build(coalition, run.BuildOptions(project, _output() / "build", TODAY), QuietProgress())
    assert [problem.message for problem in built.problems] == []
    assert built.left_out == ()


@settings(_ONCE, max_examples=20)
@given(coalitions())
def test_what_is_checked_is_built(files: Mapping[str, bytes]) -> None:
    _is_built(files)


@pytest.mark.slow("300 random coalitions, each with all its documents")
@pytest.mark.usefixtures("asked_for")
@pytest.mark.timeout(0)
@settings(_ONCE, max_examples=300)
@given(coalitions())
def test_what_is_checked_is_built_300_times(files: Mapping[str, bytes]) -> None:
    _is_built(files)
