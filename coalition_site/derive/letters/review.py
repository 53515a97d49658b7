"""A partner's yearly review: what is said about it and to it, and the form that holds all of that."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coalition_site.derive.letters.naming_said import naming_now, without_an_answer
from coalition_site.derive.letters.view import LetterView, letter_view
from coalition_site.derive.words.catalogue import Catalogue, words_of
from coalition_site.derive.words.facts import Fact, facts, title_of
from coalition_site.derive.words.labels import Words
from coalition_site.model.audience import Audience
from coalition_site.model.coalition import Coalition, wished_language
from coalition_site.model.invite import Invite, Status, Via
from coalition_site.model.kinds import ValueKind
from coalition_site.model.partner import Partner, Relationship
from coalition_site.model.review_form import box_name, more_name, text_name
from coalition_site.model.vocabulary import Choice
from coalition_site.records.fields import Control, value_at
from coalition_site.records.surfaces import PROFILE, Review
from coalition_site.records.texts import ContentTexts

REVIEW = "review"
"""The wording of the letter that goes with a review."""
EVERY = timedelta(days=365)
"""How long a profile stays as it is before its partner is asked about it again."""


@dataclass(frozen=True, slots=True)
class ReviewBox:
    """An option that is ticked or not."""

    name: str
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class ReviewList:
    """A list that a partner chooses from: its question, its options, and what is on no list."""

    key: str
    question: str
    boxes: tuple[ReviewBox, ...]
    more: str
    more_name: str
    more_label: str


@dataclass(frozen=True, slots=True)
class ReviewText:
    """A text that can be changed: the field, what it is, what it says now.

    `long` ones have room for some lines, `tall` ones for paragraphs.
    """

    name: str
    label: str
    value: str
    long: bool
    tall: bool


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One partner's review in its language; `letter` goes with it.

    `public` is what everybody may read of it, or might, `said` what was said to it alone. `naming` says how it is named
    now, `silence` what holds without an answer, `until` is the last day that a new yes holds if nobody writes another.
    """

    partner_id: str
    name: str
    language: str
    coalition: str
    contact_email: str
    letter: LetterView
    naming: str
    silence: str
    public: tuple[Fact, ...]
    profile: str
    said: tuple[Fact, ...]
    texts: tuple[ReviewText, ...]
    lists: tuple[ReviewList, ...]
    until: date


def reviews_due(coalition: Coalition, today: date) -> tuple[str, ...]:
    """The ids of partners to ask, those who were never asked first: existing ones that nobody went through for a year.

    Potential partners are asked to join first, and former ones are left in peace.
    """
    due = [
        partner
        for partner in coalition.partners.values()
        if partner.relationship is Relationship.EXISTING and is_due(partner, today)
    ]
    return tuple(each.id for each in sorted(due, key=lambda each: (each.listing.reviewed or date.min, each.id)))


def is_due(partner: Partner, today: date) -> bool:
    """Whether a profile was gone through more than a year ago, or never."""
    reviewed = partner.listing.reviewed
    return reviewed is None or reviewed < today - EVERY


def review_view(coalition: Coalition, partner: Partner, words: Words, today: date) -> ReviewView | None:
    """A partner's review, in the language of the words; None where no wording is there for its letter."""
    invite = invite_of(coalition, partner)
    letter = letter_view(coalition, invite, f"{REVIEW}-{partner.id}")
    if letter is None:
        return None
    return ReviewView(
        partner_id=partner.id,
        name=words.text(partner.name),
        language=words.language,
        coalition=words.text(coalition.settings.name),
        contact_email=coalition.settings.contact.email,
        letter=_with_silence(letter, coalition, partner, today),
        naming=naming_now(partner, words.catalogue, today),
        silence=without_an_answer(partner, words.catalogue, today),
        public=facts(partner, Review.SHOWN, words, Audience.PUBLIC),
        profile=partner.profile,
        said=facts(partner, Review.SAID, words, Audience.PARTNER),
        texts=tuple(_texts(partner, ContentTexts.of(coalition, words.language), words.catalogue)),
        lists=tuple(_lists(coalition, partner, words)),
        until=today + EVERY,
    )


def _with_silence(letter: LetterView, coalition: Coalition, partner: Partner, today: date) -> LetterView:
    """The letter as a draft; below its wording, in each of its languages, stands what holds without an answer.

    The sentence has the day of this partner's consent in it, and holds under any wording that a coalition writes.
    """
    said = without_an_answer(partner, words_of(coalition, letter.language), today)
    wording = replace(letter.wording, body=(*letter.wording.body, f"\n\n{said}\n"))
    also = tuple(_with_silence(each, coalition, partner, today) for each in letter.also)
    return replace(letter, sent="", wording=wording, also=also)


def invite_of(coalition: Coalition, partner: Partner) -> Invite:
    """Whom to write to: who said yes, else whoever was invited, else the first contact, by the first sender."""
    mine = [invite for invite in coalition.invites if invite.partner == partner.id]
    chosen = next((each for each in mine if each.status is Status.ACCEPTED), mine[0] if mine else None)
    if chosen is None:
        person = next(iter(partner.team.people), None)
        member = person.name if person is not None else next(iter(partner.name.texts()))
        sender = next(iter(coalition.settings.senders))
        chosen = Invite.model_construct(member=member, partner=partner.id, sender=sender, status=Status.ACCEPTED)
    return chosen.model_copy(update={"letter": REVIEW, "via": Via.IN_PERSON})


def language_of(coalition: Coalition, partner: Partner) -> str:
    """The language that a partner is written to."""
    return wished_language(invite_of(coalition, partner), partner, coalition.settings.language)


def _texts(partner: Partner, texts: ContentTexts, words: Catalogue) -> Iterator[ReviewText]:
    for each in Review.TEXTS:
        field, value = each.field, texts.text(each.field, value_at(partner, each.path)).strip()
        is_long = field.control in {Control.LINES, Control.PARAGRAPH} or field.kind is ValueKind.PARAGRAPH
        yield ReviewText(text_name(each.path), title_of(each, words), value, is_long, each.path == PROFILE)


def _lists(coalition: Coalition, partner: Partner, words: Words) -> Iterator[ReviewList]:
    for each in Review.LISTS:
        key, name, question = each.path, each.field.list_name, title_of(each, words.catalogue)
        choices: tuple[Choice, ...] = getattr(partner, key)
        chosen = {choice.option for choice in choices if choice.option and not choice.text}
        options = [option for option in coalition.vocabulary.list_of(name).visible() if not option.fill_in]
        boxes = tuple(
            ReviewBox(box_name(key, option.id), words.option(option), option.id in chosen) for option in options
        )
        more = [choice.text for choice in choices if choice.text]
        label = words.catalogue.gettext("%(question)s: what is not in the list, a line each", question=question)
        yield ReviewList(key, question, boxes, "\n".join(more), more_name(key), label)
