"""The partner's view: one letter, and the values it may use. Nothing of the team's is in it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, count

from coalition_site.derive.rules.meetings import next_public_meeting
from coalition_site.derive.rules.new_ids import plain_id
from coalition_site.derive.rules.outreach import way_of
from coalition_site.derive.words.dates import joined, long_date
from coalition_site.derive.words.hours import hours_said
from coalition_site.derive.words.labels import Words, in_sentence
from coalition_site.model.coalition import Coalition, Reached, reached, wished_languages
from coalition_site.model.invite import AGREEMENT, CALLS, Invite, Status, Via
from coalition_site.model.partner import RESIDENT, Partner
from coalition_site.model.settings import Sender, Settings
from coalition_site.model.texts import LetterTexts
from coalition_site.model.vocabulary import ListName
from coalition_site.model.wording import Condition, Part, Wording

"""The id of the actor type of a person who speaks for nobody else."""


@dataclass(frozen=True, slots=True)
class LetterSender:
    """Who signs; `signature` is an image's file name. All but the name may be empty."""

    name: str
    title: str
    organization: str
    email: str
    phone: str
    signature: str


@dataclass(frozen=True, slots=True)
class LetterAgreement:
    """What the partner agreed to, in words; what nobody wrote down is empty."""

    signed: str = ""
    until: str = ""
    represented_by: str = ""
    alternate: str = ""


_LONGEST_SLUG = 60


class LetterKind(StrEnum):
    """How a letter is laid out: as a letter, as a sheet to hold while calling, or with lines for two signatures."""

    LETTER = "letter"
    CALL = "call"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter: to whom, from whom, in which language, the wording and the values for it.

    `values` maps each placeholder to its text, empty where there is none. `sent` is the day in words, empty in a draft.
    `gaps` are the placeholders that are missing outside an if, what the way it goes needs and nobody knows (`address`,
    `email` or `phone`), and `signs` where no font has some of its signs. `large` says that it is in large print; `also`
    is the same letter in a further language, which goes out with it.
    """

    slug: str
    member: str
    organization: str
    address: tuple[str, ...]
    language: str
    coalition: str
    return_address: tuple[str, ...]
    contact_email: str
    contact_phone: str
    site_url: str
    logo: str
    paper: str
    sender: LetterSender
    sent: str
    wording: Wording
    values: Mapping[str, str]
    texts: LetterTexts
    gaps: tuple[str, ...]
    agreement: LetterAgreement = LetterAgreement()
    large: bool = False
    also: tuple["LetterView", ...] = ()

    @property
    def kind(self) -> LetterKind:
        """How it is laid out: the name of its wording says so."""
        name = self.wording.name
        if name in CALLS.values():
            return LetterKind.CALL
        return LetterKind.AGREEMENT if name == AGREEMENT else LetterKind.LETTER


def slug_of(text: str) -> str:
    """A file name made of a person's name: lower-case ASCII letters, digits and hyphens; empty if none remain.

    Letters of other scripts are written as they sound.
    """
    return plain_id(text)[:_LONGEST_SLUG].strip("-")


def earlier_slug_of(text: str) -> str:
    """The same as it was made when letters of other scripts were left out: letters are kept under such names."""
    plain_letters = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_text = plain_letters.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.replace("'", "")).strip("-")[:_LONGEST_SLUG].strip("-")


def letter_slugs(coalition: Coalition) -> tuple[str, ...]:
    """A file name for each invite, in order; a second one of the same name gets a number."""
    taken: dict[str, None] = {}
    for number, invite in enumerate(coalition.invites, start=1):
        slug = slug_of(invite.member) or f"invite-{number}"
        # "Ana", "Ana" and "Ana 2" are three letters: a number is only given that no name has taken.
        numbered = chain((slug,), (f"{slug}-{turn}" for turn in count(2)))
        taken[next(each for each in numbered if each not in taken)] = None
    return tuple(taken)


def is_resident(partner: Partner | None) -> bool:
    """Whether an invitee comes for nobody but themselves: Table 4 then names no organization."""
    return partner is None or partner.type.option == RESIDENT


def organization_of(partner: Partner | None, words: Words) -> str:
    """The organization an invitee comes for, in words; empty for a resident and for somebody without a record."""
    return "" if partner is None or is_resident(partner) else words.text(partner.name)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Turns texts into the language of one letter."""

    words: Words
    needed: frozenset[tuple[ListName, tuple[str, str]]]
    coalition_values: Mapping[str, str]

    def joined(self, items: Iterator[str] | list[str]) -> str:
        return joined(list(items), self.words.language)

    def choices(self, name: ListName, partner: Partner) -> str:
        return self.joined(label.in_sentence for label in self.words.choices(name, partner.chosen(name)))

    def shared(self, name: ListName, partner: Partner) -> str:
        both = [choice for choice in partner.chosen(name) if (name, choice.key()) in self.needed]
        return self.joined(label.in_sentence for label in self.words.choices(name, both))


