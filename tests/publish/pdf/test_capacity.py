"""How many documents are laid out at once, by what a machine has."""

from pathlib import Path

import pytest

from coalition_site.publish.pdf import capacity
from coalition_site.publish.pdf.capacity import most_workers, workers

GIGABYTE = 1024**3


@pytest.mark.parametrize(
    ("cores", "memory", "count"),
    [(1, 8, 1), (2, 8, 2), (8, 16, 8), (8, 4, 6), (64, 1, 1), (4, 0.25, 1), (16, 64, 16)],
)
def test_every_core_works_where_there_is_memory_for_it(cores: int, memory: float, count: int) -> None:
    assert workers(cores, int(memory * GIGABYTE)) == count


def test_a_container_takes_no_more_than_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity, "_CONTROL_GROUP", tmp_path)
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: set(range(32)), raising=False)
    monkeypatch.setattr("os.sysconf", lambda name: 4096 if name == "SC_PAGE_SIZE" else 64 * GIGABYTE // 4096)
    whole = most_workers.__wrapped__
    assert whole() == 32
    (tmp_path / "cpu.max").write_text("max 100000\n", encoding="ascii")
    (tmp_path / "memory.max").write_text("max\n", encoding="ascii")
    assert whole() == 32
    (tmp_path / "cpu.max").write_text("250000 100000\n", encoding="ascii")
    assert whole() == 2
    (tmp_path / "cpu.max").write_text("800000 100000\n", encoding="ascii")
    (tmp_path / "memory.max").write_text(f"{2 * GIGABYTE}\n", encoding="ascii")
    assert whole() == 3
