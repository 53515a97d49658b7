"""Random coalitions for tests: first as plain lists and numbers, which a test can count by itself, then built."""

from dataclasses import dataclass

from hypothesis import strategies as st

from coalition_site.model.coalition import Coalition
from tests.support.making import make_coalition, make_invite, make_needs, make_partner

# Options of each list in all their spellings; two fill-ins are the same when their texts are, ignoring case.
SPELLINGS: dict[str, list[list[str]]] = {
    "groups": [
        ["Young people", "young-people", "youth", "YOUNG PEOPLE"],
        ["Residents with low incomes", "residents-with-low-incomes"],
        ["Other: Veterans", "other: VETERANS"],
        ["Other: Foster parents", "Other:  foster parents"],
    ],
    "areas": [["Housing stability", "housing-stability"], ["Just policing", "just policing"], ["Digital access"]],
    "assets": [["Convening power", "convening-power"], ["Other: A van", "other: a van"], ["Political clout"]],
}
FREE_ASSETS = ["A room for forty people", "Folding chairs"]
KEYS = {"groups": "serves", "areas": "works_on", "assets": "assets"}
STATUSES = ["idea", "drafted", "sent", "no answer", "accepted", "declined", "keep informed"]
POSITIONS = ["", "supportive", "neutral", "skeptical", "opposed"]
INFLUENCES = ["", "low", "medium", "high"]


def heard(label: str) -> str:
    """A label as one hears it, whatever its capitals and spaces."""
    return " ".join(label.casefold().split())


def label_of(name: str, option: int) -> str:
    """How an option of a list sounds."""
    return heard(SPELLINGS[name][option][0])


@dataclass(frozen=True)
class Plain:
    """A coalition as plain lists: options as numbers, partners and invites as small records.

    `stances` are each partner's position and influence, empty where not known.
    """

    needs: dict[str, list[int]]
    relationships: list[str]
    lists: list[dict[str, list[int]]]
    stances: list[tuple[str, str]]
    invites: list[tuple[int, str]]


@st.composite
def plain_coalitions(
    draw: st.DrawFn, most: int = 4, relationships: tuple[str, ...] = ("existing", "potential", "former")
) -> Plain:
    """A coalition of up to `most` partners, each of one of the relationships."""
    numbers = {name: st.lists(st.integers(0, len(found) - 1), max_size=4) for name, found in SPELLINGS.items()}
    lists = st.fixed_dictionaries(numbers)
    partners = draw(st.integers(0, most))
    invites = st.tuples(st.integers(0, max(partners - 1, 0)), st.sampled_from(STATUSES))
    return Plain(
        draw(lists),
        [draw(st.sampled_from(relationships)) for _ in range(partners)],
        [draw(lists) for _ in range(partners)],
        [(draw(st.sampled_from(POSITIONS)), draw(st.sampled_from(INFLUENCES))) for _ in range(partners)],
        draw(st.lists(invites, max_size=6)) if partners else [],
    )


def _spelled(draw: st.DataObject, name: str, options: list[int]) -> list[str]:
    return [draw.draw(st.sampled_from(SPELLINGS[name][option])) for option in options]


def built(plain: Plain, draw: st.DataObject) -> Coalition:
    """The coalition, each option in one of its spellings; the partners are called `partner-0`, `partner-1`, …"""
    partners = []
    for number, (relationship, lists) in enumerate(zip(plain.relationships, plain.lists, strict=True)):
        values = {KEYS[name]: _spelled(draw, name, options) for name, options in lists.items()}
        values["assets"] += draw.draw(st.lists(st.sampled_from(FREE_ASSETS), max_size=1))
        stance = {key: each for key, each in zip(("position", "influence"), plain.stances[number], strict=True) if each}
        partners.append(make_partner(f"partner-{number}", relationship=relationship, team=stance, **values))
    invites = [
        make_invite(f"partner-{partner}", member=f"Member {number}", status=status)
        for number, (partner, status) in enumerate(plain.invites)
    ]
    needs = make_needs(**{name: _spelled(draw, name, options) for name, options in plain.needs.items()})
    return make_coalition(*partners, invites=invites, needs=needs)


def counts_as(plain: Plain, partner: int) -> str:
    """As what a partner counts: the content format's Coverage paragraph, sentence by sentence; empty if not at all."""
    statuses = [status for invited, status in plain.invites if invited == partner]
    relationship = plain.relationships[partner]
    if relationship == "former":
        return ""
    if any(status == "accepted" for status in statuses):
        return "joined"
    if statuses and not [status for status in statuses if status not in ("declined", "keep informed")]:
        return ""
    return relationship


def coverage_by_hand(plain: Plain) -> list[tuple[str, int, dict[int, str]]]:
    """Every need, each once, as its list and number, with the standing of each partner that meets it."""
    rows = []
    for name in ("groups", "areas", "assets"):
        for option in dict.fromkeys(plain.needs[name]):
            meeting = {}
            for partner in range(len(plain.relationships)):
                if option in plain.lists[partner][name] and counts_as(plain, partner):
                    meeting[partner] = counts_as(plain, partner)
            rows.append((name, option, meeting))
    return rows
