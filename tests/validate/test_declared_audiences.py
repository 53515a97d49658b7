"""The audiences that the content format gives its keys, typed here from it: what is not listed is everybody's."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.partner import PartnerFrontMatter, TeamPartner, is_for_team_folder
from tests.support.canary import MODELS

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
    "PartnerFrontMatter.agreement",
    *(f"Agreement.{key}" for key in ("signed", "until", "represented_by", "alternate")),
    # "except what that invitee's own letter prints"
    *(
        f"Invite.{key}"
        for key in ("member", "partner", "sender", "letter", "language", "address", "ask", "sent", "large_print")
    ),
    *(f"WordingFrontMatter.{key}" for key in ("subject", "salutation", "closing")),
}
TEAM = {
    "Settings.follow_up_after",
    "Settings.workbook_language",
    "Settings.team_content",
    "Settings.acknowledge",
    *(f"Acknowledged.{key}" for key in ("value", "reason", "where")),
    "ImportMemory.tables",
    *(f"ImportedTable.{key}" for key in ("heads", "columns", "answers")),
    *(f"ColumnAnswer.{key}" for key in ("head", "means")),
    *(f"ValueAnswer.{key}" for key in ("about", "words", "means")),
    *(f"{need}Need.note" for need in ("Group", "Area", "Asset")),
    "Listing.how",
    "Listing.refused",
    "MeetingFrontMatter.team",
    *(f"Minutes.{key}" for key in ("present", "excused", "decisions", "notes")),
    *(f"Decision.{key}" for key in ("text", "who", "by")),
    "PartnerFrontMatter.team",
    *(f"TeamNotes.{key}" for key in ("motivations", "strengths", "barriers", "notes")),
    *(f"TeamNotes.{key}" for key in ("position", "influence", "people", "contact")),
    *(f"OrganizationContact.{key}" for key in ("email", "phone", "address")),
    *(f"Person.{key}" for key in ("name", "title", "email", "phone", "language")),
    *(f"Invite.{key}" for key in ("status", "email", "phone", "follow_up", "answered", "note", "via", "history")),
    *(f"HistoryStep.{key}" for key in ("day", "what", "by", "note")),
}


def _declared(annotation: Any) -> Iterator[tuple[str, Audience]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            yield f"{annotation.__name__}.{name}", field_audience(info)
            yield from _declared(info.annotation)
    for inner in get_args(annotation):
        yield from _declared(inner)


def test_what_is_for_the_teams_folder_is_all_that_is_not_public_of_a_partner() -> None:
    """The keys of partners/<id>.md in the team's folder, against the declared audiences of the partner's file."""
    private = {
        (name,) for name, info in PartnerFrontMatter.model_fields.items() if field_audience(info) is not Audience.PUBLIC
    } | {
        (name, inner)
        for name, info in PartnerFrontMatter.model_fields.items()
        if field_audience(info) is Audience.PUBLIC
        and isinstance(info.annotation, type)
        and issubclass(info.annotation, BaseModel)
        for inner, field in info.annotation.model_fields.items()
        if field_audience(field) is not Audience.PUBLIC
    }
    keys = {
        (name, inner) if name == "listing" else (name,)
        for name, info in TeamPartner.model_fields.items()
        for inner in getattr(info.annotation, "model_fields", {"": None})
    }
    assert keys == private == {key for key in private if is_for_team_folder(key)}
    assert not any(is_for_team_folder(key) for key in [("name",), ("listing",), ("listing", "consent")])


def test_every_key_has_the_audience_of_the_content_format() -> None:
    declared = dict(found for model in MODELS for found in _declared(model))
    assert {key for key, audience in declared.items() if audience is Audience.PARTNER} == PARTNER
    assert {key for key, audience in declared.items() if audience is Audience.TEAM} == TEAM
