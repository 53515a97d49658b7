"""Makes the team's view of a coalition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from coalition_site.derive.advice.coverage_table import CoverageDescriber
from coalition_site.derive.advice.quality import data_quality
from coalition_site.derive.advice.shortlist import shortlist
from coalition_site.derive.changes.record import Changes
from coalition_site.derive.letters.gap_places import gap_place
from coalition_site.derive.letters.sent import SentLetter
from coalition_site.derive.letters.view import LetterKind, LetterView, letter_slugs, letter_views, organization_of
from coalition_site.derive.letters.wording_choice import proposed_wording
from coalition_site.derive.public.contact import reached_at
from coalition_site.derive.public.view import public_coalition, written_page
from coalition_site.derive.rules.consent import naming_in
from coalition_site.derive.rules.coverage import Standing, coverage, standings
from coalition_site.derive.rules.outreach import follow_up_day, is_thanked, way_of
from coalition_site.derive.team.agreements import agreement_rows
from coalition_site.derive.team.due import days_ahead
from coalition_site.derive.team.held_back import held_back
from coalition_site.derive.team.meetings import team_meetings
from coalition_site.derive.team.partner import (
    InviteRow,
    TeamPartner,
    consent_said,
    meets_nothing_since,
    public_mark,
    team_role,
    team_texts,
    why_not_said,
)
from coalition_site.derive.team.stakeholders import stakeholder_map
from coalition_site.derive.team.tasks import sender_tasks
from coalition_site.derive.team.view import LetterSummary, TeamPage, TeamView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.facts import facts
from coalition_site.derive.words.labels import Words
from coalition_site.derive.worksheet.view import filled_worksheet
from coalition_site.model.audience import Audience
from coalition_site.model.coalition import Coalition, reached, wished_languages
from coalition_site.model.invite import HistoryStep, Invite, Status, Step
from coalition_site.model.partner import Partner, Person, Relationship
from coalition_site.model.vocabulary import ListName
from coalition_site.records.surfaces import BOOK_FACTS, TEAM_FACTS


@dataclass(frozen=True, slots=True)
class _Describer:
    coalition: Coalition
    words: Words
    today: date

    def labels(self, name: ListName, partner: Partner) -> tuple[str, ...]:
        return tuple(str(label) for label in self.words.choices(name, partner.chosen(name)))

    def step(self, step: HistoryStep) -> HistoryStep:
        """A step with its note in the language that it is written in."""
        note = self.words.written(step.note)
        return step if note is step.note else step.model_copy(update={"note": note})

    def person(self, person: Person) -> Person:
        """A person with the title in the language that it is written in."""
        title = self.words.written(person.title)
        return person if title is person.title else person.model_copy(update={"title": title})

    def invite(self, number: int, invite: Invite, letter: LetterView | None) -> InviteRow:
        partner = self.coalition.partners.get(invite.partner)
        where, due = reached(invite, partner), follow_up_day(invite, self.coalition.settings)
        return InviteRow(
            number=number,
            member=invite.member,
            partner_id=invite.partner,
            organization=organization_of(partner, self.words),
            sender_id=invite.sender,
            sender=self.coalition.settings.senders[invite.sender].name,
            status=str(invite.status),
            letter=letter.slug if letter is not None else "",
            languages=tuple(view.language for view in (letter, *letter.also))
            if letter is not None
            else wished_languages(invite, partner, self.words.own),
            email=where.email,
            phone=where.phone,
            address=where.address,
            ask=self.words.sentences(invite.ask),
            sent=invite.sent,
            follow_up=invite.follow_up,
            answered=invite.answered,
            due=due.day if due is not None else None,
            overdue=due is not None and due.day < self.today,
            via=str(way_of(invite, partner)),
            history=tuple(map(self.step, invite.history)),
            note=self.words.written(invite.note),
        )

    def partner(self, partner: Partner, standing: Standing | None, invites: tuple[InviteRow, ...]) -> TeamPartner:
        listing, team = partner.listing, partner.team
        name, words = self.words.text(partner.name), self.words.catalogue
        found = naming_in(self.coalition, partner, self.today)
        return TeamPartner(
            id=partner.id,
            name=name,
            short_name=self.words.text(partner.short_name) or name,
            logo=partner.logo,
            logo_alt=self.words.written(partner.logo_alt),
            type=str(self.words.choice(ListName.TYPES, partner.type)),
            relationship=str(partner.relationship),
            left=partner.left,
            standing=str(standing) if standing else "",
            naming=str(found),
            public_mark=public_mark(found, words),
            consent_said=consent_said(listing, words),
            how=self.words.written(listing.how),
            refused=listing.refused,
            reviewed=listing.reviewed,
            serves=self.labels(ListName.GROUPS, partner),
            works_on=self.labels(ListName.AREAS, partner),
            assets=self.labels(ListName.ASSETS, partner),
            role=self.words.sentences(partner.role),
            facts=facts(partner, TEAM_FACTS, self.words, Audience.TEAM),
            book_facts=facts(partner, BOOK_FACTS, self.words, Audience.TEAM),
            profile=partner.profile_in(self.words.language, self.words.own),
            because=self.words.sentences(partner.outreach.because),
            message=self.words.sentences(partner.outreach.message),
            roles=tuple(
                team_role(self.words.sentences(role.role), role.person, words) for role in partner.outreach.roles
            ),
            why_not_said=why_not_said(partner.outreach, words),
            meets_nothing_since=meets_nothing_since(partner, standing, words),
            motivations=self.words.written(team.motivations),
            strengths=self.words.written(team.strengths),
            barriers=self.words.written(team.barriers),
            notes=self.words.written(team.notes),
            team_texts=team_texts(team, self.words),
            position=str(team.position or ""),
            influence=str(team.influence or ""),
            people=tuple(map(self.person, team.people)),
            contact=team.contact,
            public_contact=reached_at(partner.public_contact, self.words),
            invites=invites,
            agreement=partner.agreement,
            old_addresses=partner.old_addresses,
        )

    def missing_types(self) -> tuple[str, ...]:
        present = {p.type.option for p in self.coalition.partners.values() if p.relationship is not Relationship.FORMER}
        types = self.coalition.vocabulary.types.visible()
        return tuple(self.words.option(type_) for type_ in types if type_.id not in present and not type_.fill_in)


_NOT_SENT = SentLetter("", differs=False, earlier=())


def _summary(
    coalition: Coalition, letter: LetterView, row: InviteRow, sent: SentLetter, words: Catalogue
) -> LetterSummary:
    invite = coalition.invites[row.number - 1]
    names = coalition.texts.letter(words.language).names
    return LetterSummary(
        slug=letter.slug,
        member=row.member,
        organization=row.organization,
        sender=row.sender,
        letter=letter.wording.name,
        languages=row.languages,
        status=row.status,
        sent=letter.sent,
        gaps=tuple(names.get(gap, gap) for gap in letter.gaps),
        gap_places=tuple(gap_place(gap, invite, coalition, words) for gap in letter.gaps),
        proposed=proposed_wording(coalition, invite, letter),
        to_send=not (letter.sent or sent.copy or _is_out(invite)),
        is_call=letter.kind is LetterKind.CALL,
        sent_copy=sent.copy,
        differs=sent.differs,
        earlier=sent.earlier,
    )


def _is_out(invite: Invite) -> bool:
    """Whether the history says that the letter which the status calls for went out."""
    if invite.status is Status.ACCEPTED:
        return is_thanked(invite)
    return invite.status is Status.NO_ANSWER and any(step.what is Step.ASKED_AGAIN for step in invite.history)


def team_view(
    coalition: Coalition,
    today: date,
    sent: Mapping[str, SentLetter] = MappingProxyType({}),
    changes: Changes | None = None,
    due: tuple[LetterView, ...] | None = None,
) -> TeamView:
    """Everything, for the team, on a day; `sent` is what was kept of letters that were sent, by the letter's name.

    `changes` are those since an earlier day, if there is earlier content. `due` are the letters, where they were
    derived already.
    """
    language = coalition.settings.of_workbook()
    describer = _Describer(coalition, Words.of(coalition, language), today)
    letters = {letter.slug: letter for letter in (letter_views(coalition) if due is None else due)}
    rows = tuple(
        describer.invite(number, invite, letters.get(slug))
        for number, (invite, slug) in enumerate(zip(coalition.invites, letter_slugs(coalition), strict=True), start=1)
    )
    invites: dict[str, list[InviteRow]] = {}
    for row in rows:
        invites.setdefault(row.partner_id, []).append(row)
    counted = standings(coalition)
    ordered = sorted(coalition.partners.values(), key=lambda p: (describer.words.text(p.name).casefold(), p.id))
    partners = tuple(describer.partner(p, counted.get(p.id), tuple(invites.get(p.id, ()))) for p in ordered)
    needs = coverage(coalition)
    needs_described = CoverageDescriber(coalition, describer.words)
    agreements = agreement_rows(coalition, describer.words, today)
    kept = frozenset(slug for slug, letter in sent.items() if letter.copy)
    by_letter = {row.letter: row for row in rows if row.letter}
    return TeamView(
        coalition=public_coalition(coalition.settings, language),
        words=describer.words.catalogue,
        today=today,
        worksheet=filled_worksheet(coalition),
        partners=partners,
        coverage=needs_described.lists(needs),
        matrix=needs_described.matrix(needs, counted),
        shortlist=shortlist(needs, counted, coalition, needs_described),
        stakeholders=stakeholder_map(partners),
        invites=rows,
        letters=tuple(
            _summary(coalition, letter, by_letter[slug], sent.get(slug, _NOT_SENT), describer.words.catalogue)
            for slug, letter in letters.items()
        ),
        missing_types=describer.missing_types(),
        quality=data_quality(coalition, describer.words, today),
        held_back=held_back(coalition, today),
        pages=tuple(
            TeamPage(written_page(page, language, describer.words.own), str(page.audience)) for page in coalition.pages
        ),
        ahead=days_ahead(coalition, describer.words, today),
        agreements=agreements,
        tasks=sender_tasks(coalition, rows, agreements, kept, describer.words, today),
        meetings=team_meetings(coalition, describer.words, today),
        changes=changes,
    )
