"""The program as one file: the wheel that lies in a coalition's folder, so that no index is asked for it by name.

Formats: "Binary distribution format" and "Recording installed projects" of the Python packaging specifications.
"""

import csv
import hashlib
import io
import re
import subprocess
import sys
import tempfile
import zipfile
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from coalition_site.problems import Refused
from coalition_site.resources import checkout_folder

_PACKAGE = "coalition_site"
_INSTALL_AGAIN = "install it again from its file coalition_site-….whl"
# What a wheel holds of its metadata. Installers add files of their own beside it, some with addresses in them.
_METADATA = re.compile(rf"{_PACKAGE}-([^/]+)\.dist-info/(METADATA|WHEEL|entry_points\.txt|licenses/.+)")
# The oldest day that hatchling writes too: the same files are to be the same bytes.
_DAY = (2020, 2, 2, 0, 0, 0)


class NoWheel(Refused):
    """There is no wheel of the program to be had; the text says why."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """The program in one version, as the bytes of its wheel."""

    version: str
    data: bytes

    @property
    def file_name(self) -> str:
        """The name that installers ask for: they read version and kind from it."""
        return f"{_PACKAGE}-{self.version}-py3-none-any.whl"

    @property
    def sha256(self) -> str:
        """The sum of the file, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def packaged(self, path: str) -> bytes:
        """A file of the package, by its path within it. Raises NoWheel where this version has none of that name."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            try:
                return archive.read(f"{_PACKAGE}/{path}")
            except KeyError:
                raise NoWheel(f"version {self.version} of the program has no {path}: it is too old for this") from None


@cache
def program_wheel() -> Wheel:
    """The program that runs: built from a checkout, or put together again from the installed files.

    Raises NoWheel where a checkout lacks what builds it, or where installed files are not as they were installed.
    """
    checkout = checkout_folder()
    return _put_together() if checkout is None else _build(checkout)


def read_wheel(data: bytes) -> Wheel:
    """The wheel that these bytes are. Raises NoWheel where they are not one of this program, or not whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise NoWheel(f"it is no wheel, or a damaged one ({error})") from None
    versions = {found[1] for name in files if (found := _METADATA.fullmatch(name))}
    if len(versions) != 1:
        raise NoWheel("it is no wheel of Coalition Site")
    (version,) = versions
    record = f"{_PACKAGE}-{version}.dist-info/RECORD"
    listed = files.pop(record, b"").decode("utf-8", "replace")
    if {tuple(row[:2]) for row in csv.reader(listed.splitlines())} - {(record, "")} != set(_sums(files).items()):
        raise NoWheel("it is damaged: its files are not those of its own list")
    return Wheel(version, data)


def _build(checkout: Path) -> Wheel:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
        done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)  # noqa: S603
        built = list(Path(folder).glob("*.whl"))
        if done.returncode or not built:
            raise NoWheel(f"it could not be built: {done.stderr.strip()[-500:]}")
        return read_wheel(built[0].read_bytes())


def _put_together() -> Wheel:
    try:
        installed = distribution(_PACKAGE)
    except PackageNotFoundError:
        raise NoWheel(f"it was not installed as a package; {_INSTALL_AGAIN}") from None
    files = {}
    for path in installed.files or ():
        name = path.as_posix()
        if _METADATA.fullmatch(name) or (path.parts[0] == _PACKAGE and "__pycache__" not in path.parts):
            try:
                files[name] = Path(str(installed.locate_file(path))).read_bytes()
            except OSError as error:
                raise NoWheel(f"{name} cannot be read ({error.strerror}); {_INSTALL_AGAIN}") from None
            if path.hash is None or _sum(files[name]) != f"{path.hash.mode}={path.hash.value}":
                raise NoWheel(f"{name} is not as it was installed; {_INSTALL_AGAIN}")
    return read_wheel(_zipped(files, f"{_PACKAGE}-{installed.version}.dist-info/RECORD"))


def _zipped(files: Mapping[str, bytes], record: str) -> bytes:
    """A wheel of these files: the package first, then the metadata, and `record`, the list of all, last."""
    rows = io.StringIO()
    ordered = dict(sorted(files.items(), key=lambda file: (_METADATA.fullmatch(file[0]) is not None, file[0])))
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerows([name, found, len(files[name])] for name, found in _sums(ordered).items())
    writer.writerow([record, "", ""])
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in (ordered | {record: rows.getvalue().encode()}).items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return whole.getvalue()


def _sums(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: _sum(data) for name, data in files.items()}


def _sum(data: bytes) -> str:
    """A sum as the list of a wheel writes it."""
    return f"sha256={urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()}"
