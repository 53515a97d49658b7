"""Forms that are shown, checked while somebody types, saved, and records that are removed."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.routing import Rule

from coalition_site.edit.edits import EditRefused
from coalition_site.forms.controls import Sent
from coalition_site.forms.desk import Desk
from coalition_site.forms.form_kinds import FORMS, TRANSLATIONS, FormKind, by_audience
from coalition_site.forms.form_page import FormPage, base_from
from coalition_site.forms.planning import MINE, THEIRS, Filled
from coalition_site.forms.records import FOLDERS, Record, RecordKind, documents, value_of
from coalition_site.forms.rendering import said_name, said_title
from coalition_site.forms.session import StillNeeded, Tried
from coalition_site.forms.shown import shown
from coalition_site.forms.translations import in_languages, may_be_written, original_of
from coalition_site.jobs.rename_partner import NotRenamed
from coalition_site.model.fields import REFUSED
from coalition_site.model.wording import PLACEHOLDERS
from coalition_site.read.content import is_name
from coalition_site.read.values import Value
from coalition_site.serve.server import redirected

_CHOICE = "choice:"
_NUMBER = re.compile(r"[0-9]{1,6}")
_NEW = "new"
_ALONE = {RecordKind.NEEDS, RecordKind.SETTINGS, RecordKind.VOCABULARY}
_NEW_FORMS = {"partner": "partner/table"}
_LISTS = {
    RecordKind.PARTNER: "partners",
    RecordKind.INVITE: "invites",
    RecordKind.LETTER: "letters",
    RecordKind.PAGE: "pages",
    RecordKind.AREA: "areas",
    RecordKind.MEETING: "meetings",
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """The form that an address names: which one, of which record, and whether that is a new one."""

    address: str
    form: FormKind
    record: Record
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class FormViews:
    """The pages of forms."""

    desk: Desk

    def rules(self) -> list[Rule]:
        """The addresses of all forms."""
        found = [Rule("/partner/<record>/rename", endpoint="rename", methods=["POST"])]
        for form, kind in FORMS.items():
            first, _, part = form.partition("/")
            address = f"/{form}" if kind.record in _ALONE else f"/{first}/<record>" + (f"/{part}" if part else "")
            asked = [("form", address, "GET"), ("save", address, "POST")]
            asked += [(each, f"/{each}{address}", "POST") for each in ("check", "look")]
            if not part and kind.record not in _ALONE:
                asked.append(("remove", f"{address}/remove", "POST"))
            known = {"form": form}
            found += [Rule(rule, endpoint=name, defaults=known, methods=[method]) for name, rule, method in asked]
        return found

    def views(self) -> dict[str, Callable[..., Response]]:
        """What answers them."""
        return {
            "form": self.form,
            "save": self.save,
            "check": self.check,
            "look": self.look,
            "remove": self.remove,
            "rename": self.rename,
        }

    def form(self, request: Request, form: str, record: str = "") -> Response:
        """An empty form or one that is filled from the files."""
        asked = self._asked(form, record)
        value = self._value(asked)
        given = self._given(request, asked) if asked.is_new else {}
        texts = shown(asked.form.fields(), value, self.desk.session.offered()) | given
        page = self._page(asked, Sent(texts), value)
        return self._shown(replace(page, saved=request.args.get("saved", "")), asked)

    def save(self, request: Request, form: str, record: str = "") -> Response:
        """Saves a form, or shows it again with what is wrong; without scripts a row is added here too."""
        asked = self._asked(form, record, may_be_gone=True)
        filled = _filled(request, asked)
        page = self._page(asked, filled.sent, dict(filled.base))
        added = request.form.get("add", "")
        if added:
            rows = filled.sent.rows(added)
            blank = {f"{added}.{rows[-1] + 1 if rows else 0}.was": [""]}
            return self._shown(replace(page, sent=Sent({**filled.sent.texts, **blank})), asked)
        tried = self.desk.session.save(filled, self._said(asked, filled))
        if tried.may_be_written:
            return self._after(asked, tried, page.key)
        return self._shown(_with_problems(page, tried), asked, 409 if tried.conflicts else 422)

    def check(self, request: Request, form: str, record: str = "") -> Response:
        """What the validator says of a form while somebody types, by the names of controls, as JSON."""
        asked = self._asked(form, record, may_be_gone=True)
        tried = self.desk.session.tried(_filled(request, asked))
        problems: dict[str, list[str]] = {}
        for each in tried.problems:
            if each.name:
                problems.setdefault(each.name, []).append(f"{each.message} {each.hint}")
        return Response(json.dumps({"problems": problems}), content_type="application/json")

    def look(self, request: Request, form: str, record: str = "") -> Response:
        """Draws both sites as what is typed now would make them; says whether that could be done."""
        asked = self._asked(form, record, may_be_gone=True)
        tried = self.desk.session.tried(_filled(request, asked))
        after = tried.after
        coalition = after.validated.coalition if after is not None else None
        if coalition is not None:
            self.desk.drawn = self.desk.preview.drawn(coalition)
        return Response(json.dumps({"drawn": coalition is not None}), content_type="application/json")

    def remove(self, request: Request, form: str, record: str) -> Response:  # noqa: ARG002  views are called alike
        """Removes a record; it can be taken back."""
        asked = self._asked(form, record)
        session, words = self.desk.session, self.desk.catalogue
        name = self._name(asked.record)
        change = words.gettext("%(name)s was removed", name=name)
        try:
            session.remove_record(asked.record, change)
        except (StillNeeded, EditRefused) as error:
            said = words.gettext("%(name)s is named elsewhere. Change that first.", name=name)
            page = replace(self._page(asked, Sent({}), self._value(asked)), elsewhere=(said, str(error)))
            texts = shown(asked.form.fields(), self._value(asked), session.offered())
            return self._shown(replace(page, sent=Sent(texts)), asked, 409)
        self.desk.tell(words.gettext("%(change)s.", change=change))
        return redirected(f"{self.desk.root}edit/{_LISTS[asked.record.kind]}", 303)

    def rename(self, request: Request, record: str) -> Response:
        """Gives a partner another address; the old one leads on."""
        asked, words = self._asked("partner", record), self.desk.catalogue
        new = request.form.get("new", "").strip()
        change = words.gettext("%(name)s has another address", name=self._name(asked.record))
        try:
            self.desk.session.rename(record, new, change)
        except (NotRenamed, EditRefused) as error:
            value = self._value(asked)
            texts = shown(asked.form.fields(), value, self.desk.session.offered())
            page = replace(self._page(asked, Sent(texts), value), refused=str(error))
            return self._shown(page, asked, 409)
        self.desk.tell(words.gettext("%(change)s. The old one leads here.", change=change))
        return redirected(f"{self.desk.root}edit/partner/{new}", 303)

    def _asked(self, form: str, record: str, *, may_be_gone: bool = False) -> _Asked:
        """What an address names. Raises NotFound where there is no such record."""
        kind = FORMS[form].record
        if kind in _ALONE:
            return _Asked(form, FORMS[form], Record(kind))
        first, _, part = form.partition("/")
        address = f"{first}/{record}" + (f"/{part}" if part else "")
        if record == _NEW:
            return _Asked(address, FORMS[_NEW_FORMS.get(form, form)], Record(kind), is_new=True)
        if Record(kind, record).language:
            return self._translation(form, address, Record(kind, record))
        fits = _NUMBER.fullmatch(record) is not None if kind is RecordKind.INVITE else is_name(record)
        is_there = value_of(self.desk.session.checked.content, Record(kind, record)) is not None if fits else False
        if kind is RecordKind.AREA and not is_there:
            # An area has a file only where somebody says more of it.
            fits = any(each.id == record for each in self.desk.session.offered().vocabulary.areas)
            return self._known(_Asked(address, FORMS[form], Record(kind, record), is_new=True), fits=fits)
        return self._known(_Asked(address, FORMS[form], Record(kind, record)), fits=fits and (is_there or may_be_gone))

    def _translation(self, form: str, address: str, record: Record) -> _Asked:
        """A text in a further language, which may be there or not; it has no other forms. Raises NotFound."""
        session = self.desk.session
        content, is_named = session.checked.content, is_name(record.original.id)
        is_there = is_named and value_of(content, record) is not None
        fits = is_there or (is_named and may_be_written(content, session.coalition, record))
        asked = _Asked(address, TRANSLATIONS[record.kind], record, is_new=not is_there)
        return self._known(asked, fits=fits and "/" not in form)

    @staticmethod
    def _known(asked: _Asked, *, fits: bool) -> _Asked:
        if not fits:
            raise NotFound
        return asked

    def _given(self, request: Request, asked: _Asked) -> dict[str, list[str]]:
        """What the address of a new record says of it: which partner it is like, and single values."""
        found: dict[str, list[str]] = {}
        like = request.args.get("copy", "")
        if asked.record.kind is RecordKind.PARTNER and is_name(like):
            value = value_of(self.desk.session.checked.content, Record(RecordKind.PARTNER, like)) or {}
            copied = {key: each for key, each in value.items() if key != "name"}
            found = shown(asked.form.fields(), copied, self.desk.session.offered())
        wanted = {"partner": ("relationship",), "invite": ("partner",)}.get(asked.record.kind, ())
        found |= {key: [request.args[key]] for key in wanted if request.args.get(key)}
        return found | ({"status": ["idea"]} if asked.record.kind is RecordKind.INVITE else {})

    def _value(self, asked: _Asked) -> dict[str, Value]:
        return {} if asked.is_new else self.desk.session.value(asked.record)

    def _name(self, record: Record) -> str:
        if record.language:
            original, language = self._name(record.original), self.desk.choices().language_name(record.language)
            return self.desk.catalogue.gettext("%(name)s in %(language)s", name=original, language=language)
        if record.kind is RecordKind.AREA:
            offered = self.desk.session.offered()
            return next((offered.label(each) for each in offered.vocabulary.areas if each.id == record.id), record.id)
        value = value_of(self.desk.session.checked.content, record) or {}
        name = said_name(value) or value.get("member") or said_title(value) or value.get("subject") or record.id
        return str(name)

    def _said(self, asked: _Asked, filled: Filled) -> str:
        """A change as it is named where it can be undone, and proposed for a version."""
        words = self.desk.catalogue
        if asked.record.kind in _ALONE:
            return words.gettext("%(what)s was changed", what=words.gettext(asked.form.title))
        if not asked.is_new:
            return words.gettext("%(name)s was changed", name=self._name(asked.record))
        if asked.record.language or asked.record.kind is RecordKind.AREA:
            return words.gettext("%(name)s was added", name=self._name(asked.record))
        own = self.desk.session.offered().languages[0]
        names = (filled.sent.one(key) for key in (f"name.{own}", "member", f"title.{own}", "title", "subject"))
        name = next(filter(None, names), asked.record.id)
        return words.gettext("%(name)s was added", name=name or asked.form.title)

    def _after(self, asked: _Asked, tried: Tried, draft: str) -> Response:
        words = self.desk.catalogue
        self.desk.tell(words.gettext("Saved.") if tried.files else words.gettext("Nothing was changed."))
        address = asked.address
        if asked.is_new or (asked.record.kind in {RecordKind.INVITE, RecordKind.MEETING} and not asked.record.language):
            address = f"{asked.record.kind}/{tried.record.id}"
        return redirected(f"{self.desk.root}edit/{address}?saved={draft}", 303)

    def _page(self, asked: _Asked, sent: Sent, value: dict[str, Value]) -> FormPage:
        words, kind = self.desk.catalogue, asked.record.kind
        is_named = not (asked.is_new or kind in _ALONE)
        has_name = is_named or asked.record.language or kind is RecordKind.AREA
        named = self._name(asked.record) if has_name else ""
        title = words.gettext(asked.form.title)
        session = self.desk.session
        content, own = session.checked.content, session.offered().languages[0]
        return FormPage(
            title=f"{title}: {named}" if named else title,
            told=words.gettext(asked.form.told) if asked.form.told else "",
            key=f"{self.desk.session.project.name}/{asked.address}",
            address=asked.address,
            action=f"{self.desk.root}edit/{asked.address}",
            back=f"{self.desk.root}edit/{_LISTS.get(kind, '')}",
            sent=sent,
            value=value,
            choices=self.desk.choices(),
            groups=by_audience(asked.form.fields()),
            problems=self._problems_now(asked) if documents(content, asked.record) else (),
            placeholders=PLACEHOLDERS if kind is RecordKind.LETTER else {},
            looks=self._looks(asked),
            actions=self._actions(asked),
            links=self._links(asked),
            languages=in_languages(content, session.coalition, asked.record, words.language) if named else (),
            original=original_of(content, asked.record, own),
            can_rename=kind is RecordKind.PARTNER and is_named and asked.form is FORMS["partner"],
            can_remove=named if is_named and "/" not in asked.address.replace("/", "", 1) else "",
            public_told=self._public_told(asked, value),
        )

    def _problems_now(self, asked: _Asked) -> Any:
        return self.desk.session.problems_of(asked.record) if not asked.is_new else ()

    def _public_told(self, asked: _Asked, value: dict[str, Value]) -> str:
        """Who everybody is, just now: a partner's consent decides."""
        words = self.desk.catalogue
        if asked.record.language:
            value = self.desk.session.value(asked.record.original)
        if asked.record.kind is not RecordKind.PARTNER:
            return words.gettext("Everybody can read this.")
        listing = value.get("listing", "")
        consent = str(listing.get("consent", "")) if isinstance(listing, dict) else ""
        if consent.lower() == REFUSED:
            return words.gettext("They refused to be named: this partner is counted, and nothing of this is shown.")
        if not consent:
            return words.gettext("Nobody sees this until they agree to be named: this partner is only counted.")
        return words.gettext("They agreed to be named: everybody can read this.")

    def _looks(self, asked: _Asked) -> tuple[tuple[str, str], ...]:
        words = self.desk.catalogue
        if asked.record.language:
            return self._looks_of_translation(asked.record)
        if asked.is_new:
            return ()
        if asked.record.kind is RecordKind.PARTNER:
            page = f"partners/{asked.record.id}.html"
            named = [
                (words.gettext("Public profile"), f"site/{page}"),
                (words.gettext("Team's page"), f"workbook/{page}"),
            ]
            letter = self.desk.letter_of(asked.record.id)
            return tuple([*named, (words.gettext("Letter"), f"workbook/letters/{letter}.html")] if letter else named)
        if asked.record.kind is RecordKind.MEETING:
            page = f"meetings/{asked.record.id}.html"
            public = [(words.gettext("Public page"), f"site/{page}")] if self._is_public_meeting(asked.record) else []
            return (*public, (words.gettext("Team's page"), f"workbook/{page}"))
        if asked.record.kind is RecordKind.INVITE:
            slug = self.desk.slug_of(int(asked.record.id))
            return ((words.gettext("Letter"), f"workbook/letters/{slug}.html"),) if slug else ()
        return ()

    def _is_public_meeting(self, record: Record) -> bool:
        coalition = self.desk.session.coalition
        return coalition is not None and any(each.id == record.id and each.is_public for each in coalition.meetings)

    def _looks_of_translation(self, record: Record) -> tuple[tuple[str, str], ...]:
        """Its public page in its language, where the site has one."""
        folder, coalition = FOLDERS.get(record.kind, ""), self.desk.session.coalition
        if not folder or coalition is None or record.language not in coalition.settings.of_site():
            return ()
        place = "site" if record.language == coalition.settings.of_site()[0] else f"site/{record.language}"
        return ((self.desk.catalogue.gettext("Public page"), f"{place}/{folder}/{record.original.id}.html"),)

    def _actions(self, asked: _Asked) -> tuple[tuple[str, str], ...]:
        """What can be done without filling in the form."""
        record, words = asked.record, self.desk.catalogue
        if asked.is_new or record.language or self.desk.session.coalition is None:
            return ()
        if record.kind is RecordKind.INVITE:
            return ((f"invite/{record.id}/happened", words.gettext("It was sent, answered, or we called")),)
        if asked.form is FORMS["partner"]:
            return ((f"partner/{record.id}/review", words.gettext("Its yearly review")),)
        return ()

    def _links(self, asked: _Asked) -> tuple[tuple[str, str], ...]:
        words, kind, name = self.desk.catalogue, asked.record.kind, asked.record.id
        if not name and documents(self.desk.session.checked.content, asked.record):
            return ((f"versions/{kind}", words.gettext("Earlier versions")),)
        if asked.is_new or not name:
            return ()
        earlier = ((f"versions/{kind}/{name}", words.gettext("Earlier versions")),)
        if kind is not RecordKind.PARTNER or asked.record.language:
            return earlier if kind is not RecordKind.INVITE else ()
        invite = (f"invite/new?partner={name}", words.gettext("Invite somebody of this partner"))
        return (invite, (f"partner/new?copy={name}", words.gettext("Copy to a new partner")), *earlier)

    def _shown(self, page: FormPage, asked: _Asked, status: int = 200) -> Response:
        return self.desk.shown("form.html", asked.address, status, form=page)


def _filled(request: Request, asked: _Asked) -> Filled:
    """What was sent. Raises BadRequest for what no form of ours sends."""
    try:
        base = base_from(request.form.get("base", ""))
    except (ValueError, RecursionError):
        raise BadRequest from None
    texts = {name: found for name, found in request.form.to_dict(flat=False).items() if not name.startswith(_CHOICE)}
    choices = {name.removeprefix(_CHOICE): text for name, text in request.form.items() if text in {MINE, THEIRS}}
    return Filled(asked.record, asked.form.fields(), Sent(texts), base, choices, is_new=asked.is_new)


def _with_problems(page: FormPage, tried: Tried) -> FormPage:
    errors = [each for each in tried.problems if each.is_error]
    return replace(
        page,
        problems=tried.problems,
        summary=errors,
        elsewhere=tried.elsewhere,
        refused=tried.refused,
        conflicts=tried.conflicts,
    )
