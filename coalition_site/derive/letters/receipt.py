"""The receipt of a review: what a partner is told of its answers, what was taken over of them and what was not.

It is the partner's: it says what the partner wrote itself, and what the content says of it that is public or was said
to it. Nothing of the team's is in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition_site.derive.letters.naming_said import naming_now, without_an_answer
from coalition_site.derive.letters.review import invite_of
from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.facts import facts, text_at, title_of
from coalition_site.derive.words.labels import Words
from coalition_site.model.audience import Audience
from coalition_site.model.coalition import Coalition, reached
from coalition_site.model.partner import Partner, Person
from coalition_site.model.review_form import NO, YES
from coalition_site.model.vocabulary import plain
from coalition_site.records.surfaces import PROFILE, Listed, Review


class Doubt(StrEnum):
    """Why something of a review was not taken over, or is asked about."""

    NO_ADDRESS = "no web address"
    NO_NAME = "the name was emptied"
    YES_AND_NO = "yes and no are both ticked"
    ENDS_BEFORE = "the consent would end before it begins"
    NO_LAST_DAY = "the last day of the consent is no day"
    NO_DAY = "the day of the review is no day"
    ON_NO_LIST = "on no list, and written down in their words"
    NOT_LISTED = "on no list, and not written down"
    BY_HAND = "could not be written"


_DOUBTS: Mapping[Doubt, str] = {
    Doubt.NO_ADDRESS: N_("“%(text)s” is no web address. Please tell us the address of your website."),
    Doubt.NO_NAME: N_("The name was empty on your form. It stays as it is: %(name)s"),
    Doubt.YES_AND_NO: N_(
        "You ticked both yes and no to being named. Please tell us which one you mean; until then it stays as it is."
    ),
    Doubt.ENDS_BEFORE: N_(
        "Your yes would end on %(text)s, before it begins. Please tell us its last day; until then it stays as it is."
    ),
    Doubt.NO_LAST_DAY: N_(
        "“%(text)s” is no day that we can read. Please tell us if your yes should have another last day."
    ),
    Doubt.NO_DAY: N_("“%(text)s” is no day that we can read. We took the day above as that of your answers."),
    Doubt.ON_NO_LIST: N_(
        "“%(text)s” is on none of our lists. We wrote it down in your words, and ask you where it belongs."
    ),
    Doubt.NOT_LISTED: N_(
        "“%(text)s” is on none of our lists, and is not written down yet. Please tell us where it belongs."
    ),
    Doubt.BY_HAND: N_("%(what)s: this has to be changed by hand, and is not changed yet."),
}


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that was not taken over or is asked about: of which path, why, and what the partner wrote."""

    doubt: Doubt
    path: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReviewOutcome:
    """What became of a review: the paths that were taken over, what is open, and the answer that counts (yes, no).

    `day` is that of the review, `by` who went through it, `comments` what else they wrote; both may be empty.
    """

    taken: tuple[str, ...]
    open: tuple[OpenPoint, ...]
    consent: str
    day: date
    by: str = ""
    comments: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt in one language, as paragraphs of lines; `sender` and `to` are each a name and an address or none.

    `refused` says that the answer to being named is a no.
    """

    partner_id: str
    name: str
    language: str
    sender: tuple[str, str]
    to: tuple[str, str]
    subject: str
    paragraphs: tuple[tuple[str, ...], ...]
    refused: bool

    @property
    def text(self) -> str:
        """The whole mail as plain text."""
        return "\n\n".join("\n".join(lines) for lines in self.paragraphs) + "\n"


def receipt_view(
    coalition: Coalition, partner: Partner, outcome: ReviewOutcome, words: Words, today: date
) -> ReceiptView:
    """The receipt of a review that was brought in; coalition and partner are as they are since then."""
    invite = invite_of(coalition, partner)
    person = _answered_by(partner, outcome.by)
    member = person.name if person is not None else invite.member
    email = (person.email if person is not None else "") or reached(invite, partner).email
    sender, settings = coalition.settings.senders[invite.sender], coalition.settings
    texts = coalition.texts.letter(words.language)
    writer = _Writer(partner, outcome, words, today)
    head = words.catalogue.gettext(
        "Thank you for looking over what we say about you. This is what became of your answers of %(day)s.",
        day=long_date(outcome.day, words.language),
    )
    signed = filter(None, (sender.name, words.text(sender.title), sender.organization))
    return ReceiptView(
        partner_id=partner.id,
        name=words.text(partner.name),
        language=words.language,
        sender=(sender.name, sender.email),
        to=(member, email),
        subject=words.catalogue.gettext(
            "What became of your answers: %(coalition)s", coalition=words.text(settings.name)
        ),
        paragraphs=(
            (texts.salutation.replace("{{ member }}", member),),
            (head,),
            *writer.paragraphs(),
            (_whom_to_write_to(settings.contact.email, settings.contact.phone, words.catalogue),),
            (texts.closing,),
            tuple(signed),
        ),
        refused=outcome.consent == NO,
    )


def _answered_by(partner: Partner, by: str) -> Person | None:
    """Who of the partner's people went through it, where the name that stands there is theirs."""
    return next((person for person in partner.team.people if plain(person.name) in plain(by)), None) if by else None


