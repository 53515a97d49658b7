"""Names of records, and of what was done to them, as people read them."""

from coalition_site.forms.desk import Desk
from coalition_site.forms.filling.asked import ALONE, Asked
from coalition_site.forms.planning import Filled
from coalition_site.forms.records import Record, RecordKind, value_of
from coalition_site.forms.rendering import said_name, said_title


def name_of(desk: Desk, record: Record) -> str:
    """What a record is called, with its language where that is a further one."""
    if record.language:
        original, language = name_of(desk, record.original), desk.choices().language_name(record.language)
        return desk.catalogue.gettext("%(name)s in %(language)s", name=original, language=language)
    if record.kind is RecordKind.AREA:
        offered = desk.session.offered()
        return next((offered.label(each) for each in offered.vocabulary.areas if each.id == record.id), record.id)
    value = value_of(desk.session.checked.content, record) or {}
    name = said_name(value) or value.get("member") or said_title(value) or value.get("subject") or record.id
    return str(name)


def change_said(desk: Desk, asked: Asked, filled: Filled) -> str:
    """A change as it is named where it can be undone, and proposed for a version."""
    words = desk.catalogue
    if asked.record.kind in ALONE:
        return words.gettext("%(what)s was changed", what=words.gettext(asked.form.title))
    if not asked.is_new:
        return words.gettext("%(name)s was changed", name=name_of(desk, asked.record))
    if asked.record.language or asked.record.kind is RecordKind.AREA:
        return words.gettext("%(name)s was added", name=name_of(desk, asked.record))
    own = desk.session.offered().languages[0]
    names = (filled.sent.one(key) for key in (f"name.{own}", "member", f"title.{own}", "title", "subject"))
    name = next(filter(None, names), asked.record.id)
    return words.gettext("%(name)s was added", name=name or asked.form.title)
