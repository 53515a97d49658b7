"""The machine's capacity for laying out documents: one for each core it may use, as far as memory goes."""

import os
from functools import cache
from pathlib import Path

_WORKER = 300 * 1024**2
"""Bytes that a worker may come to take; docs/performance.md has what it takes."""
_WITHOUT_KNOWING = 2 * 2 * _WORKER
_CONTROL_GROUP = Path("/sys/fs/cgroup")
"""Where a container's limits stand on Linux (control groups, version 2)."""


@cache
def most_workers() -> int:
    """The number of processes that may work on PDFs at the same time, at least 1. They may take half of the memory."""
    return workers(_cores(), _memory())


def workers(cores: int, memory: int) -> int:
    """The number of processes for so many cores and bytes of memory, of which half are left to others."""
    return max(1, min(cores, memory // 2 // _WORKER))


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    quota, _, period = _limit("cpu.max").partition(" ")
    return min(cores, max(1, int(quota) // int(period))) if quota.isdigit() and period.isdigit() else cores


def _memory() -> int:
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # not on Windows
        return _WITHOUT_KNOWING
    limit = _limit("memory.max")
    return min(memory, int(limit)) if limit.isdigit() else memory


def _limit(name: str) -> str:
    try:
        return (_CONTROL_GROUP / name).read_text(encoding="ascii").strip()
    except OSError:
        return ""
