"""Public values of an import: what everybody could read of what it writes, each with its cell, and from when on.

The audiences that the models declare say what is public, and the same consent as on the public site says when: needs
and partners that agreed are read at once, the others once they agree to be named.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import PurePosixPath

from coalition_site.derive.rules.consent import Naming, naming
from coalition_site.importers.plan.partner_differences import UNKNOWN_TYPE
from coalition_site.importers.plan.plan import PlannedFile, PublicValue, Shown, choice_text
from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.coalition import Coalition
from coalition_site.model.fields import ContentModel
from coalition_site.model.localized import Localized
from coalition_site.model.partner import PARTNER_LISTS, Partner, PartnerFrontMatter
from coalition_site.model.vocabulary import NEED_LISTS, Choice, ListName

NAMED, PROFILE = "named", "profile"
"""Keys of what no key of a file says: that a partner is named from now on, and the text below its front matter."""
_LISTING = "listing"
_LISTS: Mapping[str, ListName] = {**PARTNER_LISTS, "type": ListName.TYPES}
_WORDS = ("relationship",)
_OURS = ("", UNKNOWN_TYPE)
"""What stands beside an option where nobody wrote anything."""


def public_values(
    files: list[PlannedFile], before: Coalition, after: Coalition, today: date
) -> tuple[PublicValue, ...]:
    """What everybody could read after an import and could not before; what people wrote freely comes first."""
    values = [value for file in files for value in _of_file(file, before, after, today)]
    order = {key: number for number, key in enumerate((NAMED, PROFILE, *PartnerFrontMatter.model_fields))}

    def rank(value: PublicValue) -> tuple[bool, bool, int]:
        key = value.key.partition(".")[0]
        return value.shown is Shown.ONCE_NAMED, value.from_list, order.get(key, len(order))

    return tuple(sorted(values, key=rank))


def _of_file(file: PlannedFile, before: Coalition, after: Coalition, today: date) -> Iterator[PublicValue]:
    if file.what == "need":
        yield from _of_needs(file, before, after)
        return
    partner = after.partners.get(PurePosixPath(file.path).stem) if file.what == "partner" else None
    if partner is not None and partner.id not in after.team_partners:
        yield from _of_partner(file, partner, before, after, today)


def _of_needs(file: PlannedFile, before: Coalition, after: Coalition) -> Iterator[PublicValue]:
    for name in NEED_LISTS:
        there = {choice.key() for choice in before.needs.chosen(name)}
        new = [choice for choice in after.needs.chosen(name) if choice.key() not in there]
        yield from _of_choices(file, Shown.AT_ONCE, str(name), "", [(each, name) for each in new], after)


def _of_partner(
    file: PlannedFile, partner: Partner, before: Coalition, after: Coalition, today: date
) -> Iterator[PublicValue]:
    old = before.partners.get(partner.id)
    is_named = naming(partner, today) is Naming.NAMED
    was_named = old is not None and naming(old, today) is Naming.NAMED
    shown = Shown.AT_ONCE if is_named else Shown.ONCE_NAMED
    language = after.settings.language
    name = partner.name.in_language(language, language)
    # Whoever is named from now on is shown with all that its file said before.
    there = _values(old) if old is not None and (was_named or not is_named) else {}
    if is_named and not was_named:
        yield _value(file, shown, NAMED, name, (str(partner.listing.consent),))
    for key, values in _values(partner).items():
        new = [value for value in values if value not in there.get(key, ())]
        listed = _LISTS.get(key)
        if listed is not None:
            choices = [(each, listed) for each in new if isinstance(each, Choice)]
            yield from _of_choices(file, shown, key, name, choices, after)
        elif new:
            texts = tuple(text for value in new for text in _texts(value))
            yield _value(file, shown, key, name, texts, from_list=key in _WORDS)


def _of_choices(
    file: PlannedFile, shown: Shown, key: str, name: str, choices: list[tuple[Choice, ListName]], coalition: Coalition
) -> Iterator[PublicValue]:
    """Options of a list, and apart from them what somebody wrote beside it or behind a fill-in."""
    for from_list in (False, True):
        texts = [choice_text(*choice, coalition) for choice in choices if (choice[0].text in _OURS) is from_list]
        if texts:
            yield _value(file, shown, key, name, tuple(texts), from_list=from_list)


def _value(
    file: PlannedFile, shown: Shown, key: str, name: str, texts: tuple[str, ...], *, from_list: bool = False
) -> PublicValue:
    top = _LISTING if key == NAMED else key.partition(".")[0]
    written = file.whole is not None or any(difference.key.partition(".")[0] == top for difference in file.differences)
    path = "listing.consent" if key == NAMED else key
    cells = tuple(file.cells.get(path, file.cells.get(top, ()))) if written else ()
    return PublicValue(shown, key, name, texts, cells, file.source if written else file.path, from_list)


_Values = dict[str, tuple[object, ...]]


def _values(partner: Partner) -> _Values:
    """The public values of a partner by their keys, several of a list."""
    values = {PROFILE: (partner.profile.strip(),)} if partner.profile.strip() else {}
    return {**values, **_inside(partner, PartnerFrontMatter, "")}


def _inside(block: ContentModel, model: type[ContentModel], above: str) -> _Values:
    values: _Values = {}
    for key in _public_keys(model):
        value = getattr(block, key)
        if isinstance(value, ContentModel):
            values |= _inside(value, type(value), f"{above}{key}.")
        elif value:
            values[f"{above}{key}"] = tuple(value) if isinstance(value, tuple) else (value,)
    return values


@cache
def _public_keys(model: type[ContentModel]) -> tuple[str, ...]:
    """The keys of a block that everybody may read; whether a partner may be named is said for itself."""
    keys = (key for key, field in model.model_fields.items() if field_audience(field) is Audience.PUBLIC)
    return tuple(key for key in keys if key != _LISTING)


def _texts(value: object) -> tuple[str, ...]:
    return value.texts() if isinstance(value, Localized) else (str(value),)
