"""Links to edit: to the form of what a page of the workbook shows, and of a place in words."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from coalition_site.derive.letters.view import letter_slugs
from coalition_site.forms.form_kinds import FORMS, TRANSLATIONS
from coalition_site.forms.records import Record, RecordKind, record_of, value_of
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import INVITES
from coalition_site.publish.output.folder import WORKBOOK
from coalition_site.read.content import Content
from coalition_site.read.values import Value
from coalition_site.records.fields import Control, RecordField

_PAGES = {
    "index.html": "#",
    "quality.html": "#",
    "follow-ups.html": "to-do",
    "worksheet.html": "#",
    "coverage.html": "needs",
    "shortlist.html": "partners",
    "stakeholders.html": "partners",
    "partners/index.html": "partners",
    "invites.html": "invites",
    "letters/index.html": "letters",
    "agreements.html": "partners",
    "changes.html": "versions",
}
_WORD = re.compile(r"[a-z_0-9.]+")
_MEETING = {"meeting", "respond_by"}


def edit_address(coalition: Coalition | None, site: str, path: str) -> str:
    """The address below edit/ of the form for a page of the workbook; empty for other sites and pages."""
    if coalition is None or site != WORKBOOK:
        return ""
    folder, _, name = path.removesuffix(".html").rpartition("/")
    if path in _PAGES:
        return _PAGES[path]
    if folder == "partners" and name in coalition.partners:
        return f"partner/{name}"
    if folder == "pages" and any(page.id == name for page in coalition.pages):
        return f"page/{name}"
    agreement = name.removeprefix("agreement-")
    if folder == "agreements" and agreement in coalition.partners:
        return f"partner/{agreement}#field-agreement.signed"
    slugs = letter_slugs(coalition)
    return f"invite/{slugs.index(name)}" if folder == "letters" and name in slugs else ""


def place_address(content: Content, place: str) -> str:
    """The address below edit/ of the field that a place in words names; empty where it names none that is there.

    A place is a file and a key, such as `content/partners/elm-fund.md: team.people`, of an invite with the member's
    name in the words of any language; or a file alone, which may still have to be written.
    """
    path, _, rest = place.partition(": ")
    record = _record_of(content, path, rest)
    if record is None:
        return (
            _PAGES["invites.html"]
            if path == INVITES.path(folder=content.team_folder) and content.file(INVITES) is not None
            else ""
        )
    form, key = _form_of(record, _key_in(record, rest))
    kind = TRANSLATIONS[record.kind] if record.language else FORMS[form]
    address = form if record.is_alone else f"{record.kind}/{record.id}"
    name = _control_of(kind.fields(), key.split("."), value_of(content, record) or {}) if key else ""
    return f"{address}#field-{quote(name)}" if name else address


def _record_of(content: Content, path: str, rest: str) -> Record | None:
    """The record that a file holds; of the invites the one whose member is named, the longest name first."""
    if path == INVITES.path(folder=content.team_folder):
        document = content.file(INVITES)
        entries = document.value if document is not None and isinstance(document.value, list) else []
        members = [str(entry.get("member", "")) if isinstance(entry, dict) else "" for entry in entries]
        named = [number for number, member in enumerate(members) if member and member in rest]
        best = max(named, key=lambda number: (len(members[number]), -number), default=None)
        return Record(RecordKind.INVITE, str(best)) if best is not None else None
    record = record_of(path)
    if record is None:
        return None
    is_there = value_of(content, record.original) is not None or record.original.kind is RecordKind.AREA
    return record if is_there else None


def _form_of(record: Record, key: str) -> tuple[str, str]:
    """The form that asks for a key of a record, and the key."""
    if record.kind is not RecordKind.SETTINGS:
        return record.kind, key
    first = key.partition(".")[0]
    return f"settings/{'senders' if first == 'senders' else 'meeting' if first in _MEETING else 'who'}", key


def _key_in(record: Record, rest: str) -> str:
    """The key in the words of a place: of several the first, of an invite's the one that its model has."""
    if record.kind is not RecordKind.INVITE:
        return rest.partition(",")[0].strip()
    keys = {field.key for field in record.fields()}
    return next((word for word in _WORD.findall(rest) if word.partition(".")[0] in keys), "")


def _control_of(fields: Sequence[RecordField], keys: Sequence[str], value: Value) -> str:
    """The name of the control that a key leads to, of a block the first; rows are counted from 1 in places.

    Empty where there is no such field; a row that is not there leads to its list.
    """
    each = next((field for field in fields if field.key == keys[0]), None)
    if each is None:
        return ""
    inside, rest = value.get(each.key, "") if isinstance(value, dict) else "", keys[1:]
    if each.control is Control.BLOCK:
        inner = _control_of(each.inner, rest or [each.inner[0].key], inside)
        return f"{each.key}.{inner}" if inner else ""
    rows = list(inside) if isinstance(inside, dict) else [str(number) for number in range(1, len(inside) + 1)]
    row, within = rest[:1], rest[1:]
    if each.control not in {Control.ROWS, Control.MAP} or not within or row[0] not in rows:
        return each.key
    number = rows.index(row[0])
    entry = inside[row[0]] if isinstance(inside, dict) else inside[number]
    inner = _control_of(each.inner, within, entry)
    return f"{each.key}.{number}.{inner}" if inner else each.key
