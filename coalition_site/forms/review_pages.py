"""Reviews as pages: whose profile is to be gone through, its packet to send, and that somebody went through it."""

from dataclasses import dataclass
from pathlib import Path

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound

from coalition_site.derive.letters.review import reviews_due
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.forms.desk import Desk
from coalition_site.forms.endpoints import Endpoint
from coalition_site.forms.planning import REVIEWED
from coalition_site.forms.records import Record, RecordKind, path_of
from coalition_site.importers.plan.receipts import RECEIPT
from coalition_site.jobs.review_packet import make_packet
from coalition_site.model.coalition import Coalition
from coalition_site.problems import Refused
from coalition_site.serve.server import file_answer


@dataclass(frozen=True, slots=True)
class Review:
    """A partner's review: its id and name, when it was last gone through, and the files of a packet that was made.

    `receipt` is the text of the last receipt, `receipts` are the files of all.
    """

    partner_id: str
    name: str
    last: str
    files: tuple[str, ...]
    receipt: str
    receipts: tuple[str, ...]


def reviews(desk: Desk, _request: Request) -> Response:
    """Whose review is due."""
    coalition = desk.known()
    words = desk.catalogue
    found = [_review(desk, coalition, each, words) for each in reviews_due(coalition, desk.session.today)]
    return desk.shown("reviews.html", "reviews", reviews=found, alone=False, wrong="")


def show_review(desk: Desk, _request: Request, record: str, wrong: str = "", status: int = 200) -> Response:
    """One partner's review."""
    found = _review(desk, desk.known(record), record, desk.catalogue)
    address = f"partner/{record}/review"
    return desk.shown("reviews.html", address, status, reviews=[found], alone=True, wrong=wrong)


def make_review(desk: Desk, _request: Request, record: str) -> Response:
    """Makes the packet to send."""
    session, words = desk.session, desk.catalogue
    coalition = desk.known(record)
    try:
        packet = make_packet(session.project, coalition, record, _folder(desk, record), session.today)
    except OSError as error:
        raise Refused(str(error)) from error
    told = words.gettext(
        "The packet for %(name)s is made. Send it yourself: nothing is sent from here.", name=packet.member
    )
    return desk.leads_to(f"partner/{record}/review", told)


def reviewed(desk: Desk, _request: Request, record: str) -> Response:
    """Writes down that a profile was gone through today and is right."""
    session, words = desk.session, desk.catalogue
    name = _review(desk, desk.known(record), record, words).name
    partner = Record(RecordKind.PARTNER, record)
    path = path_of(session.checked.content, partner, REVIEWED)
    change = words.gettext("%(name)s was gone through", name=name)
    session.set_values(change, partner, path, {REVIEWED: session.today.isoformat()})
    return desk.leads_to("reviews", words.gettext("%(change)s.", change=change))


def review_file(desk: Desk, _request: Request, record: str, name: str) -> Response:
    """A file of a packet, to be kept or sent."""
    review = _review(desk, desk.known(record), record, desk.catalogue)
    if name not in {*review.files, *review.receipts}:
        raise NotFound
    answer = file_answer(name, (_folder(desk, record) / name).read_bytes())
    answer.headers["Content-Disposition"] = f"attachment; filename={record}-{name}"
    return answer


def _folder(desk: Desk, partner_id: str) -> Path:
    return desk.session.project / "build" / "reviews" / partner_id


def _review(desk: Desk, coalition: Coalition, partner_id: str, words: Catalogue) -> Review:
    partner = coalition.partners[partner_id]
    folder = _folder(desk, partner_id)
    there = sorted(each.name for each in folder.iterdir() if each.is_file()) if folder.is_dir() else []
    files = [each for each in there if not each.startswith((".", f"{RECEIPT}-"))]
    receipts = [each for each in there if each.startswith(f"{RECEIPT}-")]
    receipts.sort(key=lambda each: Path(each).stem, reverse=True)
    text = next((receipt for receipt in receipts if receipt.endswith(".txt")), "")
    said = (folder / text).read_text(encoding="utf-8") if text else ""
    day = partner.listing.reviewed
    last = long_date(day, words.language) if day is not None else ""
    name = partner.name.in_language(words.language, coalition.settings.language)
    return Review(partner_id, name, last, tuple(files), said, tuple(receipts))


REVIEW_ENDPOINTS = (
    Endpoint("/reviews", reviews),
    Endpoint("/partner/<record>/review", show_review),
    Endpoint("/partner/<record>/review", make_review, "POST", show_review),
    Endpoint("/partner/<record>/reviewed", reviewed, "POST", show_review),
    Endpoint("/partner/<record>/review/<name>", review_file),
)
