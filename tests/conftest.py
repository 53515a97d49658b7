"""Settings for all tests: property tests try the same examples in every run, so that a failure can be had again."""

import re
import signal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

settings.register_profile(
    "project", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")

# A shell that starts the tests in the background switches Ctrl-C off for all that they start, and some of them test it.
signal.signal(signal.SIGINT, signal.default_int_handler)

_TESTS = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuses to run all tests without some: a folder that pytest passes over by its name is missed by nobody."""
    if {Path(config.invocation_params.dir, named).resolve() for named in config.args} != {_TESTS}:
        return
    forgotten = {*_TESTS.rglob("test_*.py")} - {item.path for item in items}
    if forgotten:
        raise pytest.UsageError(f"tests that are not run: {', '.join(sorted(map(str, forgotten)))}")


_GROUP = re.compile(r'^pytestmark = pytest\.mark\.xdist_group\("(.+)"\)$', re.MULTILINE)


@cache
def _group(file: Path) -> str:
    """The group whose tests run in one worker, as they share what is slow to make; empty for tests without one."""
    if file.is_relative_to(_TESTS / "browser"):
        return "browser"
    found = _GROUP.search(file.read_text(encoding="utf-8"))
    return found[1] if found else ""


class _Grouped(LoadScopeScheduling):  # type: ignore[misc]
    """Gives tests to workers by group.

    It stands for the one that xdist 3.8 has under this name, to which pytest 9.2 gives tests without their groups.
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        return _group(_TESTS.parent / file) or nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Chooses how tests are given to workers."""
    return _Grouped(config, log) if config.getvalue("dist") == "loadgroup" else None