Writers = dict[str, _Writer]
"""Those that made letters of one coalition, by language."""


def _writer(coalition: Coalition, language: str) -> _Writer:
    needed = frozenset((name, choice.key()) for name in ListName for choice in coalition.needs.chosen(name))
    words = Words.of(coalition, language)
    return _Writer(words, needed, _coalition_values(coalition.settings, words))


def _partner_values(writer: _Writer, partner: Partner | None) -> dict[str, str]:
    if partner is None:
        return {}
    name = writer.words.text(partner.name)
    type_label = writer.words.choice(ListName.TYPES, partner.type)
    return {
        "partner.name": name,
        "partner.short_name": writer.words.text(partner.short_name) or name,
        "partner.type": type_label.in_sentence,
        "partner.serves": writer.choices(ListName.GROUPS, partner),
        "partner.works_on": writer.choices(ListName.AREAS, partner),
        "partner.assets": writer.choices(ListName.ASSETS, partner),
        "partner.initiatives": writer.joined(list(partner.initiatives)),
        "partner.because": writer.words.text(partner.outreach.because),
        "partner.message": writer.words.text(partner.outreach.message),
        "partner.roles": writer.joined(in_sentence(writer.words.text(role.role)) for role in partner.outreach.roles),
        "shared.groups": writer.shared(ListName.GROUPS, partner),
        "shared.areas": writer.shared(ListName.AREAS, partner),
        "shared.assets": writer.shared(ListName.ASSETS, partner),
    }


def _coalition_values(settings: Settings, words: Words) -> dict[str, str]:
    language = words.language
    return {
        "coalition.name": words.text(settings.name),
        "coalition.community": words.text(settings.community),
        "coalition.summary": words.text(settings.summary),
        "coalition.site_url": settings.site_url,
        "contact.name": settings.contact.name,
        "contact.email": settings.contact.email,
        "contact.phone": settings.contact.phone,
        "respond_by": long_date(settings.respond_by, language) if settings.respond_by else "",
    }


def _meeting_values(coalition: Coalition, invite: Invite, words: Words) -> dict[str, str]:
    """The public meeting that is next on the day the letter goes out; else that of coalition.yml.

    A letter that went out keeps the meeting it was about.
    """
    day = invite.sent if invite.sent is not None and _is_sent(invite) else coalition.day
    found, short, language = next_public_meeting(coalition.meetings, day), coalition.settings.meeting, words.language
    if found is not None:
        said = hours_said(found.start, found.end, found.zone, language) if found.start is not None else ""
        date, time, place = long_date(found.day, language), said, words.text(found.place) or found.online
    elif short is not None:
        date = long_date(short.date, language) if short.date is not None else ""
        time, place = short.time, words.text(short.place)
    else:
        date, time, place = "", "", ""
    return {"meeting.date": date, "meeting.time": time, "meeting.place": place}


def _sender_values(sender: LetterSender) -> dict[str, str]:
    return {
        "sender.name": sender.name,
        "sender.title": sender.title,
        "sender.organization": sender.organization,
        "sender.email": sender.email,
        "sender.phone": sender.phone,
    }


def _sender(writer: _Writer, sender: Sender) -> LetterSender:
    return LetterSender(
        sender.name, writer.words.text(sender.title), sender.organization, sender.email, sender.phone, sender.signature
    )


def missing_values(parts: tuple[Part, ...], values: Mapping[str, str]) -> Iterator[str]:
    """The placeholders that will print as gaps: those met, given the values, that have no value."""
    for part in parts:
        if isinstance(part, str):
            continue
        if isinstance(part, Condition):
            yield from missing_values(part.then if values.get(part.name) else part.otherwise, values)
        elif not values.get(part.name):
            yield part.name


def printed_texts(parts: tuple[Part, ...], values: Mapping[str, str]) -> Iterator[str]:
    """The texts and values that are printed of these parts, in order."""
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Condition):
            yield from printed_texts(part.then if values.get(part.name) else part.otherwise, values)
        else:
            yield values.get(part.name, "")


