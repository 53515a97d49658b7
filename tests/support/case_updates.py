"""Compares what is said of a case with what its file expects, or writes the file anew where that was asked for."""

import difflib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

UPDATE_CASES = "UPDATE_CASES"
"""The variable that asks for it. Such a run proves nothing, so tests/conftest.py refuses it where CI is set."""


def judge(file: Path, shows: str, *, expected: str, said: str, write: Callable[[str], None]) -> None:
    """Fails with the difference; or writes what was said, and the case counts as skipped: it was not tested."""
    if said == expected:
        return
    if os.environ.get(UPDATE_CASES):
        write(said)
        pytest.skip(f"{file.name} was written anew: look at the change")
    difference = difflib.unified_diff(
        expected.splitlines(), said.splitlines(), "the case expects", "the program says", lineterm="", n=99
    )
    advice = f"If what is said now is better, run the tests once with {UPDATE_CASES}=1 and look at the change."
    pytest.fail("\n".join([f"{file.name}: {shows}", *difference, advice]), pytrace=False)
