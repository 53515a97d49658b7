"""One row of a table to proposals: a partner, an invitation, both, or a person who stands for nobody else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coalition_site.importers.proposals import About, InviteProposal, PartnerProposal, Question, RemarkKind
from coalition_site.importers.sources import Row, Sheet, Source
from coalition_site.importers.understand.answers import Understanding
from coalition_site.importers.understand.columns import Columns
from coalition_site.importers.understand.heads import Column, spoken
from coalition_site.importers.understand.invite_rows import OF_INVITES, OF_PARTNERS, read_invite, read_language
from coalition_site.importers.understand.lone_people import ALONE, INVITE, LEFT_OUT, RESIDENT
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.importers.understand.option_lists import yes_or_no
from coalition_site.importers.understand.partner_rows import PartnerRow, Table
from coalition_site.importers.understand.places import address_lines
from coalition_site.importers.understand.row_cells import RowCells, read_cells
from coalition_site.importers.understand.sheet_conventions import Habits
from coalition_site.model.vocabulary import Choice

_NUMBER = re.compile(r"[\d.,\s%$]*")
_TOTAL = re.compile(r"(grand )?(sub)?totals?\b:?.{0,12}", re.IGNORECASE)
_SHOWN = 200


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
        first = " ".join(cells.get(Column.NAME, "").split())
        if _TOTAL.fullmatch(first) and all(_NUMBER.fullmatch(text) for text in row.cells if text and text != first):
            return
        for column, text in read.empty:
            self.remark(RemarkKind.OPEN, source, f"{spoken(column)}: {text}")
        invites = heads.has(Column.MEMBER) or (heads.has(Column.SENDER) and heads.has(Column.PERSON))
        member = self.member(source, cells) if invites else ""
        named = bool(first) and not is_no_value(first)
        of_partner = named and (not invites or heads.has(*OF_PARTNERS))
        extra = [*read.again, *self.besides(row, source, self.unread(invites=invites, partner=of_partner))]
        partner = None
        if of_partner:
            table = Table(heads, self.habits, self.relationship or relationship, section)
            partner = PartnerRow(table, self.understanding, source, cells).read(first)
            partner.cells = read.places_of_partner()
            self.ticked(partner, row)
            self.note(partner, [*self.wishes(row), *extra])
        if invites and member and not is_no_value(member):
            notes = [] if partner is not None else [*self.wishes(row), *extra]
            invite = InviteProposal(source, member, first if named else "", notes=notes)
            read_invite(invite, cells, self.understanding, self.habits, heads)
        elif partner is None:
            self.alone(row, source, read, extra)

    def member(self, source: Source, cells: Mapping[Column, str]) -> str:
        """Who is invited: the column says so, or it is the first person whom the contact names."""
        written = " ".join(cells.get(Column.MEMBER, "").split())
        if written or not self.columns.heads.has(Column.PERSON):
            return self.understanding.person_name(source, written)
        table = Table(self.columns.heads, self.habits, "", "")
        people, _ = PartnerRow(table, self.understanding, source, cells).people()
        return people[0].name if people else ""

    def unread(self, *, invites: bool, partner: bool) -> set[Column | None]:
        """The columns that neither a partner nor an invitation of this sheet has room for."""
        of_invites = set() if invites else {Column.MEMBER, Column.SENDER, *OF_INVITES}
        of_partners = set() if partner else {Column.LISTING, *({Column.TITLE} if invites else ())}
        return {None, *of_invites, *of_partners}

    def besides(self, row: Row, source: Source, unread: set[Column | None]) -> list[str]:
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
        return [" ".join(head.split()) for column, text, head in pairs if column is Column.WISH and yes_or_no(text)]

    def note(self, partner: PartnerProposal, notes: list[str]) -> None:
        """Keeps notes with the partner; where rows are people, with the name of the person that they are about."""
        whose = f"{partner.people[0].name}: " if self.habits.of_people and partner.people else ""
        partner.notes += [f"{whose}{note}" for note in notes]

    def ticked(self, partner: PartnerProposal, row: Row) -> None:
        """Takes the columns that are headed by an option and ticked."""
        for number, (key, choice) in self.habits.ticks.items():
            if number < len(row.cells) and yes_or_no(row.cells[number]):
                choices: list[Choice] = getattr(partner, key)
                if choice not in choices:
                    choices.append(choice)
                    partner.cells.setdefault(key, []).append(partner.source.at(number))

    def alone(self, row: Row, source: Source, read: RowCells, extra: list[str]) -> None:
        """A row without an organization: a person alone becomes what people answer, else somebody to invite."""
        heads, cells = self.columns.heads, read.texts
        reader = PartnerRow(Table(heads, self.habits, "", ""), self.understanding, source, cells)
        people, _ = reader.people() if not heads.has(Column.MEMBER) else ([], "")
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
            partner.cells = read.places_of_partner()
            self.note(partner, [*self.wishes(row), *extra])
        else:
            addresses, _ = reader.emails()
            for number, person in enumerate(people):
                notes = [*self.wishes(row), *extra] if number == 0 else []
                email, phone = (*addresses[:1], "")[0] if number == 0 else "", reader.phone() if number == 0 else ""
                invite = InviteProposal(source, person.name, "", notes=notes)
                invite.email, invite.phone = person.email or email, person.phone or phone
                invite.notes += [f"Title: {person.title}"] if person.title else []
                invite.notes += [said] if (said := cells.get(Column.NOTES, "")) else []
                invite.more = {"address": "\n".join(address_lines(cells))}
                read_language(invite, cells.get(Column.LANGUAGE, ""), self.understanding)
                self.understanding.proposals.invites.append(invite)
