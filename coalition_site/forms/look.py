"""How it will look: pages of both sites as what is typed now would make them, for the frame beside a form."""

from collections.abc import Callable
from dataclasses import dataclass

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from coalition_site.forms.desk import Desk
from coalition_site.publish.output.folder import SITES
from coalition_site.serve.server import built_file, file_answer

# No script of a page runs in the frame, and what it shows is shown by nobody else.
_POLICY = "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class LookViews:
    """The pages of the frame."""

    desk: Desk

    def rules(self) -> list[Rule]:
        """Their addresses, which are those of the sites below draft/."""
        return [Rule("/draft/<site>/<path:path>", endpoint="draft", methods=["GET"])]

    def views(self) -> dict[str, Callable[..., Response]]:
        """What answers them."""
        return {"draft": self.draft}

    def draft(self, _request: Request, site: str, path: str) -> Response:
        """A page or file of a site as it would be."""
        sites = self.desk.drawn or self.desk.preview.shown.sites
        of_site = sites.get(site) if sites is not None and site in SITES else None
        if of_site is None:
            raise NotFound
        html = of_site.page(path)
        if html is not None:
            headers = {"Content-Security-Policy": _POLICY}
            return Response(html, content_type="text/html; charset=utf-8", headers=headers)
        data = of_site.file(path) or built_file(self.desk.preview.output / site, path)
        if data is None:
            words = self.desk.catalogue
            said = words.gettext(
                "There is no such page as things are now: nobody has agreed to be named, or no letter is due."
            )
            return Response(said, 404, content_type="text/plain; charset=utf-8")
        return file_answer(path, data)
