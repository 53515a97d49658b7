"""The page of a form: what its template shows, put together for one record, and where it leads."""

from collections.abc import Mapping
from dataclasses import replace

from coalition_site.forms.consent_answers import consent_offer
from coalition_site.forms.controls import Sent
from coalition_site.forms.desk import Desk
from coalition_site.forms.filling.asked import ALONE, Asked, name_of
from coalition_site.forms.form_kinds import FORMS, by_audience
from coalition_site.forms.form_page import FormPage
from coalition_site.forms.records import Record, RecordKind, documents
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
        looks=_looks(desk, asked),
        actions=_actions(desk, asked),
        links=_links(desk, asked),
        languages=in_languages(content, session.coalition, asked.record, words.language) if named else (),
        original=original_of(content, asked.record, own, words),
        can_rename=kind is RecordKind.PARTNER and is_named and asked.form is FORMS["partner"],
        can_remove=named if is_named and "/" not in asked.address.replace("/", "", 1) else "",
        seen=seen_by(desk, asked, value),
        offer=consent_offer(fields, sent, session.today, words),
    )


def with_problems(page: FormPage, tried: Tried) -> FormPage:
    """A form that could not be saved, with what stands against it."""
    errors = [problem for problem in tried.problems if problem.is_error]
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


def _looks(desk: Desk, asked: Asked) -> tuple[tuple[str, str], ...]:
    """What of the sites and letters shows the record: title and address."""
    words, record = desk.catalogue, asked.record
    if record.language:
        return _looks_of_translation(desk, record)
    if asked.is_new:
        return ()
    if record.kind is RecordKind.PARTNER:
        page = f"partners/{record.id}.html"
        named = [
            (words.gettext("Public profile"), f"site/{page}"),
            (words.gettext("Team's page"), f"workbook/{page}"),
        ]
        letter = desk.letter_of(record.id)
        return tuple([*named, (words.gettext("Letter"), f"workbook/letters/{letter}.html")] if letter else named)
    if record.kind is RecordKind.MEETING:
        page = f"meetings/{record.id}.html"
        public = [(words.gettext("Public page"), f"site/{page}")] if _is_public_meeting(desk, record) else []
        return (*public, (words.gettext("Team's page"), f"workbook/{page}"))
    if record.kind is RecordKind.INVITE:
        slug = desk.slug_of(int(record.id))
        return ((words.gettext("Letter"), f"workbook/letters/{slug}.html"),) if slug else ()
    return ()


def _is_public_meeting(desk: Desk, record: Record) -> bool:
    coalition = desk.session.coalition
    return coalition is not None and any(
        meeting.id == record.id and meeting.is_public for meeting in coalition.meetings
    )


def _looks_of_translation(desk: Desk, record: Record) -> tuple[tuple[str, str], ...]:
    """Its public page in its language, where the site has one."""
    coalition = desk.session.coalition
    if record.kind is RecordKind.LETTER or coalition is None or record.language not in coalition.settings.of_site():
        return ()
    place = "site" if record.language == coalition.settings.of_site()[0] else f"site/{record.language}"
    return ((desk.catalogue.gettext("Public page"), f"{place}/{record.file_kind.place}/{record.original.id}.html"),)


def _actions(desk: Desk, asked: Asked) -> tuple[tuple[str, str], ...]:
    """What can be done without filling in the form: address and title."""
    record, words = asked.record, desk.catalogue
    if asked.is_new or record.language or desk.session.coalition is None:
        return ()
    if record.kind is RecordKind.INVITE:
        return ((f"invite/{record.id}/happened", words.gettext("It was sent, answered, or we called")),)
    if asked.form is FORMS["partner"]:
        return ((f"partner/{record.id}/review", words.gettext("Its yearly review")),)
    return ()


def _links(desk: Desk, asked: Asked) -> tuple[tuple[str, str], ...]:
    """What can be begun from the record, and its earlier versions: address and title."""
    words, kind, name = desk.catalogue, asked.record.kind, asked.record.id
    if not name and documents(desk.content, asked.record):
        return ((f"versions/{kind}", words.gettext("Earlier versions")),)
    if asked.is_new or not name:
        return ()
    earlier = ((f"versions/{kind}/{name}", words.gettext("Earlier versions")),)
    if kind is not RecordKind.PARTNER or asked.record.language:
        return earlier if kind is not RecordKind.INVITE else ()
    invite = (f"invite/new?partner={name}", words.gettext("Invite somebody of this partner"))
    return (invite, (f"partner/new?copy={name}", words.gettext("Copy to a new partner")), *earlier)
