"""Pictures as a page: looked at, taken in without what they carry besides, given to a partner with their words."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from coalition_site.derive.rules.new_ids import new_id
from coalition_site.edit.whole_files import ContentFile
from coalition_site.forms.controls import Sent
from coalition_site.forms.desk import Desk
from coalition_site.forms.planning import Filled
from coalition_site.forms.records import Record, RecordKind, value_of
from coalition_site.forms.rendering import said_name
from coalition_site.forms.session import StillNeeded
from coalition_site.model.content_files import CONTENT, PARTNERS
from coalition_site.problems import Problem
from coalition_site.publish.images.metadata import without_metadata
from coalition_site.read.images.check import IMAGE_TYPES, MAXIMUM_IMAGE_BYTES, read_image
from coalition_site.records.fields import chosen
from coalition_site.serve.server import file_answer, redirected

_ENDINGS = {".jpeg": ".jpg"}


@dataclass(frozen=True, slots=True)
class PictureViews:
    """The page of pictures."""

    desk: Desk

    @staticmethod
    def rules() -> list[Rule]:
        """Its addresses."""
        return [
            Rule("/pictures", endpoint="pictures", methods=["GET"]),
            Rule("/pictures", endpoint="take_in", methods=["POST"]),
            Rule("/pictures/<name>", endpoint="picture", methods=["GET"]),
            Rule("/pictures/<name>/remove", endpoint="remove_picture", methods=["POST"]),
        ]

    def views(self) -> dict[str, Callable[..., Response]]:
        """What answers them."""
        return {
            "pictures": self.pictures,
            "take_in": self.take_in,
            "picture": self.picture,
            "remove_picture": self.remove_picture,
        }

    def pictures(self, _request: Request, wrong: str = "", status: int = 200) -> Response:
        """All pictures."""
        content = self.desk.session.checked.content
        partners = [(name, said_name(each.value) or name) for name, each in content.of(PARTNERS).items()]
        return self.desk.shown(
            "pictures.html", "pictures", status, names=list(content.images), partners=partners, wrong=wrong
        )

    def picture(self, _request: Request, name: str) -> Response:
        """A picture; a drawing runs nothing."""
        found = self.desk.session.checked.content.images.get(name)
        if found is None:
            raise NotFound
        answer = file_answer(name, found.file.read_bytes())
        answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        return answer

    def take_in(self, request: Request) -> Response:
        """Puts a picture into the content, and with a partner chosen makes it the partner's logo."""
        session, words = self.desk.session, self.desk.catalogue
        sent = request.files.get("picture")
        if sent is None or not sent.filename:
            return self.pictures(request, words.gettext("Choose a picture first."), 422)
        data = sent.stream.read(MAXIMUM_IMAGE_BYTES + 1)
        ending = PurePath(sent.filename).suffix.lower()
        ending = _ENDINGS.get(ending, ending)
        if ending not in IMAGE_TYPES:
            endings = ", ".join(IMAGE_TYPES)
            return self.pictures(request, words.gettext("Pictures end in %(endings)s.", endings=endings), 422)
        partner, shows = request.form.get("partner", ""), " ".join(request.form.get("words", "").split())
        if partner and not shows:
            return self.pictures(
                request, words.gettext("Say what the picture shows, for those who cannot see it."), 422
            )
        problems = _problems(data, ending)
        if problems:
            return self.pictures(request, "\n".join(f"{each.message}; {each.hint}" for each in problems), 422)
        taken = {PurePath(each).stem for each in session.checked.content.images}
        name = f"{new_id(PurePath(sent.filename).stem, taken, 'picture')}{ending}"
        change = words.gettext("%(name)s was added", name=name)
        session.write_planned(change, [ContentFile(f"{CONTENT}/images/{name}", None, without_metadata(data, ending))])
        if partner:
            self._logo(partner, name, shows, change)
        self.desk.tell(words.gettext("Saved."))
        return redirected(f"{self.desk.root}edit/pictures", 303)

    def _logo(self, partner: str, name: str, shows: str, change: str) -> None:
        record = Record(RecordKind.PARTNER, partner)
        value = value_of(self.desk.session.checked.content, record)
        if value is None:
            raise NotFound
        sent = Sent({"logo": [name], "logo_alt": [shows]})
        self.desk.session.save(Filled(record, chosen(record.fields(), ("logo", "logo_alt")), sent, value), change)

    def remove_picture(self, request: Request, name: str) -> Response:
        """Removes a picture that nothing shows."""
        session, words = self.desk.session, self.desk.catalogue
        content = session.checked.content
        if name not in content.images:
            raise NotFound
        change = words.gettext("%(name)s was removed", name=name)
        without = replace(content, images={key: each for key, each in content.images.items() if key != name})
        try:
            session.remove_unneeded(change, [f"{CONTENT}/images/{name}"], without)
        except StillNeeded as error:
            said = words.gettext("%(name)s is named elsewhere. Change that first.", name=name)
            return self.pictures(request, f"{said}\n{error}", 409)
        self.desk.tell(words.gettext("%(change)s.", change=change))
        return redirected(f"{self.desk.root}edit/pictures", 303)


def _problems(data: bytes, ending: str) -> list[Problem]:
    """What forbids the use of a picture."""
    with tempfile.TemporaryDirectory(prefix="coalition-picture-") as folder:
        file = Path(folder, f"picture{ending}")
        file.write_bytes(data)
        return read_image(file, file.name)[1]
