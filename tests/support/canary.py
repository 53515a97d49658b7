"""A coalition whose every text is a canary: a word that occurs nowhere else and names the field it was written in.

The content is made by walking the models, so a field that is added tomorrow gets its canary without anybody thinking
of it, and a kind of field that this module has not met stops it with a TypeError. What is written in a field is then
looked for where the audience of that field is not.

A canary reads `zq-<audience>-<document>-<field>-<number>`. Days cannot be words: each day that is not public lies in
the 1970s and is looked for in the ways a day is written.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from ahocorasick_rs import AhoCorasick
from babel.dates import format_date
from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from coalition_site.model import fields
from coalition_site.model.area import AreaFrontMatter
from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.fields import ContentModel
from coalition_site.model.import_memory import ImportMemory
from coalition_site.model.invite import Invite, Status
from coalition_site.model.meeting import MeetingFrontMatter
from coalition_site.model.moments import Moment, TimeZone
from coalition_site.model.needs import Needs
from coalition_site.model.page import PageFrontMatter
from coalition_site.model.partner import PartnerFrontMatter
from coalition_site.model.settings import Settings
from coalition_site.model.wording import PLACEHOLDERS, WordingFrontMatter
from coalition_site.read.values import Value

TODAY = date(2026, 11, 23)
"""The day on which the made content is valid, and on which its one consent holds."""

UNLISTED = "unlisted"
"""The audience of what is public in the model but belongs to a partner that may not be named."""

LANGUAGES = ("en", "es")
PARTNERS = ("named", "refused", "not-asked", "expired", "former")
MODELS: tuple[type[ContentModel], ...] = (
    Settings,
    Needs,
    PartnerFrontMatter,
    Invite,
    PageFrontMatter,
    MeetingFrontMatter,
    AreaFrontMatter,
    WordingFrontMatter,
    ImportMemory,
)
"""The front matter and files that are made here. vocabulary.yml is public altogether, and is left to other tests."""

# Public fields that no page shows: they shape documents.
_PUBLIC_WITHOUT_PLACE = ("settings.brand.letterhead",)
# Fields of the partner's audience that no letter prints, or only in the one language of its invite.
# Who speaks for a partner stands on the page that both sign, which few of them get.
_PARTNER_WITHOUT_PLACE = (
    *("settings.senders", "partner.outreach.roles.person", "invite.ask", "invite.ask.es"),
    *("partner.agreement.represented_by", "partner.agreement.alternate"),
)

_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f00010101"
    "00b138f6140000000049454e44ae426082"
)
_FIRST_DAY = date(1971, 1, 17)
_BETWEEN_DAYS = timedelta(days=41)
_MAXIMUM_NAME = 64
_RANK = {Audience.PUBLIC: 0, Audience.PARTNER: 1, Audience.TEAM: 2}


@dataclass(frozen=True, slots=True)
class Canaries:
    """What must not be on the public site, what in no letter, and what must be there: the proof that one looks well."""

    not_public: tuple[str, ...]
    team: tuple[str, ...]
    public: tuple[str, ...]
    letters: tuple[str, ...]


def found(text: str, canaries: Iterable[str]) -> list[str]:
    """Those canaries that stand in a text, even where a line end, a space or a hyphen has come between."""
    canaries = tuple(canaries)
    # One look finds all of them, and however long they are looked for.
    matches = _searcher(canaries).find_matches_as_indexes(f"{text}\0{_squeezed(text)}", overlapping=True)
    found = {number % len(canaries) for number, _, _ in matches}
    return [canary for number, canary in enumerate(canaries) if number in found]


@cache
def _searcher(canaries: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick([*canaries, *map(_squeezed, canaries)])


def _squeezed(text: str) -> str:
    return re.sub("[\\s\u00ad\u2010\u2011-]+", "", text)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document: `partner.outreach.because` of the document named `partner-refused`, and its audience."""

    document: str
    path: str
    audience: str


Maker = Callable[["_Writer", Spot], Value]
Given = Mapping[str, Value | Maker | None]
"""Values that have to be just so, by path: a value, a function that makes one, or None to leave the field out."""


