"""Where what a page of the workbook shows is edited, and where a place in words leads."""

import re
from urllib.parse import quote

from coalition_site.derive.letters.view import letter_slugs
from coalition_site.forms.fields import leaves
from coalition_site.forms.form_kinds import FORMS
from coalition_site.forms.records import Record, RecordKind
from coalition_site.model.coalition import Coalition
from coalition_site.publish.output.folder import WORKBOOK
from coalition_site.read.content import COALITION, CONTENT, INVITES, NEEDS, Content

_PAGES = {
    "index.html": "#",
    "quality.html": "#",
    "worksheet.html": "#",
    "coverage.html": "needs",
    "shortlist.html": "partners",
    "stakeholders.html": "partners",
    "partners/index.html": "partners",
    "invites.html": "invites",
    "letters/index.html": "letters",
}
_PLACE = re.compile(r'(?P<path>[^:]+): (?P<key>[a-z_.-]+|[a-z0-9_.-]+)(?: of "(?P<member>.*)")?')
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
    if folder == "pages" and any(each.id == name for each in coalition.pages):
        return f"page/{name}"
    slugs = letter_slugs(coalition)
    return f"invite/{slugs.index(name)}" if folder == "letters" and name in slugs else ""


def place_address(content: Content, place: str) -> str:
    """The address below edit/ of the field that a place in words names; empty where it names none that is there.

    A place is a file and a key, such as `content/partners/elm-fund.md: team.people`, or of an invite the member too.
    """
    found = _PLACE.fullmatch(place)
    if found is None:
        return ""
    path, key = found["path"], found["key"]
    address = _form_of(content, path, key, found["member"] or "")
    return f"{address}#field-{quote(_field_of(address, key))}" if address else ""


def _field_of(address: str, key: str) -> str:
    """The field of a form that a key leads to; of a block the first."""
    form = next((each for each in FORMS if each == address or each == address.partition("/")[0]), "")
    names = [".".join(keys) for keys, _ in leaves(FORMS[form].fields())] if form else []
    return next((name for name in names if name == key or name.startswith(f"{key}.")), key)


def _form_of(content: Content, path: str, key: str, member: str) -> str:
    document = content.document(path)
    if document is None:
        return ""
    first = key.partition(".")[0]
    if path.endswith(f"/{INVITES}"):
        entries = document.value if isinstance(document.value, list) else []
        named = [
            number for number, each in enumerate(entries) if isinstance(each, dict) and each.get("member") == member
        ]
        return f"invite/{named[0]}" if named else "invites"
    if path == f"{CONTENT}/{COALITION}":
        section = "senders" if first == "senders" else "meeting" if first in _MEETING else "who"
        return f"settings/{section}"
    if path == f"{CONTENT}/{NEEDS}":
        return "needs"
    kinds = {id(each): (RecordKind.PARTNER, name) for name, each in content.partners.items()}
    kinds |= {id(each): (RecordKind.PARTNER, name) for name, each in content.team_partners.items()}
    kinds |= {id(each): (RecordKind.PAGE, name) for name, each in content.pages.items()}
    kind, name = kinds.get(id(document), ("", ""))
    return f"{kind}/{Record(RecordKind(kind), name).id}" if kind else ""