def _whom_to_write_to(email: str, phone: str, words: Catalogue) -> str:
    if phone:
        return words.gettext(
            "If something here is not right, please write to %(address)s or call %(phone)s.", address=email, phone=phone
        )
    return words.gettext("If something here is not right, please write to %(address)s.", address=email)


@dataclass(frozen=True, slots=True)
class _Writer:
    partner: Partner
    outcome: ReviewOutcome
    words: Words
    today: date

    @property
    def catalogue(self) -> Catalogue:
        return self.words.catalogue

    def paragraphs(self) -> Iterator[tuple[str, ...]]:
        gettext = self.catalogue.gettext
        if self.outcome.taken:
            lines = (f"- {self.taken(path)}" for path in self.outcome.taken)
            yield gettext("What we took over:"), *lines
        else:
            yield (gettext("Of what we say about you nothing was changed."),)
        yield (self.naming(),)
        if self.outcome.open:
            lines = (f"- {self.open(point)}" for point in self.outcome.open)
            yield gettext("What we did not take over, or ask you about:"), *lines
        if self.outcome.comments:
            said = gettext("What else you wrote we keep with our own notes: “%(text)s”", text=self.outcome.comments)
            yield tuple(said.split("\n"))

    def title(self, path: str) -> str:
        """What the partner was asked for; of what is a fact too, without how to write it."""
        listed = next((each for each in (*Review.SHOWN, *Review.TEXTS) if each.path == path), None)
        return title_of(listed, self.catalogue) if listed is not None else ""

    def value(self, path: str) -> str:
        """What the content says now."""
        told = facts(self.partner, (Listed(path),), self.words, Audience.PARTNER)
        return text_at(path, told).strip()

    def taken(self, path: str) -> str:
        gettext, what, value = self.catalogue.gettext, self.title(path), self.value(path)
        if not value:
            return gettext("%(what)s: empty now, as on your form", what=what)
        if path == PROFILE:
            return gettext("%(what)s: as you changed it", what=what)
        return gettext("%(what)s: %(text)s", what=what, text=value)

    def naming(self) -> str:
        """From when the yes or the no holds, or what holds without one."""
        gettext, language, listing = self.catalogue.gettext, self.words.language, self.partner.listing
        if self.outcome.consent == NO:
            day = long_date(self.outcome.day, language)
            return gettext(
                "Your no holds from %(day)s on: we do not name you in public. You can change your mind at any time.",
                day=day,
            )
        if self.outcome.consent == YES and self.partner.is_named(self.today) and listing.until is not None:
            return gettext(
                "Your yes holds from %(day)s until %(until)s: we may name you in public. You can change your mind at "
                "any time.",
                day=long_date(self.outcome.day, language),
                until=long_date(listing.until, language),
            )
        if self.outcome.consent == YES:
            return naming_now(self.partner, self.catalogue, self.today)
        return without_an_answer(self.partner, self.catalogue, self.today)

    def open(self, point: OpenPoint) -> str:
        text = point.text
        if point.doubt is Doubt.ENDS_BEFORE:
            text = long_date(date.fromisoformat(text), self.words.language)
        values = {"text": text, "name": self.value("name"), "what": self.title(point.path)}
        return self.catalogue.gettext(_DOUBTS[point.doubt], **values)