@dataclass(slots=True)
class _Writer:
    """Makes documents out of models, and keeps what it wrote where."""

    folder: Path
    number: int = 0
    day: date = _FIRST_DAY
    written: list[tuple[str, Spot]] = field(default_factory=list)
    days: list[tuple[date, Spot]] = field(default_factory=list)

    def word(self, spot: Spot, ending: str = "") -> str:
        """A canary for a spot. Raises ValueError where it would be too long for a file name."""
        self.number += 1
        path = spot.path.partition(".")[2] or "id"
        name = f"zq-{spot.audience}-{spot.document}-{path}".replace(".", "-").replace("_", "-")
        canary = f"{name}-{self.number:04}"
        if len(canary) > _MAXIMUM_NAME:
            raise ValueError(f"{canary} is longer than a name may be; shorten the name of its document")
        self.written.append((canary, spot))
        return canary + ending

    def file(self, path: str, text: str) -> None:
        """Writes a content file."""
        target = self.folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def model(self, model: type[ContentModel], spot: Spot, given: Given) -> dict[str, Value]:
        """A map with every field of a model."""
        values = {}
        for name, info in model.model_fields.items():
            inner = Spot(spot.document, f"{spot.path}.{name}", _narrower(spot.audience, field_audience(info)))
            value = self.given(inner, given) if inner.path in given else self.of_field(info, inner, given)
            if value is not None:
                values[name] = value
        return values

    def given(self, spot: Spot, given: Given) -> Value | None:
        value = given[spot.path]
        return value(self, spot) if callable(value) else value

    def of_field(self, info: FieldInfo, spot: Spot, given: Given) -> Value:
        return self.value(info.annotation, tuple(info.metadata), spot, given)

    def value(self, annotation: Any, marks: tuple[Any, ...], spot: Spot, given: Given) -> Value:
        """A value for an annotation. Raises TypeError for a kind of field that has no maker here."""
        origin, inside = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(inside[0], (*inside[1:], *marks), spot, given)
        if isinstance(annotation, type) and issubclass(annotation, ContentModel):
            return self.model(annotation, spot, given)
        maker = next((_MAKERS[check] for check in _checks(marks) if check in _MAKERS), None)
        if maker is not None:
            return maker(self, spot)
        return self.composite(annotation, marks, spot, given)

    def composite(self, annotation: Any, marks: tuple[Any, ...], spot: Spot, given: Given) -> Value:
        """A value for an annotation that no check belongs to: an optional one, a word of a list, a list, a map."""
        origin, inside = get_origin(annotation), get_args(annotation)
        if origin in {Union, UnionType}:
            (only,) = (each for each in inside if each is not NoneType)
            return self.value(only, marks, spot, given)
        if isinstance(annotation, type) and issubclass(annotation, StrEnum):
            return next(iter(annotation)).value
        if origin is tuple:
            return [self.value(inside[0], (), spot, given) for _ in range(2)]
        if origin is dict:
            keys = [self.value(inside[0], (), spot, given) for _ in range(2)]
            return {str(key): self.value(inside[1], (), spot, given) for key in keys}
        raise TypeError(f"tests/support/canary.py does not know how to write {spot.path}: {annotation} {marks}")


def _narrower(outer: str, inner: Audience) -> str:
    """The audience of a field within another: never wider than that of what it stands in."""
    if outer == UNLISTED:
        return UNLISTED if inner is Audience.PUBLIC else str(inner)
    return str(max(Audience(outer), inner, key=_RANK.__getitem__))


def _checks(marks: Iterable[Any]) -> list[Any]:
    return [mark.func for mark in marks if isinstance(mark, BeforeValidator)]


def _kind(annotation: Any) -> Any:
    """What tells a kind of field from others: the function that checks it."""
    (check,) = _checks(get_args(annotation)[1:])
    return check


# Makers


def _word(writer: _Writer, spot: Spot) -> Value:
    return writer.word(spot)


def _localized(writer: _Writer, spot: Spot) -> Value:
    return {
        code: writer.word(Spot(spot.document, spot.path + ("" if code == LANGUAGES[0] else f".{code}"), spot.audience))
        for code in LANGUAGES
    }


def _email(writer: _Writer, spot: Spot) -> Value:
    return writer.word(spot, "@canary.example")


