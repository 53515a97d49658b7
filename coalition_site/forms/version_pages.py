"""Versions as pages: keep this one, what changed when, go back to a version of one record, and send."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from coalition_site.edit.whole_files import ContentFile
from coalition_site.forms.desk import Desk
from coalition_site.forms.records import WITH_VERSIONS, Record, RecordKind, documents
from coalition_site.forms.session import StillNeeded
from coalition_site.jobs.versions import VersionsFailed, file_at, keep, kept_of, send, versions
from coalition_site.model.fields import is_email
from coalition_site.serve.server import redirected

_NAME = re.compile(r"[0-9a-f]{40,64}")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class VersionViews:
    """The pages of versions."""

    desk: Desk

    @staticmethod
    def rules() -> list[Rule]:
        """Their addresses."""
        return [
            Rule("/versions", endpoint="versions", methods=["GET"]),
            Rule("/versions", endpoint="keep", methods=["POST"]),
            Rule("/versions/send", endpoint="send", methods=["POST"]),
            Rule("/versions/<kind>", endpoint="record_versions", methods=["GET"]),
            Rule("/versions/<kind>/<record>", endpoint="record_versions", methods=["GET"]),
            Rule("/versions/<kind>", endpoint="go_back", methods=["POST"]),
            Rule("/versions/<kind>/<record>", endpoint="go_back", methods=["POST"]),
        ]

    def views(self) -> dict[str, Callable[..., Response]]:
        """What answers them."""
        return {
            "versions": self.versions,
            "keep": self.keep,
            "send": self.send,
            "record_versions": self.record_versions,
            "go_back": self.go_back,
        }

    def versions(self, _request: Request, wrong: str = "", status: int = 200) -> Response:
        """What is not kept yet, with a sentence that can be edited, and what was kept when."""
        known = versions(self.desk.session.project)
        proposed = "; ".join(dict.fromkeys(each.said for each in self.desk.session.made))
        return self.desk.shown(
            "versions.html", "versions", status, known=known, proposed=proposed[:_LONGEST], wrong=wrong
        )

    def keep(self, request: Request) -> Response:
        """Keeps the content as it is now."""
        words, project = self.desk.catalogue, self.desk.session.project
        said = " ".join(request.form.get("said", "").split())[:_LONGEST]
        name, address = (" ".join(request.form.get(key, "").split()) for key in ("name", "email"))
        known = versions(project)
        if not said:
            return self.versions(request, words.gettext("Say in a few words what changed."), 422)
        if not known.has_person and not (name and is_email(address)):
            return self.versions(request, words.gettext("Git needs a name and an e-mail address to keep it in."), 422)
        try:
            keep(project, said, None if known.has_person else (name, address))
        except VersionsFailed as error:
            return self.versions(request, str(error), 409)
        self.desk.session.made.clear()
        self.desk.session.read_again()
        self.desk.tell(words.gettext("This version is kept: %(said)s", said=said))
        return redirected(f"{self.desk.root}edit/versions", 303)

    def send(self, request: Request) -> Response:
        """Sends what was kept, where there is somewhere to send it."""
        words, project = self.desk.catalogue, self.desk.session.project
        known = versions(project)
        if not known.remote:
            raise NotFound
        try:
            send(project, known.remote)
        except VersionsFailed as error:
            told = words.gettext("It could not be sent. Everything here stays as it is. Git says: %(said)s", said=error)
            return self.versions(request, told, 409)
        self.desk.tell(words.gettext("Sent to %(remote)s.", remote=known.remote))
        return redirected(f"{self.desk.root}edit/versions", 303)

    def record_versions(self, request: Request, kind: str, record: str = "") -> Response:  # noqa: ARG002
        """The versions of one record."""
        asked, paths = self._paths(kind, record)
        kept = kept_of(self.desk.session.project, [f"./{path}" for path in paths])
        address = f"{asked.kind}/{asked.id}".rstrip("/")
        return self.desk.shown("record_versions.html", f"versions/{address}", kept=kept, address=address)

    def go_back(self, request: Request, kind: str, record: str = "") -> Response:
        """Puts one record back as a version has it; that can be taken back like any change."""
        words, session = self.desk.catalogue, self.desk.session
        asked, paths = self._paths(kind, record)
        version = request.form.get("version", "")
        found = {path: file_at(session.project, version, path) for path in paths} if _NAME.fullmatch(version) else {}
        earlier = {path: data for path, data in found.items() if data is not None}
        if not earlier:
            raise NotFound
        files = [ContentFile(path, (session.project / path).read_bytes(), data) for path, data in earlier.items()]
        change = words.gettext("%(name)s was put back", name=asked.id or asked.kind)
        try:
            session.write(change, files)
        except StillNeeded as error:
            self.desk.tell(words.gettext("That version does not fit what is there now: %(why)s", why=error))
        else:
            self.desk.tell(words.gettext("%(change)s.", change=change))
        address = f"{asked.kind}/{asked.id}".rstrip("/")
        return redirected(f"{self.desk.root}edit/versions/{address}", 303)

    def _paths(self, kind: str, record: str) -> tuple[Record, list[str]]:
        """The record that an address names, and its files. Raises NotFound."""
        if kind not in set(RecordKind) or RecordKind(kind) not in WITH_VERSIONS:
            raise NotFound
        asked = Record(RecordKind(kind), record)
        paths = [each.path for each in documents(self.desk.session.checked.content, asked)]
        if not paths:
            raise NotFound
        return asked, [path for path in paths if not path.startswith("..")]
