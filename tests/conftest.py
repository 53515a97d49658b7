"""Settings for all tests: which run, how many examples they try, and which of them one worker runs together.

CONTRIBUTING.md says how the two tiers are meant. `--all` is an option of pytest here; `./run test` only passes it on.
"""

import gc
import os
import re
import signal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.support.case_updates import UPDATE_CASES
from tests.support.examples import choose_examples
from tests.support.made_once import open_folder
from tests.support.named_tests import NAME, files_with_named_tests
from tests.support.ready_programs import give_programs

# A shell that starts the tests in the background switches Ctrl-C off for all that they start, and some of them test it.
signal.signal(signal.SIGINT, signal.default_int_handler)

_TESTS = Path(__file__).parent

# Fonts of scripts that some machines have and some lack: tests bring their own (tests/fonts).
os.environ["FONTCONFIG_FILE"] = str(_TESTS / "fonts.conf")

_OBJECTS_BETWEEN_COLLECTIONS = 20_000


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--all`."""
    parser.addoption("--all", action="store_true", help="the tests marked slow too, and long property runs")


def pytest_configure(config: pytest.Config) -> None:
    """Prepares what all tests of this run share. Refuses to rewrite expectations where nobody would see it."""
    if os.environ.get("CI") and os.environ.get(UPDATE_CASES):
        raise pytest.UsageError(f"{UPDATE_CASES} makes every case pass, so it is refused where CI is set")
    # What is loaded and found stays until the end: looking for what could go among it took almost half of the time.
    gc.disable()
    choose_examples(long=config.getoption("--all"))
    if not hasattr(config, "workerinput"):
        config.add_cleanup(open_folder())


@cache
def _worth_loading(expression: str) -> set[Path] | None:
    """Files, and folders of them, that can hold a test of an expression for `-k`; None where all can."""
    files = files_with_named_tests(expression, _TESTS)
    return None if files is None else files.union(*(file.parents for file in files))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Passes over what cannot hold a test that `-k` names."""
    found = _worth_loading(config.option.keyword)
    return True if found is not None and _TESTS in collection_path.parents and collection_path not in found else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuses a slow test without a reason, and a whole run without some file; leaves out of that what its tier does.

    That is the slow tier, or, where it runs, the parts of what it does whole.
    """
    slow, parts = (_marked(items, name) for name in ("slow", "part"))
    named = {Path(config.invocation_params.dir, each).resolve() for each in config.args}
    if named != {_TESTS} or config.option.keyword:
        return
    # A folder that pytest passes over by its name is missed by nobody.
    forgotten = {*_TESTS.rglob("test_*.py")} - {item.path for item in items}
    if forgotten:
        raise pytest.UsageError(f"tests that are not run: {', '.join(sorted(map(str, forgotten)))}")
    if unclear := [item.nodeid for item in items if NAME in item.name.partition("[")[2]]:
        raise pytest.UsageError(f"`-k` would not find what is tried with the name of a test: {unclear[0]}")
    left_out = parts if config.getoption("--all") else slow
    if left_out and not config.option.markexpr:
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """Lets Python look for what can go again, but neither among modules and tests nor after every 700 objects."""
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Gives programs that begin at once, but not to tests of how they begin and end."""
    give_programs(ready=not item.get_closest_marker("own_programs"))


def _marked(items: list[pytest.Item], name: str) -> set[pytest.Item]:
    """The tests with a mark, each of which says the reason."""
    found = {item: mark for item in items if (mark := item.get_closest_marker(name))}
    for item, mark in found.items():
        if not (len(mark.args) == 1 and isinstance(mark.args[0], str) and mark.args[0].strip()):
            raise pytest.UsageError(f'{item.nodeid}: write its reason, as in @pytest.mark.{name}("5,000 rows")')
    return {*found}


# Their tests take seconds each, so that a second worker is worth the time in which it starts and finds them.
_LONG_FOLDERS = {"browser", "cli", "docs", "jobs", "outputs", "publish", "serve", "setup", "starter"}


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Prints the figures that tests recorded as `counts`: how many of something there were, and what became of them."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "counts":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {value}")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """How many workers `-n auto` means: none for a few quick tests, as every worker looks for all tests by itself."""
    named = [Path(config.invocation_params.dir, each.partition("::")[0]).resolve() for each in config.args]
    quick = all(_TESTS in each.parents and each.relative_to(_TESTS).parts[0] not in _LONG_FOLDERS for each in named)
    return 0 if quick or (config.option.keyword and named == [_TESTS]) else None


# Their files have several tests that take long.
_HANDED_OUT_ONE_BY_ONE = {"cli", "docs", "jobs", "outputs", "setup", "starter"}
_GROUP = re.compile(r'^(?:pytestmark = |    )pytest\.mark\.xdist_group\("(.+)"\),?$', re.MULTILINE)


@cache
def _group(file: Path) -> str:
    """The group whose tests run in one worker, as they share what is slow to make; empty for tests without one."""
    if found := _GROUP.search(file.read_text(encoding="utf-8")):
        return found[1]
    # Two workers would make twice what a file's tests share, and hand-outs one by one take as long as quick tests do.
    inside = file.relative_to(_TESTS)
    return "" if inside.parts[0] in _HANDED_OUT_ONE_BY_ONE else inside.as_posix()


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