def _web_address(writer: _Writer, spot: Spot) -> Value:
    return f"https://canary.example/{writer.word(spot)}"


def _lines(writer: _Writer, spot: Spot) -> Value:
    return [writer.word(spot), writer.word(spot)]


def _person(writer: _Writer, spot: Spot) -> Value:
    return [writer.word(spot, " 7"), writer.word(spot, " 8")]


def _fill_in(writer: _Writer, spot: Spot) -> Value:
    return f"Other: {writer.word(spot)}"


def _area(writer: _Writer, spot: Spot) -> Value:  # noqa: ARG001  an area takes no text
    areas = ("Housing stability", "Digital access", "Just policing", "Social capital", "Neonatal health")
    writer.number += 1
    return areas[writer.number % len(areas)]


def _day(writer: _Writer, spot: Spot) -> Value:
    writer.day += _BETWEEN_DAYS
    writer.days.append((writer.day, spot))
    return writer.day.isoformat()


def _moment(writer: _Writer, spot: Spot) -> Value:
    return f"{_day(writer, spot)} 17:30"


def _image(writer: _Writer, spot: Spot) -> Value:
    """An image of its own, with a canary in its name and one in its text."""
    name = writer.word(spot, ".svg")
    title = writer.word(Spot(spot.document, f"{spot.path}.es", spot.audience))
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{title}</title></svg>'
    writer.file(f"images/{name}", drawing)
    return name


def _picture(writer: _Writer, document: str, path: str, audience: str, ending: str = ".svg") -> str:
    """A picture in a text: an image of its own with a canary in its name, and one in its words."""
    spot = Spot(document, path, audience)
    words = writer.word(Spot(document, f"{path}.words", audience))
    if ending == ".svg":
        return f"\n\n![{words}]({_image(writer, spot)})"
    name = writer.word(spot, ending)
    file = writer.folder / "content" / "images" / name
    file.write_bytes(_PNG)
    return f"\n\n![{words}]({name})"


def _letterhead(writer: _Writer, spot: Spot) -> Value:
    from docx import Document  # slow to load

    name = writer.word(spot, ".docx")
    folder = writer.folder / "content" / "letters"
    folder.mkdir(parents=True, exist_ok=True)
    Document().save(str(folder / name))
    return name


def _always(value: str) -> Maker:
    return lambda writer, spot: value  # noqa: ARG005  all makers are called alike


_MAKERS: dict[Any, Maker] = {
    _kind(fields.Text): _word,
    _kind(fields.Line): _word,
    _kind(fields.Image): _image,
    _kind(fields.Id): _word,
    _kind(fields.LocalizedText): _localized,
    _kind(fields.PartnersText): _localized,
    _kind(fields.Email): _email,
    _kind(fields.WebAddress): _web_address,
    _kind(fields.AddressLines): _lines,
    _kind(fields.Day): _day,
    _kind(fields.DayOrRefused): _day,
    _kind(Moment): _moment,
    _kind(TimeZone): _always("America/Chicago"),
    _kind(fields.GroupChoice): _fill_in,
    _kind(fields.AreaChoice): _area,
    _kind(fields.AssetChoice): _fill_in,
    _kind(fields.PartnerAssetChoice): _word,
    _kind(fields.TypeChoice): _fill_in,
    _kind(fields.YesNo): _always("false"),
    _kind(fields.Number): _always("7"),
    _kind(fields.Days): _always("7"),
    _kind(fields.Color): _always("#1f5a43"),
    _kind(fields.LanguageCode): _always(LANGUAGES[1]),
}
"""How each kind of field is written. Yes or no, numbers, colors, codes and areas have no room for a word."""


# Documents


def _yaml(value: Value) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def _markdown(front: Value, body: str) -> str:
    return f"---\n{_yaml(front)}---\n{body}\n"


