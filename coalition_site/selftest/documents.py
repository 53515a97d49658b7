"""The documents of a content folder that a self-test fills: the model of each, and who sees what is public in that."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pydantic import BaseModel

from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import (
    AREAS,
    KINDS,
    MEETINGS,
    PAGES,
    PARTNERS,
    VOCABULARY,
    FileKind,
)
from coalition_site.model.page import PageAudience
from coalition_site.model.wording import WordingFrontMatter
from coalition_site.read.content import Content
from coalition_site.read.values import Document
from coalition_site.selftest.fill import Filling
from coalition_site.selftest.marks import Spot


@dataclass(frozen=True, slots=True)
class Part:
    """A document, the model of its values, and whether all of it is private, whatever its fields declare.

    `named` is the part of the file's name that is private with it: empty where the name is public or a partner's id.
    """

    document: Document
    model: type[BaseModel]
    private: bool = False
    named: str = ""

    def filled(self, filling: Filling) -> Document:
        """The document with marks."""
        document, spot = self.document, Spot(self.document.path, (), self.private)
        value = document.value
        if isinstance(value, list):
            value = [filling.filled(entry, self.model, spot.inner(number)) for number, entry in enumerate(value)]
        else:
            value = filling.filled(value, self.model, spot)
        # The wording of letters is the partners', as its fields declare.
        of_letters = self.model is WordingFrontMatter
        return replace(
            document, value=value, body=filling.markdown(document.body, spot.inner("body", private=of_letters))
        )


def parts_of_content(content: Content, coalition: Coalition, today: date) -> Iterator[Part]:
    """Every document that holds more than vocabulary, with the model it is read with."""
    private: Mapping[FileKind, Collection[str]] = {
        PARTNERS: {partner.id for partner in coalition.partners.values() if not partner.is_named(today)},
        PAGES: _of_team(content, PAGES),
        MEETINGS: _of_team(content, MEETINGS) | coalition.team_meetings,
    }
    whole: Mapping[FileKind, Collection[str]] = {
        PARTNERS: coalition.team_partners,
        MEETINGS: coalition.team_meetings,
    }
    for kind in KINDS:
        if kind in {VOCABULARY, AREAS}:
            continue
        for (name, _), document in content.in_languages(kind).items():
            is_private = name in private.get(kind, ())
            yield Part(document, kind.model, is_private, name if is_private and kind.has_audience else "")
        for name, document in content.team_parts(kind).items() if kind.team is not None else ():
            is_whole = name in whole.get(kind, ())
            model = kind.model if is_whole or kind.team is None else kind.team.model
            yield Part(document, model, private=True, named=name if is_whole and kind.has_audience else "")


def _of_team(content: Content, kind: FileKind) -> set[str]:
    """The ids of those of which the file says that they are the team's."""
    return {name for name, document in content.of(kind).items() if document.audience == PageAudience.TEAM}
