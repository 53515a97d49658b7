from datetime import date

import pytest

from coalition_site.derive.team.assemble import team_view
from tests.support.making import make_coalition, make_invite, make_partner

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("status", "follow_up", "overdue"),
    [
        ("sent", "2026-11-22", True),
        ("no answer", "2026-11-22", True),
        ("sent", "2026-11-23", False),
        ("sent", "2026-11-24", False),
        ("sent", "", False),
        ("drafted", "2026-11-22", False),
        ("accepted", "2026-11-22", False),
        ("declined", "2026-11-22", False),
        ("keep informed", "2026-11-22", False),
        ("idea", "2026-11-22", False),
    ],
)
def test_when_a_follow_up_is_overdue(status: str, follow_up: str, overdue: bool) -> None:
    (row,) = team_view(make_coalition(invites=[make_invite(status=status, follow_up=follow_up)]), TODAY).invites
    assert row.overdue is overdue


def test_follow_ups_in_order_and_the_rest_of_part_5() -> None:
    invites = [
        make_invite(member="later", status="sent", follow_up="2026-12-24"),
        make_invite(member="due", status="sent", follow_up="2026-11-20"),
        make_invite(member="today", status="no answer", follow_up="2026-11-23"),
        make_invite(member="long due", status="no answer", follow_up="2026-10-01"),
        make_invite(member="done", status="accepted", follow_up="2026-10-01"),
        make_invite(member="no", status="declined"),
        make_invite(member="informed", status="keep informed"),
    ]
    view = team_view(make_coalition(invites=invites), TODAY)
    assert [row.member for row in view.overdue()] == ["long due", "due"]
    assert [row.member for row in view.upcoming()] == ["today", "later"]
    assert [row.member for row in view.table_4()] == ["later", "due", "today", "long due", "done"]
    assert [row.member for row in view.keep_informed()] == ["informed"]
    assert [row.member for row in view.declined()] == ["no"]
    assert [row.number for row in view.invites] == [1, 2, 3, 4, 5, 6, 7]


def test_what_the_contact_knows_stands_in_for_the_invite() -> None:
    people = [{"name": "Ana Ruiz", "email": "ana@example.org", "phone": "555-0100", "language": "es"}]
    partner = make_partner("one", team={"people": people})
    invites = [make_invite("one"), make_invite("one", member="Bo", email="bo@example.org")]
    first, second = team_view(make_coalition(partner, invites=invites), TODAY).invites
    assert (first.email, first.phone) == ("ana@example.org", "555-0100")
    assert (second.email, second.phone) == ("bo@example.org", "")


def test_what_was_held_back_is_counted() -> None:
    quiet = make_partner("quiet", listing={"consent": "refused"}, team={"notes": "Careful.", "strengths": "Many."})
    held_back = team_view(make_coalition(quiet, make_partner("former", relationship="former")), TODAY).held_back
    assert held_back.partners == {"refused": 1, "former partner": 1}
    assert held_back.fields == 3  # two notes, and the name of the sender
