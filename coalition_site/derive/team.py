"""The team's view: everything."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from pydantic import BaseModel

from coalition_site.derive.consent import Naming, naming
from coalition_site.derive.coverage import NEED_LISTS, NeedCoverage, Standing, coverage, standings
from coalition_site.derive.fitting import proposed_wording
from coalition_site.derive.gap_places import gap_place
from coalition_site.derive.labels import Words
from coalition_site.derive.letters import LetterView, is_resident, letter_slugs, letter_views
from coalition_site.derive.public import PublicCoalition, PublicPage, public_coalition
from coalition_site.derive.sent import SentLetter
from coalition_site.derive.worksheet import Worksheet, filled_worksheet
from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.coalition import Coalition, person_of
from coalition_site.model.invite import Invite, Status
from coalition_site.model.localized import Localized
from coalition_site.model.partner import Partner, Person, Relationship
from coalition_site.model.vocabulary import ListName

_WAITING = {Status.SENT, Status.NO_ANSWER}


@dataclass(frozen=True, slots=True)
class InviteRow:
    """One invite with everything known about it, in words; `letter` is its letter's file name, or empty."""

    number: int
    member: str
    partner_id: str
    organization: str
    sender_id: str
    sender: str
    status: str
    letter: str
    language: str
    email: str
    phone: str
    address: tuple[str, ...]
    ask: str
    sent: date | None
    follow_up: date | None
    answered: date | None
    overdue: bool
    note: str


@dataclass(frozen=True, slots=True)
class TeamRole:
    """A role we would ask for, and who would hold it."""

    role: str
    person: str


@dataclass(frozen=True, slots=True)
class TeamPartner:
    """A partner with everything: what is public, what is said to it, and what only the team knows."""

    id: str
    name: str
    short_name: str
    website: str
    logo: str
    logo_alt: str
    type: str
    type_id: str
    relationship: str
    left: date | None
    standing: str
    naming: str
    consent: str
    until: date | None
    how: str
    reviewed: date | None
    serves: tuple[str, ...]
    works_on: tuple[str, ...]
    assets: tuple[str, ...]
    initiatives: tuple[str, ...]
    role: str
    profile: str
    because: str
    message: str
    roles: tuple[TeamRole, ...]
    motivations: str
    strengths: str
    barriers: str
    notes: str
    position: str
    influence: str
    people: tuple[Person, ...]
    invites: tuple[InviteRow, ...]


@dataclass(frozen=True, slots=True)
class NamedPartner:
    """A partner's id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A need with those who meet it by standing; `reach` is `nobody`, `only one` or `several`; `note` is the team's."""

    label: str
    pillar: str
    reach: str
    joined: tuple[NamedPartner, ...]
    existing: tuple[NamedPartner, ...]
    potential: tuple[NamedPartner, ...]
    note: str

    def partners(self) -> tuple[NamedPartner, ...]:
        """All who meet the need, the firmest first."""
        return (*self.joined, *self.existing, *self.potential)


@dataclass(frozen=True, slots=True)
class CoverageList:
    """The needs of one list: `groups`, `areas` or `assets`, and the worksheet's question for it."""

    id: str
    question: str
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True, slots=True)
class LetterSummary:
    """A letter in the list of letters.

    `gaps` are the names of what is missing in it, `gap_places` where to write each. `proposed` is a wording that would
    fit better, or empty. `sent_copy` is the PDF in content/sent of this letter as it was sent, or empty; `differs` says
    that its words would be others now; `earlier` are such PDFs of letters before it.
    """

    slug: str
    member: str
    organization: str
    sender: str
    letter: str
    language: str
    status: str
    sent: str
    gaps: tuple[str, ...]
    gap_places: tuple[str, ...]
    proposed: str
    sent_copy: str
    differs: bool
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What the public site does not show: partners by the reason they are not named, and how many values in all."""

    partners: Mapping[str, int]
    fields: int


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A hand-written page and its audience."""

    page: PublicPage
    audience: str


