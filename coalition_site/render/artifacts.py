"""Artifacts: the files that stand beside the pages of a site, each with what it is made of when it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Self

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.model.site_contents import Titled
from coalition_site.problems import Position
from coalition_site.render.letters import LateLetter
from coalition_site.render.rendering import Late, Rendering


@dataclass(frozen=True, slots=True)
class Joined:
    """A document made of finished ones, `parts` by their paths, each beginning on the front of a sheet.

    `language` is that of the title.
    """

    title: str
    language: str
    parts: tuple[PurePosixPath, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as a draft for mail programs, with the address that it goes to. It carries the PDF beside it."""

    letter: LateLetter
    to: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file: its path within the site, and its content, from which its key and its bytes are made.

    A rendering is laid out as a PDF, a letter is one for word processors; what is late is a text, or what
    `publish.formats` knows. `source` is what messages call it, `forms` says whether it has fields. `written` is the one
    place of the content that it comes from, None where it comes from many; `parts` are such places of its sections,
    by their ids. `title` and `about` are what lists of downloads say of it; without a title it is in none. What is
    `for_all` stands in the workbook, and at the root of the public site as well.
    """

    path: PurePosixPath
    content: Rendering | Joined | LateLetter | Draft | Late[Any]
    source: str = ""
    written: Position | None = None
    parts: Mapping[str, Position] = field(default_factory=dict)
    forms: bool = False
    title: str = ""
    about: str = ""
    for_all: bool = False

    @classmethod
    def at(cls, place: Titled, content: Rendering | Joined | Late[Any], words: Catalogue, **more: Any) -> Self:
        """The file of a place of its own, with what that is called in a language; `more` are other fields."""
        said = {"title": place.title, "about": place.about}
        more |= {key: words.gettext(text) for key, text in said.items() if text and key not in more}
        return cls(PurePosixPath(place.path), content, **more)

    @property
    def html(self) -> str:
        """The whole page that is laid out as a PDF, made now. Raises TypeError for any other file."""
        if not isinstance(self.content, Rendering):
            raise TypeError(f"{self.path} is not laid out")
        return self.content.text()
