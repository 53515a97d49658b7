"""A row of a table as an invitation: who is asked, by whom, and how it went."""

import re
from collections.abc import Mapping

from coalition_site.importers.proposals import About, InviteProposal, Question, RemarkKind
from coalition_site.importers.understand.answers import Understanding
from coalition_site.importers.understand.cell_words import day_in, status_of, yes_or_no
from coalition_site.importers.understand.dates import day_order
from coalition_site.importers.understand.heads import Heads
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.importers.understand.partner_rows import CELLS
from coalition_site.importers.understand.places import address_lines, language_code, phone_number
from coalition_site.importers.understand.sheet_conventions import DAYS, Habits
from coalition_site.model.fields import is_email
from coalition_site.model.invite import Status

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
OF_INVITES = ("invites.letter", "invites.ask", *DAYS, "overdue")
"""Columns that only an invitation has room for."""
OF_PARTNERS = (*CELLS, "strengths and barriers", "relationship")
"""Columns that only a partner has room for."""


def read_invite(
    invite: InviteProposal,
    cells: Mapping[str, str],
    understanding: Understanding,
    habits: Habits,
    heads: Heads,
) -> None:
    """Adds the invitation with what the cells say of it.

    Mail and phone are the invitee's own where a column names who is invited. Notes are the partner's where the table
    says anything of partners.
    """
    sender, email = (" ".join(cells.get(column, "").split()) for column in ("invites.sender", "team.people.email"))
    phone = phone_number(" ".join(cells.get("team.people.phone", "").split()))
    invite.sender = sender
    if heads.has("invites.member"):
        invite.values["phone"] = phone
        if is_email(email):
            invite.values["email"] = email
        elif email:
            understanding.proposals.remark(
                RemarkKind.UNKNOWN, invite.source, f'"{email}" is no e-mail address; kept in the note'
            )
            invite.notes.append(f"E-mail: {email}")
    notes = cells.get("team.notes", "")
    if notes and not heads.has(*OF_PARTNERS):
        invite.notes.append(notes)
    written = {
        path: habits.days.day(text) if path in DAYS else text for path in OF_INVITES if (text := cells.get(path, ""))
    }
    invite.values |= {path.removeprefix("invites."): text for path, text in written.items()}
    if lines := address_lines(cells):
        invite.values["address"] = "\n".join(lines)
    read_language(invite, cells.get("team.people.language", ""), understanding)
    _status(invite, cells.get("invites.status", ""), understanding, habits, heads.texts)
    understanding.proposals.invites.append(invite)


def read_language(invite: InviteProposal, language: str, understanding: Understanding) -> None:
    """Takes the language by its name; one that letters are not offered in stays a word, for the note."""
    if language:
        code = language_code(language)
        invite.values["language"] = code if code in understanding.languages else language
        if code not in understanding.languages:
            hint = "letters are not offered in it (languages in content/coalition.yml); kept in the note"
            understanding.proposals.remark(RemarkKind.UNKNOWN, invite.source, f'language "{language}": {hint}')


def _status(
    invite: InviteProposal, text: str, understanding: Understanding, habits: Habits, heads: tuple[str, ...]
) -> None:
    if not text:
        return
    given = understanding.given.value(About.STATUS, text, heads)
    answer = yes_or_no(text)
    begun, besides = (given, text) if given in set(Status) else status_of(text)
    if begun:
        invite.values["status"] = begun
        if besides:
            understanding.proposals.remark(RemarkKind.READ_AS, invite.source, f'status "{text}" as "{begun}"')
            invite.notes.append(f"Status: {text}")
            day = day_in(text) if begun == Status.SENT else ""
            # A day that shows by itself which number is the month needs no other days of the sheet.
            days = (habits.days.day(day), day_order([day]).day(day)) if day else ()
            if sent := next((day for day in days if _DAY.fullmatch(day)), ""):
                invite.values.setdefault("sent", sent)
    elif answer is not None:
        invite.values["status"] = str(Status.ACCEPTED if answer else Status.DECLINED)
    elif is_no_value(text):
        understanding.proposals.remark(RemarkKind.OPEN, invite.source, f"status: {text}")
    else:
        words = ", ".join(str(status) for status in Status)
        understanding.proposals.ask(Question(About.STATUS, text, tuple(map(str, Status)), "", heads))
        understanding.proposals.remark(
            RemarkKind.UNKNOWN, invite.source, f'status "{text}"; possible are {words}; kept in the note'
        )
        invite.notes.append(f"Status: {text}")