@dataclass(frozen=True, slots=True)
class TeamView:
    """Everything the workbook is made of."""

    coalition: PublicCoalition
    today: date
    worksheet: Worksheet
    partners: tuple[TeamPartner, ...]
    coverage: tuple[CoverageList, ...]
    invites: tuple[InviteRow, ...]
    letters: tuple[LetterSummary, ...]
    missing_types: tuple[str, ...]
    without_because: tuple[NamedPartner, ...]
    held_back: HeldBack
    pages: tuple[TeamPage, ...]

    def rows(self) -> tuple[CoverageRow, ...]:
        """The needs of all lists."""
        return tuple(row for each in self.coverage for row in each.rows)

    def gaps(self) -> tuple[CoverageRow, ...]:
        """The needs nobody meets."""
        return tuple(row for row in self.rows() if row.reach == "nobody")

    def resting_on_one(self) -> tuple[CoverageRow, ...]:
        """The needs that exactly one partner meets."""
        return tuple(row for row in self.rows() if row.reach == "only one")

    def table_4(self) -> tuple[InviteRow, ...]:
        """The invites of Table 4: all but declined and keep informed."""
        left_out = {str(Status.DECLINED), str(Status.KEEP_INFORMED)}
        return tuple(row for row in self.invites if row.status not in left_out)

    def keep_informed(self) -> tuple[InviteRow, ...]:
        """Those who are kept informed instead of invited (worksheet, Part 5)."""
        return tuple(row for row in self.invites if row.status == str(Status.KEEP_INFORMED))

    def declined(self) -> tuple[InviteRow, ...]:
        """Those who declined."""
        return tuple(row for row in self.invites if row.status == str(Status.DECLINED))

    def overdue(self) -> tuple[InviteRow, ...]:
        """The follow-ups that are overdue, the oldest first."""
        rows = [row for row in self.invites if row.overdue]
        return tuple(sorted(rows, key=lambda row: (row.follow_up or self.today, row.number)))

    def upcoming(self) -> tuple[InviteRow, ...]:
        """The follow-ups that are due today or later, the next first."""
        waiting = {str(status) for status in _WAITING}
        rows = [row for row in self.invites if row.follow_up and row.status in waiting and not row.overdue]
        return tuple(sorted(rows, key=lambda row: (row.follow_up or self.today, row.number)))

    def statuses(self) -> Mapping[str, int]:
        """How many invites have each status, in the order of the statuses."""
        count = Counter(row.status for row in self.invites)
        return {str(status): count[str(status)] for status in Status}

    def relationships(self) -> Mapping[str, int]:
        """How many partners have each relationship."""
        count = Counter(partner.relationship for partner in self.partners)
        return {str(each): count[str(each)] for each in Relationship}

    def letters_with_gaps(self) -> tuple[LetterSummary, ...]:
        """The letters in which something is missing."""
        return tuple(letter for letter in self.letters if letter.gaps)


@dataclass(frozen=True, slots=True)
class _Describer:
    coalition: Coalition
    words: Words
    today: date

    def text(self, text: Localized | None) -> str:
        return text.in_language(self.words.language, self.words.own) if text is not None else ""

    def labels(self, name: ListName, partner: Partner) -> tuple[str, ...]:
        return tuple(str(label) for label in self.words.choices(name, partner.chosen(name)))

    def invite(self, number: int, invite: Invite, letter: LetterView | None) -> InviteRow:
        partner = self.coalition.partners.get(invite.partner)
        person = person_of(invite, partner)
        return InviteRow(
            number=number,
            member=invite.member,
            partner_id=invite.partner,
            organization="" if partner is None or is_resident(partner) else self.text(partner.name),
            sender_id=invite.sender,
            sender=self.coalition.settings.senders[invite.sender].name,
            status=str(invite.status),
            letter=letter.slug if letter is not None else "",
            language=letter.language if letter is not None else invite.language,
            email=invite.email or (person.email if person else ""),
            phone=invite.phone or (person.phone if person else ""),
            address=invite.address,
            ask=self.text(invite.ask),
            sent=invite.sent,
            follow_up=invite.follow_up,
            answered=invite.answered,
            overdue=is_overdue(invite, self.today),
            note=invite.note,
        )

    def partner(self, partner: Partner, standing: Standing | None, invites: tuple[InviteRow, ...]) -> TeamPartner:
        listing, team = partner.listing, partner.team
        name = self.text(partner.name)
        return TeamPartner(
            id=partner.id,
            name=name,
            short_name=self.text(partner.short_name) or name,
            website=partner.website,
            logo=partner.logo,
            logo_alt=partner.logo_alt,
            type=str(self.words.choice(ListName.TYPES, partner.type)),
            type_id=partner.type.option,
            relationship=str(partner.relationship),
            left=partner.left,
            standing=str(standing) if standing else "",
            naming=str(naming(partner, self.today)),
            consent=str(listing.consent) if listing.consent else "",
            until=listing.until,
            how=listing.how,
            reviewed=listing.reviewed,
            serves=self.labels(ListName.GROUPS, partner),
            works_on=self.labels(ListName.AREAS, partner),
            assets=self.labels(ListName.ASSETS, partner),
            initiatives=partner.initiatives,
            role=self.text(partner.role),
            profile=partner.profile,
            because=self.text(partner.outreach.because),
            message=self.text(partner.outreach.message),
            roles=tuple(TeamRole(self.text(role.role), role.person) for role in partner.outreach.roles),
            motivations=team.motivations,
            strengths=team.strengths,
            barriers=team.barriers,
            notes=team.notes,
            position=str(team.position or ""),
            influence=str(team.influence or ""),
            people=team.people,
            invites=invites,
        )

    def coverage_row(self, need: NeedCoverage) -> CoverageRow:
        def with_standing(standing: Standing) -> tuple[NamedPartner, ...]:
            names = (
                NamedPartner(partner_id, self.text(self.coalition.partners[partner_id].name))
                for partner_id, each in need.partners.items()
                if each is standing
            )
            return tuple(sorted(names, key=lambda partner: partner.name.casefold()))

        notes = [n.note for n in self.coalition.needs.of(need.list_name) if n.option.key() == need.choice.key()]
        pillar = ""
        if need.choice.option:
            pillar = self.words.pillar(self.coalition.vocabulary.list_of(need.list_name)[need.choice.option].pillar)
        return CoverageRow(
            label=str(self.words.choice(need.list_name, need.choice)),
            pillar=pillar,
            reach=str(need.reach),
            joined=with_standing(Standing.JOINED),
            existing=with_standing(Standing.EXISTING),
            potential=with_standing(Standing.POTENTIAL),
            note=notes[0] if notes else "",
        )

    def coverage(self) -> tuple[CoverageList, ...]:
        needs = coverage(self.coalition)
        questions = self.coalition.texts.worksheet.questions
        return tuple(
            CoverageList(
                str(name),
                questions[str(name)],
                tuple(self.coverage_row(need) for need in needs if need.list_name is name),
            )
            for name in NEED_LISTS
        )

    def missing_types(self) -> tuple[str, ...]:
        present = {p.type.option for p in self.coalition.partners.values() if p.relationship is not Relationship.FORMER}
        types = self.coalition.vocabulary.types.visible()
        return tuple(self.words.option(each) for each in types if each.id not in present and not each.fill_in)


