"""One row of a table to proposals: a partner, an invitation, both, or a person who stands for nobody else."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from coalition_site.importers.proposals import About, InviteProposal, PartnerProposal, Question, RemarkKind
from coalition_site.importers.sources import Row, Sheet, Source
from coalition_site.importers.understand.answers import Understanding
from coalition_site.importers.understand.cell_words import is_total, yes_or_no
from coalition_site.importers.understand.columns import Columns
from coalition_site.importers.understand.given_answers import ALONE, INVITE, LEFT_OUT, RESIDENT
from coalition_site.importers.understand.head_words import LEAVE, PROFILE, WISH, spoken
from coalition_site.importers.understand.invite_rows import OF_INVITES, OF_PARTNERS, read_invite, read_language
from coalition_site.importers.understand.no_value import is_no_value, names_nobody
from coalition_site.importers.understand.partner_rows import PartnerRow, Table
from coalition_site.importers.understand.places import address_lines
from coalition_site.importers.understand.sheet_conventions import OF_PEOPLE, Habits
from coalition_site.model.vocabulary import Choice, plain

_NUMBER = re.compile(r"[\d.,\s%$]*")
_SHOWN = 200
_JOINED = {PROFILE: "\n\n", "street": "\n"}
_ORGANIZATION = "organization"
_NAMING = frozenset({"name", "invites.member"})
_ANSWERED = frozenset({"invites.status", "relationship", "listing.consent"})
"""Columns in which people may have said what even `TBD` means."""


@dataclass(frozen=True, slots=True)
class RowCells:
    """The texts by column, what second columns of the same meaning say besides, and where each was read.

    `empty` are words for no value, with their columns.
    """

    texts: Mapping[str, str]
    again: tuple[str, ...]
    places: Mapping[str, list[Source]]
    empty: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows below the heads; `relationship` is what the sheet's titles say of all of them."""

    sheet: Sheet
    columns: Columns
    understanding: Understanding
    relationship: str
    habits: Habits

    def remark(self, kind: RemarkKind, source: Source, text: str) -> None:
        """Notes something about a row."""
        self.understanding.proposals.remark(kind, source, text)

    def take(self, row: Row, *, section: str = "", relationship: str = "") -> None:
        """One row, below a heading that may say its type or relationship; repeated heads and sums are passed over."""
        heads = self.columns.heads
        source = Source(self.sheet.file, self.sheet.name, row.number)
        if row.cells[: len(heads.texts)] == heads.texts:
            return
        read = read_cells(row, source, self.columns)
        cells = read.texts
        first = " ".join(cells.get("name", "").split())
        if is_total(first) and all(_NUMBER.fullmatch(text) for text in row.cells if text and text != first):
            return
        for column, text in read.empty:
            self.remark(RemarkKind.OPEN, source, f"{spoken(column)}: {text}")
        invites = heads.of_invites
        member = self.member(source, cells) if invites else ""
        named = bool(first) and not is_no_value(first)
        of_partner = named and (not invites or heads.has(*OF_PARTNERS))
        extra = [*read.again, *self.besides(row, source, self.unread(invites=invites, partner=of_partner))]
        partner = None
        if of_partner:
            table = Table(heads, self.habits, self.relationship or relationship, section)
            partner = PartnerRow(table, self.understanding, source, cells).read(first)
            partner.cells = {**read.places}
            self.ticked(partner, row)
            self.note(partner, [*self.wishes(row), *extra])
        if invites and member and not is_no_value(member):
            notes = [] if partner is not None else [*self.wishes(row), *extra]
            invite = InviteProposal(source, member, first if named else "", notes=notes)
            read_invite(invite, cells, self.understanding, self.habits, heads)
        elif partner is None:
            self.alone(row, source, read, extra)

    def member(self, source: Source, cells: Mapping[str, str]) -> str:
        """Who is invited: the column says so, or it is the first person whom the contact names."""
        written = " ".join(cells.get("invites.member", "").split())
        if written or not self.columns.heads.has("team.people.name"):
            return self.understanding.person_name(source, written)
        table = Table(self.columns.heads, self.habits, "", "")
        people, _ = PartnerRow(table, self.understanding, source, cells).people()
        return people[0].name if people else ""

    def unread(self, *, invites: bool, partner: bool) -> set[str]:
        """The columns that neither a partner nor an invitation of this sheet has room for."""
        of_invites = set() if invites else {"invites.member", "invites.sender", *OF_INVITES}
        of_partners = set() if partner else {"listing.consent", *({"team.people.title"} if invites else ())}
        return {"", *of_invites, *of_partners}

    def besides(self, row: Row, source: Source, unread: set[str]) -> list[str]:
        """What stands in columns nobody can tell, and in comments: kept in the team's notes, with the head's words."""
        found = []
        heads = self.columns.heads
        for number, text in enumerate(row.cells):
            if not text or (number < len(heads.columns) and heads.columns[number] not in unread):
                continue
            head = " ".join(heads.texts[number].split()) if number < len(heads.texts) else ""
            if number in self.habits.counting or (number in self.habits.ticks and yes_or_no(text) is not None):
                continue
            if is_no_value(text):
                self.remark(RemarkKind.OPEN, source, f"{head or 'a cell without a head'}: {text}")
                continue
            found.append(f"{head}: {text}" if head else text)
            self.remark(RemarkKind.NOTED, source, f'column "{head}"' if head else "cells without a head")
        return [*found, *(f"Comment: {text}" for text in row.comments.values() if text)]

    def wishes(self, row: Row) -> list[str]:
        """What somebody does not want, in the words of the column's head."""
        pairs = zip(self.columns.heads.columns, row.cells, self.columns.heads.texts, strict=False)
        return [" ".join(head.split()) for column, text, head in pairs if column == WISH and yes_or_no(text)]

    def note(self, partner: PartnerProposal, notes: list[str]) -> None:
        """Keeps notes with the partner; where rows are people, with the name of the person that they are about."""
        whose = f"{partner.people[0].name}: " if self.habits.of_people and partner.people else ""
        partner.notes += [f"{whose}{note}" for note in notes]

    def ticked(self, partner: PartnerProposal, row: Row) -> None:
        """Takes the columns that are headed by an option and ticked."""
        for number, (key, choice) in self.habits.ticks.items():
            if yes_or_no(row.cell(number)):
                choices: list[Choice] = getattr(partner, key)
                if choice not in choices:
                    choices.append(choice)
                    partner.cells.setdefault(key, []).append(partner.source.at(number))

    def alone(self, row: Row, source: Source, read: RowCells, extra: list[str]) -> None:
        """A row without an organization: a person alone becomes what people answer, else somebody to invite."""
        heads, cells = self.columns.heads, read.texts
        reader = PartnerRow(Table(heads, self.habits, "", ""), self.understanding, source, cells)
        people, _ = reader.people() if not heads.has("invites.member") else ([], "")
        if not people:
            said = "; ".join([*cells.values(), *extra])[:_SHOWN]
            if said:
                self.remark(RemarkKind.LOST, source, f"this row names nobody: {said}")
            return
        answer = self.understanding.given.value(About.ALONE, ALONE, heads.texts) or INVITE
        name = people[0].name
        self.understanding.proposals.ask(
            Question(About.ALONE, ALONE, (INVITE, RESIDENT, LEFT_OUT), INVITE, heads.texts, (name,))
        )
        if answer == LEFT_OUT:
            self.remark(RemarkKind.LOST, source, "people without an organization, left out as you say")
        elif answer == RESIDENT:
            table = Table(heads, self.habits, "", "resident")
            partner = PartnerRow(table, self.understanding, source, cells).read(name)
            partner.cells = {**read.places}
            self.note(partner, [*self.wishes(row), *extra])
        else:
            addresses, _ = reader.emails()
            for number, person in enumerate(people):
                notes = [*self.wishes(row), *extra] if number == 0 else []
                email, phone = (*addresses[:1], "")[0] if number == 0 else "", reader.phone() if number == 0 else ""
                invite = InviteProposal(source, person.name, "", notes=notes)
                invite.notes += [f"Title: {person.title}"] if person.title else []
                invite.notes += [said] if (said := cells.get("team.notes", "")) else []
                invite.values = {"email": person.email or email, "phone": person.phone or phone}
                invite.values["address"] = "\n".join(address_lines(cells))
                read_language(invite, cells.get("team.people.language", ""), self.understanding)
                self.understanding.proposals.invites.append(invite)


