"""Forms that are shown, checked while somebody types, saved, and records that are removed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.routing import Rule

from coalition_site.edit.edits import EditRefused
from coalition_site.edit.whole_files import ContentFile
from coalition_site.forms.consent_answers import AGREED, half_answers, with_offer_taken
from coalition_site.forms.controls import Sent
from coalition_site.forms.desk import Desk
from coalition_site.forms.filling.asked import ALONE, Asked, asked_form, asked_record, given_texts
from coalition_site.forms.filling.names import change_said, name_of
from coalition_site.forms.filling.page import LISTS, form_page, seen_by, with_problems
from coalition_site.forms.filling.unsettled import places_of
from coalition_site.forms.form_kinds import FORMS
from coalition_site.forms.form_page import FormPage, base_from
from coalition_site.forms.planning import MINE, THEIRS, Filled, merged
from coalition_site.forms.records import TRANSLATED, RecordKind, documents
from coalition_site.forms.session import StillNeeded, Tried
from coalition_site.forms.shown import shown
from coalition_site.forms.translations import still_right
from coalition_site.jobs.rename_partner import NotRenamed
from coalition_site.serve.server import redirected

_CHOICE = "choice:"


@dataclass(frozen=True, slots=True)
class FormViews:
    """The pages of forms."""

    desk: Desk

    @staticmethod
    def rules() -> list[Rule]:
        """The addresses of all forms."""
        found = [Rule("/partner/<record>/rename", endpoint="rename", methods=["POST"])]
        for form, kind in FORMS.items():
            first, _, part = form.partition("/")
            address = f"/{form}" if kind.record in ALONE else f"/{first}/<record>" + (f"/{part}" if part else "")
            asked = [("form", address, "GET"), ("save", address, "POST")]
            asked += [(each, f"/{each}{address}", "POST") for each in ("check", "look")]
            if not part and kind.record not in ALONE:
                asked.append(("remove", f"{address}/remove", "POST"))
            if kind.record in TRANSLATED and not part:
                asked.append(("still_right", f"{address}/still-right", "POST"))
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
            "still_right": self.still_right,
        }

    def form(self, request: Request, form: str, record: str = "") -> Response:
        """An empty form or one that is filled from the files."""
        asked = asked_form(self.desk.session, form, record)
        given = given_texts(self.desk.session, request, asked) if asked.is_new else {}
        page = self._as_it_is(asked, given)
        return self._shown(replace(page, saved=request.args.get("saved", "")), asked)

    def save(self, request: Request, form: str, record: str = "") -> Response:
        """Saves a form, or shows it again with what is wrong; without scripts a row is added here too."""
        asked = asked_form(self.desk.session, form, record, may_be_gone=True)
        filled = _filled(request, asked)
        if self._unsettled(asked):
            return self._refused(replace(self._as_it_is(asked), sent=filled.sent), asked)
        page = form_page(self.desk, asked, filled.sent, dict(filled.base))
        added = request.form.get("add", "")
        if added:
            rows = filled.sent.rows(added)
            blank = {f"{added}.{rows[-1] + 1 if rows else 0}.was": [""]}
            return self._shown(replace(page, sent=Sent({**filled.sent.texts, **blank})), asked)
        tried = self._tried(filled, change_said(self.desk, asked, filled))
        if tried.may_be_written:
            return self._after(asked, tried, page.key)
        return self._shown(with_problems(page, tried), asked, 409 if tried.conflicts else 422)

    def check(self, request: Request, form: str, record: str = "") -> Response:
        """What is said while somebody types, as JSON: mistakes by the names of controls, and who will see it."""
        asked = asked_form(self.desk.session, form, record, may_be_gone=True)
        tried = self._tried(_filled(request, asked))
        problems: dict[str, list[str]] = {}
        for each in tried.problems:
            if each.name:
                problems.setdefault(each.name, []).append(f"{each.message} {each.hint}".strip())
        told = {"problems": problems, "seen": self._seen_once_saved(asked, tried)}
        return Response(json.dumps(told), content_type="application/json")

    def look(self, request: Request, form: str, record: str = "") -> Response:
        """Draws both sites as what is typed now would make them; says whether that could be done."""
        asked = asked_form(self.desk.session, form, record, may_be_gone=True)
        tried = self.desk.session.tried(_filled(request, asked))
        after = tried.after
        coalition = after.validated.coalition if after is not None else None
        if coalition is not None:
            self.desk.drawn = self.desk.preview.drawn(coalition)
        return Response(json.dumps({"drawn": coalition is not None}), content_type="application/json")

    def remove(self, request: Request, form: str, record: str) -> Response:  # noqa: ARG002  views are called alike
        """Removes a record; it can be taken back."""
        asked = asked_record(self.desk.session, form, record)
        session, words = self.desk.session, self.desk.catalogue
        if self._unsettled(asked):
            return self._refused(self._as_it_is(asked), asked)
        name = name_of(self.desk, asked.record)
        change = words.gettext("%(name)s was removed", name=name)
        try:
            session.remove_record(asked.record, change)
        except (StillNeeded, EditRefused) as error:
            said = words.gettext("%(name)s is named elsewhere. Change that first.", name=name)
            return self._shown(replace(self._as_it_is(asked), elsewhere=(said, str(error))), asked, 409)
        self.desk.tell(words.gettext("%(change)s.", change=change))
        return redirected(f"{self.desk.root}edit/{LISTS[asked.record.kind]}", 303)

    def rename(self, request: Request, record: str) -> Response:
        """Gives a partner another address; the old one leads on."""
        asked, words = asked_record(self.desk.session, "partner", record), self.desk.catalogue
        new = request.form.get("new", "").strip()
        if self._unsettled(asked):
            return self._refused(self._as_it_is(asked), asked)
        change = words.gettext("%(name)s has another address", name=name_of(self.desk, asked.record))
        try:
            self.desk.session.rename(record, new, change)
        except (NotRenamed, EditRefused) as error:
            return self._shown(replace(self._as_it_is(asked), refused=str(error)), asked, 409)
        self.desk.tell(words.gettext("%(change)s. The old one leads here.", change=change))
        return redirected(f"{self.desk.root}edit/partner/{new}", 303)

    def _tried(self, filled: Filled, said: str = "") -> Tried:
        """A form held against the content, and saved if it is `said` what it changes and nothing stands against it."""
        session = self.desk.session
        halves = half_answers(filled, session.offered(), self.desk.catalogue)
        tried = session.save(filled, said) if said and not halves else session.tried(filled)
        return replace(tried, problems=(*tried.problems, *halves), blocked=True) if halves else tried

    def _seen_once_saved(self, asked: Asked, tried: Tried) -> dict[str, dict[str, str]]:
        """Who will see the fields of each audience, where that is not what the page says of the files."""
        value, words = asked.value(self.desk.session), self.desk.catalogue
        now, then = (seen_by(self.desk, asked, each) for each in (value, merged(value, tried.change)))
        told = {
            audience: seen.told
            if seen == now[audience]
            else words.gettext("Once this is saved: %(told)s", told=seen.told)
            for audience, seen in then.items()
        }
        return {str(each): {"mark": seen.mark, "word": seen.word, "told": told[each]} for each, seen in then.items()}

    def still_right(self, _request: Request, form: str, record: str) -> Response:
        """Takes a translation to be right as it is, though its original was changed after it."""
        session, words = self.desk.session, self.desk.catalogue
        asked = asked_form(session, form, record)
        if not asked.record.language or asked.is_new:
            raise NotFound
        change = words.gettext("%(name)s is right as it is", name=name_of(self.desk, asked.record))
        with session.alone():
            content = session.checked.content
            path = documents(content, asked.record)[0].path
            before = (session.project / path).read_bytes()
            session.write(change, [ContentFile(path, before, still_right(content, path, before))])
        self.desk.tell(words.gettext("%(change)s.", change=change))
        return redirected(f"{self.desk.root}edit/{asked.address}", 303)

    def _after(self, asked: Asked, tried: Tried, draft: str) -> Response:
        words = self.desk.catalogue
        self.desk.tell(words.gettext("Saved.") if tried.files else words.gettext("Nothing was changed."))
        address = asked.address
        if asked.is_new or (asked.record.kind in {RecordKind.INVITE, RecordKind.MEETING} and not asked.record.language):
            address = f"{asked.record.kind}/{tried.record.id}"
        return redirected(f"{self.desk.root}edit/{address}?saved={draft}", 303)

    def _as_it_is(self, asked: Asked, given: Mapping[str, list[str]] = MappingProxyType({})) -> FormPage:
        """A form filled from the files, and with what else is given."""
        value = asked.value(self.desk.session)
        texts = shown(asked.form.fields(), value, self.desk.session.offered())
        return form_page(self.desk, asked, Sent({**texts, **given}), value)

    def _unsettled(self, asked: Asked) -> list[str]:
        """The files of a record in which a merge left two versions."""
        content = self.desk.session.checked.content
        return [each.path for each in documents(content, asked.record) if each.path in content.conflicts]

    def _refused(self, page: FormPage, asked: Asked) -> Response:
        """The form again, as nothing is changed in files whose versions nobody has chosen from."""
        told = self.desk.catalogue.gettext("Two versions of this were joined. Choose one of them first.")
        return self._shown(replace(page, refused=told), asked, 409)

    def _shown(self, page: FormPage, asked: Asked, status: int = 200) -> Response:
        paths = self._unsettled(asked)
        places, more = places_of(self.desk, paths) if paths else ((), 0)
        return self.desk.shown("form.html", asked.address, status, form=page, places=places, more_places=more)


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
