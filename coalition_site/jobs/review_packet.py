"""The packet of a partner's review: a letter, what is said about the partner, and a form with all of it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coalition_site.derive.letters.review import language_of, review_view
from coalition_site.derive.public.view import public_coalition
from coalition_site.derive.words.catalogue import words_of
from coalition_site.derive.words.labels import Words
from coalition_site.edit.whole_files import replace_file
from coalition_site.jobs.epoch import epoch_of
from coalition_site.model.coalition import Coalition, reached
from coalition_site.problems import Refused
from coalition_site.publish.letters.docx import letter_docx
from coalition_site.publish.letters.letterhead import read_letterhead
from coalition_site.publish.letters.mail import letter_eml
from coalition_site.publish.pdf.single_document import document_bytes
from coalition_site.render.documents import letter_document
from coalition_site.render.environment import html_environment
from coalition_site.render.letters import LateLetter
from coalition_site.render.pictures import Pictures
from coalition_site.render.review import review_document, review_form


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet: whom it is for, in which language, and the files it is made of, by name, with what each is."""

    name: str
    member: str
    language: str
    folder: Path
    files: dict[str, str]


def make_packet(project: Path, coalition: Coalition, partner_id: str, folder: Path, today: date) -> Packet:
    """Makes a partner's packet in a folder, and writes no content.

    Raises Refused and OSError.
    """
    partner = coalition.partners[partner_id]
    language = language_of(coalition, partner)
    review = review_view(coalition, partner, Words.of(coalition, language), today)
    if review is None:
        raise Refused("there is no wording named review; write content/letters/review.md, or remove the empty one")
    # The form speaks the language of the letter that goes with it.
    if review.letter.language != language:
        language = review.letter.language
        review = review_view(coalition, partner, Words.of(coalition, language), today) or review
    environment = html_environment(project / "templates", words_of(coalition, language))
    about, epoch = public_coalition(coalition.settings, language), epoch_of(today)
    letter = LateLetter(review.letter)
    fonts, pictures = coalition.signs.fonts, Pictures.of(coalition)
    form = document_bytes(review_document(review, about, environment, pictures), pictures.whole, epoch, fonts, pictures)
    cover = document_bytes(letter_document(letter, "letter.pdf", about, environment), pictures.whole, epoch, fonts)
    head = read_letterhead(coalition.letterhead) if coalition.letterhead is not None else None
    invite = next((invite for invite in coalition.invites if invite.member == review.letter.member), None)
    address = reached(invite, partner).email if invite is not None else partner.team.contact.email
    made = {
        "letter.pdf": (cover, "the letter that goes with it"),
        "letter.docx": (letter_docx(letter.letter, pictures.whole, head, epoch), "the same for word processors"),
        "letter.eml": (letter_eml(letter.letter, form, address), "the same as a mail draft, with the form attached"),
        "review.pdf": (form, "what we say about them and to them, and the form, filled in"),
        "review.html": (review_form(review, about, environment).encode(), "the same form for the browser"),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, (data, _) in made.items():
        replace_file(folder / name, data)
    files = {name: what for name, (_, what) in made.items()}
    return Packet(review.name, review.letter.member, language, folder, files)
