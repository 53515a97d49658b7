"""One form as its template shows it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coalition_site.forms.consent_answers import ConsentOffer
from coalition_site.forms.controls import Sent
from coalition_site.forms.field_problems import FieldProblem
from coalition_site.forms.form_kinds import Block
from coalition_site.forms.planning import Conflict
from coalition_site.forms.rendering import Choices
from coalition_site.forms.shown import understood
from coalition_site.forms.translations import InLanguage, Original
from coalition_site.forms.who_sees import SeenBy
from coalition_site.model.audience import Audience
from coalition_site.model.kinds import ValueKind
from coalition_site.read.values import Value, value_at
from coalition_site.records.fields import Control, RecordField

_GROUPS = {Control.CONSENT, Control.YES_NO, Control.OPTIONS, Control.NEEDS, Control.ROWS, Control.MAP}
_INPUT_TYPES = {ValueKind.EMAIL: "email", ValueKind.WEB_ADDRESS: "url"}
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class FormPage:
    """What a form shows: texts, problems at their fields, and what the page around it needs.

    `key` is what drafts are kept by, `address` where the form is, below edit/; `saved` the key of the draft that is
    done with. `looks` are titles and addresses of what can be looked at beside it. `languages` are those that the
    record can be written in, `original` what a translation says in the coalition's own. `seen` is who sees the fields
    of each audience, `offer` a day of consent that is said with a click.
    """

    title: str
    told: str
    key: str
    address: str
    action: str
    back: str
    sent: Sent
    value: Mapping[str, Value]
    choices: Choices
    groups: Sequence[tuple[Audience, list[Block]]]
    seen: Mapping[Audience, SeenBy]
    offer: ConsentOffer
    problems: Sequence[FieldProblem] = ()
    summary: Sequence[FieldProblem] = ()
    elsewhere: Sequence[str] = ()
    refused: str = ""
    conflicts: Sequence[Conflict] = ()
    placeholders: Mapping[str, str] = field(default_factory=dict)
    looks: Sequence[tuple[str, str]] = ()
    actions: Sequence[tuple[str, str]] = ()
    links: Sequence[tuple[str, str]] = ()
    can_remove: str = ""
    can_rename: bool = False
    languages: Sequence[InLanguage] = ()
    original: Original | None = None
    saved: str = ""

    @property
    def base(self) -> str:
        """The value that the form is made from, to come back with it."""
        return json.dumps(self.value, ensure_ascii=False)

    def problems_of(self, name: str) -> list[FieldProblem]:
        """What is wrong with the value of a control."""
        return [problem for problem in self.problems if problem.name == name]

    def is_group(self, name: str, each: RecordField) -> bool:
        """Whether a field is asked for with several controls."""
        several = each.control is Control.TEXTS and len(self.choices.languages(name, self.sent.texts)) > 1
        return several or each.control in _GROUPS

    def target(self, name: str, each: RecordField) -> str:
        """The control that a field's label is for."""
        alone = each.control is Control.TEXTS
        return f"{name}.{self.choices.languages(name, self.sent.texts)[0]}" if alone else name

    def input_type(self, each: RecordField) -> str:
        """What kind of text a browser should help with."""
        return _INPUT_TYPES.get(each.kind, "text") if each.kind is not None else "text"

    def shows(self, name: str, each: RecordField) -> bool:
        """Whether controls can show all of what is written of a field."""
        there = value_at(dict(self.value), name.split(".")) or ""
        return understood(each, there, self.choices.offered)


def base_from(text: str) -> dict[str, Value]:
    """The value that a form was made from, as it came back. Raises ValueError for what is no such value."""
    value = json.loads(text or "{}")
    if not isinstance(value, dict) or not _is_plain(value, 0):
        raise ValueError("a form holds texts, lists and blocks")
    return value


def _is_plain(value: object, depth: int) -> bool:
    if isinstance(value, str):
        return True
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return inside is not None and depth < _DEEPEST and all(_is_plain(each, depth + 1) for each in inside)
