"""A row of a table as what it says of one partner: what it is and does, who is there, whether it may be named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from coalition_site.importers.proposals import About, PartnerProposal, PersonProposal, Question, RemarkKind
from coalition_site.importers.sources import Source
from coalition_site.importers.understand.answers import Understanding
from coalition_site.importers.understand.cell_words import agrees, refuses, relationship_of, yes_or_no
from coalition_site.importers.understand.dates import day_of_timestamp
from coalition_site.importers.understand.foreign_words import any_of, foreign_words
from coalition_site.importers.understand.head_words import PROFILE
from coalition_site.importers.understand.heads import Heads
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.importers.understand.people import people_in
from coalition_site.importers.understand.places import (
    address_lines,
    five_digits,
    is_rounded,
    language_code,
    phone_number,
)
from coalition_site.importers.understand.sheet_conventions import Habits
from coalition_site.model.fields import is_email
from coalition_site.model.partner import PARTNER_LISTS, Relationship
from coalition_site.model.vocabulary import ListName, plain
from coalition_site.problems import Refused
from coalition_site.records.surfaces import PARTNERS, SHEETS

CELLS = (
    *("type", *PARTNER_LISTS, "initiatives", "team.motivations", "outreach.roles", "team.strengths", "team.barriers"),
    *("website", "short_name", PROFILE),
)
"""Columns that are fields of a partner and are read by a rule, in the order in which they are."""
_READ_APART = frozenset({"name", "relationship", "listing.consent", "team.notes", "team.contact.address"})
"""Columns that are fields of a partner and are read with others."""
CONSENT = "consent"
_PHONE = re.compile(r"\+?[\d() .-]{7,20}(?: ?(?:x|ext\.?) ?\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def _however() -> re.Pattern[str]:
    """The space before a sentence that says the opposite."""
    opposites = any_of(word for language in foreign_words() for word in language.however)
    return re.compile(rf"(?<=[.!?])\s+(?={opposites}\b)")


@dataclass(frozen=True, slots=True)
class Table:
    """What holds for all rows of a part of a sheet: its heads and habits, and what titles and headings say."""

    heads: Heads
    habits: Habits
    relationship: str
    section: str


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """Reads the cells of one row, by column."""

    table: Table
    understanding: Understanding
    source: Source
    cells: Mapping[str, str]

    def remark(self, kind: RemarkKind, text: str) -> None:
        """Notes something about this row."""
        self.understanding.proposals.remark(kind, self.source, text)

    def read(self, name: str) -> PartnerProposal:
        """The proposal for the partner of this name, which is part of the proposals from now on."""
        partner = self.understanding.named(self.source, name)
        partner.relationship = self.table.relationship
        texts = (path for path in SHEETS[PARTNERS].paths if path not in {*CELLS, *_READ_APART})
        for column in (*CELLS, *texts):
            if text := self.cells.get(column, ""):
                self.understanding.cell(partner, column, text, form=False, heads=self.table.heads.texts)
        if partner.type is None and self.table.section:
            partner.type = self.understanding.readers[ListName.TYPES].one(self.table.section).choice
        self.relate(partner, self.cells.get("relationship", ""), "relationship")
        if not self.table.heads.has("invites.member", "invites.sender"):
            self.relate(partner, self.cells.get("invites.status", ""), "status")
        self.both(partner, self.cells.get("strengths and barriers", ""))
        self.listing(partner, self.cells.get("listing.consent", ""))
        notes = self.cells.get("team.notes", "")
        if notes:
            partner.notes.append(notes)
        people, left = self.people()
        partner.people += people
        mine = not self.table.heads.has("invites.member") and not people
        for text in left:
            key = "team.contact.email" if is_email(text) else "team.contact.phone" if _PHONE.fullmatch(text) else ""
            if key and mine:
                partner.texts.setdefault(key, text)
            else:
                partner.notes.append(f"Contact: {text}")
        if not self.table.heads.has("invites.member"):
            self.contact(partner)
        return partner

    def relate(self, partner: PartnerProposal, text: str, what: str) -> None:
        """Takes existing, potential or former as far as words are certain; others are asked about once and kept."""
        if not text:
            return
        heads = self.table.heads.texts
        given = self.understanding.given.value(About.RELATIONSHIP, text, heads)
        answer = yes_or_no(text) if what == "relationship" else None
        said = given if given in set(Relationship) else relationship_of(text)
        if said:
            partner.relationship = said
        elif answer is not None:
            partner.relationship = "existing" if answer else "potential"
        elif is_no_value(text):
            self.remark(RemarkKind.OPEN, f"{what}: {text}")
        else:
            question = Question(About.RELATIONSHIP, text, tuple(map(str, Relationship)), "", heads)
            self.understanding.proposals.ask(question)
            self.remark(RemarkKind.UNKNOWN, f'{what} "{text}"; write existing or potential; kept in the team\'s notes')
        if not said and answer is None and not is_no_value(text):
            partner.notes.append(f"{what.capitalize()}: {text}")

    def both(self, partner: PartnerProposal, text: str) -> None:
        """The worksheet's last column of Table 3, which holds two opposite things."""
        if not text:
            return
        parts = text.split("\n", 1) if "\n" in text else _however().split(text, maxsplit=1)
        if len(parts) == 1:
            guess = "the column holds both; it was taken as a barrier, move it to strengths if it is one"
            self.remark(RemarkKind.ASSUMED, guess)
            parts = ["", text]
        for column, part in zip(("team.strengths", "team.barriers"), parts, strict=True):
            self.understanding.cell(partner, column, part.strip(), form=False)

    def listing(self, partner: PartnerProposal, text: str) -> None:
        """Consent to be named is a day: that of the answer, or the one that people give for the whole file."""
        if not text:
            return
        partner.refused = refuses(text)
        if partner.refused:
            partner.notes += [f"Consent to be named: {text}"] if yes_or_no(text) is None else []
        elif is_no_value(text):
            self.remark(RemarkKind.OPEN, f"consent: {text}")
        elif _DAY.fullmatch(text):
            partner.consent = text
        elif not agrees(text):
            partner.notes.append(f"Consent to be named: {text}")
            hint = "write the day they agreed behind listing.consent if it is a yes; until then they stay unnamed"
            self.remark(RemarkKind.UNKNOWN, f'consent "{text}" is neither a plain yes nor a no; {hint}')
        else:
            self.agreed(partner, text)

    def agreed(self, partner: PartnerProposal, text: str) -> None:
        """Takes a plain yes: without any day it is a note, and a question."""
        heads = self.table.heads.texts
        stamped = day_of_timestamp(self.cells.get("timestamp", ""), self.table.habits.days)
        said = "" if stamped else self.understanding.given.value(About.CONSENT, CONSENT, heads)
        if said and not _DAY.fullmatch(said):
            raise Refused(f'answer "{CONSENT}={said}": {said} is not a day; write it as 2026-10-05')
        partner.consent = stamped or said
        if not partner.consent:
            partner.agreed = text
            self.understanding.proposals.ask(Question(About.CONSENT, CONSENT, (), "", heads, (text,)))
            hint = "say the day for all of them, or write it behind listing.consent; until then they stay unnamed"
            self.remark(RemarkKind.LOST, f'consent "{text}" has no day; {hint}')

    def value(self, column: str) -> str:
        """A cell in one line."""
        return " ".join(self.cells.get(column, "").split())

    def emails(self) -> tuple[list[str], str]:
        """The addresses in the column of mail, and what is none; the latter goes to the notes."""
        text = self.value("team.people.email").removeprefix("mailto:")
        each = [address for address in re.split(r"[\s;,]+", text) if address]
        if all(map(is_email, each)):
            return each, ""
        self.remark(RemarkKind.UNKNOWN, f'"{text}" is no e-mail address; kept in the team\'s notes')
        return [], text

    def phone(self) -> str:
        """The phone number; one that a spreadsheet rounded is none."""
        text = phone_number(self.value("team.people.phone"))
        if is_rounded(text):
            self.remark(
                RemarkKind.UNKNOWN, f'phone "{text}": the spreadsheet has rounded it; kept in the team\'s notes'
            )
            return ""
        return text

    def people(self) -> tuple[list[PersonProposal], list[str]]:
        """The people of the row and the words that name nobody; further columns belong to the first of them."""
        cell, language = (
            self.cells.get("team.people.name", ""),
            language_code(self.cells.get("team.people.language", "")),
        )
        people: list[PersonProposal] = []
        left: list[str] = []
        if cell:
            if plain(cell) in self.understanding.people:
                people = [PersonProposal(" ".join(cell.split()))]
            else:
                people, left = people_in(cell, lambda name: self.understanding.person_name(self.source, name))
                self.parted(cell, people)
        parts = (self.cells.get(column, "") for column in ("first name", "last name"))
        whole = " ".join(" ".join(parts).split())
        if whole and not people:
            people = [PersonProposal(whole)]
        if people:
            first = people[0]
            people[0] = replace(
                first,
                title=first.title or self.value("team.people.title"),
                language=language if language in self.understanding.languages else "",
            )
        return people, left

    def parted(self, cell: str, people: list[PersonProposal]) -> None:
        """Says how a cell was parted, if it holds more than one name."""
        if len(people) > 1 or any(person.title or person.email or person.phone for person in people):
            said = "; ".join(", ".join(filter(None, (p.name, p.title, p.email, p.phone))) for p in people)
            self.remark(RemarkKind.READ_AS, f'contact "{" ".join(cell.split())}" as {said}')

    def contact(self, partner: PartnerProposal) -> None:
        """Mail, phone and address: the first person's, or the organization's own where the row names nobody."""
        addresses, other = self.emails()
        phone = self.phone()
        if other:
            partner.notes.append(f"E-mail: {other}")
        if len(addresses) == len(partner.people) > 1:
            partner.people = [
                replace(person, email=person.email or address)
                for person, address in zip(partner.people, addresses, strict=True)
            ]
            addresses = []
        if partner.people:
            first = partner.people[0]
            own = [first.email] if first.email else addresses[:1]
            partner.people[0] = replace(first, email="".join(own), phone=first.phone or phone)
            more = [address for address in addresses if address not in own]
            partner.notes += [f"E-mail: {', '.join(more)}"] if more else []
            if phone and first.phone and plain(phone) != plain(first.phone):
                partner.notes.append(f"Phone: {phone}")
        else:
            partner.texts |= {"team.contact.email": addresses[0]} if addresses else {}
            partner.texts |= {"team.contact.phone": phone} if phone else {}
            partner.notes += [f"E-mail: {', '.join(addresses[1:])}"] if addresses[1:] else []
            title = self.value("team.people.title")
            partner.notes += [f"Title: {title}"] if title else []
        self.address(partner)
        self.language(partner)

    def address(self, partner: PartnerProposal) -> None:
        """The postal address, which is the organization's own, and what became of numbers."""
        lines = address_lines(self.cells)
        if lines:
            partner.texts["team.contact.address"] = "\n".join(lines)
        code = self.cells.get("zip", "")
        if code and five_digits(code) != code:
            self.remark(RemarkKind.READ_AS, f'ZIP code "{code}" as "{five_digits(code)}"')
        if is_rounded(self.cells.get("team.people.phone", "")):
            partner.notes.append(f"Phone: {self.cells['team.people.phone']}")

    def language(self, partner: PartnerProposal) -> None:
        """A language that letters are not offered in is a note: a letter cannot be written in it."""
        text = self.value("team.people.language")
        if text and not (partner.people and partner.people[0].language):
            partner.notes.append(f"Language: {text}")
            if language_code(text) not in self.understanding.languages:
                hint = "letters are not offered in it (languages in content/coalition.yml); kept in the team's notes"
                self.remark(RemarkKind.UNKNOWN, f'language "{text}": {hint}')
