"""XML out of a zip that an office program wrote, measured before anything is made of it (ODS, DOCX).

The zip's own sizes are what is trusted last: each part is unpacked no further than it may be. A document type, which
these files never have, is refused, so no entity is ever declared, let alone expanded.
"""

import io
import zipfile
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.parsers import expat

from coalition_site.problems import Refused

MAXIMUM_BYTES = 40_000_000
MAXIMUM_ELEMENTS = 400_000
_DEEPEST = 60
_ADVICE = "copy the rows in use to a new file"


def names_in(data: bytes) -> frozenset[str]:
    """The names of the parts of a zip; none where it is damaged, which whoever reads it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()


def parsed(data: bytes, part: str, name: str) -> Element:
    """One part as a tree. Raises Refused with the file's name and what to do."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as stream:
            xml = stream.read(MAXIMUM_BYTES + 1)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        raise Refused(f"{name}: the file is damaged or locked ({part}); save it again without a password") from None
    if len(xml) > MAXIMUM_BYTES:
        raise Refused(f"{name}: more than {MAXIMUM_BYTES:,} bytes when unpacked; {_ADVICE}")
    _refuse_strange(xml, name)
    parser = XMLParser(target=TreeBuilder())
    try:
        parser.feed(xml)
        return parser.close()
    except ParseError:
        raise Refused(f"{name}: the file is damaged ({part}); open it and save it again") from None


def _refuse_strange(xml: bytes, name: str) -> None:
    """Runs through it once without keeping anything: no document type, no more elements than a large table has."""
    counted = depth = 0

    def element(*_: object) -> None:
        nonlocal counted, depth
        counted += 1
        depth += 1
        if counted > MAXIMUM_ELEMENTS or depth > _DEEPEST:
            raise Refused(f"{name}: more than {MAXIMUM_ELEMENTS:,} cells and marks; {_ADVICE}")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise Refused(f"{name}: it holds XML that no office program writes; save it again in one")

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(xml, True)  # noqa: FBT003  it has no keyword
    except expat.ExpatError:
        raise Refused(f"{name}: the file is damaged; open it and save it again") from None
