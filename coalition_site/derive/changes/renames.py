"""Partners whose files were renamed since: what was before is told under the ids of today."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from coalition_site.model.coalition import Coalition
from coalition_site.validate.past import Past


def new_ids(before: Past, now: Coalition) -> Mapping[str, str]:
    """The id of today of each partner whose file had another name, by that name."""
    then, there = before.coalition.partners, now.partners
    return {
        old: partner.id
        for partner in there.values()
        for old in partner.old_addresses
        if old in then and old not in there and partner.id not in then
    }


def under_new_ids(before: Past, ids: Mapping[str, str]) -> Past:
    """Earlier content as if the files had had their names of today."""
    if not ids:
        return before
    then = before.coalition
    partners = {
        ids.get(key, key): partner.model_copy(update={"id": ids.get(key, key)})
        for key, partner in then.partners.items()
    }
    invites = tuple(
        invite.model_copy(update={"partner": ids.get(invite.partner, invite.partner)}) for invite in then.invites
    )
    return replace(
        before,
        coalition=replace(then, partners=partners, invites=invites),
        unknown=frozenset(ids.get(each, each) for each in before.unknown),
    )


def letters_under_new_ids(letters: Collection[str], ids: Mapping[str, str]) -> frozenset[str]:
    """The file names of kept letters as if the partners' files had had their names of today."""
    return frozenset(with_new_id(name, ids) for name in letters)


def with_new_id(name: str, ids: Mapping[str, str]) -> str:
    """The file name of a kept letter with the partner's id of today in it."""
    parts = name.split(".")
    return ".".join(ids.get(part, part) if 0 < number < len(parts) - 1 else part for number, part in enumerate(parts))
