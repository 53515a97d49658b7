"""Forms that are shown, checked and drawn while somebody types, saved, and records that are removed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from types import MappingProxyType

from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, NotFound

from coalition_site.derive.words.catalogue import N_
from coalition_site.derive.words.direction import direction_of
from coalition_site.edit.change import Change
from coalition_site.edit.judgment import WouldBeWrong
from coalition_site.forms.consent_answers import AGREED, half_answers, with_offer_taken
from coalition_site.forms.controls import Sent
from coalition_site.forms.desk import Desk
from coalition_site.forms.endpoints import Endpoint
from coalition_site.forms.filling.asked import ALONE, Asked, asked_form, asked_record, change_said, given_texts, name_of
from coalition_site.forms.filling.page import LISTS, form_page, seen_by, with_problems
from coalition_site.forms.filling.unsettled import places_of
from coalition_site.forms.form_kinds import FORMS
from coalition_site.forms.form_page import FormPage, base_from
from coalition_site.forms.planning import MINE, THEIRS, Filled, merged
from coalition_site.forms.records import TRANSLATED, RecordKind, documents
from coalition_site.forms.session import Tried
from coalition_site.forms.shown import shown
from coalition_site.forms.translations import still_right
from coalition_site.problems import Refused
from coalition_site.publish.output.folder import SITES
from coalition_site.serve.server import built_file, file_answer, site_of

_CHOICE = "choice:"
_TWO_VERSIONS = N_("Two versions of this were joined. Choose one of them first.")
_NOTHING_SAID = N_("Nothing is filled in yet, so there is nothing to save.")
# No script of a page runs in the frame, and what it shows is shown by nobody else.
_IN_FRAME = {
    "Content-Security-Policy": "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
}


def show_form(desk: Desk, request: Request, form: str, record: str = "") -> Response:
    """An empty form or one that is filled from the files."""
    asked = asked_form(desk.session, form, record)
    given = given_texts(desk.session, request, asked) if asked.is_new else {}
    page = _as_it_is(desk, asked, given)
    return _shown(desk, replace(page, saved=request.args.get("saved", "")), asked)


def save(desk: Desk, request: Request, form: str, record: str = "") -> Response:
    """Saves a form, or shows it again with what is wrong; without scripts a row is added here too."""
    asked = asked_form(desk.session, form, record, may_be_gone=True)
    filled = _filled(request, asked)
    if _unsettled(desk, asked):
        page = replace(_as_it_is(desk, asked), sent=filled.sent, refused=desk.catalogue.gettext(_TWO_VERSIONS))
        return _shown(desk, page, asked, 409)
    page = form_page(desk, asked, filled.sent, dict(filled.base))
    added = request.form.get("add", "")
    if added:
        rows = filled.sent.rows(added)
        blank = {f"{added}.{rows[-1] + 1 if rows else 0}.was": [""]}
        return _shown(desk, replace(page, sent=Sent({**filled.sent.texts, **blank})), asked)
    tried = _tried(desk, filled, change_said(desk, asked, filled))
    if tried.may_be_written and not (tried.change or asked.record.id) and asked.is_new:
        # There would be no record that the next page could show.
        return _shown(desk, replace(page, refused=desk.catalogue.gettext(_NOTHING_SAID)), asked, 422)
    if tried.may_be_written:
        return _after(desk, asked, tried, page.key)
    return _shown(desk, with_problems(page, tried), asked, 409 if tried.conflicts else 422)


def check(desk: Desk, request: Request, form: str, record: str = "") -> Response:
    """What is said while somebody types, as JSON: mistakes by the names of controls, and who will see it."""
    asked = asked_form(desk.session, form, record, may_be_gone=True)
    tried = _tried(desk, _filled(request, asked))
    problems: dict[str, list[str]] = {}
    for problem in tried.problems:
        if problem.name:
            problems.setdefault(problem.name, []).append(f"{problem.message} {problem.hint}".strip())
    told = {"problems": problems, "seen": _seen_once_saved(desk, asked, tried)}
    return Response(json.dumps(told), content_type="application/json")


def draw(desk: Desk, request: Request, form: str, record: str = "") -> Response:
    """Draws both sites as what is typed now would make them; says whether that could be done."""
    asked = asked_form(desk.session, form, record, may_be_gone=True)
    tried = desk.session.tried(_filled(request, asked))
    after = tried.after
    coalition = after.validated.coalition if after is not None else None
    if coalition is not None:
        desk.drawn = desk.preview.drawn(coalition)
    return Response(json.dumps({"drawn": coalition is not None}), content_type="application/json")


def drawn(desk: Desk, _request: Request, site: str, path: str) -> Response:
    """A page or file of a site as it was drawn, for the frame beside a form."""
    sites = desk.drawn or desk.preview.shown.sites
    if site not in SITES:
        raise NotFound
    of_site, inside = site_of(sites or {}, site, path)
    html = of_site.page(inside) if of_site is not None else None
    if html is not None:
        return Response(html, content_type="text/html; charset=utf-8", headers=_IN_FRAME)
    data = (of_site.file(inside) if of_site is not None else None) or built_file(desk.preview.output / site, path)
    return file_answer(path, data) if data is not None else _nothing_there(desk)


def _nothing_there(desk: Desk) -> Response:
    words = desk.catalogue
    said = escape(
        words.gettext("There is no such page as things are now: nobody has agreed to be named, or no letter is due.")
    )
    language = f'lang="{words.language}" dir="{direction_of(words.language)}"'
    html = (
        f'<!doctype html><html {language} style="color: #111; background: #fff"><meta charset="utf-8">'
        f"<title>{said}</title><p>{said}</p></html>"
    )
    return Response(html, 404, content_type="text/html; charset=utf-8", headers=_IN_FRAME)


def remove(desk: Desk, _request: Request, form: str, record: str) -> Response:
    """Removes a record; it can be taken back."""
    session, words = desk.session, desk.catalogue
    asked = _settled(desk, asked_record(session, form, record))
    name = name_of(desk, asked.record)
    change = words.gettext("%(name)s was removed", name=name)
    try:
        session.remove_record(asked.record, change)
    except WouldBeWrong as error:
        said = words.gettext("%(name)s is named elsewhere. Change that first.", name=name)
        return _shown(desk, replace(_as_it_is(desk, asked), elsewhere=(said, str(error))), asked, 409)
    return desk.leads_to(LISTS[asked.record.kind], words.gettext("%(change)s.", change=change))


def rename(desk: Desk, request: Request, form: str, record: str) -> Response:
    """Gives a partner another address; the old one leads on."""
    words, new = desk.catalogue, request.form.get("new", "").strip()
    asked = _settled(desk, asked_record(desk.session, form, record))
    change = words.gettext("%(name)s has another address", name=name_of(desk, asked.record))
    desk.session.rename(record, new, change)
    return desk.leads_to(f"partner/{new}", words.gettext("%(change)s. The old one leads here.", change=change))


def _tried(desk: Desk, filled: Filled, said: str = "") -> Tried:
    """A form held against the content, and saved if it is `said` what it changes and nothing stands against it."""
    session = desk.session
    halves = half_answers(filled, session.offered(), desk.catalogue)
    tried = session.save(filled, said) if said and not halves else session.tried(filled)
    return replace(tried, problems=(*tried.problems, *halves), blocked=True) if halves else tried


def _seen_once_saved(desk: Desk, asked: Asked, tried: Tried) -> dict[str, dict[str, str]]:
    """Who will see the fields of each audience, where that is not what the page says of the files."""
    value, words = asked.value(desk.session), desk.catalogue
    now, then = (seen_by(desk, asked, each) for each in (value, merged(value, tried.values)))
    told = {
        audience: seen.told if seen == now[audience] else words.gettext("Once this is saved: %(told)s", told=seen.told)
        for audience, seen in then.items()
    }
    return {str(each): {"mark": seen.mark, "word": seen.word, "told": told[each]} for each, seen in then.items()}


def take_as_right(desk: Desk, _request: Request, form: str, record: str) -> Response:
    """Takes a translation to be right as it is, though its original was changed after it."""
    session, words = desk.session, desk.catalogue
    asked = asked_form(session, form, record)
    if not asked.record.language or asked.is_new:
        raise NotFound
    change = words.gettext("%(name)s is right as it is", name=name_of(desk, asked.record))
    with session.alone():
        content = session.checked.content
        path = documents(content, asked.record)[0].path
        before = (session.project / path).read_bytes()
        session.write(Change({path: (before, still_right(content, path, before))}, change))
    return desk.leads_to(asked.address, words.gettext("%(change)s.", change=change))


def _after(desk: Desk, asked: Asked, tried: Tried, draft: str) -> Response:
    words = desk.catalogue
    told = words.gettext("Saved.") if tried.change else words.gettext("Nothing was changed.")
    address = asked.address
    if asked.is_new or (asked.record.kind in {RecordKind.INVITE, RecordKind.MEETING} and not asked.record.language):
        address = f"{asked.record.kind}/{tried.record.id}"
    return desk.leads_to(f"{address}?saved={draft}", told)


def _as_it_is(desk: Desk, asked: Asked, given: Mapping[str, list[str]] = MappingProxyType({})) -> FormPage:
    """A form filled from the files, and with what else is given."""
    value = asked.value(desk.session)
    texts = shown(asked.form.fields(), value, desk.session.offered())
    return form_page(desk, asked, Sent({**texts, **given}), value)


def _unsettled(desk: Desk, asked: Asked) -> list[str]:
    """The files of a record in which a merge left two versions."""
    content = desk.content
    return [document.path for document in documents(content, asked.record) if document.path in content.conflicts]


def _settled(desk: Desk, asked: Asked) -> Asked:
    """A record of which somebody chose between the versions that a merge left. Raises Refused."""
    if _unsettled(desk, asked):
        raise Refused(desk.catalogue.gettext(_TWO_VERSIONS))
    return asked


def _refused(desk: Desk, _request: Request, form: str, record: str, wrong: str, status: int) -> Response:
    """The form of a record as it is, with why something was not done to it."""
    asked = asked_record(desk.session, form, record)
    return _shown(desk, replace(_as_it_is(desk, asked), refused=wrong), asked, status)


def _shown(desk: Desk, page: FormPage, asked: Asked, status: int = 200) -> Response:
    paths = _unsettled(desk, asked)
    places, more = places_of(desk, paths) if paths else ((), 0)
    return desk.shown("form.html", asked.address, status, form=page, places=places, more_places=more)


def _filled(request: Request, asked: Asked) -> Filled:
    """What was sent. Raises BadRequest for what no form of ours sends."""
    try:
        base = base_from(request.form.get("base", ""))
    except (ValueError, RecursionError):
        raise BadRequest from None
    texts = {name: found for name, found in request.form.to_dict(flat=False).items() if not name.startswith(_CHOICE)}
    texts = with_offer_taken(asked.form.fields(), texts, request.form.get(AGREED, ""))
    choices = {name.removeprefix(_CHOICE): text for name, text in request.form.items() if text in {MINE, THEIRS}}
    return Filled(asked.record, asked.form.fields(), Sent(texts), base, choices, is_new=asked.is_new)


def _endpoints() -> Iterator[Endpoint]:
    for form, kind in FORMS.items():
        first, _, part = form.partition("/")
        is_alone, is_whole = kind.record in ALONE, not part
        address = f"/{form}" if is_alone else f"/{first}/<record>" + (f"/{part}" if part else "")
        known = {"form": form}
        yield Endpoint(address, show_form, known=known)
        yield Endpoint(address, save, "POST", known=known)
        yield Endpoint(f"/check{address}", check, "POST", known=known)
        yield Endpoint(f"/look{address}", draw, "POST", known=known)
        if is_whole and not is_alone:
            yield Endpoint(f"{address}/remove", remove, "POST", _refused, known)
        if is_whole and kind.record in TRANSLATED:
            yield Endpoint(f"{address}/still-right", take_as_right, "POST", known=known)
    yield Endpoint("/partner/<record>/rename", rename, "POST", _refused, {"form": "partner"})
    yield Endpoint("/draft/<site>/<path:path>", drawn)


FORM_ENDPOINTS = tuple(_endpoints())
