"""The page of a form: what its template shows, put together for one record."""

from collections.abc import Mapping
from dataclasses import replace

from coalition_site.forms.consent_answers import consent_offer
from coalition_site.forms.controls import Sent
from coalition_site.forms.desk import Desk
from coalition_site.forms.filling.asked import ALONE, Asked
from coalition_site.forms.filling.links import actions, links, looks
from coalition_site.forms.filling.names import name_of
from coalition_site.forms.form_kinds import FORMS, by_audience
from coalition_site.forms.form_page import FormPage
from coalition_site.forms.records import RecordKind, documents
from coalition_site.forms.session import Tried
from coalition_site.forms.translations import in_languages, original_of
from coalition_site.forms.who_sees import SeenBy, who_sees
from coalition_site.model.audience import Audience
from coalition_site.model.wording import PLACEHOLDERS
from coalition_site.read.values import Value

LISTS = {
    RecordKind.PARTNER: "partners",
    RecordKind.INVITE: "invites",
    RecordKind.LETTER: "letters",
    RecordKind.PAGE: "pages",
    RecordKind.AREA: "areas",
    RecordKind.MEETING: "meetings",
}
"""The address of the list that records of a kind stand in."""


def form_page(desk: Desk, asked: Asked, sent: Sent, value: dict[str, Value]) -> FormPage:
    """A form that shows the texts `sent`, made from the `value` that the files hold."""
    words, session, kind = desk.catalogue, desk.session, asked.record.kind
    is_named = not (asked.is_new or kind in ALONE)
    has_name = is_named or asked.record.language or kind is RecordKind.AREA
    named = name_of(desk, asked.record) if has_name else ""
    title = words.gettext(asked.form.title)
    content, own = session.checked.content, session.offered().languages[0]
    fields = asked.form.fields()
    is_there = bool(documents(content, asked.record)) and not asked.is_new
    return FormPage(
        title=f"{title}: {named}" if named else title,
        told=words.gettext(asked.form.told) if asked.form.told else "",
        key=f"{session.project.name}/{asked.address}",
        address=asked.address,
        action=f"{desk.root}edit/{asked.address}",
        back=f"{desk.root}edit/{LISTS.get(kind, '')}",
        sent=sent,
        value=value,
        choices=desk.choices(),
        groups=by_audience(fields),
        problems=session.problems_of(asked.record) if is_there else (),
        placeholders=PLACEHOLDERS if kind is RecordKind.LETTER else {},
        looks=looks(desk, asked),
        actions=actions(desk, asked),
        links=links(desk, asked),
        languages=in_languages(content, session.coalition, asked.record, words.language) if named else (),
        original=original_of(content, asked.record, own, words),
        can_rename=kind is RecordKind.PARTNER and is_named and asked.form is FORMS["partner"],
        can_remove=named if is_named and "/" not in asked.address.replace("/", "", 1) else "",
        seen=seen_by(desk, asked, value),
        offer=consent_offer(fields, sent, session.today, words),
    )


def with_problems(page: FormPage, tried: Tried) -> FormPage:
    """A form that could not be saved, with what stands against it."""
    errors = [each for each in tried.problems if each.is_error]
    return replace(
        page,
        problems=tried.problems,
        summary=errors,
        elsewhere=tried.elsewhere,
        refused=tried.refused,
        conflicts=tried.conflicts,
    )


def seen_by(desk: Desk, asked: Asked, value: Mapping[str, Value]) -> dict[Audience, SeenBy]:
    """Who sees the fields of a form, of a record that is written as `value` says."""
    session = desk.session
    if asked.record.language:
        value = session.value(asked.record.original)
    content, fields = session.checked.content, asked.form.fields()
    return who_sees(content, asked.record.original, fields, value, session.today, desk.catalogue)
