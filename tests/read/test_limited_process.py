"""A process of its own has the time and memory that it was given, and nothing of the environment."""

import subprocess
import sys

import pytest

from coalition_site.read.limited_process import ask

_BIND = "from coalition_site.read.limited_process import bind; bind(100 * 1024**2, 1); "


@pytest.mark.parametrize(
    ("act", "said"), [("bytes(90_000_000)", "done"), ("bytes(200_000_000)", "MemoryError"), ("while True: pass", "")]
)
def test_a_bound_process_ends_at_its_limit(act: str, said: str) -> None:
    program = f"{_BIND}\n{act}\nprint('done')"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert said in ended.stdout + ended.stderr
    assert (ended.returncode == 0) == (said == "done")


def test_an_asked_process_sees_no_variables_and_may_be_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COALITION_SECRET", "zq")
    said = ask("code", b"import os\nprint(sorted(os.environ))\n", 60.0)
    assert said is not None
    assert b"PATH" in said
    assert b"COALITION_SECRET" not in said
    assert ask("code", b"import time\ntime.sleep(100)\n", 0.5) is None
