"""invites.yml: Part 5 of the worksheet, whom to invite, by whom, and how it went."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from coalition_site.model.audience import Partner, Team
from coalition_site.model.fields import (
    AddressLines,
    ContentModel,
    Day,
    Email,
    LanguageCode,
    Line,
    PartnersText,
    Reference,
    Text,
    one_of,
)


class Status(StrEnum):
    """How an invitation stands."""

    IDEA = "idea"
    DRAFTED = "drafted"
    SENT = "sent"
    NO_ANSWER = "no answer"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    KEEP_INFORMED = "keep informed"


DEFAULT_LETTERS = {
    Status.DRAFTED: "invitation",
    Status.SENT: "invitation",
    Status.NO_ANSWER: "follow-up",
    Status.ACCEPTED: "thank-you",
    Status.KEEP_INFORMED: "keep-informed",
}
"""The wording that a status calls for where `letter` names none (content format, invites.yml)."""


class Invite(ContentModel):
    """One entry of invites.yml."""

    member: Partner[Line] = Field(description="Table 4, Potential coalition member.", examples=["Dana Reyes"])
    partner: Partner[Reference] = Field(
        "", description="Id of a partner file.", examples=["forest-city-asset-builders"]
    )
    sender: Partner[Reference] = Field(description="Table 4, Who will send the invitation?", examples=["rosa"])
    status: Team[Annotated[Status, BeforeValidator(one_of(Status))]] = Field(
        description="How it stands.", examples=["drafted"]
    )
    letter: Partner[Reference] = Field("", description="Name of a wording in letters/.", examples=["invitation"])
    language: Partner[LanguageCode] = Field("", description="The letter's language.", examples=["es"])
    email: Team[Email] = Field("", description="Where to write.", examples=["dana@assetbuilders.example"])
    phone: Team[Line] = Field("", description="The number to call.", examples=["(555) 555-0142"])
    address: Partner[AddressLines] = Field(
        (), description="Postal address, line by line.", examples=[["12 Elm Street"]]
    )
    ask: Partner[PartnersText | None] = Field(None, description="The role asked for.", examples=["Champion"])
    sent: Partner[Day | None] = Field(None, description="The day it was sent.", examples=["2026-11-02"])
    follow_up: Team[Day | None] = Field(None, description="The day to ask again.", examples=["2026-11-16"])
    answered: Team[Day | None] = Field(None, description="The day of the answer.", examples=["2026-11-10"])
    note: Team[Text] = Field("", description="Anything else.", examples=["Met at the fair."])

    def letter_name(self) -> str:
        """The wording this invite calls for; empty where no letter is due."""
        return self.letter or DEFAULT_LETTERS.get(self.status, "")
