"""The public view: everything the microsite may hold, and nothing else.

What is not public has no place in these types, so no template can print it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from coalition_site.derive.public.contact import NOWHERE, ReachedAt, reached_at
from coalition_site.derive.public.initials import initials
from coalition_site.derive.public.meetings import PublicMeeting, all_occasions, meeting_of_settings, notice
from coalition_site.derive.rules.consent import Naming, is_counted, naming
from coalition_site.derive.rules.small_counts import countable, countable_parts
from coalition_site.derive.words.dates import language_name, long_date
from coalition_site.derive.words.facts import Fact, facts, text_at
from coalition_site.derive.words.labels import Label, Words
from coalition_site.model.area import Area
from coalition_site.model.audience import Audience
from coalition_site.model.coalition import Coalition
from coalition_site.model.localized import ForeignText, own_alone
from coalition_site.model.page import Page, PageAudience
from coalition_site.model.partner import RESIDENT, Partner, Relationship
from coalition_site.model.settings import Settings
from coalition_site.model.vocabulary import Choice, ListName, each_once
from coalition_site.records.surfaces import profile_list
from coalition_site.validate.public_texts import Shown, without_withheld_links


@dataclass(frozen=True, slots=True)
class PublicCoalition:
    """Who the coalition is. Colors are '#rrggbb'; `logo` is an image's file name; all but the names may be empty.

    `writes_in` are the languages of its letters, each as it calls itself.
    """

    name: str
    community: str
    summary: str
    language: str
    contact_name: str
    contact_email: str
    contact_phone: str
    address: tuple[str, ...]
    site_url: str
    logo: str
    primary: str
    accent: str
    paper: str
    repository: str = ""
    writes_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicPartner:
    """A partner that agreed to be named; `facts` is what stands beside its profile (records/surfaces.py)."""

    id: str
    name: str
    short_name: str
    website: str
    logo: str
    logo_alt: str
    type: Label
    potential: bool
    serves: tuple[Label, ...]
    works_on: tuple[Label, ...]
    assets: tuple[Label, ...]
    facts: tuple[Fact, ...]
    profile: str
    old_addresses: tuple[str, ...] = ()
    initials: str = ""
    contact: ReachedAt = NOWHERE

    @property
    def is_person(self) -> bool:
        """Whether it is somebody, rather than an organization or a group."""
        return self.type.id == RESIDENT

    def said(self, path: str) -> str:
        """What stands under the path of a fact, as one text; empty where nothing does."""
        return text_at(path, self.facts)


@dataclass(frozen=True, slots=True)
class PublicNeed:
    """A need, the named partners that answer it, and how many more do (0 where the number would single one out).

    `explained` is what it means, where the worksheet's label is easily misread.
    """

    label: Label
    needed: bool
    partners: tuple[PublicPartner, ...]
    unnamed: int
    explained: str = ""


@dataclass(frozen=True, slots=True)
class PublicPillar:
    """A pillar and its areas; the areas without a pillar stand under one without a label."""

    label: str
    areas: tuple[PublicNeed, ...]


@dataclass(frozen=True, slots=True)
class PublicActorType:
    """A type of Figure 1, the named partners of that type, and how many more there are (0 where not to be counted).

    `fill_in` says that the type is whatever else people write.
    """

    label: Label
    partners: tuple[PublicPartner, ...]
    unnamed: int
    fill_in: bool = False


@dataclass(frozen=True, slots=True)
class PublicArea:
    """What an area means here: a text in Markdown, a number with its source, a goal, a next step; each may be empty."""

    id: str
    figure: str
    source: str
    goal: str
    next: str
    body: str


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A page written by hand, in Markdown."""

    id: str
    title: str
    description: str
    body: str