def read_cells(row: Row, source: Source, columns: Columns) -> RowCells:
    """What stands in the columns of a row."""
    cells: dict[str, str] = {}
    again, empty = [], []
    places: dict[str, list[Source]] = defaultdict(list)
    heads = columns.heads
    for at, (column, text, head) in enumerate(zip(heads.columns, row.cells, heads.texts, strict=False)):
        if not text or not column or column in {WISH, LEAVE}:
            continue
        before = cells.get(column)
        if _says_nothing(column, text):
            empty.append((column, text))
        elif before is None or is_no_value(before):
            cells[column], places[column] = text, [source.at(at)]
        elif column in _JOINED:
            cells[column] = f"{before}{_JOINED[column]}{text}"
            places[column].append(source.at(at))
        elif plain(before) != plain(text) and not is_no_value(text):
            again.append(f"{' '.join(head.split())}: {text}")
    if columns.named_by_kind is not None and "name" not in cells:
        kind, name = map(row.cell, columns.named_by_kind)
        if plain(kind) == _ORGANIZATION and name:
            cells["name"], places["name"] = name, [source.at(columns.named_by_kind[1])]
    return RowCells(cells, tuple(again), places, tuple(empty))


def _says_nothing(column: str, text: str) -> bool:
    if column in _NAMING or column in _ANSWERED:
        return False
    return names_nobody(text) if column in OF_PEOPLE else is_no_value(text)
