"""Tables for export: rows of texts, and everything as JSON."""

import json
from dataclasses import dataclass

from coalition_site.derive.team.partner import InviteRow
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import language_name
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import HistoryStep


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of plain texts: a title, column heads, and rows as long as the heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


_MORE_HEADS = (
    "Status",
    "Letter",
    "Language",
    "E-mail",
    "Phone",
    "Address",
    "Role asked for",
    "Sent",
    "Follow up",
    "Answered",
    "Overdue",
    "Note",
    "Via",
    "Proposed follow-up",
    "Last step",
)


def invites_table(view: TeamView) -> TextTable:
    """All invites: Table 4's three columns under their exact heads, then everything else that is known."""
    table = view.worksheet.parts[-1].tables[0]
    return TextTable(
        "Invites",
        (*table.heads, *_MORE_HEADS),
        tuple(_invite_cells(row, view.coalition.language) for row in view.invites),
    )


def _invite_cells(row: InviteRow, language: str) -> tuple[str, ...]:
    days = (str(day) if day is not None else "" for day in (row.sent, row.follow_up, row.answered))
    return (
        row.member,
        row.organization,
        row.sender,
        row.status,
        row.letter,
        language_name(row.language, language),
        row.email,
        row.phone,
        ", ".join(row.address),
        row.ask,
        *days,
        "yes" if row.overdue else "",
        row.note,
        row.via,
        str(row.due) if row.proposed else "",
        _step_said(row.history[-1]) if row.history else "",
    )


def _step_said(step: HistoryStep) -> str:
    return ", ".join(part for part in (str(step.day), str(step.what), step.by, step.note) if part)


def agreements_table(view: TeamView, words: Catalogue) -> TextTable:
    """Who has agreed to what, until when, and who speaks for it."""
    said = words.gettext
    heads = (
        said("Partner"),
        said("Agreement"),
        said("Signed"),
        said("Until"),
        said("Role"),
        said("Brings"),
        said("Represented by"),
        said("Stands in"),
        said("Said yes"),
        said("Sender"),
    )
    rows = tuple(
        (
            row.name,
            row.said,
            str(row.signed or ""),
            str(row.until or ""),
            row.role,
            "; ".join(row.gives),
            row.represented_by,
            row.alternate,
            row.member,
            row.sender,
        )
        for row in view.agreements
    )
    return TextTable(said("Agreements"), heads, rows)


def coverage_table(view: TeamView) -> TextTable:
    """The matrix of needs and partners: a row for each need, a column for each partner that meets any, in words."""
    columns = view.matrix.partners()
    rows = tuple(
        (
            group.heading,
            row.label,
            row.reach,
            *(str(len(partners)) for partners in (row.joined, row.existing, row.potential)),
            "yes" if row.is_open else "",
            *(row.standings.get(partner.id, "") for partner in columns),
            row.note,
        )
        for each in view.coverage
        for group in each.groups
        for row in group.rows
    )
    heads = ("Kind", "Need", "Met by", "Joined", "Existing", "Potential", "Open gap")
    return TextTable("Coverage", (*heads, *(partner.name for partner in columns), "Note"), rows)


def coalition_json(coalition: Coalition) -> str:
    """Everything the content says, as JSON with the content format's own keys. It is the team's."""
    data = {
        "coalition": coalition.settings.model_dump(mode="json", exclude_defaults=True),
        "needs": coalition.needs.model_dump(mode="json", exclude_defaults=True),
        "partners": [p.model_dump(mode="json", exclude_defaults=True) for p in coalition.partners.values()],
        "invites": [invite.model_dump(mode="json", exclude_defaults=True) for invite in coalition.invites],
        "pages": [page.model_dump(mode="json", exclude_defaults=True) for page in coalition.pages],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
