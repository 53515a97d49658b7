"""letters/<name>.md: the wording of a letter, and the placeholders it may use."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from coalition_site.model.audience import Partner
from coalition_site.model.fields import ContentModel, Line


class WordingFrontMatter(ContentModel):
    """The front matter of letters/<name>.md."""

    subject: Partner[Line] = Field(description="The subject.", examples=["An invitation from {{ coalition.name }}"])
    salutation: Partner[Line] = Field("", description="The greeting.", examples=["Dear {{ member }},"])
    closing: Partner[Line] = Field("", description="The closing.", examples=["Sincerely,"])


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place for a value, and where it was written (line and column within its text, from 1)."""

    name: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Condition:
    """Parts that are printed if a value is there, and parts that are printed if it is not."""

    name: str
    line: int
    column: int
    then: tuple["Part", ...]
    otherwise: tuple["Part", ...]


Part = str | Placeholder | Condition


def placeholders(parts: tuple[Part, ...]) -> Iterator[Placeholder | Condition]:
    """Every placeholder and condition in some parts, nested ones included."""
    for part in parts:
        if isinstance(part, str):
            continue
        yield part
        if isinstance(part, Condition):
            yield from placeholders(part.then)
            yield from placeholders(part.otherwise)


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of one letter in one language."""

    name: str
    language: str
    path: str
    subject: tuple[Part, ...]
    salutation: tuple[Part, ...]
    closing: tuple[Part, ...]
    body: tuple[Part, ...]


PLACEHOLDERS: dict[str, str] = {
    "member": "The person the letter goes to.",
    "coalition.name": "The coalition's name.",
    "coalition.community": "The community it works for.",
    "coalition.summary": "Who the coalition is, one paragraph.",
    "coalition.site_url": "The address of the public site.",
    "contact.name": "The contact's name.",
    "contact.email": "The contact's e-mail address.",
    "contact.phone": "The contact's phone number.",
    "partner.name": "The partner's name.",
    "partner.short_name": "The partner's short name, or its name.",
    "partner.type": "The partner's type of organization.",
    "partner.serves": "The groups the partner serves.",
    "partner.works_on": "The areas the partner works on.",
    "partner.assets": "The assets the partner has.",
    "partner.initiatives": "The partner's aligned initiatives.",
    "partner.because": "Why them (outreach.because).",
    "partner.message": "The paragraph to them (outreach.message).",
    "partner.roles": "The roles we would ask for (outreach.roles).",
    "ask": "The role this letter asks for.",
    "shared.groups": "Groups both the partner and the coalition name.",
    "shared.areas": "Areas both name.",
    "shared.assets": "Assets the partner has and the coalition needs.",
    "sender.name": "The sender's name.",
    "sender.title": "The sender's title.",
    "sender.organization": "The sender's organization.",
    "sender.email": "The sender's e-mail address.",
    "sender.phone": "The sender's phone number.",
    "meeting.date": "The day of the first meeting.",
    "meeting.time": "Its hour.",
    "meeting.place": "Its place.",
    "respond_by": "The day an answer is asked by.",
}
"""Every placeholder there is (content format, letters). All are filled from the partner audience."""
