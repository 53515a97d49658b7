"""Answers to whether a partner may be named: those that say half of something, and the other half as an offer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.forms.controls import DAY, Offered, Sent
from coalition_site.forms.field_problems import FieldProblem
from coalition_site.forms.planning import Filled
from coalition_site.forms.shown import Texts, is_day, shown
from coalition_site.model.fields import REFUSED
from coalition_site.records.fields import Control, RecordField, leaves

AGREED = "agreed"
"""The name of the button that takes the offer; its value is the day."""


@dataclass(frozen=True, slots=True)
class ConsentOffer:
    """A day on which they may have agreed, and the words of the button that says so."""

    day: str
    said: str


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a form says of consent: agreed, refused or neither, the day, until when, and how; all as typed."""

    consent: str
    day: str
    until: str
    how: str

    @property
    def is_agreed(self) -> bool:
        return self.consent == DAY


def consent_name(fields: Sequence[RecordField]) -> str:
    """The name of the control that asks for consent; empty where a form does not."""
    return next((".".join(keys) for keys, each in leaves(fields) if each.control is Control.CONSENT), "")


def consent_offer(fields: Sequence[RecordField], sent: Sent, today: date, words: Catalogue) -> ConsentOffer:
    """The day that a form offers with one click: the one that was typed without “Agreed”, else today."""
    answer = _answer(consent_name(fields), sent)
    if answer.day and not answer.is_agreed and is_day(answer.day):
        try:
            day = long_date(date.fromisoformat(answer.day), words.language)
        except ValueError:
            # Thirteen months are none; today is offered then.
            pass
        else:
            return ConsentOffer(answer.day, words.gettext("They agreed on %(day)s", day=day))
    said = words.gettext("They agreed today, %(day)s", day=long_date(today, words.language))
    return ConsentOffer(today.isoformat(), said)


def with_offer_taken(fields: Sequence[RecordField], texts: Texts, day: str) -> Texts:
    """What a form sent, with the day of its offer as the day they agreed."""
    name = consent_name(fields)
    return texts | {name: [DAY], f"{name}.{DAY}": [day]} if name and day and is_day(day) else texts


def half_answers(filled: Filled, offered: Offered, words: Catalogue) -> list[FieldProblem]:
    """What a form says half of, each at its field: agreed without a day, a day without that they agreed, and the like.

    Nothing is said of what stands so in the files already and was not touched.
    """
    name = consent_name(filled.fields)
    if not name or not {name, f"{name}.{DAY}"} & filled.sent.texts.keys():
        return []
    answer = _answer(name, filled.sent)
    before = _answer(name, Sent(shown(filled.fields, dict(filled.base), offered)))
    if answer == before:
        return []
    labels = {".".join(keys): each.label for keys, each in leaves(filled.fields)}
    above = name.rpartition(".")[0]
    return [
        FieldProblem(at, labels[at], said, "", is_error=True)
        for at, said in _halves(name, above, answer, before, words)
        if at in labels
    ]


def _answer(name: str, sent: Sent) -> _Answer:
    above = name.rpartition(".")[0]
    typed = (sent.one(each) for each in (name, f"{name}.{DAY}", f"{above}.until", f"{above}.how"))
    return _Answer(*typed)


def _halves(name: str, above: str, answer: _Answer, before: _Answer, words: Catalogue) -> Iterator[tuple[str, str]]:
    """Names of controls, and what is to be done there."""
    if answer.is_agreed:
        if not answer.day:
            yield name, words.gettext("Choose the day they said yes, or choose “Not asked yet”.")
        elif answer.until and is_day(answer.day) and is_day(answer.until) and answer.until < answer.day:
            yield (
                f"{above}.until",
                words.gettext("This day lies before the one on which they agreed. Choose a later one, or take it out."),
            )
        return
    # Who takes the answer back leaves the day in its place; who types a day means it.
    if answer.day and answer.day != before.day:
        yield (
            name,
            words.gettext("A day is written here, but not that they agreed. Choose “Agreed”, or take the day out."),
        )
    alone = words.gettext("Say first that they agreed, and on which day, or take this out.")
    if answer.until and (answer.until != before.until or answer.consent != REFUSED):
        yield f"{above}.until", alone
    # How they said no is worth keeping too.
    if answer.how and answer.consent != REFUSED:
        yield f"{above}.how", alone
