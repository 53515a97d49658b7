"""The tests themselves: what their folders may know of each other, what starts them quickly, and their two tiers."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.ready_programs import give_programs, ready_program

ROOT = Path(__file__).parents[2]
OURS = [file for folder in ("tests", "scripts", "benchmarks") for file in sorted((ROOT / folder).rglob("*.py"))]
# What none of these folders' tests need to be collected, and what takes long to load.
QUICK_TO_LOAD = ("tests/derive", "tests/validate", "tests/read")
SLOW_TO_LOAD = {"weasyprint", "mkdocs", "playwright", "docx", "openpyxl", "xlsxwriter", "pikepdf", "PIL"}


def imported(file: Path) -> Iterator[str]:
    """Every module that a file imports anywhere, as `tests.support.building`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_no_module_imports_a_test_module() -> None:
    known = re.compile(r"^tests\.(?:\w+\.)*(?:test_\w+|conftest)\b")
    found = {(file.relative_to(ROOT).as_posix(), name) for file in OURS for name in imported(file) if known.match(name)}
    # Programs that a test writes for another process count too.
    written = re.compile(r"\b(?:from|import) tests\.(?:\w+\.)*test_\w+")
    found |= {(str(file), said) for file in OURS for said in written.findall(file.read_text(encoding="utf-8"))}
    assert found == set()


def test_every_script_that_is_named_is_there() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *OURS, *(ROOT / "coalition_site").rglob("*.py")]
    named = {
        (page.relative_to(ROOT).as_posix(), name)
        for page in [*pages, *(ROOT / "scripts").rglob("*.sh"), ROOT / "run"]
        for name in re.findall(
            r"(?<!tests/)\b(?:scripts|benchmarks)/[a-z_/]+\.(?:py|sh)\b", page.read_text(encoding="utf-8")
        )
    }
    assert len(named) > 40
    assert {(page, name) for page, name in named if not (ROOT / name).is_file()} == set()


def pytest_run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *words]
    without = {name: value for name, value in os.environ.items() if name not in {"CI", "UPDATE_CASES"}}
    given = {name: value for name, value in without.items() if not name.startswith(("PYTEST_", "COALITION_"))}
    return subprocess.run(command, cwd=ROOT, env=given | variables, capture_output=True, text=True, check=False)


def test_some_folders_are_collected_without_what_is_slow_to_load(tmp_path: Path) -> None:
    (tmp_path / "loaded.py").write_text(
        "import sys\ndef pytest_collection_finish():\n    print('loaded:', *sys.modules)\n", encoding="utf-8"
    )
    done = pytest_run("-q", "-s", "--co", "-p", "loaded", *QUICK_TO_LOAD, PYTHONPATH=str(tmp_path))
    (loaded,) = re.findall("^loaded: (.*)$", done.stdout, re.MULTILINE)
    assert "coalition_site" in loaded.split()
    assert SLOW_TO_LOAD & set(loaded.split()) == set()


def test_cases_are_not_rewritten_in_continuous_integration() -> None:
    done = pytest_run("-q", "--co", "tests/cases/test_words.py", CI="true", UPDATE_CASES="1")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "UPDATE_CASES makes every case pass, so it is refused where CI is set" in done.stderr


TIERS = """
import pytest

@pytest.mark.slow("takes its time")
def test_slow(): pass

def test_quick(): pass
"""


