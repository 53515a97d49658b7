"""Facts of a partner in the words of a language: each with its title, in the order of a list of paths."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.labels import Words
from coalition_site.model.audience import Audience
from coalition_site.model.kinds import ValueKind
from coalition_site.model.localized import Localized
from coalition_site.model.partner import Partner
from coalition_site.model.vocabulary import Choice, each_once
from coalition_site.records.fields import Control, RecordField, audience_at, value_at
from coalition_site.records.surfaces import Listed

_WITHIN = {
    Audience.PUBLIC: frozenset({Audience.PUBLIC}),
    Audience.PARTNER: frozenset({Audience.PUBLIC, Audience.PARTNER}),
    Audience.TEAM: frozenset(Audience),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a view says under a path: its title, its value in words, and how that is shown.

    `kind` is a macro of `templates/partials/_facts.html`. `options` is the list that labels are from, or empty.
    """

    path: str
    title: str
    value: object
    kind: str = "text"
    options: str = ""

    @property
    def text(self) -> str:
        """The value as one text; a list has semicolons."""
        return "; ".join(map(str, self.value)) if isinstance(self.value, tuple) else str(self.value)


def facts(partner: Partner, listed: Iterable[Listed], words: Words, audience: Audience) -> tuple[Fact, ...]:
    """What a list of paths says of a partner, each with its title; what is empty is left out.

    Raises ValueError for a path that its audience may not see, so that no view of that audience can hold it.
    """
    told = []
    for each in listed:
        if audience_at(Partner, each.path) not in _WITHIN[audience]:
            raise ValueError(f"{each.path} is not for everybody of the audience: {audience}")
        # The team is shown which texts wait for a translation; to others what is written once is for every language.
        says = words.sentences if audience is Audience.TEAM else words.text
        value = _in_words(each.field, value_at(partner, each.path), words, says)
        if value:
            told.append(
                Fact(each.path, title_of(each, words.catalogue), value, _kind(each.field), _options(each.field))
            )
    return tuple(told)


def title_of(listed: Listed, words: Catalogue) -> str:
    """What a field is called in a list."""
    title = listed.title or listed.field.label
    return words.pgettext(listed.context, title) if listed.context else words.gettext(title)


def text_at(path: str, told: Iterable[Fact]) -> str:
    """What facts say under a path, as one text; empty where they say nothing."""
    return next((fact.text for fact in told if fact.path == path), "")


def _in_words(field: RecordField, value: object, words: Words, says: Callable[[Localized], str]) -> object:
    if isinstance(value, tuple):
        each = each_once(value) if field.options else value
        return tuple(_in_words(field, inner, words, says) for inner in each)
    if isinstance(value, Choice):
        return words.choice(field.list_name, value)
    if isinstance(value, Localized):
        return says(value)
    if isinstance(value, date):
        return long_date(value, words.language)
    text = "" if value is None else str(value)
    return words.written(text) if field.is_prose else text


def _kind(field: RecordField) -> str:
    if field.kind is ValueKind.WEB_ADDRESS:
        return "website"
    return "lines" if field.control is Control.LINES else "text"


def _options(field: RecordField) -> str:
    return str(field.options) if field.control is Control.OPTIONS else ""
