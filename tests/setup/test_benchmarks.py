"""The benchmarks still run: what they measure is the program as it is. Their figures are not looked at."""

import re
import subprocess
import sys

from tests.support.building import PROJECT


def _said(*words: str) -> str:
    command = [sys.executable, f"benchmarks/{words[0]}.py", *words[1:]]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_every_stage_is_timed() -> None:
    said = _said("stages", "--sizes", "4", "--runs", "1")
    for stage in ("check", "derive", "render", "public site", "workbook", "one text edited, built again"):
        assert re.search(rf"^  {stage} +\d+\.\d\d s", said, re.MULTILINE), said


def test_imports_are_timed() -> None:
    said = _said("imports", "--rows", "20", "--runs", "1")
    assert len(re.findall(r"^ +20 rows \.(?:csv|xlsx): +\d+\.\d\d s", said, re.MULTILINE)) == 2