def tiers(folder: Path, written: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A run of our own settings over another folder of tests."""
    (folder / "tests").mkdir(exist_ok=True)
    (folder / "tests" / "test_tiers.py").write_text(written, encoding="utf-8")
    for name in ("pyproject.toml", "tests/conftest.py"):
        (folder / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "tests" / "support").symlink_to(ROOT / "tests" / "support")
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", *words]
    given = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COALITION_"))}
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "1 passed, 1 deselected"),
        (("--all",), "2 passed"),
        (("tests/test_tiers.py",), "2 passed"),
        (("-k", "slow"), "1 passed, 1 deselected"),
    ],
)
def test_the_slow_tier_is_left_out_of_a_whole_run_only(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    assert f"\n{said} in " in tiers(tmp_path, TIERS, *words).stdout


@pytest.mark.parametrize(
    ("words", "workers"),
    [((), True), (("tests/browser",), True), (("tests/test_tiers.py",), False), (("-k", "quick"), False)],
)
def test_a_few_quick_tests_have_no_workers_to_wait_for(words: tuple[str, ...], workers: bool, tmp_path: Path) -> None:
    """How many workers a run means to have. None starts: xdist waits ten seconds for one that is slow to end."""
    (tmp_path / "tests/browser").mkdir(parents=True)
    (tmp_path / "tests/browser/test_page.py").write_text("def test_page(): pass\n", encoding="utf-8")
    says = "def pytest_collection_finish(session):\n    print('workers:', len(session.config.option.tx))\n"
    (tmp_path / "workers.py").write_text(says, encoding="utf-8")
    done = tiers(tmp_path, TIERS, "-n", "auto", "--co", "-s", "-p", "workers", *words)
    assert done.returncode == 0, done.stdout
    (number,) = re.findall("^workers: ([0-9]+)$", done.stdout, re.MULTILINE)
    assert (int(number) > 0) == workers


NO_TESTS = "raise AssertionError('loaded')\n"


@pytest.mark.parametrize(
    ("name", "loaded"), [("test_QUICK or test_none", False), ("quick", True)], ids=["whole", "part"]
)
def test_only_files_that_can_hold_a_named_test_are_loaded(name: str, loaded: bool, tmp_path: Path) -> None:
    (tmp_path / "tests/other").mkdir(parents=True)
    (tmp_path / "tests/other/test_other.py").write_text(NO_TESTS, encoding="utf-8")
    done = tiers(tmp_path, TIERS, "-k", name)
    assert ("AssertionError: loaded" in done.stdout) == loaded
    assert loaded or "\n1 passed, 1 deselected in " in done.stdout


def test_what_a_test_is_tried_with_is_no_name_of_a_test(tmp_path: Path) -> None:
    tried = TIERS + '@pytest.mark.parametrize("name", ["test_quick"])\ndef test_it(name): pass\n'
    done = tiers(tmp_path, tried)
    assert (
        "would not find what is tried with the name of a test: tests/test_tiers.py::test_it[test_quick]" in done.stderr
    )


def test_a_slow_test_says_why(tmp_path: Path) -> None:
    done = tiers(tmp_path, TIERS.replace('("takes its time")', ""))
    assert 'test_slow: write its reason, as in @pytest.mark.slow("5,000 rows")' in done.stderr


def test_a_file_that_would_be_passed_over_stops_a_whole_run(tmp_path: Path) -> None:
    done = tiers(tmp_path, TIERS, "--ignore", "tests/test_tiers.py")
    assert "tests that are not run: " in done.stdout + done.stderr


@pytest.mark.own_programs
def test_a_ready_worker_makes_the_same_bytes_and_ends_like_others(tmp_path: Path) -> None:
    from coalition_site.publish.pdf import process
    from tests.support.documents import SAMPLE, make_one

    made = []
    for ready in (False, True):
        give_programs(ready=ready)
        assert ("coalition_site.publish.pdf.worker" in process.worker_program()) != ready
        result = make_one(SAMPLE.read_text(encoding="utf-8"), tmp_path)
        made.append((result.pages, result.problems, (tmp_path / "example.pdf").read_bytes()))
    assert made[0] == made[1]
    program = ready_program("pdf-worker")
    broken_settings = subprocess.run(program, input=b"{\n", cwd=tmp_path, check=False, capture_output=True)
    assert broken_settings.returncode == 1
    assert b"JSONDecodeError" in broken_settings.stderr


@pytest.mark.own_programs
def test_a_ready_builder_makes_the_same_bytes_and_says_the_same(tmp_path: Path) -> None:
    from coalition_site.publish.site import mkdocs
    from tests.support.building import build_project, files_of_sites, small_project

    project = small_project(tmp_path / "small")
    made, said = [], []
    for ready in (False, True):
        give_programs(ready=ready)
        assert ("mkdocs" in mkdocs.builder_program()) != ready
        build_project(project, tmp_path / f"{ready}", with_pdf=False)
        made.append(files_of_sites(tmp_path / f"{ready}"))
        done = subprocess.run([*mkdocs.builder_program(), "build"], cwd=tmp_path, check=False, capture_output=True)
        said.append((done.returncode, done.stdout, done.stderr))
    assert made[0] == made[1]
    assert said[0] == said[1]
    assert said[0][0] == 1
