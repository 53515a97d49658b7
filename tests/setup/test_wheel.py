"""The wheel works without the checkout beside it, and can be put together again from what an installer makes of it."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from coalition_site import __version__
from coalition_site.starter.program import NoWheel, Wheel, program_wheel, read_wheel
from tests.support.made_once import made_once

pytestmark = pytest.mark.xdist_group("wheel")

ROOT = Path(__file__).parents[2]
ANSWERS = ["--name", "River Town", "--community", "River Town", "--contact", "Jo <jo@river.example>"]


def _make_environment(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", folder / "environment"], check=True, capture_output=True)


def install(wheel: Wheel, folder: Path) -> Path:
    """Installs a wheel into a new environment, from its file alone; returns the program `coalition` there."""
    shutil.copytree(made_once("environment", _make_environment) / "environment", folder, symlinks=True)
    file = folder / wheel.file_name
    file.write_bytes(wheel.data)
    words = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-index", "--no-deps", str(file)]
    subprocess.run([folder / "bin/python", *words], check=True, capture_output=True)
    file.unlink()
    return folder / "bin/coalition"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program `coalition`, installed from the wheel that this checkout makes."""
    return install(program_wheel(), tmp_path_factory.mktemp("installed") / "environment")


def run(program: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs an installed program in a folder. The packages that it needs are those of this environment."""
    environment = os.environ | {"PYTHONPATH": sysconfig.get_path("purelib"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([program, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def package_of(program: Path) -> Path:
    (package,) = program.parents[1].glob("lib/python*/site-packages/coalition_site")
    return package


@pytest.mark.slow("makes an environment, installs the wheel there, and starts it")
def test_a_new_coalition_is_made_and_built_by_the_installed_program(program: Path, tmp_path: Path) -> None:
    made = run(program, tmp_path, "new", "river", *ANSWERS, "--language", "es")
    assert made.returncode == 0, made.stderr
    assert "\n  cd river\n  coalition build " in made.stdout
    checked = run(program, tmp_path / "river", "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    # Of Spanish words it says that no native speaker has read them yet.
    assert checked.stdout.count("warning[words-unread]") == 1
    assert checked.stdout.endswith("0 errors, 1 warning.\n")
    built = run(program, tmp_path / "river", "build", "--quiet", "--no-pdf")
    assert (built.returncode, built.stderr) == (0, "")
    assert re.findall(r"\[.*?\]", built.stdout) == ["[words-unread]"]
    assert (tmp_path / "river/build/site/index.html").is_file()
    listed = run(program, tmp_path, "templates")
    assert "templates/site/home.html" in listed.stdout


@pytest.mark.slow("makes an environment, installs the wheel there, and starts it")
def test_nothing_of_the_checkout_is_used(program: Path) -> None:
    names = ("templates_folder", "default_mkdocs_config", "starter_folder")
    code = f"from coalition_site.resources import *; print({', '.join(f'{name}()' for name in names)})"
    done = subprocess.run([program.parent / "python", "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(package_of(program) / name) for name in ("templates", "mkdocs.yml", "starter")]


def test_every_packaged_file_is_in_git() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    known = set(listed.split("\0"))
    with zipfile.ZipFile(BytesIO(program_wheel().data)) as archive:
        packaged = {name.removeprefix("coalition_site/") for name in archive.namelist() if ".dist-info/" not in name}
    assert {name for name in packaged if not {name, f"coalition_site/{name}"} & known} == set()
    assert {name for name in known if name.startswith("coalition_site/")} == {
        f"coalition_site/{name}" for name in packaged if f"coalition_site/{name}" in known
    }


def made_by(program: Path, folder: Path) -> Wheel:
    """The wheel in a coalition that an installed program begins."""
    made = run(program, folder, "new", "river", *ANSWERS, "--language", "en")
    assert made.returncode == 0, made.stderr
    (file,) = (folder / "river/tools").glob("*.whl")
    return read_wheel(file.read_bytes())


@pytest.mark.slow("makes an environment, installs the wheel there, and starts it")
def test_what_is_put_together_again_is_the_same_and_what_was_changed_is_not_passed_on(
    program: Path, tmp_path: Path
) -> None:
    (tmp_path / "first").mkdir()
    first = made_by(program, tmp_path / "first")
    contents = []
    for wheel in (program_wheel(), first):
        with zipfile.ZipFile(BytesIO(wheel.data)) as archive:
            contents.append({name: archive.read(name) for name in archive.namelist() if "RECORD" not in name})
    assert contents[0] == contents[1]
    assert first.version == __version__
    again = install(first, tmp_path / "environment")
    assert made_by(again, tmp_path) == first

    shutil.rmtree(tmp_path / "river")
    with (package_of(again) / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("# mine\n")
    changed = run(again, tmp_path, "new", "river", *ANSWERS, "--language", "en")
    assert changed.returncode == 1
    assert "coalition_site/mkdocs.yml is not as it was installed; install it again" in changed.stderr
    (package_of(again) / "mkdocs.yml").unlink()
    removed = run(again, tmp_path, "new", "river", *ANSWERS, "--language", "en")
    assert removed.returncode == 1
    assert "mkdocs.yml cannot be read" in removed.stderr
    assert not (tmp_path / "river").exists()


def other_zip() -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("other/__init__.py", "")
        archive.writestr("other-1.dist-info/METADATA", "Name: other\n")
    return whole.getvalue()


def with_another_file() -> bytes:
    whole = BytesIO(program_wheel().data)
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("coalition_site/more.py", "")
    return whole.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: b"", "no wheel, or a damaged one"),
        (lambda: b"PK\x03\x04 and so on", "no wheel, or a damaged one"),
        (lambda: program_wheel().data[:100_000], "no wheel, or a damaged one"),
        (lambda: program_wheel().data[:400] + b"xx" + program_wheel().data[402:], "no wheel, or a damaged one"),
        (other_zip, "no wheel of Coalition Site"),
        (with_another_file, "not those of its own list"),
    ],
    ids=["nothing", "no zip", "half", "changed", "another program", "a file more"],
)
def test_what_is_no_whole_wheel_is_refused(data: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(NoWheel, match=reason):
        read_wheel(data())
