from datetime import date
from typing import Any

import pytest

from coalition_site.derive.public.view import public_view
from coalition_site.derive.rules.consent import Naming, naming
from coalition_site.derive.rules.small_counts import LEAST_COUNT
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.terms import not_named
from coalition_site.model.partner import Partner
from tests.support.making import make_coalition, make_needs, make_partner

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("relationship", "listing", "expected"),
    [
        ("existing", {}, Naming.NOT_ASKED),
        ("existing", {"reviewed": "2026-11-01"}, Naming.NOT_ASKED),
        ("existing", {"consent": "refused"}, Naming.REFUSED),
        ("existing", {"consent": "REFUSED", "until": "2099-01-01"}, Naming.REFUSED),
        ("existing", {"consent": "2026-11-22"}, Naming.NAMED),
        ("existing", {"consent": "2026-11-23"}, Naming.NAMED),
        ("existing", {"consent": "2026-11-24"}, Naming.NOT_YET),
        ("existing", {"consent": "2026-01-01", "until": "2026-11-24"}, Naming.NAMED),
        ("existing", {"consent": "2026-01-01", "until": "2026-11-23"}, Naming.NAMED),
        ("existing", {"consent": "2026-01-01", "until": "2026-11-22"}, Naming.EXPIRED),
        ("existing", {"consent": "2027-02-01", "until": "2027-01-31"}, Naming.EXPIRED),
        ("existing", {"consent": "2027-02-01", "until": "2027-02-01"}, Naming.NOT_YET),
        ("existing", {"until": "2099-01-01"}, Naming.NOT_ASKED),
        ("potential", {"consent": "2026-01-01"}, Naming.NAMED),
        ("potential", {}, Naming.NOT_ASKED),
        ("former", {"consent": "2026-01-01"}, Naming.FORMER),
        ("former", {}, Naming.FORMER),
    ],
)
def test_who_may_be_named(relationship: str, listing: dict[str, str], expected: Naming) -> None:
    partner = make_partner("birch-house", relationship=relationship, **({"listing": listing} if listing else {}))
    assert naming(partner, TODAY) is expected
    view = public_view(make_coalition(partner), TODAY)
    assert [each.id for each in view.partners] == (["birch-house"] if expected is Naming.NAMED else [])
    assert ("birch-house" in repr(view)) == (expected is Naming.NAMED)


def _unnamed(number: int, **values: Any) -> list[Partner]:
    return [make_partner(f"quiet-{n}", works_on=["Housing stability"], **values) for n in range(number)]


@pytest.mark.parametrize("number", range(7))
def test_the_others_are_counted_where_the_number_singles_nobody_out(number: int) -> None:
    named = make_partner("loud", works_on=["Housing stability"], listing={"consent": "2026-01-01"})
    needs = make_needs(areas=["Housing stability", "Digital access"])
    view = public_view(make_coalition(named, *_unnamed(number), needs=needs), TODAY)
    counted = {3: LEAST_COUNT, 4: LEAST_COUNT}.get(number, number if number >= LEAST_COUNT else 0)
    assert view.unnamed == counted
    (area,) = (area for area in view.areas() if area.label.id == "housing-stability")
    assert [partner.id for partner in area.partners] == ["loud"]
    assert area.unnamed == counted
    assert {area.unnamed for area in view.areas() if area.label.id != "housing-stability"} == {0}


def test_two_copies_of_a_site_do_not_say_that_who_withdrew_still_works_with_us() -> None:
    """Three are not named, and a fourth takes her name back: the numbers of both copies are the same."""
    quiet = _unnamed(3, type="Media")
    needs = make_needs(areas=["Housing stability"])

    def numbers(listing: dict[str, str]) -> list[int]:
        clinic = make_partner("river-clinic", type="Media", works_on=["Housing stability"], listing=listing)
        view = public_view(make_coalition(clinic, *quiet, needs=needs), TODAY)
        return [view.unnamed, *(actor.unnamed for actor in view.types), *(area.unnamed for area in view.areas())]

    assert numbers({"consent": "2026-01-01"}) == numbers({"consent": "refused"})
    assert LEAST_COUNT in numbers({"consent": "refused"})
    words = catalogue("en")
    said = [not_named(number, words, beside=False) for number in (LEAST_COUNT, 5, 12)]
    assert said == ["several not named", "5 not named", "12 not named"]


def test_at_least_three_are_counted_together() -> None:
    assert LEAST_COUNT >= 3


@pytest.mark.parametrize("relationship", ["potential", "former"])
def test_only_existing_partners_are_counted(relationship: str) -> None:
    view = public_view(make_coalition(*_unnamed(5, relationship=relationship)), TODAY)
    assert view.unnamed == 0