@dataclass(frozen=True, slots=True)
class PublicView:
    """Everything the public site is made of.

    Who is named was `checked` on a day, and that holds `until` the first consent of those who are named runs out; both
    are days in words, the latter empty where no consent ends.
    """

    today: date
    coalition: PublicCoalition
    meeting: PublicMeeting | None
    needs_reviewed: str
    groups: tuple[PublicNeed, ...]
    other_groups: tuple[PublicNeed, ...]
    pillars: tuple[PublicPillar, ...]
    assets: tuple[PublicNeed, ...]
    partners: tuple[PublicPartner, ...]
    checked: str
    until: str
    unnamed: int
    types: tuple[PublicActorType, ...]
    pages: tuple[PublicPage, ...]
    area_texts: tuple[PublicArea, ...] = ()
    meetings: tuple[PublicMeeting, ...] = ()

    def next_meeting(self) -> PublicMeeting | None:
        """The next meeting there is: one with a file of its own, else that of coalition.yml."""
        return next(iter(self.upcoming_meetings()), self.meeting)

    def upcoming_meetings(self) -> tuple[PublicMeeting, ...]:
        """The meetings with files of their own that are not over, the next first."""
        return tuple(meeting for meeting in self.meetings if meeting.last_day is None or meeting.last_day >= self.today)

    def past_meetings(self) -> tuple[PublicMeeting, ...]:
        """Those that are over, the last first."""
        upcoming = self.upcoming_meetings()
        return tuple(meeting for meeting in reversed(self.meetings) if meeting not in upcoming)

    def areas(self) -> tuple[PublicNeed, ...]:
        """The areas of all pillars."""
        return tuple(area for pillar in self.pillars for area in pillar.areas)

    def areas_with_pages(self) -> tuple[PublicNeed, ...]:
        """The areas that have a page: those of concern, those that a named partner works on, those with a text."""
        told = {text.id for text in self.area_texts}
        return tuple(area for area in self.areas() if area.needed or area.partners or area.label.id in told)

    def groups_with_pages(self) -> tuple[PublicNeed, ...]:
        """The groups that have a page: those the coalition puts first, then the others that a named partner serves."""
        return (*self.groups, *self.other_groups)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Turns texts into the site's language."""

    coalition: Coalition
    words: Words

    @classmethod
    def of(cls, coalition: Coalition, language: str) -> "_Speaker":
        return cls(coalition, Words.of(coalition, language, text_alone=True))

    def plain(self, text: str) -> str:
        """A text that is written in the coalition's own language alone."""
        return self.words.written(text)

    def day(self, day: date | None) -> str:
        return long_date(day, self.words.language) if day is not None else ""


def public_coalition(settings: Settings, language: str = "") -> PublicCoalition:
    """The public facts of coalition.yml in a language, else in the coalition's own."""
    own = settings.language
    language = language or own
    return PublicCoalition(
        name=settings.name.in_language(language, own),
        community=settings.community.in_language(language, own),
        summary=settings.summary.in_language(language, own) if settings.summary else "",
        language=language,
        contact_name=settings.contact.name,
        contact_email=settings.contact.email,
        contact_phone=settings.contact.phone,
        address=settings.address,
        site_url=settings.site_url,
        logo=settings.brand.logo,
        primary=settings.brand.primary,
        accent=settings.brand.accent,
        paper=str(settings.brand.paper),
        repository=settings.repository,
        writes_in=tuple(own_alone(language_name(code), code, language) for code in settings.offered()),
    )


def _public_partner(partner: Partner, speaker: _Speaker, shown: Shown) -> PublicPartner:
    words = speaker.words
    name = words.text(partner.name)
    return PublicPartner(
        id=partner.id,
        name=name,
        short_name=words.text(partner.short_name) or name,
        website=partner.website,
        logo=partner.logo,
        logo_alt=speaker.plain(partner.logo_alt),
        type=words.choice(ListName.TYPES, partner.type),
        potential=partner.relationship is Relationship.POTENTIAL,
        serves=words.choices(ListName.GROUPS, partner.serves),
        works_on=words.choices(ListName.AREAS, partner.works_on),
        assets=words.choices(ListName.ASSETS, partner.assets),
        facts=facts(partner, profile_list(person=partner.type.option == RESIDENT), words, Audience.PUBLIC),
        profile=_public_text(partner.profile_in(words.language, words.own), "partners", shown),
        old_addresses=partner.old_addresses,
        initials=initials(name, words.text(speaker.coalition.settings.community)),
        contact=reached_at(partner.public_contact, words),
    )


