"""Coverage, held against a recomputation written from the content format's own words."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from coalition_site.derive.coverage import Reach, Standing, coverage
from coalition_site.model.coalition import Coalition
from coalition_site.model.vocabulary import ListName
from tests.derive.making import make_coalition, make_invite, make_needs, make_partner

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


@dataclass(frozen=True)
class Plain:
    """A coalition as plain lists: options as numbers, partners and invites as small records."""

    needs: dict[str, list[int]]
    relationships: list[str]
    lists: list[dict[str, list[int]]]
    invites: list[tuple[int, str]]


def _numbers(name: str) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, len(SPELLINGS[name]) - 1), max_size=4)


@st.composite
def plain_coalitions(draw: st.DrawFn) -> Plain:
    lists = st.fixed_dictionaries({name: _numbers(name) for name in SPELLINGS})
    partners = draw(st.integers(0, 4))
    invites = st.tuples(st.integers(0, max(partners - 1, 0)), st.sampled_from(STATUSES))
    return Plain(
        draw(lists),
        [draw(st.sampled_from(["existing", "potential", "former"])) for _ in range(partners)],
        [draw(lists) for _ in range(partners)],
        draw(st.lists(invites, max_size=6)) if partners else [],
    )


def _counts(plain: Plain, partner: int) -> str:
    """As what a partner counts: the Coverage paragraph, sentence by sentence."""
    statuses = [status for invited, status in plain.invites if invited == partner]
    relationship = plain.relationships[partner]
    if relationship == "former":
        return ""
    if any(status == "accepted" for status in statuses):
        return "joined"
    if statuses and not [status for status in statuses if status not in ("declined", "keep informed")]:
        return ""
    return relationship


def _by_hand(plain: Plain) -> list[tuple[str, int, dict[int, str]]]:
    rows = []
    for name in ("groups", "areas", "assets"):
        seen: list[int] = []
        for option in plain.needs[name]:
            if option in seen:
                continue
            seen.append(option)
            meeting = {}
            for partner in range(len(plain.relationships)):
                if option in plain.lists[partner][name] and _counts(plain, partner):
                    meeting[partner] = _counts(plain, partner)
            rows.append((name, option, meeting))
    return rows


def _spelled(draw: st.DataObject, name: str, options: list[int]) -> list[str]:
    return [draw.draw(st.sampled_from(SPELLINGS[name][option])) for option in options]


def _built(plain: Plain, draw: st.DataObject) -> Coalition:
    partners = []
    for number, (relationship, lists) in enumerate(zip(plain.relationships, plain.lists, strict=True)):
        values = {KEYS[name]: _spelled(draw, name, options) for name, options in lists.items()}
        values["assets"] += draw.draw(st.lists(st.sampled_from(FREE_ASSETS), max_size=1))
        partners.append(make_partner(f"partner-{number}", relationship=relationship, **values))
    invites = [
        make_invite(f"partner-{partner}", member=f"Member {number}", status=status)
        for number, (partner, status) in enumerate(plain.invites)
    ]
    needs = make_needs(**{name: _spelled(draw, name, options) for name, options in plain.needs.items()})
    return make_coalition(*partners, invites=invites, needs=needs)


@given(plain_coalitions(), st.data())
def test_coverage_is_what_the_content_format_says(plain: Plain, draw: st.DataObject) -> None:
    found = coverage(_built(plain, draw))
    expected = _by_hand(plain)
    assert [(str(need.list_name), {k: str(v) for k, v in need.partners.items()}) for need in found] == [
        (name, {f"partner-{partner}": each for partner, each in meeting.items()}) for name, _, meeting in expected
    ]
    reaches = ["nobody" if not m else "only one" if len(m) == 1 else "several" for _, _, m in expected]
    assert [str(need.reach) for need in found] == reaches
    for need in found:
        assert sum(need.count(standing) for standing in Standing) == len(need.partners)


def test_a_partner_with_several_invites() -> None:
    needs = make_needs(areas=["Housing stability"])
    partner = make_partner("one", works_on=["Housing stability"])

    def standing(*statuses: str) -> str:
        invites = [make_invite("one", member=str(n), status=status) for n, status in enumerate(statuses)]
        (need,) = coverage(make_coalition(partner, invites=invites, needs=needs))
        return str(need.partners.get("one", ""))

    assert standing() == "existing"
    assert standing("declined", "accepted") == "joined"
    assert standing("declined", "keep informed") == ""
    assert standing("declined", "idea") == "existing"


def test_an_invite_without_a_partner_counts_nobody() -> None:
    needs = make_needs(areas=["Housing stability"])
    (need,) = coverage(make_coalition(invites=[make_invite(status="accepted")], needs=needs))
    assert need.list_name is ListName.AREAS
    assert need.reach is Reach.NOBODY
