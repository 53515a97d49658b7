"""Coverage, held against a recomputation written from the content format's own words."""

from hypothesis import given
from hypothesis import strategies as st

from coalition_site.derive.rules.coverage import Reach, Standing, coverage
from coalition_site.model.vocabulary import ListName
from tests.support.making import make_coalition, make_invite, make_needs, make_partner
from tests.support.random_coalitions import Plain, built, coverage_by_hand, plain_coalitions


@given(plain_coalitions(), st.data())
def test_coverage_is_what_the_content_format_says(plain: Plain, draw: st.DataObject) -> None:
    found = coverage(built(plain, draw))
    expected = coverage_by_hand(plain)
    assert [(str(need.list_name), {k: str(v) for k, v in need.partners.items()}) for need in found] == [
        (name, {f"partner-{partner}": each for partner, each in meeting.items()}) for name, _, meeting in expected
    ]
    reaches = ["nobody" if not m else "only one" if len(m) == 1 else "several" for _, _, m in expected]
    assert [str(need.reach) for need in found] == reaches
    for need, (_, _, meeting) in zip(found, expected, strict=True):
        assert need.is_open == all(each == "potential" for each in meeting.values())
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