def _public_text(text: str, folder: str, shown: Shown) -> str:
    """A text without links to what the public site has not; it stays in its language."""
    public = without_withheld_links(text, folder, shown)
    return text.said_as(public) if isinstance(text, ForeignText) else public


_ChoiceKey = tuple[ListName, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Directory:
    """Who is named, as (record, view), and which existing partners are only counted; both also by what they chose."""

    named: tuple[tuple[Partner, PublicPartner], ...]
    unnamed: tuple[Partner, ...]
    named_by_choice: Mapping[_ChoiceKey, tuple[PublicPartner, ...]]
    unnamed_by_choice: Counter[_ChoiceKey]

    def need(self, label: Label, name: ListName, choice: Choice, *, needed: bool) -> PublicNeed:
        key = name, choice.key()
        return PublicNeed(label, needed, self.named_by_choice.get(key, ()), countable(self.unnamed_by_choice[key]))

    def actor_types(self, speaker: _Speaker) -> tuple[PublicActorType, ...]:
        """The types of Figure 1, in its order."""
        counts = countable_parts(Counter(partner.type.option for partner in self.unnamed))
        return tuple(
            PublicActorType(
                speaker.words.choice(ListName.TYPES, Choice(option.id)),
                tuple(view for partner, view in self.named if partner.type.option == option.id),
                counts.get(option.id, 0),
                option.fill_in,
            )
            for option in speaker.coalition.vocabulary.types.visible()
        )

    def other_groups(self, speaker: _Speaker) -> tuple[PublicNeed, ...]:
        """The groups that named partners serve and that are not among the needs, in the worksheet's order."""
        chosen = {choice.key() for choice in speaker.coalition.needs.chosen(ListName.GROUPS)}
        served = each_once(choice for partner, _ in self.named for choice in partner.serves)
        place = {option.id: number for number, option in enumerate(speaker.coalition.vocabulary.groups)}
        others = sorted(
            (choice for choice in served if choice.key() not in chosen), key=lambda c: (place[c.option], c.key())
        )
        return tuple(
            self.need(speaker.words.choice(ListName.GROUPS, choice), ListName.GROUPS, choice, needed=False)
            for choice in others
        )


def _possible(coalition: Coalition) -> list[Partner]:
    """Those who may be named or counted.

    Who stands in the team's own folder whole is neither: the site is the same where that folder is not here.
    """
    return [partner for partner in coalition.partners.values() if partner.id not in coalition.team_partners]


def _directory(coalition: Coalition, speaker: _Speaker, today: date) -> _Directory:
    possible = _possible(coalition)
    ordered = sorted(possible, key=lambda partner: (speaker.words.text(partner.name).casefold(), partner.id))
    named = [partner for partner in ordered if naming(partner, today) is Naming.NAMED]
    unnamed = [partner for partner in ordered if is_counted(partner.relationship, naming(partner, today))]
    shown = Shown.on(today, possible, coalition.pages, coalition.meetings)
    views = tuple((partner, _public_partner(partner, speaker, shown)) for partner in named)
    by_choice: dict[_ChoiceKey, list[PublicPartner]] = {}
    for partner, view in views:
        for key in _choices_of(partner):
            by_choice.setdefault(key, []).append(view)
    return _Directory(
        views,
        tuple(unnamed),
        {key: tuple(found) for key, found in by_choice.items()},
        Counter(key for partner in unnamed for key in _choices_of(partner)),
    )


def _choices_of(partner: Partner) -> Iterator[_ChoiceKey]:
    return ((name, choice.key()) for name in ListName for choice in partner.chosen(name))


def _needs(coalition: Coalition, speaker: _Speaker, directory: _Directory, name: ListName) -> tuple[PublicNeed, ...]:
    return tuple(
        directory.need(speaker.words.choice(name, choice), name, choice, needed=True)
        for choice in coalition.needs.chosen(name)
    )


def _pillars(coalition: Coalition, speaker: _Speaker, directory: _Directory) -> tuple[PublicPillar, ...]:
    """All visible areas by pillar, in the worksheet's order, each with whether it is of concern."""
    needed = {choice.option for choice in coalition.needs.chosen(ListName.AREAS)}
    areas = coalition.vocabulary.areas.visible()
    found: list[PublicPillar] = []
    for pillar_id in [*(pillar.id for pillar in coalition.vocabulary.pillars), ""]:
        members = tuple(
            replace(
                directory.need(
                    speaker.words.choice(ListName.AREAS, Choice(area.id)),
                    ListName.AREAS,
                    Choice(area.id),
                    needed=area.id in needed,
                ),
                explained=speaker.words.explained(area),
            )
            for area in areas
            if area.pillar == pillar_id
        )
        if members:
            found.append(PublicPillar(speaker.words.pillar(pillar_id), members))
    return tuple(found)


def _meetings(coalition: Coalition, words: Words, shown: Shown) -> tuple[PublicMeeting, ...]:
    known = all_occasions(coalition)
    return tuple(
        notice(
            meeting,
            words,
            known[meeting.id],
            _public_text(meeting.body_in(words.language, words.own), "meetings", shown),
        )
        for meeting in coalition.meetings
        if meeting.is_public
    )


def _area_text(area: Area, speaker: _Speaker, shown: Shown) -> PublicArea:
    words = speaker.words
    return PublicArea(
        id=area.id,
        figure=words.text(area.figure),
        source=words.text(area.source),
        goal=words.text(area.goal),
        next=words.text(area.next),
        body=_public_text(area.body_in(words.language, words.own), "areas", shown),
    )


def written_page(page: Page, language: str, own: str) -> PublicPage:
    """A hand-written page in a language."""
    texts = page.texts_in(language, own)
    return PublicPage(page.id, texts.title, texts.description, texts.body)


def public_views(coalition: Coalition, today: date) -> tuple[PublicView, ...]:
    """What everybody may see on a day, in each language of the site, the first at its root."""
    return tuple(public_view(coalition, today, language) for language in coalition.settings.of_site())


def own_view_first(coalition: Coalition, today: date) -> tuple[PublicView, ...]:
    """The views of the coalition's own language and of the site's others."""
    own = coalition.settings.language
    languages = dict.fromkeys((own, *coalition.settings.of_site()))
    return tuple(public_view(coalition, today, language) for language in languages)


def public_view(coalition: Coalition, today: date, language: str = "") -> PublicView:
    """What everybody may see on a day (content format, Audiences), in a language, else in the coalition's own."""
    speaker = _Speaker.of(coalition, language)
    directory = _directory(coalition, speaker, today)
    shown = Shown.on(today, _possible(coalition), coalition.pages, coalition.meetings)
    return PublicView(
        today=today,
        coalition=public_coalition(coalition.settings, speaker.words.language),
        meeting=meeting_of_settings(coalition, speaker.words, today),
        meetings=_meetings(coalition, speaker.words, shown),
        needs_reviewed=speaker.day(coalition.needs.reviewed),
        groups=_needs(coalition, speaker, directory, ListName.GROUPS),
        other_groups=directory.other_groups(speaker),
        pillars=_pillars(coalition, speaker, directory),
        assets=_needs(coalition, speaker, directory, ListName.ASSETS),
        partners=tuple(view for _, view in directory.named),
        checked=speaker.day(today),
        until=speaker.day(min((day for partner, _ in directory.named if (day := partner.listing.until)), default=None)),
        unnamed=countable(len(directory.unnamed)),
        types=directory.actor_types(speaker),
        pages=tuple(
            replace(written, body=_public_text(written.body, "pages", shown))
            for written in (
                written_page(page, speaker.words.language, speaker.words.own)
                for page in coalition.pages
                if page.audience is PageAudience.PUBLIC
            )
        ),
        area_texts=tuple(_area_text(area, speaker, shown) for area in coalition.areas.values()),
    )
