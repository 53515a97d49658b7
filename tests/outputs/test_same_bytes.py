"""Built in another process, folder, time zone and locale, and with other hash seeds: the same bytes."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.building import PROJECT, TODAY, forest_city

ELSEWHERE = {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C"}


def _hashes(output: Path) -> dict[str, str]:
    """Of both sites: what is kept for the next build has the numbers of files in it."""
    sites = (output / "site", output / "workbook")
    files = sorted(path for site in sites for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(output)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow("lays out all documents once more")
def test_two_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    here, folder = _hashes(forest_city()), tmp_path / "a longer name"
    folder.mkdir()
    command = [sys.executable, "-m", "coalition_site", "build", "--quiet", "--project", str(PROJECT)]
    words = [*command, "--output", str(folder / "two"), "--today", TODAY.isoformat()]
    given = {**os.environ, "PYTHONPATH": str(PROJECT), **ELSEWHERE}
    subprocess.run(words, check=True, env=given, cwd=folder)
    there = _hashes(folder / "two")
    assert len(here) > 100
    assert {name for name in here.keys() | there.keys() if here.get(name) != there.get(name)} == set()
