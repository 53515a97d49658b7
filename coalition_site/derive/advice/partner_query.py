"""Questions about partners in words: `serves: English-language learners, works on: Housing stability`.

Every condition must hold: a key, a colon, and an option of the worksheet or a word of the content format.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coalition_site.model.coalition import Coalition
from coalition_site.model.partner import Partner, Relationship
from coalition_site.model.reading import nearest
from coalition_site.model.vocabulary import ListName
from coalition_site.problems import Refused

_LISTS: Mapping[str, ListName] = {
    "serves": ListName.GROUPS,
    "works on": ListName.AREAS,
    "brings": ListName.ASSETS,
    "type": ListName.TYPES,
}
_RELATIONSHIP = "relationship"
KEYS = (*_LISTS, _RELATIONSHIP)
"""What can be asked for."""

# A comma parts conditions where a key and a colon follow it; in a label it is a comma.
_CONDITION = re.compile(r"(?:^|,)\s*(?P<key>[A-Za-z_ ]+?)\s*:")


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be so: a list that holds an option, or fill-in text in any option's place, or a relationship."""

    key: str
    value: str


def partners_that(coalition: Coalition, query: str) -> tuple[Partner, ...]:
    """The partners for which every condition holds, by their names; all for an empty question.

    Raises Refused.
    """
    conditions = [_checked(coalition, condition) for condition in _conditions(query)]
    found = [partner for partner in coalition.partners.values() if all(_holds(partner, one) for one in conditions)]
    own = coalition.settings.language
    return tuple(sorted(found, key=lambda each: (each.name.in_language(own, own).casefold(), each.id)))


def _conditions(query: str) -> Iterator[Condition]:
    if not query.strip():
        return
    found = list(_CONDITION.finditer(query))
    if not found or query[: found[0].start()].strip():
        raise Refused(f"{query.strip()!r} has no key before it; write for example serves: {query.strip()}")
    ends = [*(each.start() for each in found[1:]), len(query)]
    for each, end in zip(found, ends, strict=True):
        key = " ".join(each["key"].replace("_", " ").lower().split())
        if key not in KEYS:
            near = nearest(key, list(KEYS))
            instead = f"did you mean {near}?" if near else f"the keys are {', '.join(KEYS)}"
            raise Refused(f"there is no key {each['key']!r}; {instead}")
        yield Condition(key, query[each.end() : end].strip())


def _checked(coalition: Coalition, condition: Condition) -> Condition:
    """The condition with the id of its option; a text that some partner fills in stays as it is."""
    if condition.key == _RELATIONSHIP:
        if condition.value.lower() not in {str(relationship) for relationship in Relationship}:
            words = ", ".join(Relationship)
            raise Refused(f"relationship: {condition.value} is none; write one of {words}")
        return Condition(condition.key, condition.value.lower())
    name = _LISTS[condition.key]
    options = coalition.vocabulary.list_of(name)
    option = options.find(condition.value)
    if option is not None:
        return Condition(condition.key, option.id)
    texts = {choice.text.casefold() for partner in coalition.partners.values() for choice in partner.chosen(name)}
    if condition.value.casefold() in texts - {""}:
        return condition
    near = options.nearest(condition.value)
    instead = f"did you mean {near.label.texts()[0]}?" if near else "docs/reference/options.md lists them all"
    raise Refused(f"{condition.key}: {condition.value} is no option; {instead}")


def _holds(partner: Partner, condition: Condition) -> bool:
    if condition.key == _RELATIONSHIP:
        return str(partner.relationship) == condition.value
    text = condition.value.casefold()
    chosen = partner.chosen(_LISTS[condition.key])
    return any(condition.value == each.option or (each.text and each.text.casefold() == text) for each in chosen)
