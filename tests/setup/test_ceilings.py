"""Libraries that are known closer than they promise stay below the next version that may change."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
WITH_CONTRACTS = ("fonttools", "pikepdf", "pillow", "resvg-py", "weasyprint")


@pytest.mark.parametrize("library", WITH_CONTRACTS)
def test_a_library_with_a_contract_has_a_ceiling(library: str) -> None:
    dependencies = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    (bounds,) = [found[1] for each in dependencies if (found := re.fullmatch(rf"{library}(?:\[\w+\])?>=(.*)", each))]
    ceiling = tuple(int(number) for number in bounds.partition("<")[2].split("."))
    installed = tuple(int(number) for number in version(library).split(".")[: len(ceiling)])
    assert installed < ceiling
    assert f"\n{library}=={version(library)} " in (PROJECT / "requirements.lock").read_text(encoding="utf-8")
