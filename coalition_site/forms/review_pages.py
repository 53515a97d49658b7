"""Reviews as pages: whose profile is to be gone through, its packet to send, and that somebody went through it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from coalition_site.derive.letters.review import reviews_due
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.edit.edits import EditRefused
from coalition_site.forms.desk import Desk
from coalition_site.forms.planning import REVIEWED
from coalition_site.forms.records import Record, RecordKind, path_of
from coalition_site.forms.session import StillNeeded
from coalition_site.importers.plan.receipts import RECEIPT
from coalition_site.jobs.review_packet import NoReview, make_packet
from coalition_site.model.coalition import Coalition
from coalition_site.publish.letters.letterhead import LetterheadRefused
from coalition_site.publish.letters.mail import MailRefused
from coalition_site.publish.pdf.make import PdfUnavailable
from coalition_site.publish.pdf.single_document import DocumentFailed
from coalition_site.serve.server import file_answer, redirected

_NO_PACKET = (NoReview, PdfUnavailable, DocumentFailed, LetterheadRefused, MailRefused, OSError)


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


@dataclass(frozen=True, slots=True)
class ReviewViews:
    """The pages of reviews."""

    desk: Desk

    @staticmethod
    def rules() -> list[Rule]:
        """Their addresses."""
        return [
            Rule("/reviews", endpoint="reviews", methods=["GET"]),
            Rule("/partner/<record>/review", endpoint="review", methods=["GET"]),
            Rule("/partner/<record>/review", endpoint="make_review", methods=["POST"]),
            Rule("/partner/<record>/reviewed", endpoint="reviewed", methods=["POST"]),
            Rule("/partner/<record>/review/<name>", endpoint="review_file", methods=["GET"]),
        ]

    def views(self) -> dict[str, Callable[..., Response]]:
        """What answers them."""
        return {
            "reviews": self.reviews,
            "review": self.review,
            "make_review": self.make,
            "reviewed": self.reviewed,
            "review_file": self.file,
        }

    def reviews(self, _request: Request) -> Response:
        """Whose review is due."""
        coalition = self._coalition()
        words = self.desk.catalogue
        found = [self._review(coalition, each, words) for each in reviews_due(coalition, self.desk.session.today)]
        return self.desk.shown("reviews.html", "reviews", reviews=found, alone=False, wrong="")

    def review(self, _request: Request, record: str, wrong: str = "", status: int = 200) -> Response:
        """One partner's review."""
        found = self._review(self._coalition(record), record, self.desk.catalogue)
        address = f"partner/{record}/review"
        return self.desk.shown("reviews.html", address, status, reviews=[found], alone=True, wrong=wrong)

    def make(self, request: Request, record: str) -> Response:
        """Makes the packet to send."""
        session, words = self.desk.session, self.desk.catalogue
        coalition = self._coalition(record)
        try:
            packet = make_packet(session.project, coalition, record, self._folder(record), session.today)
        except _NO_PACKET as error:
            return self.review(request, record, str(error), 409)
        told = words.gettext(
            "The packet for %(name)s is made. Send it yourself: nothing is sent from here.", name=packet.member
        )
        self.desk.tell(told)
        return redirected(f"{self.desk.root}edit/partner/{record}/review", 303)

    def reviewed(self, request: Request, record: str) -> Response:
        """Writes down that a profile was gone through today and is right."""
        session, words = self.desk.session, self.desk.catalogue
        review = self._review(self._coalition(record), record, words)
        partner = Record(RecordKind.PARTNER, record)
        path = path_of(session.checked.content, partner, REVIEWED)
        change = words.gettext("%(name)s was gone through", name=review.name)
        try:
            session.set_values(change, partner, path, {REVIEWED: session.today.isoformat()})
        except (EditRefused, StillNeeded) as error:
            return self.review(request, record, str(error), 409)
        self.desk.tell(words.gettext("%(change)s.", change=change))
        return redirected(f"{self.desk.root}edit/reviews", 303)

    def file(self, _request: Request, record: str, name: str) -> Response:
        """A file of a packet, to be kept or sent."""
        review = self._review(self._coalition(record), record, self.desk.catalogue)
        if name not in {*review.files, *review.receipts}:
            raise NotFound
        answer = file_answer(name, (self._folder(record) / name).read_bytes())
        answer.headers["Content-Disposition"] = f"attachment; filename={record}-{name}"
        return answer

    def _folder(self, partner_id: str) -> Path:
        return self.desk.session.project / "build" / "reviews" / partner_id

    def _coalition(self, partner_id: str = "") -> Coalition:
        """The coalition with all of its team's content, in which a partner is. Raises NotFound."""
        coalition = self.desk.whole
        if coalition is None or (partner_id and partner_id not in coalition.partners):
            raise NotFound
        return coalition

    def _review(self, coalition: Coalition, partner_id: str, words: Catalogue) -> Review:
        partner = coalition.partners[partner_id]
        folder = self._folder(partner_id)
        there = sorted(each.name for each in folder.iterdir() if each.is_file()) if folder.is_dir() else []
        files = [each for each in there if not each.startswith((".", f"{RECEIPT}-"))]
        receipts = [each for each in there if each.startswith(f"{RECEIPT}-")]
        receipts.sort(key=lambda each: Path(each).stem, reverse=True)
        text = next((each for each in receipts if each.endswith(".txt")), "")
        said = (folder / text).read_text(encoding="utf-8") if text else ""
        day = partner.listing.reviewed
        last = long_date(day, words.language) if day is not None else ""
        name = partner.name.in_language(words.language, coalition.settings.language)
        return Review(partner_id, name, last, tuple(files), said, tuple(receipts))
