"""partners/<id>.md: an organization, a group or a resident."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from coalition_site.model.audience import Partner as ForPartner
from coalition_site.model.audience import Public, Team
from coalition_site.model.fields import (
    AddressLines,
    AreaChoice,
    ContentModel,
    Day,
    DayOrRefused,
    Email,
    GroupChoice,
    Id,
    Image,
    LanguageCode,
    Line,
    LocalizedText,
    Paragraph,
    PartnerAssetChoice,
    PartnersText,
    Text,
    TypeChoice,
    WebAddress,
    one_of,
)
from coalition_site.model.localized import untranslated
from coalition_site.model.vocabulary import Choice, ListName, each_once

RESIDENT = "resident"
"""The option of partners that are people for themselves."""


class Relationship(StrEnum):
    """Existing partners stand in Table 1 of the worksheet, potential ones in Table 2."""

    EXISTING = "existing"
    POTENTIAL = "potential"
    FORMER = "former"


class Stance(StrEnum):
    """Where a partner stands towards the coalition's work."""

    SUPPORTIVE = "supportive"
    NEUTRAL = "neutral"
    SKEPTICAL = "skeptical"
    OPPOSED = "opposed"


class Influence(StrEnum):
    """How much a partner can move."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Listing(ContentModel):
    """Whether the partner may be named on the public site."""

    consent: Public[DayOrRefused | None] = Field(
        None,
        title="Consent to be named",
        description="The day they agreed, or `refused`.",
        examples=["2026-10-05", "refused"],
    )
    until: Public[Day | None] = Field(
        None, title="Consent holds until", description="The last day it holds.", examples=["2027-10-05"]
    )
    how: Team[Text] = Field(
        "", title="How they agreed", description="How they agreed, or refused.", examples=["By e-mail to Rosa"]
    )
    reviewed: Public[Day | None] = Field(
        None,
        title="Profile looked through on",
        description="When the profile was last looked through.",
        examples=["2026-11-01"],
    )
    refused: Team[Day | None] = Field(
        None, title="Day they refused", description="The day they said no to being named.", examples=["2026-11-20"]
    )

    def holds_on(self, day: date) -> bool:
        """Whether consent has begun by a day, holds on it and was not refused."""
        return isinstance(self.consent, date) and self.consent <= day and (self.until is None or self.until >= day)


class Agreement(ContentModel):
    """What the partner signed, and who speaks for it."""

    signed: ForPartner[Day | None] = Field(
        None, title="Agreement signed", description="The day both signed.", examples=["2026-10-20"]
    )
    until: ForPartner[Day | None] = Field(
        None, title="Agreement until", description="The last day of the term.", examples=["2027-10-19"]
    )
    represented_by: ForPartner[Line] = Field(
        "", description="Who represents the partner in the coalition.", examples=["Dana Reyes"]
    )
    alternate: ForPartner[Line] = Field("", description="Who stands in for them.", examples=["Jerome Whitlock"])


class Role(ContentModel):
    """A role we would ask for (worksheet Part 4, Table 3, Roles)."""

    role: ForPartner[PartnersText] = Field(description="The role.", examples=["Champion"])
    person: ForPartner[Line] = Field("", description="Who would hold it.", examples=["Director"])


class Outreach(ContentModel):
    """What may be said to the partner itself."""

    because: ForPartner[Paragraph[PartnersText | None]] = Field(
        None,
        title="Why them",
        description="Why them, said to them.",
        examples=["You have helped families save for longer than anyone."],
    )
    message: ForPartner[Paragraph[PartnersText | None]] = Field(
        None, title="A paragraph to them", description="A paragraph to them."
    )
    roles: ForPartner[tuple[Role, ...]] = Field(
        (), title="Roles we would ask for", description="What we would ask of them."
    )


class Person(ContentModel):
    """Somebody at the partner."""

    name: Team[Line] = Field(description="The name.", examples=["Dana Reyes"])
    title: Team[Line] = Field("", description="The title.", examples=["Director"])
    email: Team[Email] = Field("", description="The e-mail address.", examples=["dana@assetbuilders.example"])
    phone: Team[Line] = Field("", description="The phone number.", examples=["(555) 555-0142"])
    language: Team[LanguageCode] = Field("", description="The language to write in.", examples=["es"])


class OrganizationContact(ContentModel):
    """How the organization itself is reached, where no person is known."""

    email: Team[Email] = Field("", description="The e-mail address.", examples=["info@assetbuilders.example"])
    phone: Team[Line] = Field("", description="The phone number.", examples=["(555) 555-0100"])
    address: Team[AddressLines] = Field(
        (), description="The postal address, line by line.", examples=[["12 Elm Street", "Forest City, OH 44101"]]
    )


class TeamNotes(ContentModel):
    """What only the team sees (worksheet Part 4, Table 3, and contacts). Never quoted in a letter."""

    motivations: Team[Text] = Field(
        "", title="Motivations for joining", description="Table 3, Motivations for joining."
    )
    strengths: Team[Text] = Field("", description="Table 3, how they're a good partner.")
    barriers: Team[Text] = Field("", description="Table 3, barriers to partnership.")
    notes: Team[Text] = Field("", title="Other notes", description="Anything else.")
    position: Team[Annotated[Stance | None, BeforeValidator(one_of(Stance))]] = Field(
        None, title="Where they stand", description="Where they stand.", examples=["supportive"]
    )
    influence: Team[Annotated[Influence | None, BeforeValidator(one_of(Influence))]] = Field(
        None, title="How much they can move", description="How much they can move.", examples=["high"]
    )
    people: Team[tuple[Person, ...]] = Field((), title="People we know there", description="Contacts.")
    contact: Team[OrganizationContact] = Field(
        default_factory=OrganizationContact.model_construct, description="The organization's own."
    )


class PublicContact(ContentModel):
    """How somebody who needs help reaches the partner. The public site shows it wherever it names the partner."""

    phone: Public[Line] = Field("", description="The number that anybody may call.", examples=["(555) 555-0100"])
    email: Public[Email] = Field(
        "", description="The address that anybody may write to.", examples=["info@assetbuilders.example"]
    )
    address: Public[AddressLines] = Field(
        (), description="Where to come, line by line.", examples=[["12 Elm Street", "Forest City, OH 44101"]]
    )
    hours: Public[LocalizedText | None] = Field(
        None, description="When somebody is there.", examples=["Monday to Friday, 9 to 5"]
    )
    languages: Public[tuple[LanguageCode, ...]] = Field(
        (), title="Languages spoken there", description="The languages spoken there.", examples=[["en", "es"]]
    )
    cost: Public[LocalizedText | None] = Field(
        None, title="What it costs", description="What it costs those who come.", examples=["Free"]
    )
    begin: Public[LocalizedText | None] = Field(
        None,
        title="How to begin",
        description="What somebody who needs help does first.",
        examples=["Call, or come by without an appointment"],
    )


class PartnerFrontMatter(ContentModel):
    """The front matter of partners/<id>.md."""

    name: Public[LocalizedText] = Field(
        title="Full name", description="The full name.", examples=["Forest City Asset Builders"]
    )
    short_name: Public[LocalizedText | None] = Field(None, description="A shorter one.", examples=["Forest City AB"])
    website: Public[WebAddress] = Field("", description="The website.", examples=["https://assetbuilders.example"])
    logo: Public[Image] = Field("", description="An image in images/.", examples=["asset-builders.svg"])
    logo_alt: Public[Line] = Field(
        "", title="What the logo shows", description="What the logo shows.", examples=["A house on a coin"]
    )
    type: Public[TypeChoice] = Field(
        title="Type of organization", description="The actor type of Figure 1.", examples=["Nonprofit"]
    )
    relationship: Public[Annotated[Relationship, BeforeValidator(one_of(Relationship))]] = Field(
        title="How they stand to us",
        description="existing (Table 1), potential (Table 2) or former.",
        examples=["existing"],
    )
    left: Public[Day | None] = Field(
        None, title="Day they left", description="With former: the day they left.", examples=["2026-06-30"]
    )
    serves: Public[tuple[GroupChoice, ...]] = Field(
        (), title="Groups they serve", description="Groups served.", examples=[["Young people"]]
    )
    works_on: Public[tuple[AreaChoice, ...]] = Field(
        (), title="Areas they work on", description="Areas.", examples=[["Housing stability"]]
    )
    assets: Public[tuple[PartnerAssetChoice, ...]] = Field(
        (), title="Assets they have", description="Assets.", examples=[["Convening power"]]
    )
    initiatives: Public[tuple[Line, ...]] = Field((), description="Table 3, Aligned initiatives.")
    role: Public[LocalizedText | None] = Field(
        None, title="Role they hold", description="The role held.", examples=["Data team lead"]
    )
    public_contact: Public[PublicContact] = Field(
        default_factory=PublicContact.model_construct,
        title="How people reach them",
        description="How people reach the partner: everybody can read this.",
    )
    listing: Public[Listing] = Field(default_factory=Listing.model_construct, description="Consent to be named.")
    old_addresses: Public[tuple[Id, ...]] = Field(
        (), description="Ids this file had before: their pages lead here.", examples=[["asset-builders"]]
    )
    outreach: ForPartner[Outreach] = Field(default_factory=Outreach.model_construct, description="For the partner.")
    agreement: ForPartner[Agreement] = Field(
        default_factory=Agreement.model_construct, description="What they agreed to."
    )
    team: Team[TeamNotes] = Field(default_factory=TeamNotes.model_construct, description="For the team.")


class TeamListing(ContentModel):
    """What of the consent is not public."""

    how: Team[Text] = Field("", description="How they agreed, or refused.", examples=["By e-mail to Rosa"])
    refused: Team[Day | None] = Field(None, description="The day they said no to being named.", examples=["2026-11-20"])


class TeamPartner(ContentModel):
    """The front matter of partners/<id>.md in the team's own folder: everything of a partner that is not public."""

    listing: Team[TeamListing] = Field(default_factory=TeamListing.model_construct, description="Consent to be named.")
    outreach: ForPartner[Outreach] = Field(default_factory=Outreach.model_construct, description="For the partner.")
    agreement: ForPartner[Agreement] = Field(
        default_factory=Agreement.model_construct, description="What they agreed to."
    )
    team: Team[TeamNotes] = Field(default_factory=TeamNotes.model_construct, description="For the team.")


