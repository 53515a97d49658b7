"""Make coalitions for tests with few words: what is not given is as short as can be."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.worksheet_texts import translated
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Invite
from coalition_site.model.needs import Needs
from coalition_site.model.page import Page
from coalition_site.model.partner import Partner, PartnerFrontMatter
from coalition_site.model.reading import Reading
from coalition_site.model.settings import Settings
from coalition_site.model.texts import Texts, WorksheetTexts
from coalition_site.model.vocabulary import Vocabulary
from coalition_site.model.wording import Wording
from coalition_site.problems import Position
from coalition_site.validate.shipped import shipped_texts
from coalition_site.validate.vocabulary import shipped_vocabulary
from coalition_site.validate.wording import parse_wording


@cache
def vocabulary() -> Vocabulary:
    return shipped_vocabulary()


@cache
def texts() -> Texts:
    return shipped_texts()


def worksheet_texts(language: str) -> WorksheetTexts:
    """The worksheet's texts as the program ships them."""
    return translated(texts().worksheet, catalogue(language))


def reading(language: str = "en") -> Reading:
    return Reading(vocabulary(), language, ("en", "es"))


def make_partner(partner_id: str, **values: Any) -> Partner:
    """A partner from what its file would say; its name is its id."""
    front = {"name": partner_id, "type": "Nonprofit", "relationship": "existing"} | values
    model = PartnerFrontMatter.model_validate(front, context=reading())
    return Partner.model_construct(**dict(model), id=partner_id, profile="")


def make_invite(partner: str = "", member: str = "Ana Ruiz", **values: Any) -> Invite:
    """An invite of Rosa's; drafted unless said otherwise."""
    entry = {"member": member, "partner": partner, "sender": "rosa", "status": "drafted"} | values
    return Invite.model_validate({key: value for key, value in entry.items() if value != ""}, context=reading())


def make_needs(**lists: Sequence[Any]) -> Needs:
    return Needs.model_validate(dict(lists), context=reading())


def make_settings(**values: Any) -> Settings:
    settings = {
        "schema_version": "1",
        "name": "Elm Creek Coalition",
        "community": "Elm Creek",
        "language": "en",
        "contact": {"name": "Office", "email": "office@elmcreek.example"},
        "senders": {"rosa": {"name": "Rosa Delgado"}},
    }
    return Settings.model_validate(settings | values, context=reading())


def make_wording(body: str, name: str = "invitation", language: str = "en", subject: str = "Hello") -> Wording:
    start = Position("letter.md")
    parts = {part: parse_wording(text, start)[0] for part, text in (("subject", subject), ("body", body))}
    return Wording(name, language, "letter.md", salutation=(), closing=(), **parts)


def make_coalition(
    *partners: Partner,
    invites: Sequence[Invite] = (),
    needs: Needs | None = None,
    settings: Settings | None = None,
    wordings: Sequence[Wording] = (),
    pages: Sequence[Page] = (),
) -> Coalition:
    """A coalition of these parts, with the shipped vocabulary and texts."""
    by_key: Mapping[tuple[str, str], Wording] = {(each.name, each.language): each for each in wordings}
    return Coalition(
        settings=settings or make_settings(),
        needs=needs or make_needs(),
        partners={partner.id: partner for partner in partners},
        invites=tuple(invites),
        wordings=by_key,
        pages=tuple(pages),
        letterhead=None,
        images={},
        vocabulary=vocabulary(),
        texts=texts(),
    )
