"""Where the page of a form leads: to what can be looked at beside it, done without it, or begun from it."""

from coalition_site.forms.desk import Desk
from coalition_site.forms.filling.asked import Asked
from coalition_site.forms.form_kinds import FORMS
from coalition_site.forms.records import Record, RecordKind, documents


def looks(desk: Desk, asked: Asked) -> tuple[tuple[str, str], ...]:
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
    return coalition is not None and any(each.id == record.id and each.is_public for each in coalition.meetings)


def _looks_of_translation(desk: Desk, record: Record) -> tuple[tuple[str, str], ...]:
    """Its public page in its language, where the site has one."""
    coalition = desk.session.coalition
    if record.kind is RecordKind.LETTER or coalition is None or record.language not in coalition.settings.of_site():
        return ()
    place = "site" if record.language == coalition.settings.of_site()[0] else f"site/{record.language}"
    return ((desk.catalogue.gettext("Public page"), f"{place}/{record.file_kind.place}/{record.original.id}.html"),)


def actions(desk: Desk, asked: Asked) -> tuple[tuple[str, str], ...]:
    """What can be done without filling in the form: address and title."""
    record, words = asked.record, desk.catalogue
    if asked.is_new or record.language or desk.session.coalition is None:
        return ()
    if record.kind is RecordKind.INVITE:
        return ((f"invite/{record.id}/happened", words.gettext("It was sent, answered, or we called")),)
    if asked.form is FORMS["partner"]:
        return ((f"partner/{record.id}/review", words.gettext("Its yearly review")),)
    return ()


def links(desk: Desk, asked: Asked) -> tuple[tuple[str, str], ...]:
    """What can be begun from the record, and its earlier versions: address and title."""
    words, kind, name = desk.catalogue, asked.record.kind, asked.record.id
    if not name and documents(desk.session.checked.content, asked.record):
        return ((f"versions/{kind}", words.gettext("Earlier versions")),)
    if asked.is_new or not name:
        return ()
    earlier = ((f"versions/{kind}/{name}", words.gettext("Earlier versions")),)
    if kind is not RecordKind.PARTNER or asked.record.language:
        return earlier if kind is not RecordKind.INVITE else ()
    invite = (f"invite/new?partner={name}", words.gettext("Invite somebody of this partner"))
    return (invite, (f"partner/new?copy={name}", words.gettext("Copy to a new partner")), *earlier)
