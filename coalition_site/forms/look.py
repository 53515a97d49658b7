"""How it will look: pages of both sites as what is typed now would make them, for the frame beside a form."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from coalition_site.derive.words.direction import direction_of
from coalition_site.forms.desk import Desk
from coalition_site.publish.output.folder import SITES
from coalition_site.serve.server import built_file, file_answer, site_of

# No script of a page runs in the frame, and what it shows is shown by nobody else.
_POLICY = "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class LookViews:
    """The pages of the frame."""

    desk: Desk

    @staticmethod
    def rules() -> list[Rule]:
        """Their addresses, which are those of the sites below draft/."""
        return [Rule("/draft/<site>/<path:path>", endpoint="draft", methods=["GET"])]

    def views(self) -> dict[str, Callable[..., Response]]:
        """What answers them."""
        return {"draft": self.draft}

    def draft(self, _request: Request, site: str, path: str) -> Response:
        """A page or file of a site as it would be."""
        sites = self.desk.drawn or self.desk.preview.shown.sites
        if site not in SITES:
            raise NotFound
        of_site, inside = site_of(sites or {}, site, path)
        html = of_site.page(inside) if of_site is not None else None
        if html is not None:
            headers = {"Content-Security-Policy": _POLICY}
            return Response(html, content_type="text/html; charset=utf-8", headers=headers)
        drawn = of_site.file(inside) if of_site is not None else None
        data = drawn or built_file(self.desk.preview.output / site, path)
        return file_answer(path, data) if data is not None else self._nothing_there()

    def _nothing_there(self) -> Response:
        words = self.desk.catalogue
        said = escape(
            words.gettext(
                "There is no such page as things are now: nobody has agreed to be named, or no letter is due."
            )
        )
        language = f'lang="{words.language}" dir="{direction_of(words.language)}"'
        html = (
            f'<!doctype html><html {language} style="color: #111; background: #fff"><meta charset="utf-8">'
            f"<title>{said}</title><p>{said}</p></html>"
        )
        headers = {"Content-Security-Policy": _POLICY}
        return Response(html, 404, content_type="text/html; charset=utf-8", headers=headers)
