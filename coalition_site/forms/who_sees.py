"""Audiences of what a form asks for: the marks above its parts, from the same rules by which the sites are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from coalition_site.derive.public.meetings import is_announced
from coalition_site.derive.rules.consent import Naming, is_counted, naming_of
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.forms.records import Record, RecordKind
from coalition_site.model.audience import Audience
from coalition_site.model.content_files import PARTNERS
from coalition_site.model.fields import ContentModel, one_of
from coalition_site.model.page import PageAudience
from coalition_site.model.partner import Listing, Relationship
from coalition_site.model.settings import Meeting
from coalition_site.read.content import Content
from coalition_site.read.values import Value
from coalition_site.records.fields import RecordField

_M = TypeVar("_M", bound=ContentModel)
_WITH_AUDIENCE = {RecordKind.PAGE, RecordKind.MEETING}
_DECIDING = {"date", "public"}


@dataclass(frozen=True, slots=True)
class SeenBy:
    """Who sees a part of a form: the kind of its mark, the mark's word, and a sentence that says why.

    Kinds are those of audiences, and `held` for what would be public and is held back.
    """

    mark: str
    word: str
    told: str


def who_sees(
    content: Content,
    record: Record,
    fields: Sequence[RecordField],
    value: Mapping[str, Value],
    today: date,
    words: Catalogue,
) -> dict[Audience, SeenBy]:
    """Who sees the fields of a form on a day, by their audience, of a record that is written as `value` says.

    Of a translation, `value` is what its original says, since that decides.
    """
    team = SeenBy(
        Audience.TEAM,
        words.gettext("The team only"),
        words.gettext("This never leaves the team's own pages and documents."),
    )
    partner = SeenBy(
        Audience.PARTNER,
        words.gettext("This partner, in its letter"),
        words.gettext("The partner reads this in its letter, and so does the team."),
    )
    public = _everybody(words.gettext("Everybody can read this."), words)
    if record.kind is RecordKind.PARTNER:
        public = _of_partner(content, record, value, today, words)
    elif record.kind in _WITH_AUDIENCE:
        public = _of_text(record, value, words)
    elif record.kind is RecordKind.SETTINGS and _asks_for_meeting(fields) and _is_announced(value, today):
        told = words.gettext(
            "This meeting is marked as public: everybody can read when and where it is. All else is only in letters."
        )
        partner = _everybody(told, words)
    return {Audience.PUBLIC: public, Audience.PARTNER: partner, Audience.TEAM: team}


def _everybody(told: str, words: Catalogue) -> SeenBy:
    return SeenBy(Audience.PUBLIC, words.gettext("Everybody"), told)


def _held_back(told: str, words: Catalogue) -> SeenBy:
    return SeenBy("held", words.gettext("Held back"), told)


def _unknown(words: Catalogue) -> SeenBy:
    return _held_back(words.gettext("Who sees this cannot be told while there is a mistake in it."), words)


def _of_partner(content: Content, record: Record, value: Mapping[str, Value], today: date, words: Catalogue) -> SeenBy:
    """What is public of a partner: its consent decides, as it does for the public site."""
    if record.id in content.team_parts(PARTNERS) and record.id not in content.of(PARTNERS):
        told = words.gettext(
            "This partner stands in the team's own folder: the public site neither names nor counts it."
        )
        return _held_back(told, words)
    try:
        listing = _read(Listing, value.get("listing"))
        written = value.get("relationship")
        relationship = one_of(Relationship)(written) if written else None
    except (ValidationError, PydanticCustomError):
        return _unknown(words)
    found = naming_of(listing, relationship, today)
    told = _consent_told(found, listing, words)
    if found is Naming.NAMED:
        return _everybody(told, words)
    counted = words.gettext("At most it counts this partner, without its name.")
    return _held_back(f"{told} {counted}" if is_counted(relationship, found) else told, words)


def _consent_told(found: Naming, listing: Listing, words: Catalogue) -> str:
    """Who reads what is public of a partner, and since or until when."""
    begins, until = (
        long_date(day, words.language) if isinstance(day, date) else "" for day in (listing.consent, listing.until)
    )
    match found:
        case Naming.NAMED if until:
            told = words.gettext(
                "They agreed to be named until %(day)s: everybody can read this until then.", day=until
            )
        case Naming.NAMED:
            told = words.gettext("They agreed to be named: everybody can read this.")
        case Naming.NOT_YET:
            told = words.gettext(
                "The public site shows none of this before %(day)s: they agreed from that day on.", day=begins
            )
        case Naming.FORMER:
            told = words.gettext("The public site no longer names this partner: it is a former one.")
        case Naming.REFUSED:
            told = words.gettext("They refused to be named: the public site shows none of this.")
        case Naming.EXPIRED:
            told = words.gettext("Their agreement to be named has ended: the public site shows none of this any more.")
        case _:
            told = words.gettext("The public site shows none of this until they agree to be named.")
    return told


def _of_text(record: Record, value: Mapping[str, Value], words: Catalogue) -> SeenBy:
    """What a page or meeting says is for those whom it names itself."""
    (label,) = (field.label for field in record.fields() if field.key == "audience")
    decides = words.gettext(label)
    written = value.get("audience")
    if not written:
        return _held_back(words.gettext("“%(field)s” decides who reads this.", field=decides), words)
    try:
        audience = one_of(PageAudience)(written)
    except PydanticCustomError:
        return _unknown(words)
    if audience is PageAudience.PUBLIC:
        return _everybody(words.gettext("Everybody can read this."), words)
    told = words.gettext("Only the team reads this, as “%(field)s” says.", field=decides)
    return SeenBy(Audience.TEAM, words.gettext("The team only"), told)


def _asks_for_meeting(fields: Sequence[RecordField]) -> bool:
    return any(field.key == "meeting" for field in fields)


def _is_announced(value: Mapping[str, Value], today: date) -> bool:
    """Whether the public site shows the meeting of coalition.yml, of which two values decide."""
    written = value.get("meeting")
    deciding = {key: each for key, each in written.items() if key in _DECIDING} if isinstance(written, dict) else {}
    try:
        return is_announced(_read(Meeting, deciding), today)
    except (ValidationError, PydanticCustomError):
        return False


def _read(model: type[_M], written: Value | None) -> _M:
    """A block as the validator reads it. Raises what that raises."""
    return model.model_validate(written or {})
