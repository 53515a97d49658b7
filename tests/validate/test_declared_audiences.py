"""The audiences that the content format gives its keys, typed here from it: what is not listed is everybody's."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from coalition_site.model.audience import Audience, field_audience
from tests.canary import MODELS

PARTNER = {
    "Settings.senders",
    *(f"Sender.{key}" for key in ("name", "title", "organization", "email", "phone", "signature")),
    "Settings.meeting",
    *(f"Meeting.{key}" for key in ("date", "time", "place", "public")),
    "Settings.respond_by",
    "PartnerFrontMatter.outreach",
    "Outreach.because",
    "Outreach.message",
    "Outreach.roles",
    "Role.role",
    "Role.person",
    # "except what that invitee's own letter prints"
    *(f"Invite.{key}" for key in ("member", "partner", "sender", "letter", "language", "address", "ask", "sent")),
    *(f"WordingFrontMatter.{key}" for key in ("subject", "salutation", "closing")),
}
TEAM = {
    *(f"{need}Need.note" for need in ("Group", "Area", "Asset")),
    "Listing.how",
    "PartnerFrontMatter.team",
    *(f"TeamNotes.{key}" for key in ("motivations", "strengths", "barriers", "notes")),
    *(f"TeamNotes.{key}" for key in ("position", "influence", "people")),
    *(f"Person.{key}" for key in ("name", "title", "email", "phone", "language")),
    *(f"Invite.{key}" for key in ("status", "email", "phone", "follow_up", "answered", "note")),
}


def _declared(annotation: Any) -> Iterator[tuple[str, Audience]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            yield f"{annotation.__name__}.{name}", field_audience(info)
            yield from _declared(info.annotation)
    for inner in get_args(annotation):
        yield from _declared(inner)


def test_every_key_has_the_audience_of_the_content_format() -> None:
    declared = dict(found for model in MODELS for found in _declared(model))
    assert {key for key, audience in declared.items() if audience is Audience.PARTNER} == PARTNER
    assert {key for key, audience in declared.items() if audience is Audience.TEAM} == TEAM
