"""Pictures as a page: looked at, taken in without what they carry besides, given to a partner with their words."""

import tempfile
from pathlib import Path, PurePath

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound

from coalition_site.derive.rules.new_ids import new_id
from coalition_site.edit.change import Change, removal
from coalition_site.edit.judgment import WouldBeWrong
from coalition_site.forms.controls import Sent
from coalition_site.forms.desk import Desk
from coalition_site.forms.endpoints import Endpoint, Unfit
from coalition_site.forms.planning import Filled
from coalition_site.forms.records import Record, RecordKind, value_of
from coalition_site.forms.rendering import said_name
from coalition_site.model.content_files import CONTENT, IMAGES, PARTNERS
from coalition_site.problems import Problem
from coalition_site.publish.images.metadata import without_metadata
from coalition_site.read.images.check import IMAGE_TYPES, MAXIMUM_IMAGE_BYTES, read_image
from coalition_site.records.fields import chosen
from coalition_site.serve.server import file_answer

_ENDINGS = {".jpeg": ".jpg"}


def pictures(desk: Desk, _request: Request, wrong: str = "", status: int = 200) -> Response:
    """All pictures."""
    content = desk.content
    partners = [(name, said_name(each.value) or name) for name, each in content.of(PARTNERS).items()]
    return desk.shown("pictures.html", "pictures", status, names=list(content.images), partners=partners, wrong=wrong)


def picture(desk: Desk, _request: Request, name: str) -> Response:
    """A picture; a drawing runs nothing."""
    found = desk.content.images.get(name)
    if found is None:
        raise NotFound
    answer = file_answer(name, found.file.read_bytes())
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


def take_in(desk: Desk, request: Request) -> Response:
    """Puts a picture into the content, and with a partner chosen makes it the partner's logo."""
    session, words = desk.session, desk.catalogue
    sent = request.files.get("picture")
    if sent is None or not sent.filename:
        raise Unfit(words.gettext("Choose a picture first."))
    data = sent.stream.read(MAXIMUM_IMAGE_BYTES + 1)
    ending = PurePath(sent.filename).suffix.lower()
    ending = _ENDINGS.get(ending, ending)
    if ending not in IMAGE_TYPES:
        endings = ", ".join(IMAGE_TYPES)
        raise Unfit(words.gettext("Pictures end in %(endings)s.", endings=endings))
    partner, shows = request.form.get("partner", ""), " ".join(request.form.get("words", "").split())
    if partner and not shows:
        raise Unfit(words.gettext("Say what the picture shows, for those who cannot see it."))
    problems = _problems(data, ending)
    if problems:
        raise Unfit("\n".join(f"{problem.message}; {problem.hint}" for problem in problems))
    taken = {PurePath(image).stem for image in session.checked.content.images}
    name = f"{new_id(PurePath(sent.filename).stem, taken, 'picture')}{ending}"
    change = words.gettext("%(name)s was added", name=name)
    session.write_planned(Change({f"{CONTENT}/{IMAGES}/{name}": (None, without_metadata(data, ending))}, change))
    if partner:
        _logo(desk, partner, name, shows, change)
    return desk.leads_to("pictures", words.gettext("Saved."))


def _logo(desk: Desk, partner: str, name: str, shows: str, change: str) -> None:
    record = Record(RecordKind.PARTNER, partner)
    value = value_of(desk.content, record)
    if value is None:
        raise NotFound
    sent = Sent({"logo": [name], "logo_alt": [shows]})
    desk.session.save(Filled(record, chosen(record.fields(), ("logo", "logo_alt")), sent, value), change)


def remove_picture(desk: Desk, request: Request, name: str) -> Response:
    """Removes a picture that nothing shows."""
    session, words = desk.session, desk.catalogue
    if name not in desk.content.images:
        raise NotFound
    change = words.gettext("%(name)s was removed", name=name)
    try:
        session.write(removal(session.project, [f"{CONTENT}/{IMAGES}/{name}"], change))
    except WouldBeWrong as error:
        said = words.gettext("%(name)s is named elsewhere. Change that first.", name=name)
        return pictures(desk, request, f"{said}\n{error}", 409)
    return desk.leads_to("pictures", words.gettext("%(change)s.", change=change))


def _problems(data: bytes, ending: str) -> list[Problem]:
    """What forbids the use of a picture."""
    with tempfile.TemporaryDirectory(prefix="coalition-picture-") as folder:
        file = Path(folder, f"picture{ending}")
        file.write_bytes(data)
        return read_image(file, file.name)[1]


PICTURE_ENDPOINTS = (
    Endpoint("/pictures", pictures),
    Endpoint("/pictures", take_in, "POST", pictures),
    Endpoint("/pictures/<name>", picture),
    Endpoint("/pictures/<name>/remove", remove_picture, "POST"),
)
