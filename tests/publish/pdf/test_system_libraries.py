import subprocess
import sys

import pytest

from coalition_site.publish.pdf.system_libraries import (
    install_line,
    missing_parts,
    system_parts,
    unavailable_message,
)


def test_this_machine_has_every_part() -> None:
    assert missing_parts() == []
    assert [part.name for part in system_parts()] == [
        "GObject",
        "Pango",
        "PangoFT2",
        "HarfBuzz",
        "HarfBuzz-Subset",
        "Fontconfig",
    ]


@pytest.mark.parametrize(
    ("command", "start"),
    [
        ("apt-get", "apt-get install --no-install-recommends libpango-1.0-0"),
        ("dnf", "dnf install pango"),
        ("brew", "brew install pango"),
        ("", "Install Pango"),
    ],
)
def test_install_line_fits_the_machine(command: str, start: str) -> None:
    assert install_line(lambda name: name if name == command else None).startswith(start)


def test_message_names_parts_and_what_works_without() -> None:
    message = unavailable_message(system_parts()[:2], which=lambda name: name if name == "dnf" else None)
    assert message == (
        "PDFs cannot be made here: GObject, Pango is missing. Install it with: dnf install pango harfbuzz\n"
        "The sites can be built without it."
    )


def test_where_nothing_loads_every_part_is_missing() -> None:
    assert [part.name for part in missing_parts(lambda _name: False)] == [part.name for part in system_parts()]


_ENGINE = """
import sys
from coalition_site.publish.pdf.system_libraries import opened_by_file_name
sys.addaudithook(lambda event, said: print(event, said) if event in {"subprocess.Popen", "os.posix_spawn"} else None)
with opened_by_file_name():
    import coalition_site.publish.pdf.weasyprint_engine
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are looked for by other means")
def test_the_engine_loads_without_starting_a_program() -> None:
    loaded = subprocess.run([sys.executable, "-c", _ENGINE], capture_output=True, text=True, check=False)
    assert (loaded.stdout, loaded.returncode) == ("", 0), loaded.stderr
