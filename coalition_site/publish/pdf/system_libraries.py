"""The system libraries that WeasyPrint opens: which are there, and the one line that installs the rest.

Nothing here installs anything or loads WeasyPrint; that it opens these is held by its contract test.
"""

import ctypes
import ctypes.util
import platform
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

LIBRARY_FOLDERS = "WEASYPRINT_DLL_DIRECTORIES"
"""The variable that tells WeasyPrint on Windows where they are."""


@dataclass(frozen=True)
class SystemPart:
    """One library of the operating system that the PDF engine loads by name."""

    name: str
    """What people call it, for example `Pango`."""
    libraries: tuple[str, ...]
    """File names to try, in the engine's own order: Linux, macOS, Windows."""
    debian: str
    fedora: str
    homebrew: str
    present: bool = False


_PARTS = (
    SystemPart(
        "GObject",
        ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
        "libglib2.0-0",
        "glib2",
        "glib",
    ),
    SystemPart(
        "Pango", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "libpango-1.0-0", "pango", "pango"
    ),
    SystemPart(
        "PangoFT2",
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
        "libpangoft2-1.0-0",
        "pango",
        "pango",
    ),
    SystemPart(
        "HarfBuzz",
        ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
        "libharfbuzz0b",
        "harfbuzz",
        "harfbuzz",
    ),
    SystemPart(
        "HarfBuzz-Subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
        "libharfbuzz-subset0",
        "harfbuzz",
        "harfbuzz",
    ),
    SystemPart(
        "Fontconfig",
        ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
        "libfontconfig1",
        "fontconfig",
        "fontconfig",
    ),
)

# These three bring all the others with them.
_DEBIAN_LINE = "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _present(part: SystemPart, loads: Callable[[str], bool]) -> bool:
    if any(loads(name) for name in part.libraries):
        return True
    if platform.system() == "Linux":
        return False
    found = ctypes.util.find_library(part.libraries[0].removeprefix("lib").partition(".so")[0])
    return found is not None and loads(found)


def system_parts(loads: Callable[[str], bool] = _loads) -> list[SystemPart]:
    """Every library that making PDFs needs, each with whether this machine can load it.

    `loads` tries a library by its file name; tests pass their own.
    """
    return [
        SystemPart(part.name, part.libraries, part.debian, part.fedora, part.homebrew, present=_present(part, loads))
        for part in _PARTS
    ]


@contextmanager
def opened_by_file_name() -> Iterator[None]:
    """Within it, libraries are opened by their file names alone, as `system_parts` looks for them.

    That cffi asks `ctypes.util.find_library` for every other name, which WeasyPrint tries first, is documented nowhere
    and held by a test. On Linux it starts compilers, linkers and `ldconfig`, 20 processes: a quarter of the processor
    time that a worker takes to start.
    """
    if platform.system() != "Linux":
        yield
        return
    find_library = ctypes.util.find_library
    ctypes.util.find_library = _found_nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = find_library


def _found_nowhere(name: str) -> str | None:  # noqa: ARG001  the name is the library's
    return None


def missing_parts(loads: Callable[[str], bool] = _loads) -> list[SystemPart]:
    """The libraries this machine cannot load; empty when PDFs can be made."""
    return [part for part in system_parts(loads) if not part.present]


def install_line(which: Callable[[str], str | None] = shutil.which) -> str:
    """The one line that installs what is missing on this kind of machine, or a sentence where no such line is known.

    `which` finds a command by name; tests pass their own.
    """
    if which("apt-get"):
        return _DEBIAN_LINE
    if which("dnf"):
        return "dnf install pango harfbuzz"
    if which("brew"):
        return "brew install pango"
    return "Install Pango 1.44 or newer and HarfBuzz with its subset library by this system's own means."


def unavailable_message(missing: Sequence[SystemPart], which: Callable[[str], str | None] = shutil.which) -> str:
    """One message for people: what is missing, how to install it, and what works without it."""
    names = ", ".join(part.name for part in missing) or "a system library"
    line = install_line(which)
    how = f"Install it with: {line}" if " install " in line else line
    return f"PDFs cannot be made here: {names} is missing. {how}\nThe sites can be built without it."
