"""One commit built twice into two folders, in another time zone, locale and with other hash seeds: the same bytes."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.building import PROJECT

pytestmark = pytest.mark.xdist_group("same-bytes")


def _hashes(output: Path) -> dict[str, str]:
    """Of both sites: what is kept for the next build has the numbers of files in it."""
    sites = (output / "site", output / "workbook")
    files = sorted(path for site in sites for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(output)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _build(output: Path, **environment: str) -> dict[str, str]:
    command = [sys.executable, "-m", "coalition_site", "build", "--quiet", "--project", str(PROJECT)]
    words = [*command, "--output", str(output), "--today", "2026-11-23"]
    given = {**os.environ, "SOURCE_DATE_EPOCH": "1795392000", "PYTHONPATH": str(PROJECT), **environment}
    output.parent.mkdir(exist_ok=True)
    subprocess.run(words, check=True, env=given, cwd=output.parent)
    return _hashes(output)


def test_two_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    first = _build(tmp_path / "one", PYTHONHASHSEED="1", TZ="UTC")
    second = _build(tmp_path / "a longer name" / "two", PYTHONHASHSEED="77", TZ="Asia/Tokyo", LC_ALL="C")
    assert len(first) > 100
    assert {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)} == set()
