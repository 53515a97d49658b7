"""The editor's pages: which address is answered by what, and that only forms of ours change anything."""

from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge
from werkzeug.routing import Map

from coalition_site.forms.desk import Desk
from coalition_site.forms.edit_links import edit_address, place_address
from coalition_site.forms.endpoints import Endpoint, Unfit, routes
from coalition_site.forms.filling.views import FORM_ENDPOINTS
from coalition_site.forms.home import HOME_ENDPOINTS
from coalition_site.forms.import_pages import IMPORT_ENDPOINTS
from coalition_site.forms.outreach_pages import OUTREACH_ENDPOINTS, steps_beside
from coalition_site.forms.picture_pages import PICTURE_ENDPOINTS
from coalition_site.forms.publish_pages import SITE_ENDPOINTS
from coalition_site.forms.review_pages import REVIEW_ENDPOINTS
from coalition_site.forms.version_pages import VERSION_ENDPOINTS
from coalition_site.problems import Refused
from coalition_site.resources import templates_folder
from coalition_site.serve.gate import plain_answer
from coalition_site.serve.server import redirected

_OWN = {
    **dict.fromkeys(("forms.css", "forms.js"), templates_folder() / "forms"),
    "outreach.css": templates_folder() / "workbook",
    **dict.fromkeys(("edit_links.css", "edit_links.js"), Path(__file__).parent),
}
"""Style sheets and scripts of ours, and where they lie."""
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_MOST_PARTS, _MOST_TEXT = 5_000, 2_000_000
"""Controls of a form, and bytes of their texts; files have a limit of their own."""
_FROM_ANOTHER_RUN = "This form is not from a page of this run. Go back, load the page again and send it again."


@dataclass(frozen=True, slots=True)
class Editor:
    """All pages below edit/, and the links to them that pages of the workbook get."""

    desk: Desk

    def __post_init__(self) -> None:
        """What a form was held against is what the preview shows next: it need not be read again."""
        self.desk.preview.read = lambda: self.desk.session.checked

    def answer(self, path: str, request: Request) -> Response | None:
        """The answer to a path below edit/."""
        if path == "edit":
            return redirected(f"{self.desk.root}edit/")
        if not path.startswith("edit/"):
            return None
        with self.desk.session.one_request():
            try:
                return self._answered(path.removeprefix("edit/"), request)
            except NotFound:
                return self.desk.shown("not_found.html", "", 404)
            except HTTPException as error:
                return plain_answer(error.code or 400, error.name)

    def _answered(self, path: str, request: Request) -> Response:
        request.max_form_parts, request.max_form_memory_size = _MOST_PARTS, _MOST_TEXT
        is_text = request.mimetype == "application/x-www-form-urlencoded"
        endpoint: Endpoint
        endpoint, parts = _routes().bind("", "/").match(f"/{path}", request.method)
        if is_text and ((request.content_length or 0) > _MOST_TEXT or len(request.form) > _MOST_PARTS):
            raise RequestEntityTooLarge
        if request.method == "POST" and not self.desk.gate.is_form_of_ours(request):
            return plain_answer(403, _FROM_ANOTHER_RUN)
        try:
            return endpoint.view(self.desk, request, **parts)
        except (Unfit, Refused) as error:
            wrong, status = str(error), 422 if isinstance(error, Unfit) else 409
            if endpoint.page is None:
                return plain_answer(status, f"{wrong}.")
            return endpoint.page(self.desk, request, wrong=wrong, status=status, **parts)

    def added(self, site: str, path: str) -> str:
        """A link to the form of what a page of the workbook shows, and to those of what it finds missing."""
        with self.desk.session.one_request():
            return self._added(site, path)

    def _added(self, site: str, path: str) -> str:
        coalition = self.desk.session.coalition
        address = edit_address(coalition, site, path)
        if not address:
            return ""
        root, words = f"{self.desk.root}edit/", self.desk.catalogue
        word, ask = escape(words.gettext("Edit")), escape(words.gettext("Make what to send, or write down the review"))
        return (
            f'<link rel="stylesheet" href="{root}-/edit_links.css">'
            f'<p class="edit-link"><a href="{root}{escape(address.removeprefix("#"))}">{word}</a></p>'
            f"{steps_beside(self.desk, site, path)}"
            f'<script src="{root}-/edit_links.js" data-place="{root}place" '
            f'data-reviews="{root}reviews" data-ask="{ask}" defer></script>'
        )


def place(desk: Desk, request: Request) -> Response:
    """Leads from a place in words, such as a data-quality line has it, to the field."""
    address = place_address(desk.content, request.args.get("at", ""))
    if not address:
        raise NotFound
    return redirected(f"{desk.root}edit/{address}")


def undo(desk: Desk, _request: Request) -> Response:
    """Takes the last change back."""
    said = desk.session.undo()
    return desk.leads_to("", desk.catalogue.gettext("Taken back: %(change)s", change=said) if said else "")


def own_file(_desk: Desk, _request: Request, name: str) -> Response:
    """A style sheet or script of ours."""
    if name not in _OWN:
        raise NotFound
    file = _OWN[name] / name
    return Response(file.read_bytes(), content_type=_TYPES[file.suffix])


ENDPOINTS = (
    Endpoint("/-/<name>", own_file),
    Endpoint("/place", place),
    Endpoint("/undo", undo, "POST"),
    *HOME_ENDPOINTS,
    *FORM_ENDPOINTS,
    *OUTREACH_ENDPOINTS,
    *REVIEW_ENDPOINTS,
    *PICTURE_ENDPOINTS,
    *VERSION_ENDPOINTS,
    *IMPORT_ENDPOINTS,
    *SITE_ENDPOINTS,
)


@cache
def _routes() -> Map:
    """Where all of them are, for every desk."""
    return routes(ENDPOINTS)
