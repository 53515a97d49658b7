"""A spreadsheet's rows to proposals: partners, people to invite, or both in one row."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from coalition_site.importers.proposals import InviteProposal, PartnerProposal, PersonProposal, RemarkKind
from coalition_site.importers.sources import Row, Sheet, Source
from coalition_site.importers.understand.answers import Understanding
from coalition_site.importers.understand.heads import Column, Heads, find_heads, heads_again, stand_in_a_column
from coalition_site.importers.understand.needs import understand_needs
from coalition_site.importers.understand.option_lists import is_open, yes_or_no
from coalition_site.importers.understand.sheet_conventions import DAYS, Habits, habits_of, with_relationships
from coalition_site.importers.understand.status_words import relationship_of, status_of
from coalition_site.model.fields import is_email
from coalition_site.model.invite import Status
from coalition_site.model.vocabulary import Choice, each_once

_TITLE = re.compile(r"(table|tabla|part|parte) [1-5]\b", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.,\s%$]*")
_TOTAL = re.compile(r"(grand )?(sub)?totals?\b:?.{0,12}", re.IGNORECASE)
_CELLS = (
    Column.TYPE,
    Column.SERVES,
    Column.WORKS_ON,
    Column.ASSETS,
    Column.INITIATIVES,
    Column.MOTIVATIONS,
    Column.ROLES,
    Column.STRENGTHS,
    Column.BARRIERS,
    Column.WEBSITE,
    Column.SHORT_NAME,
)
_OF_INVITES = (
    Column.LETTER,
    Column.LANGUAGE,
    Column.ADDRESS,
    Column.ASK,
    *DAYS,
    Column.OVERDUE,
)
_OF_PARTNERS = (*_CELLS, Column.BOTH, Column.RELATIONSHIP)
_REFUSAL = re.compile(
    r"\s*(?:no|nunca|never|do not|don['\u2019]t)\b(?!\s*(?:idea|answer|response|reply))", re.IGNORECASE
)
_TURNED = "every partner in one of its own: turn rows and columns round (copy, paste special, transpose)"
_HOWEVER = re.compile(r"(?<=[.!?])\s+(?=(?:However|But|Sin embargo|Pero)\b)")


def understand_sheet(sheet: Sheet, understanding: Understanding) -> None:
    """Adds what a sheet says. A sheet without a head row that is understood is named and left alone."""
    whole = Source(sheet.file, sheet.name)
    for text in sheet.lost:
        understanding.proposals.remark(RemarkKind.LOST, whole, text)
    heads = find_heads(sheet.rows)
    needs = understand_needs(sheet, sheet.rows[: heads.at if heads else None], understanding)
    if heads is None:
        if sheet.rows and not needs:
            text = "no row of heads such as Organization, Type, Assets was found in it; nothing was read"
            if stand_in_a_column(sheet.rows):
                text = f"its heads stand in a column, and {_TURNED}; nothing was read"
            understanding.proposals.remark(RemarkKind.LOST, whole, text)
        return
    titles = " ".join(cell for row in sheet.rows[: heads.at] for cell in row.cells)
    below = sheet.rows[heads.at + 1 :]
    heads = with_relationships(heads, below)
    habits = habits_of(heads, below, understanding.readers)
    if habits.days.shown_by:
        order = "month, day, year" if habits.days.month_first else "day, month, year"
        text = f"days were read as {order}: one of them is {habits.days.shown_by}"
        understanding.proposals.remark(RemarkKind.ASSUMED, whole, text)
    reader = _SheetReader(sheet, heads, understanding, relationship_of(f"{titles} {sheet.name}"), habits)
    for at, row in enumerate(sheet.rows[heads.at + 1 :], start=heads.at + 1):
        again = heads_again(row, at)
        texts = [cell for cell in row.cells if cell]
        if len(texts) == 1 and _TITLE.match(texts[0]):
            reader = replace(reader, relationship=relationship_of(texts[0]))
        elif again is not None:
            reader = replace(reader, heads=again, habits=habits_of(again, below, understanding.readers))
        else:
            reader.take(row)


@dataclass(frozen=True, slots=True)
class _SheetReader:
    """Reads the rows below the heads; `relationship` is what the sheet's titles say of all of them."""

    sheet: Sheet
    heads: Heads
    understanding: Understanding
    relationship: str
    habits: Habits

    def remark(self, kind: RemarkKind, source: Source, text: str) -> None:
        self.understanding.proposals.remark(kind, source, text)

    def take(self, row: Row) -> None:
        """One row: a repeated head, a section title and a sum are passed over."""
        source = Source(self.sheet.file, self.sheet.name, row.number)
        cells = {column: text for column, text in zip(self.heads.columns, row.cells, strict=False) if column and text}
        if row.cells[: len(self.heads.texts)] == self.heads.texts:
            return
        first = " ".join(cells.get(Column.NAME, "").split())
        if _TOTAL.fullmatch(first) and all(_NUMBER.fullmatch(text) for text in row.cells if text and text != first):
            return
        invites = self.heads.has(Column.MEMBER) or (self.heads.has(Column.SENDER) and self.heads.has(Column.PERSON))
        member = " ".join((cells.get(Column.MEMBER) or cells.get(Column.PERSON, "")).split())
        member = self.understanding.person_name(source, member)
        partner = None
        named = bool(first) and not is_open(first)
        of_partner = named and (not invites or self.heads.has(*_OF_PARTNERS))
        extra = self.besides(row, self.unread(invites=invites, partner=of_partner))
        if of_partner:
            partner = self.partner(source, first, cells)
            self.ticked(partner, row)
            partner.notes += extra
        if invites and member and not is_open(member):
            self.invite(source, member, first if named else "", cells, [] if partner is not None else extra)
        elif partner is None:
            said = "; ".join([*cells.values(), *extra])[:200]
            if said:
                self.remark(RemarkKind.LOST, source, f"this row names nobody: {said}")

    def unread(self, *, invites: bool, partner: bool) -> set[Column | None]:
        """The columns that neither a partner nor an invitation of this sheet has room for."""
        of_invites = set() if invites else {Column.MEMBER, Column.SENDER, Column.STATUS, *_OF_INVITES}
        of_partners = set() if partner else {Column.TITLE, Column.LISTING}
        return {None, *of_invites, *of_partners}

    def besides(self, row: Row, unread: set[Column | None]) -> list[str]:
        """What stands in columns nobody can tell, and in comments: kept in the team's notes, with the head's words."""
        found = []
        for number, text in enumerate(row.cells):
            known = number < len(self.heads.columns) and self.heads.columns[number] not in unread
            head = self.heads.texts[number] if number < len(self.heads.texts) else ""
            ticks = number in self.habits.ticks and yes_or_no(text) is not None
            if text and not known and not ticks and number not in self.habits.counting and not is_open(text):
                found.append(f"{' '.join(head.split())}: {text}" if head else text)
        return [*found, *(f"Comment: {text}" for text in row.comments.values() if text)]

    def partner(self, source: Source, name: str, cells: Mapping[Column, str]) -> PartnerProposal:
        partner = self.understanding.named(source, name)
        partner.relationship = self.relationship
        self.relate(partner, cells.get(Column.RELATIONSHIP, ""))
        for column in _CELLS:
            self.understanding.cell(partner, str(column), cells.get(column, ""), form=False)
        self.both(partner, cells.get(Column.BOTH, ""))
        self.listing(partner, cells.get(Column.LISTING, ""))
        notes = cells.get(Column.NOTES, "")
        if notes and not is_open(notes):
            partner.notes.append(notes)
        self.person(partner, cells)
        return partner

    def ticked(self, partner: PartnerProposal, row: Row) -> None:
        """Takes the columns that are headed by an option and ticked."""
        for number, (key, choice) in self.habits.ticks.items():
            if number < len(row.cells) and yes_or_no(row.cells[number]):
                choices: list[Choice] = getattr(partner, key)
                choices[:] = each_once([*choices, choice])

    def relate(self, partner: PartnerProposal, text: str) -> None:
        answer = yes_or_no(text)
        if answer is not None:
            partner.relationship = "existing" if answer else "potential"
        elif text and is_open(text):
            self.remark(RemarkKind.OPEN, partner.source, f"relationship: {text}")
        elif text:
            partner.relationship = relationship_of(text) or partner.relationship
            if not relationship_of(text):
                self.remark(RemarkKind.UNKNOWN, partner.source, f'relationship "{text}"; write existing or potential')
                partner.notes.append(f"Relationship: {text}")

    def both(self, partner: PartnerProposal, text: str) -> None:
        """The worksheet's last column of Table 3, which holds two opposite things."""
        if not text or is_open(text):
            return
        parts = text.split("\n", 1) if "\n" in text else _HOWEVER.split(text, maxsplit=1)
        if len(parts) == 1:
            guess = "the column holds both; it was taken as a barrier, move it to strengths if it is one"
            self.remark(RemarkKind.ASSUMED, partner.source, guess)
            parts = ["", text]
        for column, part in zip(("strengths", "barriers"), parts, strict=True):
            self.understanding.cell(partner, column, part.strip(), form=False)

    def listing(self, partner: PartnerProposal, text: str) -> None:
        """Consent to be named is a day: a yes without one is a note, a no is respected."""
        if not text:
            return
        # Whoever begins with no has refused, whatever the reason.
        partner.refused = yes_or_no(text) is False or bool(_REFUSAL.match(text))
        if is_open(text):
            self.remark(RemarkKind.OPEN, partner.source, f"consent: {text}")
        elif partner.refused and yes_or_no(text) is None:
            partner.notes.append(f"Consent to be named: {text}")
        elif not partner.refused:
            partner.notes.append(f"Consent to be named: {text}")
            hint = "write the day they agreed behind listing.consent; until then they stay unnamed"
            self.remark(RemarkKind.LOST, partner.source, f'consent "{text}" has no day; {hint}')

    def person(self, partner: PartnerProposal, cells: Mapping[Column, str]) -> None:
        values = {
            column: " ".join(text.split())
            for column in (Column.PERSON, Column.TITLE, Column.EMAIL, Column.PHONE)
            if (text := cells.get(column, "")) and not is_open(text)
        }
        email = values.get(Column.EMAIL, "").removeprefix("mailto:")
        first, *others = re.split(r"[\s;,]+", email)
        if others and all(map(is_email, (first, *others))):
            email = first
            partner.notes.append(f"E-mail: {', '.join(others)}")
        elif email and not is_email(email):
            self.remark(
                RemarkKind.UNKNOWN, partner.source, f'"{email}" is no e-mail address; kept in the team\'s notes'
            )
            partner.notes.append(f"E-mail: {email}")
            email = ""
        parts = (cells.get(column, "") for column in (Column.FIRST_NAME, Column.LAST_NAME))
        whole = " ".join(" ".join(part for part in parts if not is_open(part)).split())
        name = self.understanding.person_name(partner.source, values.get(Column.PERSON, "")) or whole
        if name:
            person = PersonProposal(name, values.get(Column.TITLE, ""), email, values.get(Column.PHONE, ""))
            partner.people.append(person)
        elif not self.heads.has(Column.MEMBER):
            said = {"Title": values.get(Column.TITLE, ""), "E-mail": email, "Phone": values.get(Column.PHONE, "")}
            partner.notes += [f"{what}: {text}" for what, text in said.items() if text]

    def invite(
        self, source: Source, member: str, organization: str, cells: Mapping[Column, str], extra: list[str]
    ) -> None:
        sender, email = (" ".join(cells.get(column, "").split()) for column in (Column.SENDER, Column.EMAIL))
        phone = " ".join(cells.get(Column.PHONE, "").split())
        sender = "" if is_open(sender) else sender
        invite = InviteProposal(source, member, organization, sender, notes=list(extra))
        if self.heads.has(Column.MEMBER):
            invite.phone = "" if is_open(phone) else phone
            if is_email(email):
                invite.email = email
            elif email and not is_open(email):
                self.remark(RemarkKind.UNKNOWN, source, f'"{email}" is no e-mail address; kept in the note')
                invite.notes.append(f"E-mail: {email}")
        notes = cells.get(Column.NOTES, "")
        if notes and not is_open(notes) and not self.heads.has(*_OF_PARTNERS):
            invite.notes.append(notes)
        self.status(invite, cells.get(Column.STATUS, ""))
        more = {column: text for column in _OF_INVITES if (text := cells.get(column, ""))}
        invite.more = {
            str(column): self.habits.days.day(text) if column in DAYS else text for column, text in more.items()
        }
        self.understanding.proposals.invites.append(invite)

    def status(self, invite: InviteProposal, text: str) -> None:
        answer = yes_or_no(text)
        begun, besides = status_of(text)
        if begun:
            invite.status = begun
            if besides:
                self.remark(RemarkKind.READ_AS, invite.source, f'status "{text}" as "{begun}"')
                invite.notes.append(f"Status: {text}")
        elif answer is not None:
            invite.status = str(Status.ACCEPTED if answer else Status.DECLINED)
        elif text and is_open(text):
            self.remark(RemarkKind.OPEN, invite.source, f"status: {text}")
        elif text:
            words = ", ".join(str(each) for each in Status)
            self.remark(RemarkKind.UNKNOWN, invite.source, f'status "{text}"; possible are {words}; kept in the note')
            invite.notes.append(f"Status: {text}")