def _settings(writer: _Writer) -> list[str]:
    """coalition.yml; returns the ids of the senders."""
    given: Given = {
        "settings.schema_version": "1",
        "settings.language": LANGUAGES[0],
        "settings.languages": list(LANGUAGES),
        "settings.site_languages": list(LANGUAGES),
        "settings.workbook_language": LANGUAGES[0],
        "settings.meeting.public": "false",
        # The tests of the team's own folder make one out of this content.
        "settings.team_content": None,
        # What stands here may be found in public.
        "settings.acknowledge": None,
        "settings.brand.letterhead": _letterhead,
    }
    values = writer.model(Settings, Spot("settings", "settings", Audience.PUBLIC), given)
    writer.file("coalition.yml", _yaml(values))
    senders = values["senders"]
    return list(senders) if isinstance(senders, dict) else []


def _partner(writer: _Writer, name: str) -> str:
    """A partner file; returns its id."""
    listings: dict[str, Given] = {
        "named": {"partner.listing.until": "2099-12-31"},
        "refused": {"partner.listing.consent": "refused"},
        "not-asked": {"partner.listing.consent": None},
        "expired": {},
        "former": {"partner.relationship": "former", "partner.listing.until": "2099-12-31"},
    }
    # Only a refusal has a day of its own.
    no_refusal: Given = {} if name == "refused" else {"partner.listing.refused": None}
    audience = Audience.PUBLIC if name == "named" else UNLISTED
    spot = Spot(name, "partner", audience)
    partner_id = writer.word(spot)
    front = writer.model(PartnerFrontMatter, spot, {"partner.logo": _image, **no_refusal, **listings[name]})
    body = writer.word(Spot(name, "partner.body", audience))
    picture = _picture(writer, name, "partner.picture", audience, ".png")
    writer.file(f"partners/{partner_id}.md", _markdown(front, f"A **{body}** profile.{picture}"))
    translated = writer.word(Spot(name, f"partner.body.{LANGUAGES[1]}", audience))
    writer.file(f"partners/{partner_id}.{LANGUAGES[1]}.md", f"Un perfil **{translated}**.\n")
    return partner_id


def _wording(writer: _Writer) -> str:
    """A letter in every language that prints all there is to print; returns its name."""
    spot = Spot("letter", "wording", Audience.PARTNER)
    name = "zq-letter"
    for code in LANGUAGES:
        front = writer.model(WordingFrontMatter, spot, {})
        values = "\n".join(f"- {{{{ {placeholder} }}}}" for placeholder in PLACEHOLDERS)
        body = writer.word(Spot("letter", "wording.body", Audience.PARTNER))
        ending = "md" if code == LANGUAGES[0] else f"{code}.md"
        writer.file(f"letters/{name}.{ending}", _markdown(front, f"{body}\n\n{values}"))
    return name


def _invites(writer: _Writer, partners: list[str], senders: list[str], letter: str) -> None:
    """Two invites for every partner, one in each language, over all statuses, and two without a partner."""
    invites: list[Value] = []
    statuses = list(Status)
    for turn, partner in enumerate([*partners, None]):
        for code, sender in zip(LANGUAGES, senders if turn % 2 else senders[::-1], strict=True):
            given: Given = {
                "invite.partner": partner,
                "invite.sender": sender,
                "invite.status": statuses[len(invites) % len(statuses)].value,
                "invite.letter": letter,
                "invite.language": code,
            }
            invites.append(writer.model(Invite, Spot("invite", "invite", Audience.PUBLIC), given))
    writer.file("invites.yml", _yaml(invites))


def _page(writer: _Writer, audience: Audience) -> None:
    spot = Spot("page", "page", audience)
    page_id = writer.word(spot)
    front = writer.model(PageFrontMatter, spot, {"page.audience": str(audience)})
    body = writer.word(Spot("page", "page.body", audience))
    picture = _picture(writer, "page", "page.picture", audience)
    writer.file(f"pages/{page_id}.md", _markdown(front, f"## {body}{picture}"))
    words = {key: writer.word(Spot("page", f"page.{key}.{LANGUAGES[1]}", audience)) for key in ("title", "description")}
    translated = writer.word(Spot("page", f"page.body.{LANGUAGES[1]}", audience))
    picture = _picture(writer, "page", f"page.picture-{LANGUAGES[1]}", audience)
    writer.file(f"pages/{page_id}.{LANGUAGES[1]}.md", _markdown(front | words, f"## {translated}{picture}"))


