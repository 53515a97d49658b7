"""A text that a template makes when it is asked for, with everything that it is made from.

rendering = Rendering(environment, "workbook/partner.html", {"partner": partner})
html = rendering.text()
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from jinja2 import Environment

Made = TypeVar("Made")


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
class Late(Generic[Made]):
    """What is made when somebody asks for it, and then kept: several files and sites may rest on the same."""

    make: Callable[[], Made]

    @cached_property
    def made(self) -> Made:
        """It, made now or before."""
        return self.make()
