"""The system packages `run` installs are those whose libraries WeasyPrint really loads.

A machine that has Pango already hides a missing install step: everything works here and fails on a bare one. So the
owners of the loaded libraries are compared with the list in `run` and what that list brings along.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "coalition_site/starter/project/tools/set_up.sh"

# A child process: only what rendering loads is seen. Prints the shared libraries that are mapped at its end.
RENDER = """
import re
from weasyprint import HTML
assert HTML(string="<html lang='en'><title>Letter</title><h1>Dear neighbor</h1>").write_pdf().startswith(b"%PDF")
with open("/proc/self/maps") as maps:
    print("\\n".join(sorted(set(re.findall(r"/\\S.*\\.so[.\\d]*$", maps.read(), re.MULTILINE)))))
"""


def listed_packages() -> list[str]:
    found = re.search(r'^debian_libraries="(.+)"$', SCRIPT.read_text(), re.MULTILINE)
    assert found, "run names its Debian packages in one line"
    return found[1].split()


def output_of(*command: str) -> str:
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    return done.stdout


def owner_of(library: str) -> str | None:
    """Name the Debian package that holds `library`, if any does (a wheel's own libraries belong to none)."""
    for path in (library, library.removeprefix("/usr"), str(Path(library).resolve())):
        owners = output_of("dpkg-query", "-S", path)
        if owners:
            return owners.split(":")[0]
    return None


def loaded_packages() -> set[str]:
    libraries = output_of(sys.executable, "-c", RENDER).split()
    assert any("libpango-1.0" in library for library in libraries)
    return {owner for library in libraries if (owner := owner_of(library))}


def brought_along_by(packages: list[str]) -> set[str]:
    """All packages that apt installs for `packages`, themselves included."""
    options = [f"--no-{kind}" for kind in ("recommends", "suggests", "conflicts", "breaks", "replaces", "enhances")]
    listing = output_of("apt-cache", "depends", "--recurse", "--installed", *options, *packages)
    return {line.split(":")[0] for line in listing.splitlines() if not line.startswith((" ", "<"))}


pytestmark = [
    pytest.mark.slow("asks dpkg for the owner of every library that is loaded"),
    pytest.mark.xdist_group("system-libraries"),
]


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    if not shutil.which("dpkg-query") and not os.environ.get("CI"):
        pytest.skip("no dpkg here: the list in `run` is one of Debian packages")
    return loaded_packages()


def test_a_bare_machine_would_get_every_loaded_library(loaded: set[str]) -> None:
    # Python's own packages are there before `run` is: it starts with python3 and git.
    assert loaded - brought_along_by([*listed_packages(), "python3"]) == set()


def test_no_package_is_installed_for_nothing(loaded: set[str]) -> None:
    assert set(listed_packages()) - loaded == set()
