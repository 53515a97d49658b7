"""The choice between two versions that a merge left: it is written like any change, and can be taken back like one."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.routing import Rule

from coalition_site.edit.edits import EditRefused
from coalition_site.edit.settle_merge import Kept
from coalition_site.edit.whole_files import ContentFile
from coalition_site.forms.desk import Desk
from coalition_site.forms.filling.unsettled import base_of, named, settled_file
from coalition_site.serve.server import redirected

_BACK = re.compile(r"[a-z]+(?:/[A-Za-z0-9.-]+){0,2}")


@dataclass(frozen=True, slots=True)
class UnsettledViews:
    """What the buttons below two versions do."""

    desk: Desk

    @staticmethod
    def rules() -> list[Rule]:
        """Their addresses."""
        return [Rule("/two-versions", endpoint="settle", methods=["POST"])]

    def views(self) -> dict[str, Callable[..., Response]]:
        """What answers them."""
        return {"settle": self.settle}

    def settle(self, request: Request) -> Response:
        """Keeps what was chosen, unless the file is another one by now; leads back to where that was."""
        session, words = self.desk.session, self.desk.catalogue
        path, kept = request.form.get("path", ""), request.form.get("keep", "")
        number = request.form.get("number", "")
        if kept not in set(Kept) or not number.isascii() or not number.isdigit():
            raise BadRequest
        with session.alone():
            if path not in session.checked.content.conflicts:
                raise NotFound
            change = words.gettext("%(name)s: one version was chosen", name=named(self.desk, path)[0])
            try:
                before, after = settled_file(session.project, path, int(number), Kept(kept))
            except EditRefused:
                raise NotFound from None
            if base_of(before) == request.form.get("base", ""):
                session.write_planned(change, [ContentFile(path, before, after)])
                self.desk.tell(words.gettext("%(change)s.", change=change))
            else:
                self.desk.tell(words.gettext("Somebody changed this while you were looking. Look again, and choose."))
        back = request.form.get("back", "")
        return redirected(f"{self.desk.root}edit/{back if _BACK.fullmatch(back) else ''}", 303)
