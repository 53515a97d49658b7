"""Tables for export: rows of texts, and everything as JSON."""

import json
from dataclasses import dataclass

from coalition_site.derive.public.view import PublicNeed, PublicView
from coalition_site.derive.team.partner import InviteRow
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import language_name
from coalition_site.derive.words.facts import title_of
from coalition_site.derive.words.invite_heads import invite_heads
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import HistoryStep
from coalition_site.records.surfaces import PUBLIC_COLUMNS


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of plain texts: a title, column heads, and rows as long as the heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def invites_table(view: TeamView) -> TextTable:
    """All invites: Table 4's three columns under their exact heads, then everything else that is known."""
    table, words = view.worksheet.parts[-1].tables[0], view.words
    rows = tuple(_invite_cells(row, words) for row in view.invites)
    return TextTable(words.gettext("Invites"), (*table.heads, *invite_heads(words)), rows)


def _invite_cells(row: InviteRow, words: Catalogue) -> tuple[str, ...]:
    days = (str(day) if day is not None else "" for day in (row.sent, row.follow_up, row.answered))
    return (
        row.member,
        row.organization,
        row.sender,
        row.status,
        row.letter,
        ", ".join(language_name(language, words.language) for language in row.languages),
        row.email,
        row.phone,
        ", ".join(row.address),
        row.ask,
        *days,
        words.pgettext("answer", "yes") if row.overdue else "",
        row.note,
        row.via,
        str(row.due) if row.proposed else "",
        _step_said(row.history[-1]) if row.history else "",
    )


def _step_said(step: HistoryStep) -> str:
    return ", ".join(part for part in (str(step.day), str(step.what), step.by, step.note) if part)


def agreements_table(view: TeamView) -> TextTable:
    """Who has agreed to what, until when, and who speaks for it."""
    gettext = view.words.gettext
    heads = (
        gettext("Partner"),
        gettext("Agreement"),
        gettext("Signed"),
        gettext("Until"),
        gettext("Role"),
        gettext("Brings"),
        gettext("Represented by"),
        gettext("Stands in"),
        gettext("Said yes"),
        gettext("Sender"),
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
    return TextTable(gettext("Agreements"), heads, rows)


def coverage_table(view: TeamView) -> TextTable:
    """The matrix of needs and partners: a row for each need, a column for each partner that meets any, in words."""
    columns, words, terms = view.matrix.partners(), view.words, team_terms(view.words)
    rows = tuple(
        (
            group.heading,
            row.label,
            terms["reach"][row.reach],
            *(str(len(partners)) for partners in (row.joined, row.existing, row.potential)),
            words.pgettext("answer", "yes") if row.is_open else "",
            *(terms["standing"].get(row.standings.get(partner.id, ""), "") for partner in columns),
            row.note,
        )
        for each in view.coverage
        for group in each.groups
        for row in group.rows
    )
    heads = (
        words.gettext("Kind"),
        words.gettext("Need"),
        words.gettext("Met by"),
        words.pgettext("number of partners", "Joined"),
        words.pgettext("number of partners", "Existing"),
        words.pgettext("number of partners", "Potential"),
        words.gettext("Open gap"),
    )
    names = (partner.name for partner in columns)
    return TextTable(words.gettext("Coverage"), (*heads, *names, words.gettext("Note")), rows)


def public_partners_table(view: PublicView, words: Catalogue) -> TextTable:
    """The partners that are named, with what everybody may know of them."""
    heads = (
        words.gettext("Id"),
        words.pgettext("of an organization", "Name"),
        words.gettext("Type"),
        *(title_of(column, words) for column in PUBLIC_COLUMNS),
    )
    rows = tuple(
        (partner.id, str(partner.name), str(partner.type), *(partner.said(column.path) for column in PUBLIC_COLUMNS))
        for partner in view.partners
    )
    return TextTable(words.gettext("Partners"), heads, rows)


def public_needs_table(view: PublicView, words: Catalogue) -> TextTable:
    """The coalition's needs with the partners that are named."""
    heads = (
        words.gettext("Kind"),
        words.gettext("Need"),
        words.gettext("Pillar"),
        words.gettext("Partners that are named"),
        words.gettext("Names"),
    )
    lists = (
        *((words.gettext("Group"), "", view.groups),),
        *((words.gettext("Area"), pillar.label, pillar.areas) for pillar in view.pillars),
        *((words.gettext("Asset"), "", view.assets),),
    )
    rows = tuple(_need(kind, pillar, need) for kind, pillar, needs in lists for need in needs if need.needed)
    return TextTable(words.gettext("Needs"), heads, rows)


def _need(kind: str, pillar: str, need: PublicNeed) -> tuple[str, ...]:
    names = "; ".join(str(partner.name) for partner in need.partners)
    return kind, str(need.label), pillar, str(len(need.partners)), names


def coalition_json(coalition: Coalition) -> str:
    """Everything the content says, as JSON with the content format's own keys. It is the team's."""
    data = {
        "coalition": coalition.settings.model_dump(mode="json", exclude_defaults=True),
        "needs": coalition.needs.model_dump(mode="json", exclude_defaults=True),
        "partners": [p.model_dump(mode="json", exclude_defaults=True) for p in coalition.partners.values()],
        "invites": [invite.model_dump(mode="json", exclude_defaults=True) for invite in coalition.invites],
        "areas": [area.model_dump(mode="json", exclude_defaults=True) for area in coalition.areas.values()],
        "meetings": [meeting.model_dump(mode="json", exclude_defaults=True) for meeting in coalition.meetings],
        "pages": [page.model_dump(mode="json", exclude_defaults=True) for page in coalition.pages],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
