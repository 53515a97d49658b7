"""The build behind the preview: whether one is under way, and what it said where it did not end well."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_site.serve import background_build
from coalition_site.serve.background_build import BackgroundBuild
from tests.support.building import small_project, with_templates


def _waited_for(holds: Callable[[], bool]) -> None:
    """Looks again and again; a test that waits for ever is ended with a trace."""
    while not holds():
        time.sleep(0.02)


def test_one_that_ends_badly_leaves_what_it_said_until_the_next_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background_build, "_QUIET_SECONDS", 0.01)
    project = small_project(tmp_path / "town")
    with_templates(project / "build")
    settings = project / "content/coalition.yml"
    right = settings.read_text(encoding="utf-8")
    settings.write_text(right + "nmae: x\n", encoding="utf-8")
    codes: list[int] = []
    words = ["build", "--no-pdf", "--quiet", "--today", "2026-11-23", "--project", str(project)]
    background = BackgroundBuild(words, lambda code, _said: codes.append(code))
    try:
        assert (background.is_at_work(), background.failure) == (False, "")
        background.ask()
        assert background.is_at_work()
        _waited_for(lambda: not background.is_at_work())
        assert codes == [1]
        assert "nmae" in background.failure
        settings.write_text(right, encoding="utf-8")
        background.ask()
        assert (background.is_at_work(), background.failure) == (True, "")
        _waited_for(lambda: not background.is_at_work())
        assert (codes, background.failure) == ([1, 0], "")
    finally:
        background.close()