def is_for_team_folder(steps: Sequence[str | int]) -> bool:
    """Whether a value of a partner's file, by the steps to it, stands in the team's own folder where there is one."""
    first, *rest = steps
    within = first != "listing" or (bool(rest) and rest[0] in TeamListing.model_fields)
    return first in TeamPartner.model_fields and within


PARTNER_LISTS: Mapping[str, ListName] = {
    "serves": ListName.GROUPS,
    "works_on": ListName.AREAS,
    "assets": ListName.ASSETS,
}
"""The lists that a partner chooses options from, by their keys in its front matter."""


class Partner(PartnerFrontMatter):
    """A partner: its front matter, the id its file name gives, and the Markdown profile below."""

    id: Public[str] = Field(title="Partner id", description="The name of the file without .md.")
    profile: Public[str] = Field("", description="Who they are, in Markdown.")
    translations: Public[dict[str, str]] = Field(
        default_factory=dict, description="The profile in further languages, by their codes."
    )

    def is_named(self, day: date) -> bool:
        """Whether the public site names the partner on a day: consent that has begun, holds and was not refused."""
        return self.listing.holds_on(day) and self.relationship is not Relationship.FORMER

    def profile_in(self, language: str, own: str) -> str:
        """The profile in a language; where it is not translated, in the coalition's own, as a FallbackText."""
        return self.translations.get(language) or untranslated(self.profile, own, language)

    def chosen(self, name: ListName) -> tuple[Choice, ...]:
        """What the partner lists of one of the worksheet's lists, each once."""
        match name:
            case ListName.GROUPS:
                return each_once(self.serves)
            case ListName.AREAS:
                return each_once(self.works_on)
            case ListName.ASSETS:
                return each_once(self.assets)
            case ListName.TYPES:
                return (self.type,)
