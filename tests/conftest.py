"""Settings for all tests: property tests try the same examples in every run, so that a failure can be had again."""

import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
