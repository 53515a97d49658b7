"""A published zip file: the site and its marker, the same bytes for the same site, in the place of the earlier one."""

import io
import os
import tempfile
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from coalition_site.publish.web.finished_site import FinishedSite
from coalition_site.publish.web.folder import FILE_MODE
from coalition_site.publish.web.marker import MARKER_FILE, written_marker

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o100000


def packed_site(site: FinishedSite, day: date) -> bytes:
    """A zip file of a site that was built on a day: its files at the top, by name, for everybody to read.

    Whoever unpacks it into a folder has a published site there, which the next publish may replace. Raises SiteTouched.
    """
    packed = io.BytesIO()
    with ZipFile(packed, "w") as written:
        for path in sorted({*site.files, MARKER_FILE}):
            data = written_marker(day, site.files) if path == MARKER_FILE else site.read(path)
            entry = ZipInfo(path, _EARLIEST)
            entry.create_system, entry.external_attr = _UNIX, (_PLAIN_FILE | FILE_MODE) << 16
            written.writestr(entry, data, ZIP_DEFLATED)
    return packed.getvalue()


def put_into_zip(site: FinishedSite, file: Path, day: date) -> None:
    """Writes the zip file, whole or not at all. Raises SiteTouched and OSError."""
    data = packed_site(site, day)
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.new-", dir=file.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        unfinished.chmod(FILE_MODE)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
