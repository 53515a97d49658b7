"""The coverage table: who meets each need, in words and as a matrix of needs and partners."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coalition_site.derive.rules.coverage import NeedCoverage, Reach, Standing
from coalition_site.derive.words.catalogue import N_
from coalition_site.derive.words.labels import Words
from coalition_site.derive.words.worksheet_texts import worksheet_texts
from coalition_site.model.coalition import Coalition
from coalition_site.model.partner import Partner
from coalition_site.model.vocabulary import NEED_LISTS, ListName


@dataclass(frozen=True, slots=True)
class NamedPartner:
    """A partner's id and name; where that is the short one, `full_name` is the whole, else empty."""

    id: str
    name: str
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A need with those who meet it by standing; `reach` is `nobody`, `only one` or `several`; `note` is the team's.

    `explained` is what the label means, where it is easily misread.

    `partners` holds the standing of each who meets it, by id. `is_open` says that nobody who joined and no existing
    partner meets it.
    """

    label: str
    pillar: str
    reach: str
    is_open: bool
    joined: tuple[NamedPartner, ...]
    existing: tuple[NamedPartner, ...]
    potential: tuple[NamedPartner, ...]
    standings: Mapping[str, str]
    note: str
    explained: str

    def partners(self) -> tuple[NamedPartner, ...]:
        """All who meet the need, the firmest first."""
        return (*self.joined, *self.existing, *self.potential)

    def by_standing(self) -> tuple[tuple[str, tuple[NamedPartner, ...]], ...]:
        """Each standing and who meets the need with it, the firmest first."""
        found = (self.joined, self.existing, self.potential)
        return tuple((str(each), partners) for each, partners in zip(Standing, found, strict=True))

    @property
    def shortfalls(self) -> tuple[str, ...]:
        """In what way too few meet the need: `nobody-meets`, `only-potential`, `only-one`, two of them, or none."""
        if not self.standings:
            return ("nobody-meets",)
        found = {"only-potential": self.is_open, "only-one": len(self.standings) == 1}
        return tuple(each for each, so in found.items() if so)

    def firmest(self) -> str:
        """The firmest standing with which anybody meets the need; `nobody` where there is none."""
        return next(
            (str(standing) for standing in Standing if str(standing) in self.standings.values()), str(Reach.NOBODY)
        )


def count_firmest(rows: Sequence[CoverageRow]) -> Mapping[str, int]:
    """How many needs are met by somebody who joined, else by an existing or a potential partner, or by nobody."""
    kinds = [row.firmest() for row in rows]
    return {kind: kinds.count(kind) for kind in (*map(str, Standing), str(Reach.NOBODY))}


@dataclass(frozen=True, slots=True)
class CoverageGroup:
    """Needs under one heading: a pillar's areas, or all of a list; the heading is then the list's name."""

    heading: str
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True, slots=True)
class CoverageList:
    """The needs of one list: `groups`, `areas` or `assets`, the worksheet's question for it, and groups of its rows."""

    id: str
    name: str
    question: str
    groups: tuple[CoverageGroup, ...]

    @property
    def rows(self) -> tuple[CoverageRow, ...]:
        """All needs of the list."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class MatrixColumns:
    """The partners of one standing that meet any need, in the order of their names."""

    standing: str
    partners: tuple[NamedPartner, ...]


MOST_COLUMNS = 100
"""More partners than that are too many to see at once."""


@dataclass(frozen=True, slots=True)
class CoverageMatrix:
    """The columns of the matrix of needs and partners, and the partners that count but meet no need."""

    columns: tuple[MatrixColumns, ...]
    without_need: tuple[NamedPartner, ...]

    @property
    def fits_a_page(self) -> bool:
        """Whether there is something to show, and not too much of it."""
        return 0 < len(self.partners()) <= MOST_COLUMNS

    def partners(self) -> tuple[NamedPartner, ...]:
        """All columns, joined partners first."""
        return tuple(partner for column in self.columns for partner in column.partners)


_LIST_NAMES = {ListName.GROUPS: N_("Groups"), ListName.AREAS: N_("Areas"), ListName.ASSETS: N_("Assets")}


@dataclass(frozen=True, slots=True)
class CoverageDescriber:
    """Puts coverage into words."""

    coalition: Coalition
    words: Words

    def named(self, partner_id: str) -> NamedPartner:
        """A partner by its full name."""
        return NamedPartner(partner_id, self.words.text(self.coalition.partners[partner_id].name))

    def list_name(self, name: ListName) -> str:
        """What a list of needs is called."""
        return self.words.catalogue.gettext(_LIST_NAMES[name])

    def row(self, need: NeedCoverage) -> CoverageRow:
        """One need in words."""

        def with_standing(standing: Standing) -> tuple[NamedPartner, ...]:
            return tuple(self.named(partner_id) for partner_id, each in need.partners.items() if each is standing)

        choice, name = need.choice, need.list_name
        area = self.coalition.vocabulary.areas[choice.option] if name is ListName.AREAS else None
        notes = [each.note for each in self.coalition.needs.of(name) if each.option.key() == choice.key()]
        return CoverageRow(
            label=str(self.words.choice(name, choice)),
            pillar=self.words.pillar(area.pillar) if area is not None else "",
            reach=str(need.reach),
            is_open=need.is_open,
            joined=with_standing(Standing.JOINED),
            existing=with_standing(Standing.EXISTING),
            potential=with_standing(Standing.POTENTIAL),
            standings={partner_id: str(each) for partner_id, each in need.partners.items()},
            note=self.words.written(notes[0]) if notes else "",
            explained=self.words.explained(area) if area is not None else "",
        )

    def groups(self, name: ListName, rows: Sequence[CoverageRow]) -> Iterator[CoverageGroup]:
        """The rows of a list by pillar, in the worksheet's order; those without one last, under the list's name."""
        pillars = [self.words.pillar(pillar.id) for pillar in self.coalition.vocabulary.pillars]
        for heading in (*pillars, ""):
            found = tuple(row for row in rows if row.pillar == heading)
            if found:
                yield CoverageGroup(heading or self.list_name(name), found)

    def lists(self, needs: Sequence[NeedCoverage]) -> tuple[CoverageList, ...]:
        """All three lists, also those in which nothing is chosen."""
        questions = worksheet_texts(self.coalition, self.words.language).questions
        found: list[CoverageList] = []
        for name in NEED_LISTS:
            rows = [self.row(need) for need in needs if need.list_name is name]
            groups = tuple(self.groups(name, rows))
            found.append(CoverageList(str(name), self.list_name(name), questions[str(name)], groups))
        return tuple(found)

    def matrix(self, needs: Sequence[NeedCoverage], counted: Mapping[str, Standing]) -> CoverageMatrix:
        """Who has a column: `counted` are all partners that count."""
        useful = {partner_id for need in needs for partner_id in need.partners}

        def by_name(partner: NamedPartner) -> tuple[str, str]:
            return partner.name.casefold(), partner.id

        def those(standing: Standing) -> tuple[NamedPartner, ...]:
            found = (self.short(self.coalition.partners[each]) for each in useful if counted[each] is standing)
            return tuple(sorted(found, key=by_name))

        columns = tuple(MatrixColumns(str(standing), those(standing)) for standing in Standing)
        idle = sorted((self.named(each) for each in counted if each not in useful), key=by_name)
        return CoverageMatrix(tuple(column for column in columns if column.partners), tuple(idle))

    def short(self, partner: Partner) -> NamedPartner:
        """A partner by its shorter name."""
        name, short = self.words.text(partner.name), self.words.text(partner.short_name)
        return NamedPartner(partner.id, short, name) if short else NamedPartner(partner.id, name)