def _meeting(writer: _Writer, audience: Audience) -> None:
    """A meeting of everybody's, with what the team keeps of it, or one of the team's alone."""
    spot = Spot("meet", "meeting", audience)
    day = TODAY - timedelta(days=9) if audience is Audience.PUBLIC else writer.day + _BETWEEN_DAYS
    name = f"{day}-{writer.word(spot)}"
    given: Given = {
        "meeting.audience": str(audience),
        "meeting.start": f"{day} 17:30",
        "meeting.end": f"{day} 19:30",
        # What looks like an id has to be that of a partner.
        "meeting.team.present": _person,
        "meeting.team.excused": _person,
        "meeting.team.decisions.who": lambda writer, spot: writer.word(spot, " 9"),
    }
    if audience is not Audience.PUBLIC:
        writer.day = day
        writer.days.append((day, spot))
    front = writer.model(MeetingFrontMatter, spot, given)
    for ending, path in (("md", ".body"), (f"{LANGUAGES[1]}.md", f".body.{LANGUAGES[1]}")):
        body = f"## {writer.word(Spot('meet', f'meeting{path}', audience))}"
        writer.file(f"meetings/{name}.{ending}", _markdown(front, body) if ending == "md" else body)


def _area_text(writer: _Writer) -> None:
    spot = Spot("area", "area", Audience.PUBLIC)
    front = writer.model(AreaFrontMatter, spot, {})
    for ending, text in (("md", ".body"), (f"{LANGUAGES[1]}.md", f".body.{LANGUAGES[1]}")):
        body = f"## {writer.word(Spot('area', f'area{text}', Audience.PUBLIC))}"
        body += _picture(writer, "area", f"area.picture{text.replace('.', '-')}", Audience.PUBLIC)
        writer.file(f"areas/housing-stability.{ending}", _markdown(front, body) if ending == "md" else body)


def _bystanders(writer: _Writer) -> None:
    """Files that no stage reads: letters as they were sent, a stray file, hidden files."""
    spot = Spot("bystander", "file", Audience.TEAM)
    for path in ("sent/{}.md", "partners/{}.txt", "{}.txt", "pages/.{}.md", "images/{}.gif"):
        writer.file(path.format(writer.word(spot)), writer.word(spot))


def _ways_to_write(day: date) -> list[str]:
    formats = ("long", "medium")
    return [day.isoformat(), *dict.fromkeys(format_date(day, each, code) for each in formats for code in LANGUAGES)]


def write_canaries(folder: Path) -> Canaries:
    """Writes a whole content tree into `folder`/content and says what may be found where."""
    writer = _Writer(folder)
    senders = _settings(writer)
    writer.file("needs.yml", _yaml(writer.model(Needs, Spot("needs", "needs", Audience.PUBLIC), {})))
    partners = [_partner(writer, name) for name in PARTNERS]
    _invites(writer, partners, senders, _wording(writer))
    _page(writer, Audience.PUBLIC)
    _page(writer, Audience.TEAM)
    _meeting(writer, Audience.PUBLIC)
    _meeting(writer, Audience.TEAM)
    _area_text(writer)
    _bystanders(writer)
    writer.file("imports.yml", _yaml(writer.model(ImportMemory, Spot("imports", "imports", Audience.TEAM), {})))
    days = [(way, spot) for day, spot in writer.days if spot.audience != Audience.PUBLIC for way in _ways_to_write(day)]
    return Canaries(
        not_public=tuple(text for text, spot in [*writer.written, *days] if spot.audience != Audience.PUBLIC),
        team=tuple(text for text, spot in [*writer.written, *days] if spot.audience == Audience.TEAM),
        public=tuple(
            text
            for text, spot in writer.written
            if spot.audience == Audience.PUBLIC
            and spot.path not in _PUBLIC_WITHOUT_PLACE
            and not re.search(rf"(?:logo|picture[a-z-]*)\.{LANGUAGES[1]}$", spot.path)
        ),
        letters=tuple(
            text
            for text, spot in writer.written
            if spot.audience == Audience.PARTNER
            and spot.path not in _PARTNER_WITHOUT_PLACE
            and not spot.path.endswith(f"signature.{LANGUAGES[1]}")
        ),
    )
