"""coalition.yml: who we are, who sends invitations, the meeting, languages, brand."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from coalition_site.fixes import example
from coalition_site.model.audience import Partner, Public, Team
from coalition_site.model.fields import (
    ID_KEYS,
    AddressLines,
    Color,
    ContentModel,
    Day,
    Days,
    Email,
    Id,
    Image,
    LanguageCode,
    Line,
    LocalizedText,
    Paragraph,
    Text,
    WebAddress,
    YesNo,
    one_of,
)
from coalition_site.model.moments import TimeZone
from coalition_site.model.reading import mistake

SCHEMA_VERSION = "1"
DAYS_TO_FOLLOW_UP = 14


def _version(value: object) -> str:
    if value != SCHEMA_VERSION:
        message = f"this program reads version {SCHEMA_VERSION} of the content format, not {value!r}"
        hint = f"write schema_version: {SCHEMA_VERSION}, or install the program that the content was written for"
        raise mistake("schema-version", message, hint, example(SCHEMA_VERSION))
    return SCHEMA_VERSION


_Version = Annotated[str, BeforeValidator(_version), WithJsonSchema({"enum": [int(SCHEMA_VERSION), SCHEMA_VERSION]})]


class Paper(StrEnum):
    """The paper that documents are laid out for."""

    LETTER = "letter"
    A4 = "a4"


class Contact(ContentModel):
    """Whom the public can ask."""

    name: Public[Line] = Field(description="The person or office people can ask.", examples=["Coalition office"])
    email: Public[Email] = Field(description="Its e-mail address.", examples=["hello@forestcity.example"])
    phone: Public[Line] = Field("", description="Its phone number.", examples=["(555) 555-0100"])


class Sender(ContentModel):
    """Somebody who signs invitations (worksheet Part 5, Table 4, third column)."""

    name: Partner[Line] = Field(description="The name that signs.", examples=["Rosa Delgado"])
    title: Partner[LocalizedText | None] = Field(None, description="The title below it.", examples=["Co-chair"])
    organization: Partner[Line] = Field(
        "", description="The organization below that.", examples=["City of Forest City"]
    )
    email: Partner[Email] = Field("", description="Where answers go.", examples=["rosa@forestcity.example"])
    phone: Partner[Line] = Field("", description="The number to call.", examples=["(555) 555-0101"])
    signature: Partner[Image] = Field("", description="An image in images/.", examples=["signature-rosa.svg"])


class Meeting(ContentModel):
    """The first meeting, in short. It is the partners' unless `public` says otherwise; `meetings/` says more."""

    date: Partner[Day | None] = Field(None, description="The day.", examples=["2027-01-14"])
    time: Partner[Line] = Field("", description="The hour, as you say it.", examples=["5:30 to 7:00 p.m."])
    place: Partner[LocalizedText | None] = Field(None, description="Where.", examples=["Main Library, Room 2"])
    public: Partner[YesNo] = Field(default=False, description="Whether the public site shows it.", examples=["true"])


class Acknowledged(ContentModel):
    """A value that is written as private and may be found in a public place all the same."""

    value: Team[Text] = Field(
        title="The words", description="The value, as the message of the leak check has it.", examples=["City Hall"]
    )
    reason: Team[Text] = Field(
        title="Why", description="Why it may be public.", examples=["It is the office's public number."]
    )
    where: Team[Line] = Field(
        "",
        title="Where",
        description="The file of the content that says it, or the page of the site; without it, anywhere.",
        examples=["content/pages/about.md", "site/partners/index.html"],
    )


class Brand(ContentModel):
    """How the sites and documents look."""

    logo: Public[Image] = Field("", description="An image in images/.", examples=["logo.svg"])
    primary: Public[Color] = Field("", description="The main color, in quotes.", examples=["'#1f5a43'"])
    accent: Public[Color] = Field("", description="The second color, in quotes.", examples=["'#a34b17'"])
    letterhead: Public[Line] = Field("", description="A .docx in letters/.", examples=["letterhead.docx"])
    paper: Public[Annotated[Paper, BeforeValidator(one_of(Paper))]] = Field(
        Paper.LETTER, description="Paper size: letter or a4.", examples=["letter"]
    )


class Settings(ContentModel):
    """coalition.yml."""

    schema_version: Public[_Version] = Field(description="The version of the content format.", examples=["1"])
    name: Public[LocalizedText] = Field(
        title="Coalition's name", description="The coalition's name.", examples=["Forest City Mobility Coalition"]
    )
    community: Public[LocalizedText] = Field(description="The community it works for.", examples=["Forest City"])
    summary: Public[Paragraph[LocalizedText | None]] = Field(
        None, description="One paragraph: who we are.", examples=["We bring together …"]
    )
    language: Public[LanguageCode] = Field(description="The coalition's own language.", examples=["en"])
    languages: Public[tuple[LanguageCode, ...]] = Field((), description="Letters offered.", examples=[["en", "es"]])
    site_languages: Public[tuple[LanguageCode, ...]] = Field(
        (), description="Languages of the public site, the first at its root.", examples=[["en", "es", "ar"]]
    )
    workbook_language: Team[LanguageCode] = Field(
        "", description="The language of the workbook and its documents.", examples=["en"]
    )
    contact: Public[Contact] = Field(description="Whom the public can ask.")
    address: Public[AddressLines] = Field((), description="Return address, line by line.", examples=[["12 Elm Street"]])
    site_url: Public[WebAddress] = Field("", description="Where the site will stand.", examples=["https://fc.example/"])
    repository: Public[WebAddress] = Field(
        "",
        description="Where the content is edited on a hosting site; pages then lead there.",
        examples=["https://github.com/forest-city/coalition"],
    )
    senders: Partner[dict[Id, Sender]] = Field(
        min_length=1, description="Who signs invitations, by id.", json_schema_extra=ID_KEYS
    )
    meeting: Partner[Meeting | None] = Field(None, description="The first meeting.")
    time_zone: Public[TimeZone] = Field("", description="The time zone of meetings.", examples=["America/Chicago"])
    respond_by: Partner[Day | None] = Field(None, description="Answer until.", examples=["2026-12-18"])
    follow_up_after: Team[Days | None] = Field(
        None, description="Days after which a letter without an answer is followed up; 14 if not set.", examples=["14"]
    )
    team_content: Team[Line] = Field(
        "",
        description="A folder outside this repository for all that is not public, so that the repository can be.",
        examples=["../forest-city-team"],
    )
    acknowledge: Team[tuple[Acknowledged, ...]] = Field(
        (),
        title="Words that may be public although they are also in our notes",
        description="Values that the leak check may find in public, each with a reason and the place.",
    )
    brand: Public[Brand] = Field(default_factory=Brand.model_construct, description="Logo, colors, paper.")

    def days_to_follow_up(self) -> int:
        """After how many days a letter without an answer is followed up."""
        return self.follow_up_after or DAYS_TO_FOLLOW_UP

    def offered(self) -> tuple[str, ...]:
        """All languages of the letters, the coalition's own first."""
        return tuple(dict.fromkeys((self.language, *self.languages)))

    def of_site(self) -> tuple[str, ...]:
        """The languages of the public site, the first at its root."""
        return tuple(dict.fromkeys(self.site_languages or (self.language,)))

    def of_workbook(self) -> str:
        """The language of the workbook and its documents."""
        return self.workbook_language or self.language
