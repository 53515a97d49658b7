"""A text that a template makes when it is asked for, with everything that it is made from.

rendering = Rendering(environment, "workbook/partner.html", {"partner": partner})
html = rendering.text()
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Rendering:
    """A template and what it is given, by name. Where two have the same values, the texts are the same."""

    environment: Environment
    template: str
    values: Mapping[str, Any]

    def text(self) -> str:
        """The text, made now."""
        return self.environment.get_template(self.template).render(self.values)

    def __html__(self) -> str:
        """The text as a part of another template's, which may be in another language: ours escape what people wrote."""
        return self.text()


@dataclass(frozen=True)
class LateFile:
    """A file that is rendered when somebody asks for it, and then kept: several sites may have the same one."""

    rendering: Rendering

    @cached_property
    def data(self) -> bytes:
        """Its bytes."""
        return self.rendering.text().encode()
