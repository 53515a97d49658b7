"""A text that a template makes when it is asked for, with everything that it is made from.

rendering = Rendering(environment, "workbook/partner.html", {"partner": partner}, view)
html = rendering.text()
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment


class Watched:
    """A view that notes by name which of its parts are read."""

    __slots__ = ("_parts_read", "_view")

    def __init__(self, view: object, parts_read: set[str]) -> None:
        self._view, self._parts_read = view, parts_read

    def __getattr__(self, name: str) -> Any:
        self._parts_read.add(name)
        return getattr(self._view, name)


@dataclass(frozen=True, slots=True)
class Rendering:
    """A template and what it is given: `values` by name and, where there is one, the `view` of a whole site.

    Where two renderings have the same values, and the parts of the view that the first one read are the same, the
    texts are the same.
    """

    environment: Environment
    template: str
    values: Mapping[str, Any]
    view: object = None

    def text(self, parts_read: set[str] | None = None) -> str:
        """The text, made now. The names of what is read of the view are added to `parts_read`."""
        values = dict(self.values)
        if self.view is not None:
            values["view"] = self.view if parts_read is None else Watched(self.view, parts_read)
        return self.environment.get_template(self.template).render(values)
