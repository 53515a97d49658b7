"""invites.yml: Part 5 of the worksheet, whom to invite, by whom, and how it went."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from coalition_site.model.audience import Partner, Team
from coalition_site.model.fields import (
    AddressLines,
    ContentModel,
    Day,
    Email,
    LetterLanguages,
    Line,
    PartnersText,
    Reference,
    Text,
    YesNo,
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


class Via(StrEnum):
    """The way on which an invitation goes to somebody."""

    POST = "post"
    EMAIL = "email"
    PHONE = "phone"
    IN_PERSON = "in person"


class Step(StrEnum):
    """What was done about an invitation, or came of it."""

    SENT = "sent"
    CALLED = "called"
    MET = "met"
    ANSWERED = "answered"
    ASKED_AGAIN = "asked again"


WAITING = frozenset({Status.SENT, Status.NO_ANSWER})
"""The statuses in which an answer is awaited: only these have follow-ups."""

CONTACTS = frozenset({Step.SENT, Step.CALLED, Step.MET, Step.ASKED_AGAIN})
"""The steps with which we turned to somebody."""

DEFAULT_LETTERS = {
    Status.DRAFTED: "invitation",
    Status.SENT: "invitation",
    Status.NO_ANSWER: "follow-up",
    Status.ACCEPTED: "thank-you",
    Status.KEEP_INFORMED: "keep-informed",
}
"""The wording that a status calls for where `letter` names none (content format, invites.yml)."""

AGREEMENT = "agreement"
"""The wording of what both sides sign."""

CALLS = {Status.DRAFTED: "call", Status.SENT: "call", Status.NO_ANSWER: "call-again"}
"""The same for whoever is invited by telephone: what to say there, as a sheet to hold, instead of a letter."""


class HistoryStep(ContentModel):
    """One step of an invitation: the day, what happened, and who did it."""

    day: Team[Day] = Field(description="The day.", examples=["2026-11-09"])
    what: Team[Annotated[Step, BeforeValidator(one_of(Step))]] = Field(
        description="sent, called, met, answered or asked again.", examples=["called"]
    )
    by: Team[Line] = Field("", description="Who did it.", examples=["Ruth Calloway"])
    note: Team[Line] = Field("", description="What came of it.", examples=["Asked for another week."])


class Invite(ContentModel):
    """One entry of invites.yml."""

    member: Partner[Line] = Field(
        title="Whom to invite", description="Table 4, Potential coalition member.", examples=["Dana Reyes"]
    )
    partner: Partner[Reference] = Field(
        "", description="Id of a partner file.", examples=["forest-city-asset-builders"]
    )
    sender: Partner[Reference] = Field(
        title="Who will send the invitation", description="Table 4, Who will send the invitation?", examples=["rosa"]
    )
    status: Team[Annotated[Status, BeforeValidator(one_of(Status))]] = Field(
        description="How it stands.", examples=["drafted"]
    )
    letter: Partner[Reference] = Field(
        "", title="Wording of the letter", description="Name of a wording in letters/.", examples=["invitation"]
    )
    language: Partner[LetterLanguages] = Field(
        (), description="The letter's language; or two, as in [es, en], for a letter with both texts.", examples=["es"]
    )
    large_print: Partner[YesNo] = Field(
        default=False, description="Whether the letter is in large print, 18 point.", examples=[True]
    )
    email: Team[Email] = Field("", description="Where to write.", examples=["dana@assetbuilders.example"])
    phone: Team[Line] = Field("", description="The number to call.", examples=["(555) 555-0142"])
    address: Partner[AddressLines] = Field(
        (), description="Postal address, line by line.", examples=[["12 Elm Street"]]
    )
    ask: Partner[PartnersText | None] = Field(
        None, title="Role asked for", description="The role asked for.", examples=["Champion"]
    )
    sent: Partner[Day | None] = Field(
        None, title="Sent on", description="The day it was sent.", examples=["2026-11-02"]
    )
    follow_up: Team[Day | None] = Field(
        None, title="Call again on", description="The day to ask again.", examples=["2026-11-16"]
    )
    answered: Team[Day | None] = Field(
        None, title="Answered on", description="The day of the answer.", examples=["2026-11-10"]
    )
    via: Team[Annotated[Via | None, BeforeValidator(one_of(Via))]] = Field(
        None,
        description="How it goes: post, email, phone or in person. Without it: by mail program where there is an "
        "e-mail address, else by post.",
        examples=["in person"],
    )
    history: Team[tuple[HistoryStep, ...]] = Field(
        (), description="What was done and when, kept by the commands sent, called and answered."
    )
    note: Team[Text] = Field("", description="Anything else.", examples=["Met at the fair."])

    def last_contact(self) -> date | None:
        """The day on which we last turned to them, None where we never did."""
        days = [step.day for step in self.history if step.what in CONTACTS]
        return max([*days, *([self.sent] if self.sent is not None else [])], default=None)

    def letter_name(self) -> str:
        """The wording this invite calls for; empty where no letter is due."""
        by_phone = CALLS.get(self.status, "") if self.via is Via.PHONE else ""
        return self.letter or by_phone or DEFAULT_LETTERS.get(self.status, "")