def _is_sent(invite: Invite) -> bool:
    """Whether the letter this invite calls for is the one that went out on `sent`.

    A follow-up or a thank-you is a new letter: there `sent` is the day of the invitation before it.
    """
    return invite.sent is not None and invite.status in {Status.SENT, Status.KEEP_INFORMED}


def _below_the_name(settings: Settings) -> tuple[str, ...]:
    """The return address without the coalition's name, which the letterhead says in the letter's own language."""
    address = settings.address
    return address[1:] if address and address[0] in settings.name.texts() else address


def letter_view(coalition: Coalition, invite: Invite, slug: str, writers: Writers | None = None) -> LetterView | None:
    """The letter that an invite calls for, or None where its status calls for none.

    `writers` are those that made other letters of the coalition, by language; a new one is added.
    """
    partner, name = coalition.partners.get(invite.partner), invite.letter_name()
    wished = wished_languages(invite, partner, coalition.settings.language) if name else ()
    # Each text speaks one language: that of the wording which was found.
    wordings = {found.language: found for each in wished if (found := coalition.wording(name, each)) is not None}
    writers = {} if writers is None else writers
    views = [_view_of(coalition, invite, slug, wording, writers) for wording in wordings.values()]
    if not views:
        return None
    gaps = tuple(dict.fromkeys(gap for view in views for gap in view.gaps))
    return replace(views[0], also=tuple(views[1:]), gaps=gaps) if views[1:] else views[0]


def _view_of(coalition: Coalition, invite: Invite, slug: str, wording: Wording, writers: Writers) -> LetterView:
    """The letter of an invite in one wording."""
    partner = coalition.partners.get(invite.partner)
    writer = writers.get(wording.language)
    if writer is None:
        writer = writers[wording.language] = _writer(coalition, wording.language)
    sender = _sender(writer, coalition.settings.senders[invite.sender])
    values = (
        {"member": invite.member}
        | dict(writer.coalition_values)
        | _meeting_values(coalition, invite, writer.words)
        | _partner_values(writer, partner)
        | _sender_values(sender)
    )
    values["ask"] = in_sentence(writer.words.text(invite.ask)) or values.get("partner.roles", "")
    parts = (*wording.subject, *wording.salutation, *wording.body, *wording.closing)
    settings = coalition.settings
    organization = organization_of(partner, writer.words)
    below_the_name = _below_the_name(settings)
    where = reached(invite, partner)
    address = where.address
    head = (invite.member, organization, *address, values["coalition.name"], *below_the_name)
    printed = (*head, *_sender_values(sender).values(), *printed_texts(parts, values))
    missing = [
        *missing_values(parts, values),
        *_missing_way(invite, partner, where),
        *(("signs",) if not coalition.signs.missing.isdisjoint("".join(printed)) else ()),
    ]
    return LetterView(
        slug=slug,
        member=invite.member,
        organization=organization,
        address=address,
        language=wording.language,
        coalition=values["coalition.name"],
        return_address=below_the_name,
        contact_email=settings.contact.email,
        contact_phone=settings.contact.phone,
        site_url=settings.site_url,
        logo=settings.brand.logo,
        paper=str(settings.brand.paper),
        sender=sender,
        sent=long_date(invite.sent, wording.language) if invite.sent and _is_sent(invite) else "",
        wording=wording,
        values=values,
        texts=coalition.texts.letter(wording.language),
        gaps=tuple(dict.fromkeys(missing)),
        agreement=_agreement(partner, wording.language),
        large=invite.large_print,
    )


def _missing_way(invite: Invite, partner: Partner | None, where: Reached) -> tuple[str, ...]:
    """What the way that an invitation goes needs and nobody knows; handed over in person, it needs nothing."""
    match way_of(invite, partner):
        case Via.POST:
            return () if where.address else ("address",)
        case Via.EMAIL:
            return () if where.email else ("email",)
        case Via.PHONE:
            return () if where.phone else ("phone",)
    return ()


def _agreement(partner: Partner | None, language: str) -> LetterAgreement:
    if partner is None:
        return LetterAgreement()
    agreed = partner.agreement
    signed, until = (long_date(day, language) if day is not None else "" for day in (agreed.signed, agreed.until))
    return LetterAgreement(signed, until, agreed.represented_by, agreed.alternate)


def letter_views(coalition: Coalition) -> tuple[LetterView, ...]:
    """Every letter that is due, in the order of the invites."""
    pairs = zip(coalition.invites, letter_slugs(coalition), strict=True)
    writers: Writers = {}
    views = (letter_view(coalition, invite, slug, writers) for invite, slug in pairs)
    return tuple(view for view in views if view is not None)
