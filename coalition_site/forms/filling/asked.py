"""The form that an address of the editor asks for, what it says of a new record, and how people name both."""

import re
from dataclasses import dataclass

from werkzeug import Request
from werkzeug.exceptions import NotFound

from coalition_site.forms.desk import Desk
from coalition_site.forms.form_kinds import FORMS, TRANSLATIONS, FormKind
from coalition_site.forms.planning import Filled
from coalition_site.forms.records import Record, RecordKind, value_of
from coalition_site.forms.rendering import said_name, said_title
from coalition_site.forms.session import Session
from coalition_site.forms.shown import shown
from coalition_site.forms.translations import may_be_written
from coalition_site.model.content_files import is_name
from coalition_site.read.values import Value

ALONE = {RecordKind.NEEDS, RecordKind.SETTINGS, RecordKind.VOCABULARY}
"""Kinds of which there is one record only, without an id in its address."""
_NUMBER = re.compile(r"[0-9]{1,6}")
_NEW = "new"
_NEW_FORMS = {"partner": "partner/table"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The form that an address names: which one, of which record, and whether that is a new one."""

    address: str
    form: FormKind
    record: Record
    is_new: bool = False

    def value(self, session: Session) -> dict[str, Value]:
        """What is written of the record now; nothing of a new one."""
        return {} if self.is_new else session.value(self.record)


def asked_form(session: Session, form: str, record: str, *, may_be_gone: bool = False) -> Asked:
    """What an address names. Raises NotFound where there is no such record."""
    kind = FORMS[form].record
    if kind in ALONE:
        return Asked(form, FORMS[form], Record(kind))
    first, _, part = form.partition("/")
    address = f"{first}/{record}" + (f"/{part}" if part else "")
    if record == _NEW and kind is not RecordKind.AREA:
        return Asked(address, FORMS[_NEW_FORMS.get(form, form)], Record(kind), is_new=True)
    if Record(kind, record).language:
        return _translation(session, form, address, Record(kind, record))
    fits = _NUMBER.fullmatch(record) is not None if kind is RecordKind.INVITE else is_name(record)
    is_there = value_of(session.checked.content, Record(kind, record)) is not None if fits else False
    if kind is RecordKind.AREA and not is_there:
        # An area has a file only where somebody says more of it.
        fits = any(area.id == record for area in session.offered().vocabulary.areas)
        return _known(Asked(address, FORMS[form], Record(kind, record), is_new=True), fits=fits)
    return _known(Asked(address, FORMS[form], Record(kind, record)), fits=fits and (is_there or may_be_gone))


def asked_record(session: Session, form: str, record: str) -> Asked:
    """What an address names that is written already. Raises NotFound for a new record, and where there is none."""
    asked = asked_form(session, form, record)
    return _known(asked, fits=not asked.is_new)


def _translation(session: Session, form: str, address: str, record: Record) -> Asked:
    """A text in a further language, which may be there or not; it has no other forms. Raises NotFound."""
    content, is_named = session.checked.content, is_name(record.original.id)
    is_there = is_named and value_of(content, record) is not None
    fits = is_there or (is_named and may_be_written(content, session.coalition, record))
    asked = Asked(address, TRANSLATIONS[record.kind], record, is_new=not is_there)
    return _known(asked, fits=fits and "/" not in form)


def _known(asked: Asked, *, fits: bool) -> Asked:
    if not fits:
        raise NotFound
    return asked


def given_texts(session: Session, request: Request, asked: Asked) -> dict[str, list[str]]:
    """What the address of a new record says of it: which partner it is like, and single values."""
    found: dict[str, list[str]] = {}
    like = request.args.get("copy", "")
    if asked.record.kind is RecordKind.PARTNER and is_name(like):
        value = value_of(session.checked.content, Record(RecordKind.PARTNER, like)) or {}
        copied = {key: each for key, each in value.items() if key != "name"}
        found = shown(asked.form.fields(), copied, session.offered())
    wanted = {"partner": ("relationship",), "invite": ("partner",)}.get(asked.record.kind, ())
    found |= {key: [request.args[key]] for key in wanted if request.args.get(key)}
    return found | ({"status": ["idea"]} if asked.record.kind is RecordKind.INVITE else {})


def name_of(desk: Desk, record: Record) -> str:
    """What a record is called, with its language where that is a further one."""
    if record.language:
        original, language = name_of(desk, record.original), desk.choices().language_name(record.language)
        return desk.catalogue.gettext("%(name)s in %(language)s", name=original, language=language)
    if record.kind is RecordKind.AREA:
        offered = desk.session.offered()
        return next((offered.label(area) for area in offered.vocabulary.areas if area.id == record.id), record.id)
    value = value_of(desk.content, record) or {}
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
