"""What the check passes is built: whatever people write, the check and the build never disagree about it.

What only layout can tell is no part of this: documents that take more than two minutes, 3 gigabytes or 1,500 pages, a
crash of the engine, a WebP whose pixels are damaged, and templates of one's own. These leave out
one document (`test_left_out`).

So that an example costs two seconds and not eight, what says nothing of the content is left out or shared: worksheets
that are blank or in large print, and the processes that lay out and join documents. One coalition is tried, in the slow
tier 10; at night `RANDOM_COALITIONS` asks for 300.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import gettempdir
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from coalition_site.jobs import build as run
from coalition_site.progress import QuietProgress
from coalition_site.publish import outputs as publishing
from coalition_site.publish.output.folder import SITES, _put_in_place
from coalition_site.publish.pdf import make as making
from coalition_site.publish.pdf.jobs import Answer, BindJob, Job
from coalition_site.publish.pdf.join.merge import merge
from coalition_site.publish.pdf.process import Surroundings, Worker
from coalition_site.render.outputs import Outputs, render_outputs
from coalition_site.validate.project import check
from tests.support.building import TODAY
from tests.support.examples import examples
from tests.support.random_content import coalitions

# An example takes seconds: what fails is shown as it was drawn.
_ONCE = settings(phases=[Phase.generate], suppress_health_check=list(HealthCheck), print_blob=True)
_LEFT = ("worksheet-blank*.pdf", "worksheet-large.pdf")


class _SharedWorker(Worker):
    """A worker whose process outlives its build: builds with the same settings share it.

    Other fonts than the packaged ones lie in the folder of a build, so that a worker that needs some is not shared.
    """

    kept: ClassVar[dict[str, Worker]] = {}

    def __init__(self, surroundings: Surroundings) -> None:
        # The folder for what is fleeting goes with each build.
        super().__init__(replace(surroundings, scratch=Path(gettempdir())))
        shared = not surroundings.settings["signs"]
        self._shared = self.kept.setdefault(json.dumps(surroundings.settings), self) if shared else None

    def begin(self) -> None:
        if self._shared is None or self._shared is self:
            super().begin()

    def make(self, job: Job | BindJob) -> Answer:
        if self._shared is None or self._shared is self:
            return super().make(job)
        return self._shared.make(job)

    def close(self) -> None:
        if self._shared is None:
            super().close()

    @classmethod
    def end(cls) -> None:
        """Ends the shared processes."""
        for worker in cls.kept.values():
            Worker.close(worker)
        cls.kept.clear()


@pytest.fixture(scope="module", autouse=True)
def output(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One folder for all builds. Within, they write into folders of the same name, so that workers find them again."""
    output = tmp_path_factory.mktemp("check-and-build")

    @contextmanager
    def same_folder(output: Path, sites: Sequence[str] = SITES) -> Iterator[Path]:
        fresh = output / ".new-each-time"
        fresh.mkdir()
        try:
            yield fresh
            _put_in_place(output, fresh, sites)
        finally:
            shutil.rmtree(fresh)

    def few(*given: Any, **named: Any) -> Outputs:
        outputs = render_outputs(*given, **named)
        files = tuple(file for file in outputs.workbook.files if not any(map(file.path.match, _LEFT)))
        return replace(outputs, workbook=replace(outputs.workbook, files=files))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(run, "fresh_folder", same_folder)
        patched.setattr(run, "render_outputs", few)
        patched.setattr(making, "Worker", _SharedWorker)
        patched.setattr(making, "most_workers", lambda: 1)
        patched.setattr(publishing, "merge_apart", merge)
        yield output
    _SharedWorker.end()


_NUMBERS = count()


def _named_apart(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with names of pictures that no other example has: a worker keeps pictures by their names."""
    number = next(_NUMBERS)
    names = [path.removeprefix("images/") for path in files if path.startswith("images/")]

    def named(text: bytes) -> bytes:
        for name in names:
            text = text.replace(name.encode(), f"{number}-{name}".encode())
        return text

    return {
        named(path.encode()).decode(): data if path.startswith("images/") else named(data)
        for path, data in files.items()
    }


def _is_built(files: Mapping[str, bytes], output: Path) -> None:
    project = output / "project"
    shutil.rmtree(project, ignore_errors=True)
    for path, data in _named_apart(files).items():
        (project / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (project / "content" / path).write_bytes(data)
    coalition = check(project, TODAY).validated.coalition
    assume(coalition is not None)
    assert coalition is not None
    built = run.build(coalition, run.BuildOptions(project, output / "build", TODAY), QuietProgress())
    assert [problem.message for problem in built.problems] == []
    assert built.left_out == ()


@pytest.mark.timeout(1800)
@settings(_ONCE, max_examples=int(os.environ.get("RANDOM_COALITIONS", examples(1, 10))))
@given(files=coalitions())
def test_what_is_checked_is_built(output: Path, files: Mapping[str, bytes]) -> None:
    _is_built(files, output)
