"""On a terminal the import asks before it writes. The terminal is a real one, as far as the program can tell."""

import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.case_files import BASE

REPOSITORY = Path(__file__).parents[2]
QUESTION = b"Write 1 file? [y/N]: "
# A program of its own makes the terminal, because that takes a fork, and hands on what is typed and shown.
TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "project")
    (tmp_path / "p.csv").write_text("Organization,Type\nHarbor Legal Aid,Nonprofit\n", encoding="utf-8")
    return tmp_path / "project"


def command(project: Path) -> list[str]:
    sheet = str(project.parent / "p.csv")
    return [sys.executable, "-m", "coalition_site", "import", sheet, "--project", str(project)]


def answered(project: Path, keys: bytes) -> tuple[int, str]:
    """The exit code, and what the terminal shows behind the question when these keys are pressed.

    That is a moment later, and again where nothing happens for a while, as people do: Python misses a Ctrl-C that comes
    between showing a question and listening for its answer.
    """
    with subprocess.Popen(
        [sys.executable, "-c", TERMINAL, *command(project)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        shown = b""
        while not shown.endswith(QUESTION):
            sign = process.stdout.read(1)
            assert sign, shown.decode()
            shown += sign
        assert b"Added: 1 partner" in shown
        rest = b""
        time.sleep(0.2)
        for _ in range(10):
            process.stdin.write(keys)
            process.stdin.flush()
            while select.select([process.stdout], [], [], 5)[0]:
                said = os.read(process.stdout.fileno(), 4096)
                if not said:
                    process.stdin.close()
                    return process.wait(), rest.decode().replace("\r\n", "\n")
                rest += said
        raise AssertionError(f"no end; shown: {rest!r}")


def test_yes_writes(project: Path) -> None:
    code, shown = answered(project, b"y\n")
    assert code == 0
    assert shown.endswith("Written:\n  content/partners/harbor-legal-aid.md\n")
    assert (project / "content" / "partners" / "harbor-legal-aid.md").exists()


@pytest.mark.parametrize("keys", [b"n\n", b"\n", b"\x03", b"\x04"], ids=["no", "enter", "ctrl-c", "ctrl-d"])
def test_anything_else_writes_nothing(keys: bytes, project: Path) -> None:
    code, shown = answered(project, keys)
    assert code == 0
    assert shown.endswith("Nothing was written. To write this, add --yes.\n")
    assert "Traceback" not in shown
    assert not (project / "content" / "partners").exists()


def test_without_a_terminal_nobody_is_asked(project: Path) -> None:
    done = subprocess.run(command(project), cwd=REPOSITORY, input="y\n", capture_output=True, text=True, check=True)
    assert "[y/N]" not in done.stdout
    assert done.stdout.endswith("Nothing was written. To write this, add --yes.\n")
    assert not (project / "content" / "partners").exists()
