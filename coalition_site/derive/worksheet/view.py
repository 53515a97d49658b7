"""The worksheet as data: five parts, check lists, Figure 1 and four tables, filled or blank."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coalition_site.derive.letters.view import organization_of
from coalition_site.derive.public.view import PublicCoalition, public_coalition
from coalition_site.derive.words.labels import Label, Words, in_sentence
from coalition_site.derive.words.worksheet_texts import spoken_language, worksheet_texts
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Status
from coalition_site.model.partner import Partner, Relationship, Role
from coalition_site.model.texts import BrowserTexts, FormTexts, WorksheetTexts
from coalition_site.model.vocabulary import NEED_LISTS, Choice, ListName, Option
from coalition_site.model.worksheet_form import PART_WITH_FIGURE, ROWS


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One box: its label, whether it is ticked, and for a fill-in the texts that were written behind it."""

    id: str
    label: str
    ticked: bool
    fill_in: bool
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Boxes under one heading; the heading is a pillar's label, or empty."""

    heading: str
    items: tuple[CheckItem, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of Part 1 and its boxes."""

    id: str
    text: str
    groups: tuple[CheckGroup, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its number, title, column heads, rows of texts, worked examples, and how many empty rows.

    A line break parts two paragraphs in a cell. Examples are shown, marked as such, where there are no rows.
    """

    id: str
    number: int
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    examples: tuple[tuple[str, ...], ...]
    blank_rows: int


@dataclass(frozen=True, slots=True)
class ActorType:
    """An actor type of Figure 1 and how many partners are of it (0 on a blank worksheet)."""

    id: str
    label: str
    partners: int


@dataclass(frozen=True, slots=True)
class WorksheetPart:
    """One part: number from 1, title, our help text, its questions, its tables, and whether Figure 1 stands in it."""

    number: int
    title: str
    help: str
    questions: tuple[Question, ...]
    tables: tuple[Table, ...]
    has_figure: bool


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The whole worksheet."""

    language: str
    title: str
    toolkit: str
    figure: str
    actors: tuple[ActorType, ...]
    parts: tuple[WorksheetPart, ...]
    coalition: PublicCoalition
    words: FormTexts
    browser: BrowserTexts
    blank: bool


@dataclass(frozen=True, slots=True)
class _Filler:
    """Fills the form from a coalition, or leaves it blank."""

    coalition: Coalition
    words: Words
    texts: WorksheetTexts
    blank: bool

    def item(self, option: Option, chosen: Sequence[Choice]) -> CheckItem:
        mine = [choice for choice in chosen if choice.option == option.id]
        texts = tuple(self.words.written(choice.text) for choice in mine if choice.text)
        return CheckItem(option.id, self.words.option(option), bool(mine), option.fill_in, texts)

    def question(self, name: ListName) -> Question:
        options = self.coalition.vocabulary.list_of(name).visible()
        chosen = () if self.blank else self.coalition.needs.chosen(name)
        pillars = list(dict.fromkeys(option.pillar for option in options))
        # Pillars in their own order; what has none comes last.
        known = [pillar.id for pillar in self.coalition.vocabulary.pillars]
        pillars.sort(key=lambda pillar: known.index(pillar) if pillar in known else len(known))
        groups = tuple(
            CheckGroup(self.words.pillar(pillar), tuple(self.item(o, chosen) for o in options if o.pillar == pillar))
            for pillar in pillars
        )
        return Question(str(name), self.texts.questions[str(name)], groups)

    def table(self, number: int, rows: Sequence[tuple[str, ...]]) -> Table:
        texts = self.texts.tables[number - 1]
        blank_rows = ROWS if self.blank else 0
        return Table(f"table-{number}", number, texts.title, texts.heads, tuple(rows), texts.examples, blank_rows)

    def partners(self, *relationships: Relationship) -> list[Partner]:
        found = [] if self.blank else [p for p in self.coalition.partners.values() if p.relationship in relationships]
        return sorted(found, key=lambda partner: (self.words.text(partner.name).casefold(), partner.id))

    def in_cell(self, labels: Sequence[Label]) -> str:
        return "; ".join(label.text or label.label for label in labels)

    def partner_row(self, partner: Partner) -> tuple[str, ...]:
        """A row of Table 1 or 2."""
        return (
            self.words.text(partner.name),
            self.in_cell([self.words.choice(ListName.TYPES, partner.type)]),
            self.in_cell(self.words.choices(ListName.GROUPS, partner.serves)),
            self.in_cell(self.words.choices(ListName.AREAS, partner.works_on)),
            self.in_cell(self.words.choices(ListName.ASSETS, partner.assets)),
        )

    def roles(self, partner: Partner) -> str:
        """Table 3's Roles as the worksheet writes them: `Forest City AB director as champion`."""
        short = self.words.text(partner.short_name) or self.words.text(partner.name)
        return "; ".join(self.role(role, short) for role in partner.outreach.roles)

    def role(self, role: Role, partner: str) -> str:
        """One role; the language's own order of words decides whether the person begins the sentence."""
        what = self.words.text(role.role)
        if not role.person:
            return what
        pattern = self.texts.form.role
        person = role.person if pattern.startswith("{person}") else in_sentence(role.person)
        return pattern.format(partner=partner, person=person, role=in_sentence(what))

    def benefit_row(self, partner: Partner) -> tuple[str, ...]:
        """A row of Table 3; its last cell holds what makes the partner good, then what stands in the way."""
        team = partner.team
        last = "\n".join(text for text in (team.strengths, team.barriers) if text)
        return (
            self.words.text(partner.name),
            self.words.written("; ".join(partner.initiatives)),
            self.words.written(team.motivations),
            self.roles(partner),
            self.words.written(last),
        )

    def invite_rows(self) -> list[tuple[str, ...]]:
        """The rows of Table 4: all but those who declined or are only kept informed."""
        left_out = {Status.DECLINED, Status.KEEP_INFORMED}
        invites = [] if self.blank else [i for i in self.coalition.invites if i.status not in left_out]
        rows: list[tuple[str, ...]] = []
        for invite in invites:
            partner = self.coalition.partners.get(invite.partner)
            organization = organization_of(partner, self.words)
            rows.append((invite.member, organization, self.coalition.settings.senders[invite.sender].name))
        return rows

    def actors(self) -> tuple[ActorType, ...]:
        counted = self.partners(Relationship.EXISTING, Relationship.POTENTIAL)
        count = Counter(partner.type.option for partner in counted)
        types = self.coalition.vocabulary.types.visible()
        return tuple(ActorType(option.id, self.words.option(option), count[option.id]) for option in types)

    def parts(self) -> tuple[WorksheetPart, ...]:
        existing = [self.partner_row(partner) for partner in self.partners(Relationship.EXISTING)]
        potential = [self.partner_row(partner) for partner in self.partners(Relationship.POTENTIAL)]
        both = self.partners(Relationship.EXISTING, Relationship.POTENTIAL)
        benefits = [row for row in map(self.benefit_row, both) if any(row[1:])]
        questions = tuple(self.question(name) for name in NEED_LISTS)
        contents: list[tuple[tuple[Question, ...], tuple[Table, ...]]] = [
            (questions, ()),
            ((), (self.table(1, existing),)),
            ((), (self.table(2, potential),)),
            ((), (self.table(3, benefits),)),
            ((), (self.table(4, self.invite_rows()),)),
        ]
        return tuple(
            WorksheetPart(number, text.title, text.help, asked, tables, has_figure=number == PART_WITH_FIGURE)
            for number, (text, (asked, tables)) in enumerate(zip(self.texts.parts, contents, strict=True), start=1)
        )


def _worksheet(coalition: Coalition, language: str, *, blank: bool) -> Worksheet:
    settings = coalition.settings
    spoken = spoken_language(coalition, language)
    texts = worksheet_texts(coalition, spoken)
    filler = _Filler(coalition, Words.of(coalition, spoken), texts, blank)
    about = replace(
        public_coalition(settings),
        name=filler.words.text(settings.name),
        community=filler.words.text(settings.community),
    )
    return Worksheet(
        language=spoken,
        title=texts.title,
        toolkit=texts.toolkit,
        figure=texts.figure,
        actors=filler.actors(),
        parts=filler.parts(),
        coalition=about,
        words=texts.form,
        browser=texts.browser,
        blank=blank,
    )


def filled_worksheet(coalition: Coalition, language: str = "") -> Worksheet:
    """The worksheet filled from the content, in the workbook's language, or with the labels of another.

    Where there are no texts in that language, it is English. It holds team notes: it is the team's.
    """
    return _worksheet(coalition, language or coalition.settings.of_workbook(), blank=False)


def blank_worksheet(coalition: Coalition, language: str = "") -> Worksheet:
    """The empty worksheet with the coalition's options, in its own language unless another is named.

    It holds nothing but public facts.
    """
    return _worksheet(coalition, language or coalition.settings.language, blank=True)
