"""The editor's pages: which address is answered by what, and that only forms of ours change anything."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge
from werkzeug.routing import Map, Rule

from coalition_site.edit.whole_files import ContentNotWritten
from coalition_site.forms.desk import Desk
from coalition_site.forms.edit_links import edit_address, place_address
from coalition_site.forms.filling.views import FormViews
from coalition_site.forms.home import HomeViews
from coalition_site.forms.import_pages import ImportViews
from coalition_site.forms.look import LookViews
from coalition_site.forms.outreach_pages import OutreachViews
from coalition_site.forms.picture_pages import PictureViews
from coalition_site.forms.publish_pages import PublishViews
from coalition_site.forms.review_pages import ReviewViews
from coalition_site.forms.unsettled_pages import UnsettledViews
from coalition_site.forms.version_pages import VersionViews
from coalition_site.resources import templates_folder
from coalition_site.serve.gate import plain_answer
from coalition_site.serve.server import redirected

_OWN = {"forms.css": "text/css; charset=utf-8", "forms.js": "text/javascript; charset=utf-8"}
_SCRIPTS = {"edit_links.js": "text/javascript; charset=utf-8", "edit_links.css": "text/css; charset=utf-8"}
_MOST_PARTS, _MOST_TEXT = 5_000, 2_000_000
"""Controls of a form, and bytes of their texts; files have a limit of their own."""
_FROM_ANOTHER_RUN = "This form is not from a page of this run. Go back, load the page again and send it again."
View = Callable[..., Response]
_PARTS: tuple[type[Any], ...] = (
    HomeViews,
    FormViews,
    OutreachViews,
    ReviewViews,
    LookViews,
    PictureViews,
    VersionViews,
    UnsettledViews,
    ImportViews,
    PublishViews,
)


@cache
def _routes() -> Map:
    """Which address is whose, for every desk."""
    own = [
        Rule("/-/<name>", endpoint="own"),
        Rule("/place", endpoint="place"),
        Rule("/undo", endpoint="undo", methods=["POST"]),
    ]
    return Map([*own, *(rule for kind in _PARTS for rule in kind.rules())])


@dataclass(slots=True)
class Editor:
    """All pages below edit/, and the links to them that pages of the workbook get."""

    desk: Desk
    _outreach: OutreachViews
    _views: dict[str, View]

    @classmethod
    def of(cls, desk: Desk) -> "Editor":
        """The editor of a session."""
        parts = [kind(desk) for kind in _PARTS]
        (outreach,) = (part for part in parts if isinstance(part, OutreachViews))
        editor = cls(desk, outreach, {name: view for part in parts for name, view in part.views().items()})
        # What a form was held against is what the preview shows next: it need not be read again.
        desk.preview.read = lambda: desk.session.checked
        editor._views |= {"own": _own_file, "place": editor.place, "undo": editor.undo}
        return editor

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
            except ContentNotWritten as error:
                return plain_answer(409, f"{error}.")

    def _answered(self, path: str, request: Request) -> Response:
        request.max_form_parts, request.max_form_memory_size = _MOST_PARTS, _MOST_TEXT
        is_text = request.mimetype == "application/x-www-form-urlencoded"
        endpoint, values = _routes().bind("", "/").match(f"/{path}", request.method)
        if is_text and ((request.content_length or 0) > _MOST_TEXT or len(request.form) > _MOST_PARTS):
            raise RequestEntityTooLarge
        if request.method == "POST" and not self.desk.gate.is_form_of_ours(request):
            return plain_answer(403, _FROM_ANOTHER_RUN)
        return self._views[endpoint](request, **values)

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
            f"{self._outreach.beside(site, path)}"
            f'<script src="{root}-/edit_links.js" data-place="{root}place" '
            f'data-reviews="{root}reviews" data-ask="{ask}" defer></script>'
        )

    def place(self, request: Request) -> Response:
        """Leads from a place in words, such as a data-quality line has it, to the field."""
        address = place_address(self.desk.session.checked.content, request.args.get("at", ""))
        if not address:
            raise NotFound
        return redirected(f"{self.desk.root}edit/{address}")

    def undo(self, _request: Request) -> Response:
        """Takes the last change back."""
        said = self.desk.session.undo()
        self.desk.tell(self.desk.catalogue.gettext("Taken back: %(change)s", change=said) if said else "")
        return redirected(f"{self.desk.root}edit/", 303)


def _own_file(_request: Request, name: str) -> Response:
    kind = (_OWN | _SCRIPTS).get(name)
    if kind is None:
        raise NotFound
    folder = templates_folder() / "forms" if name in _OWN else Path(__file__).parent
    return Response((folder / name).read_bytes(), content_type=kind)
