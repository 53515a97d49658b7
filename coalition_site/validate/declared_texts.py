"""Declared texts: every text of a coalition with the audience that its model declares, its file and its place there.

What is looked at are the models that the audiences are declared in, so that a new field is there by itself.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple, get_args

from pydantic import BaseModel

from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import AREAS, COALITION, INVITES, MEETINGS, NEEDS, PAGES, PARTNERS
from coalition_site.model.invite import Invite
from coalition_site.model.localized import Localized
from coalition_site.model.page import PageAudience
from coalition_site.model.partner import RESIDENT, is_for_team_folder
from coalition_site.model.vocabulary import Choice

Steps = tuple[str | int, ...]

BODY = "body"
"""The step that leads to the text below front matter."""

TRANSLATIONS = "translations"
"""The step that leads to the files of translations; the next one is a language."""

_PUBLIC, _PARTNER, _TEAM = range(3)
_RANK = {Audience.PUBLIC: _PUBLIC, Audience.PARTNER: _PARTNER, Audience.TEAM: _TEAM}
# What the text below the front matter is to people.
_WRITTEN = {"profile": BODY}
_TEXTS = (str, Localized, Choice)


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that texts come from, that of the team's part of them, and whether they are about a person."""

    file: str
    team_file: str = ""
    person: bool = False

    def file_of(self, steps: Steps) -> str:
        """The file that the steps lead into."""
        if steps[:1] == (TRANSLATIONS,):
            return f"{self.file.removesuffix('.md')}.{steps[1]}.md"
        return self.team_file if self.team_file and is_for_team_folder(steps) else self.file


class DeclaredText(NamedTuple):
    """A text, whether the team alone may see it, where it comes from, and the steps that lead to it there."""

    text: str
    of_team: bool
    origin: Origin
    steps: Steps

    @property
    def key(self) -> str:
        """The key behind which it stands."""
        last = self.steps[-1] if self.steps else ""
        if isinstance(last, str):
            return last
        return next((step for step in reversed(self.steps) if isinstance(step, str)), "")

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.origin.file_of(self.steps)


def private_texts(
    coalition: Coalition, today: date, invites: Iterable[tuple[int, Invite]] = (), *, most_private: bool = False
) -> list[DeclaredText]:
    """Every text that is not public on a day. `invites` have their numbers in the file, else those of the coalition.

    With `most_private`, without what may be said in public texts all the same: what a partner reads, unless that is a
    person.
    """
    texts: list[DeclaredText] = []
    for model, rank, origin, steps, left_out in _private_models(coalition, today, invites):
        least = _TEAM if most_private and not origin.person else _PARTNER
        _gather(model, (rank, least, _TEAM), origin, steps, texts, left_out)
    return texts


def _private_models(
    coalition: Coalition, today: date, invites: Iterable[tuple[int, Invite]]
) -> Iterator[tuple[BaseModel, int, Origin, Steps, Collection[str]]]:
    team = coalition.team_folder
    persons = {partner.id for partner in coalition.partners.values() if partner.type.option == RESIDENT}
    meeting = coalition.settings.meeting
    left_out = {"acknowledge", "meeting"} if meeting is not None and meeting.public else {"acknowledge"}
    yield coalition.settings, _PUBLIC, Origin(COALITION.path()), (), left_out
    yield coalition.needs, _PUBLIC, Origin(NEEDS.path(folder=team)), (), ()
    for partner in coalition.partners.values():
        # Who stands in the team's own folder whole is the team's, whatever is said of consent there.
        whole, of_team = partner.id in coalition.team_partners, PARTNERS.path(partner.id, folder=team)
        origin = Origin(of_team if whole else PARTNERS.path(partner.id), of_team, partner.id in persons)
        yield partner, _TEAM if whole else _PUBLIC if partner.is_named(today) else _PARTNER, origin, (), ()
    for number, invite in invites or enumerate(coalition.invites):
        yield invite, _PUBLIC, Origin(INVITES.path(folder=team), person=invite.partner in persons), (number,), ()
    for each in coalition.meetings:
        whole, of_team = each.id in coalition.team_meetings, MEETINGS.path(each.id, folder=team)
        origin = Origin(of_team if whole else MEETINGS.path(each.id), of_team)
        yield each, _PUBLIC if each.is_public else _TEAM, origin, (), {"id"}
    for page in coalition.pages:
        if page.audience is PageAudience.TEAM:
            yield page, _TEAM, Origin(PAGES.path(page.id, folder=team)), (), {"id"}