def is_overdue(invite: Invite, today: date) -> bool:
    """Whether a follow-up is overdue: sent or without answer, and `follow_up` before the given day."""
    return invite.status in _WAITING and invite.follow_up is not None and invite.follow_up < today


_NOT_SENT = SentLetter("", differs=False, earlier=())


def _summary(coalition: Coalition, letter: LetterView, row: InviteRow, sent: SentLetter) -> LetterSummary:
    invite = coalition.invites[row.number - 1]
    return LetterSummary(
        slug=letter.slug,
        member=row.member,
        organization=row.organization,
        sender=row.sender,
        letter=letter.wording.name,
        language=letter.language,
        status=row.status,
        sent=letter.sent,
        gaps=tuple(letter.texts.names.get(gap, gap) for gap in letter.gaps),
        gap_places=tuple(gap_place(gap, invite, coalition) for gap in letter.gaps),
        proposed=proposed_wording(coalition, invite, letter),
        sent_copy=sent.copy,
        differs=sent.differs,
        earlier=sent.earlier,
    )


def _held_values(value: object, audience: Audience) -> Iterator[object]:
    """Every single value within a model that is not public."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            own = field_audience(field)
            yield from _held_values(getattr(value, name), own)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _held_values(inner, audience)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _held_values(inner, audience)
    elif audience is not Audience.PUBLIC and not _is_empty(value):
        yield value


def _is_empty(value: object) -> bool:
    return value is None or value is False or value == ""


def _held_back(coalition: Coalition, today: date) -> HeldBack:
    reasons = Counter(str(naming(partner, today)) for partner in coalition.partners.values())
    records: tuple[object, ...] = (
        coalition.settings,
        coalition.needs,
        tuple(coalition.partners.values()),
        coalition.invites,
    )
    fields = sum(1 for _ in _held_values(records, Audience.TEAM))
    partners = {
        str(reason): reasons[str(reason)] for reason in Naming if reason is not Naming.NAMED and reasons[str(reason)]
    }
    return HeldBack(partners, fields)


def team_view(coalition: Coalition, today: date, sent: Mapping[str, SentLetter] = MappingProxyType({})) -> TeamView:
    """Everything, for the team, on a day; `sent` is what was kept of letters that were sent, by the letter's name."""
    own = coalition.settings.language
    describer = _Describer(coalition, Words(coalition.vocabulary, own, own), today)
    letters = {letter.slug: letter for letter in letter_views(coalition)}
    rows = tuple(
        describer.invite(number, invite, letters.get(slug))
        for number, (invite, slug) in enumerate(zip(coalition.invites, letter_slugs(coalition), strict=True), start=1)
    )
    counted = standings(coalition)
    ordered = sorted(coalition.partners.values(), key=lambda p: (describer.text(p.name).casefold(), p.id))
    partners = tuple(
        describer.partner(p, counted.get(p.id), tuple(row for row in rows if row.partner_id == p.id)) for p in ordered
    )
    by_letter = {row.letter: row for row in rows if row.letter}
    return TeamView(
        coalition=public_coalition(coalition.settings),
        today=today,
        worksheet=filled_worksheet(coalition),
        partners=partners,
        coverage=describer.coverage(),
        invites=rows,
        letters=tuple(
            _summary(coalition, letter, by_letter[slug], sent.get(slug, _NOT_SENT)) for slug, letter in letters.items()
        ),
        missing_types=describer.missing_types(),
        without_because=tuple(
            NamedPartner(p.id, p.name) for p in partners if p.strengths and not p.because and p.relationship != "former"
        ),
        held_back=_held_back(coalition, today),
        pages=tuple(
            TeamPage(PublicPage(page.id, page.title, page.description, page.body), str(page.audience))
            for page in coalition.pages
        ),
    )
