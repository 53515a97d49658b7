"""Machines made of small stand-in programs, for trying `./run`: a PATH of its own, nothing installed or fetched."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SET_UP = "coalition_site/starter/project/tools/set_up.sh"
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock", "requirements-editors.lock")
COMMON_PROGRAMS = ("cat", "chmod", "cksum", "cp", "cut", "dirname", "env", "grep", "mkdir", "readlink", "rm")

PYTHON = """
log "python3 $*"
case "$*" in
  *version_info*) echo "${FAKE_PYTHON:-1 3.13} $MACHINE/python3" ;;
  *ensurepip*) [ -z "${FAKE_NO_VENV:-}" ] || [ -e "$MACHINE/installed python3-venv" ] ;;
  "-m venv "*) mkdir -p "$3/bin" "$3/packages" && cp "$MACHINE/inside .venv/"* "$3/bin/" ;;
esac
"""
PYTHON_INSIDE = """
log "python $*"
case "$*" in
  *"pip "*) exit "${FAKE_PIP_EXIT:-0}" ;;
  *sysconfig*) echo "${0%/bin/python}/packages" ;;
  *commit_messages.py) [ "${FAKE_FAILING:-}" != messages ] ;;
  *"catalogues.py --check") [ "${FAKE_FAILING:-}" != words ] ;;
  *)
    echo "in $PWD"
    printf '<%s>\\n' "$@"
    echo "finds ${DYLD_FALLBACK_LIBRARY_PATH:-nothing}"
    exit "${FAKE_EXIT:-0}"
    ;;
esac
"""
CHECKER = 'log "${0##*/} $*"; echo "${0##*/} ran"; [ "${FAKE_FAILING:-}" != "${0##*/}" ]'
INSTALLER = (
    'log "${0##*/} $*"; for name in "$@"; do : >"$MACHINE/installed $name"; done; exit "${FAKE_INSTALLER_EXIT:-0}"'
)
DPKG_QUERY = """
shift 2
for name in "$@"; do if [ -e "$MACHINE/installed $name" ]; then printf '%s=installed ' "$name"; fi; done
"""
RPM = 'shift; for name in "$@"; do [ -e "$MACHINE/installed $name" ] || exit 1; done'
SUDO = 'log "sudo $*"; exec "$@"'


class Machine:
    """A folder of stand-in programs that is the whole PATH, and a project folder (with a space in its name)."""

    def __init__(self, folder: Path, manager: str = "apt-get") -> None:
        self.programs = folder / "programs"
        self.project = folder / "the project"
        self.log = folder / "log.txt"
        (self.programs / "inside .venv").mkdir(parents=True)
        self.project.mkdir()
        self.log.touch()
        shutil.copy(ROOT / "run", self.project / "run")
        (self.project / SET_UP).parent.mkdir(parents=True)
        shutil.copy(ROOT / SET_UP, self.project / SET_UP)
        for lock in LOCKS:
            (self.project / lock).write_text("wheel==1 --hash=sha256:0\n")
        for name in COMMON_PROGRAMS:
            (self.programs / name).symlink_to(shutil.which(name) or name)
        self.add("python3", PYTHON)
        self.add("inside .venv/python", PYTHON_INSIDE)
        for name in ("ruff", "codespell", "lint-imports", "mypy"):
            self.add(f"inside .venv/{name}", CHECKER)
        self.add("sudo", SUDO)
        self.set_user_number(0)
        if manager:
            self.add(manager, INSTALLER)
        if manager == "apt-get":
            self.add("dpkg-query", DPKG_QUERY)
        if manager == "dnf":
            self.add("rpm", RPM)

    def add(self, name: str, text: str) -> None:
        program = self.programs / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f'#!/bin/sh\nlog() {{ printf \'%s\\n\' "$*" >>"$LOG"; }}\n{text}\n')
        program.chmod(0o755)

    def set_user_number(self, number: int) -> None:
        self.add("id", f"echo {number}")

    def run(
        self, *words: str, folder: Path | None = None, user: int | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run `./run WORDS` from `folder` (default: the project) with nothing but this machine's PATH."""
        known = {"PATH": str(self.programs), "MACHINE": str(self.programs), "LOG": str(self.log)}
        return subprocess.run(
            [self.project / "run", *words],
            cwd=folder or self.project,
            env=known | environment,
            user=user,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def calls(self, *beginnings: str) -> list[str]:
        """The recorded calls that begin with one of `beginnings`, in order."""
        return [line for line in self.log.read_text().splitlines() if line.startswith(beginnings)]

    def install(self, *names: str) -> None:
        for name in names:
            (self.programs / f"installed {name}").touch()
