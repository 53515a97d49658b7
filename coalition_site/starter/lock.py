"""The list of packages renewed between two versions of the program: the newest that it allows, with their sums.

Asked of the package index by uv, whose `pip compile` resolves for every system at once; nothing is installed. This and
`./run`, which installs what the list names, are all that ever asks an index.
"""

import io
import re
import shutil
import subprocess
import zipfile
from email import message_from_bytes

from coalition_site.problems import Unavailable
from coalition_site.starter.program import Wheel

_LINE = re.compile(r"[a-z0-9][a-z0-9._-]*==[^\s;\\]+(?: ; [^\\]+?)?(?: \\)?|    --hash=sha256:[0-9a-f]{64}(?: \\)?")
_SECONDS = 600


def renewed_lock(wheel: Wheel) -> bytes:
    """The packages that a version of the program needs, each in its newest version, as `requirements.txt` lists them.

    Raises Unavailable.
    """
    uv = shutil.which("uv")
    if uv is None:
        raise Unavailable(
            "uv is not installed, which finds the newest packages; install it, or take a newer version of the program"
        )
    needed, python = _needs(wheel)
    command = ["pip", "compile", "--universal", "--generate-hashes", "--only-binary", ":all:", "--no-annotate"]
    try:
        done = subprocess.run(  # noqa: S603  a fixed program and fixed words
            [uv, *command, "--no-header", "--quiet", "--python-version", python, "-"],
            input="\n".join(needed),
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"uv did not answer ({type(error).__name__}); look at the connection and try again") from None
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise Unavailable(f"uv found no such packages: {done.stderr.strip()[-500:]}")
    # An address would tell every machine after this one where to fetch from.
    if other := next((line for line in lines if not _LINE.fullmatch(line)), ""):
        raise Unavailable(f"uv wrote a line that names no package by its sum: {other[:100]!r}")
    return done.stdout.encode()


def _needs(wheel: Wheel) -> tuple[list[str], str]:
    """What the program needs, as its metadata say, and the lowest Python that it runs with."""
    with zipfile.ZipFile(io.BytesIO(wheel.data)) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = message_from_bytes(archive.read(name))
    return metadata.get_all("Requires-Dist", []), str(metadata["Requires-Python"]).removeprefix(">=")
