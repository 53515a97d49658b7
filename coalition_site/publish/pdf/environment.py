"""The environment that processes working on PDFs see."""

import os
from pathlib import Path

from coalition_site.publish.pdf.system_libraries import LIBRARY_FOLDERS

# A worker sees no more of the environment than finding libraries takes: no secrets, no locale, no font settings.
_PASSED_ON = (
    "PATH",
    "HOME",
    "SYSTEMROOT",
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    LIBRARY_FOLDERS,
    # Without compiled modules a worker starts in 0.9 s, with them in 0.4 s: where they may be kept is the caller's say.
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPYCACHEPREFIX",
)
_CODE = Path(__file__).resolve().parents[3]


def worker_environment() -> dict[str, str]:
    """Variables of every process that works on PDFs."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return passed_on | {
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(_CODE),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }
