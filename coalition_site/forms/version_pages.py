"""Versions as pages: keep this one, what changed when, go back to one of a record, choose of two that a merge left."""

import re

from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, NotFound

from coalition_site.edit.change import Change, contents
from coalition_site.edit.judgment import WouldBeWrong
from coalition_site.edit.settle_merge import Kept
from coalition_site.forms.desk import Desk
from coalition_site.forms.endpoints import Endpoint, Unfit
from coalition_site.forms.filling.unsettled import base_of, named, settled_file
from coalition_site.forms.records import WITH_VERSIONS, Record, RecordKind, documents
from coalition_site.jobs.versions import file_at, keep, kept_of, send, versions
from coalition_site.model.fields import is_email
from coalition_site.problems import Refused

_NAME = re.compile(r"[0-9a-f]{40,64}")
_BACK = re.compile(r"[a-z]+(?:/[A-Za-z0-9.-]+){0,2}")
_LONGEST = 500


def show_versions(desk: Desk, _request: Request, wrong: str = "", status: int = 200) -> Response:
    """What is not kept yet, with a sentence that can be edited, and what was kept when."""
    known = versions(desk.session.project)
    proposed = "; ".join(dict.fromkeys(each.said for each in desk.session.made))
    return desk.shown("versions.html", "versions", status, known=known, proposed=proposed[:_LONGEST], wrong=wrong)


def keep_version(desk: Desk, request: Request) -> Response:
    """Keeps the content as it is now."""
    words, project = desk.catalogue, desk.session.project
    said = " ".join(request.form.get("said", "").split())[:_LONGEST]
    name, address = (" ".join(request.form.get(key, "").split()) for key in ("name", "email"))
    known = versions(project)
    if not said:
        raise Unfit(words.gettext("Say in a few words what changed."))
    if not known.has_person and not (name and is_email(address)):
        raise Unfit(words.gettext("Git needs a name and an e-mail address to keep it in."))
    keep(project, said, None if known.has_person else (name, address))
    desk.session.made.clear()
    desk.session.read_again()
    return desk.leads_to("versions", words.gettext("This version is kept: %(said)s", said=said))


def send_versions(desk: Desk, _request: Request) -> Response:
    """Sends what was kept, where there is somewhere to send it."""
    words, project = desk.catalogue, desk.session.project
    known = versions(project)
    if not known.remote:
        raise NotFound
    try:
        send(project, known.remote)
    except Refused as error:
        told = words.gettext("It could not be sent. Everything here stays as it is. Git says: %(said)s", said=error)
        raise Refused(told) from error
    return desk.leads_to("versions", words.gettext("Sent to %(remote)s.", remote=known.remote))


def record_versions(desk: Desk, _request: Request, kind: str, record: str = "") -> Response:
    """The versions of one record."""
    asked, paths = _paths(desk, kind, record)
    kept = kept_of(desk.session.project, [f"./{path}" for path in paths])
    address = f"{asked.kind}/{asked.id}".rstrip("/")
    return desk.shown("record_versions.html", f"versions/{address}", kept=kept, address=address)


def go_back(desk: Desk, request: Request, kind: str, record: str = "") -> Response:
    """Puts one record back as a version has it; that can be taken back like any change."""
    words, session = desk.catalogue, desk.session
    asked, paths = _paths(desk, kind, record)
    version = request.form.get("version", "")
    found = {path: file_at(session.project, version, path) for path in paths} if _NAME.fullmatch(version) else {}
    earlier = {path: data for path, data in found.items() if data is not None}
    if not earlier:
        raise NotFound
    files = {path: (contents(session.project, path), data) for path, data in earlier.items()}
    change = words.gettext("%(name)s was put back", name=asked.id or asked.kind)
    told = words.gettext("%(change)s.", change=change)
    try:
        session.write(Change(files, change))
    except WouldBeWrong as error:
        told = words.gettext("That version does not fit what is there now: %(why)s", why=error)
    return desk.leads_to(f"versions/{asked.kind}/{asked.id}".rstrip("/"), told)


def settle(desk: Desk, request: Request) -> Response:
    """Keeps one of two versions that a merge left, unless the file is another one by now; leads back to where it was.

    It is written like any change, and can be taken back like one.
    """
    session, words = desk.session, desk.catalogue
    path, kept, number, back = (request.form.get(name, "") for name in ("path", "keep", "number", "back"))
    if kept not in set(Kept) or not number.isascii() or not number.isdigit():
        raise BadRequest
    with session.alone():
        if path not in desk.content.conflicts:
            raise NotFound
        change = words.gettext("%(name)s: one version was chosen", name=named(desk, path)[0])
        try:
            before, after = settled_file(session.project, path, int(number), Kept(kept))
        except Refused:
            raise NotFound from None
        if base_of(before) == request.form.get("base", ""):
            session.write_planned(Change({path: (before, after)}, change))
            told = words.gettext("%(change)s.", change=change)
        else:
            told = words.gettext("Somebody changed this while you were looking. Look again, and choose.")
    return desk.leads_to(back if _BACK.fullmatch(back) else "", told)


def _paths(desk: Desk, kind: str, record: str) -> tuple[Record, list[str]]:
    """The record that an address names, and its files. Raises NotFound."""
    if kind not in set(RecordKind) or RecordKind(kind) not in WITH_VERSIONS:
        raise NotFound
    asked = Record(RecordKind(kind), record)
    paths = [document.path for document in documents(desk.content, asked)]
    if not paths:
        raise NotFound
    return asked, [path for path in paths if not path.startswith("..")]


VERSION_ENDPOINTS = (
    Endpoint("/versions", show_versions),
    Endpoint("/versions", keep_version, "POST", show_versions),
    Endpoint("/versions/send", send_versions, "POST", show_versions),
    Endpoint("/versions/<kind>", record_versions),
    Endpoint("/versions/<kind>/<record>", record_versions),
    Endpoint("/versions/<kind>", go_back, "POST"),
    Endpoint("/versions/<kind>/<record>", go_back, "POST"),
    Endpoint("/two-versions", settle, "POST"),
)