def public_texts(coalition: Coalition, today: date) -> list[DeclaredText]:
    """Every text that the public site may show on a day."""
    texts: list[DeclaredText] = []
    settings = coalition.settings
    everybody = (_PUBLIC, _PUBLIC, _PUBLIC)
    of_settings = Origin(COALITION.path())
    _gather(settings, everybody, of_settings, (), texts)
    if settings.meeting is not None and settings.meeting.public:
        of_meeting = (_PUBLIC, _PUBLIC, _TEAM)
        _gather(settings.meeting, of_meeting, of_settings, ("meeting",), texts)
    _gather(coalition.needs, everybody, Origin(NEEDS.path()), (), texts)
    for partner in coalition.partners.values():
        if partner.is_named(today) and partner.id not in coalition.team_partners:
            _gather(partner, everybody, Origin(PARTNERS.path(partner.id)), (), texts)
    for area in coalition.areas.values():
        _gather(area, everybody, Origin(AREAS.path(area.id)), (), texts)
    for meeting in coalition.meetings:
        if meeting.is_public and meeting.id not in coalition.team_meetings:
            _gather(meeting, everybody, Origin(MEETINGS.path(meeting.id)), (), texts)
    for page in coalition.pages:
        if page.audience is PageAudience.PUBLIC:
            _gather(page, everybody, Origin(PAGES.path(page.id)), (), texts)
    return texts


_Ranks = tuple[int, int, int]
"""The audience of what is looked at, and the widest and the narrowest that are asked for."""


def _gather(
    model: BaseModel,
    ranks: _Ranks,
    origin: Origin,
    steps: Steps,
    texts: list[DeclaredText],
    left_out: Collection[str] = (),
) -> None:
    """Adds the texts of a model that are of the audiences asked for."""
    for name, step, inner in _wanted(type(model), ranks):
        value = getattr(model, name)
        if not value or name in left_out:
            continue
        if type(value) is str:
            texts.append(DeclaredText(value, inner[0] == _TEAM, origin, (*steps, step)))
        else:
            _take(value, inner, origin, (*steps, step), texts)


@cache
def _wanted(model: type[BaseModel], ranks: _Ranks) -> tuple[tuple[str, str, _Ranks], ...]:
    """The fields of a model that can hold texts of the audiences asked for: a few of many."""
    rank, least, most = ranks
    wanted = []
    for name, field in model.model_fields.items():
        inner = (max(_RANK[field_audience(field)], rank), least, most)
        if inner[0] <= most and _can_hold(field.annotation, inner):
            wanted.append((name, _WRITTEN.get(name, name), inner))
    return tuple(wanted)


def _can_hold(annotation: object, ranks: _Ranks) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_wanted(annotation, ranks))
    if annotation in _TEXTS:
        return ranks[0] >= ranks[1]
    return any(_can_hold(inner, ranks) for inner in get_args(annotation))


def _take(value: object, ranks: _Ranks, origin: Origin, steps: Steps, texts: list[DeclaredText]) -> None:
    if type(value) is str:
        texts.append(DeclaredText(value, ranks[0] == _TEAM, origin, steps))
    elif type(value) is tuple:
        for number, inner in enumerate(value):
            # Most are options of the worksheet, which are nobody's own words.
            if type(inner) is not Choice or inner.text:
                _take(inner, ranks, origin, (*steps, number), texts)
    elif isinstance(value, Localized | Choice):
        wordings = value.texts() if isinstance(value, Localized) else (value.text,)
        texts += [DeclaredText(text, ranks[0] == _TEAM, origin, steps) for text in wordings if text]
    elif isinstance(value, BaseModel):
        _gather(value, ranks, origin, steps, texts)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _take(inner, ranks, origin, (*steps, key), texts)
