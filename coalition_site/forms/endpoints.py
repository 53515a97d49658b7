"""Endpoints of the editor: which address is answered by what, and what is shown where that cannot be done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug import Response
from werkzeug.routing import Map, Rule

from coalition_site.edit.edits import EditRefused
from coalition_site.edit.whole_files import ContentNotWritten
from coalition_site.forms.session import StillNeeded
from coalition_site.importers.sources import ImportRefused
from coalition_site.jobs.publish_site import NotPublished
from coalition_site.jobs.record_step import NotRecorded
from coalition_site.jobs.rename_partner import NotRenamed
from coalition_site.jobs.review_packet import NoReview
from coalition_site.jobs.versions import VersionsFailed
from coalition_site.publish.letters.letterhead import LetterheadRefused
from coalition_site.publish.letters.mail import MailRefused
from coalition_site.publish.pdf.make import PdfUnavailable
from coalition_site.publish.pdf.single_document import DocumentFailed
from coalition_site.publish.web.place import PlaceRefused

View = Callable[..., Response]


class Unfit(Exception):
    """What was sent cannot be used as it is; the text says what to do instead."""


REFUSED = (
    ContentNotWritten,
    DocumentFailed,
    EditRefused,
    ImportRefused,
    LetterheadRefused,
    MailRefused,
    NoReview,
    NotPublished,
    NotRecorded,
    NotRenamed,
    PdfUnavailable,
    PlaceRefused,
    StillNeeded,
    VersionsFailed,
)
"""What is raised where something is not done; its text says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Endpoint:
    """An address below edit/ and the function that answers it, which gets the desk, the request, and what is `known`.

    It gets the parts of the address by their names too. Where it raises Unfit or one of REFUSED, `page` answers: a
    function called like it, with `wrong`, the reason, and `status` besides. Without one the reason is all that is said.
    """

    address: str
    view: View
    method: str = "GET"
    page: View | None = None
    known: Mapping[str, str] = field(default_factory=dict)


def routes(endpoints: Sequence[Endpoint]) -> Map:
    """What finds the endpoint of an address and a method, with the parts of the address."""
    return Map(
        [Rule(each.address, endpoint=each, methods=[each.method], defaults=dict(each.known)) for each in endpoints]
    )
