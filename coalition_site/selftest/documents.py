"""The documents of a content folder that a self-test fills: the model of each, and who sees what is public in that."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pydantic import BaseModel

from coalition_site.model.coalition import Coalition
from coalition_site.model.import_memory import ImportMemory
from coalition_site.model.invite import Invite
from coalition_site.model.meeting import MeetingFrontMatter, TeamMeeting
from coalition_site.model.needs import Needs, TeamNeeds
from coalition_site.model.page import PageAudience, PageFrontMatter
from coalition_site.model.partner import PartnerFrontMatter, TeamPartner
from coalition_site.model.settings import Settings
from coalition_site.model.wording import WordingFrontMatter
from coalition_site.read.content import COALITION, IMPORTS, INVITES, NEEDS, Content
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
    models: dict[str, type[BaseModel]] = {
        COALITION: Settings,
        NEEDS: Needs,
        INVITES: Invite,
        IMPORTS: ImportMemory,
    }
    yield from (Part(document, models[name]) for name, document in content.yaml.items() if name in models)
    yield from (Part(document, TeamNeeds, private=True) for document in content.team_yaml.values())
    yield from (Part(document, WordingFrontMatter) for document in content.letters.values())
    yield from _partners(content, coalition, today)
    yield from _pages(content)
    yield from _meetings(content, coalition)


def _partners(content: Content, coalition: Coalition, today: date) -> Iterator[Part]:
    unnamed = {partner.id for partner in coalition.partners.values() if not partner.is_named(today)}
    for partner_id, document in content.partners.items():
        yield Part(document, PartnerFrontMatter, private=partner_id in unnamed)
    for (partner_id, _), document in content.partner_translations.items():
        yield Part(document, PartnerFrontMatter, private=partner_id in unnamed)
    for partner_id, document in content.team_partners.items():
        whole = partner_id in coalition.team_partners
        yield Part(document, PartnerFrontMatter if whole else TeamPartner, private=True)


def _pages(content: Content) -> Iterator[Part]:
    private = {page_id for page_id, document in content.pages.items() if _is_of_team(document)}
    for page_id, document in content.pages.items():
        yield Part(document, PageFrontMatter, page_id in private, page_id if page_id in private else "")
    for (page_id, _), document in content.page_translations.items():
        yield Part(document, PageFrontMatter, page_id in private, page_id if page_id in private else "")


def _meetings(content: Content, coalition: Coalition) -> Iterator[Part]:
    private = {name for name, document in content.meetings.items() if _is_of_team(document)} | coalition.team_meetings
    for name, document in content.meetings.items():
        yield Part(document, MeetingFrontMatter, name in private, name if name in private else "")
    for (name, _), document in content.meeting_translations.items():
        yield Part(document, MeetingFrontMatter, name in private, name if name in private else "")
    for name, document in content.team_meetings.items():
        whole = name in coalition.team_meetings
        yield Part(document, MeetingFrontMatter if whole else TeamMeeting, private=True, named=name if whole else "")


def _is_of_team(document: Document) -> bool:
    audience = document.value.get("audience") if isinstance(document.value, dict) else None
    return isinstance(audience, str) and audience.lower() == PageAudience.TEAM
