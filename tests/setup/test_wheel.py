"""What the wheel holds, laid out as `pyproject.toml` says, works without the checkout beside it.

The build back end is not installed here; `scripts/try_bare_root.sh wheel` builds the real wheel and tries it on a bare
system.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WHEEL = SETTINGS["tool"]["hatch"]["build"]["targets"]["wheel"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what an installed wheel would hold."""
    folder = tmp_path_factory.mktemp("installed")
    unwanted = shutil.ignore_patterns("__pycache__")
    for package in WHEEL["packages"]:
        shutil.copytree(ROOT / package, folder / package, ignore=unwanted)
    for source, target in WHEEL["force-include"].items():
        (shutil.copytree if (ROOT / source).is_dir() else shutil.copyfile)(ROOT / source, folder / target)
    return folder


def run(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs the installed program in a folder; -P keeps what lies in that folder from being imported."""
    command = [sys.executable, "-P", "-m", SETTINGS["project"]["scripts"]["coalition"].partition(".")[0], *words]
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_new_coalition_is_made_and_built_by_the_installed_program(installed: Path, tmp_path: Path) -> None:
    answers = ["--name", "River Town", "--community", "River Town", "--contact", "Jo <jo@river.example>"]
    made = run(installed, tmp_path, "new", "river", *answers, "--language", "es")
    assert made.returncode == 0, made.stderr
    built = run(installed, tmp_path / "river", "build", "--quiet", "--no-pdf")
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    assert (tmp_path / "river/build/site/index.html").is_file()
    listed = run(installed, tmp_path, "templates")
    assert "templates/site/home.html" in listed.stdout


def test_nothing_of_the_checkout_is_used(installed: Path) -> None:
    names = ("templates_folder", "default_mkdocs_config", "starter_folder")
    code = f"from coalition_site.resources import *; print({', '.join(f'{name}()' for name in names)})"
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], env=environment, capture_output=True, text=True, check=True, cwd=installed
    )
    package = installed / "coalition_site"
    assert done.stdout.split() == [str(package / name) for name in ("templates", "mkdocs.yml", "starter")]


def test_every_packaged_file_is_in_git(installed: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    known = set(listed.split("\0"))
    for file in installed.rglob("*"):
        path = file.relative_to(installed).as_posix()
        for source, target in WHEEL["force-include"].items():
            path = source + path.removeprefix(target) if path == target or path.startswith(f"{target}/") else path
        assert path in known or file.is_dir(), path
