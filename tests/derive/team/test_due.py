"""What is due, and by whom, held against counting by hand; the content format says when a follow-up is overdue."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.team.view import TeamView
from tests.support.making import make_coalition, make_invite, make_settings, make_wording
from tests.support.random_coalitions import STATUSES

TODAY = date(2026, 11, 23)
SENDERS = {"rosa": {"name": "Rosa Delgado"}, "jo": {"name": "Jo Park"}, "amy": {"name": "amy Lee"}}

Plain = tuple[str, str, int | None]
"""An invite's sender and status, and in how many days its follow-up is due, if there is one."""

# The days on both sides of the border come up often, others now and then.
days_off = st.sampled_from([None, -1, 0, 1]) | st.integers(-12, 12)
invites = st.lists(st.tuples(st.sampled_from(list(SENDERS)), st.sampled_from(STATUSES), days_off), max_size=14)


def _view(plain: list[Plain], **settings: object) -> TeamView:
    rows = [
        make_invite(member=str(number), sender=sender, status=status, follow_up=_day(days))
        for number, (sender, status, days) in enumerate(plain)
    ]
    return team_view(make_coalition(invites=rows, settings=make_settings(senders=SENDERS, **settings)), TODAY)


def _day(days: int | None) -> str:
    return "" if days is None else str(TODAY + timedelta(days=days))


def _waiting(plain: list[Plain], wanted: range) -> list[str]:
    """The numbers of those whose answer is awaited and whose follow-up is due within some days, by day."""
    found = [
        (days, number)
        for number, (_, status, days) in enumerate(plain)
        if status in ("sent", "no answer") and days is not None and days in wanted
    ]
    return [str(number) for _, number in sorted(found)]


@given(invites)
def test_follow_ups_are_counted_as_by_hand(plain: list[Plain]) -> None:
    view = _view(plain)
    assert [row.member for row in view.overdue()] == _waiting(plain, range(-12, 0))
    assert [row.member for row in view.upcoming()] == _waiting(plain, range(13))
    assert all(row.overdue == (row in view.overdue()) for row in view.invites)
    assert view.statuses() == {status: [each for _, each, _ in plain].count(status) for status in STATUSES}


@given(invites)
def test_each_sender_has_what_is_theirs(plain: list[Plain]) -> None:
    found = {work.sender_id: work for work in _view(plain).due()}
    for sender in SENDERS:
        mine = [(s, status, days) if s == sender else (s, "idea", None) for s, status, days in plain]
        late, ahead = _waiting(mine, range(-12, 0)), _waiting(mine, range(13))
        drafted = [str(number) for number, (s, status, _) in enumerate(plain) if (s, status) == (sender, "drafted")]
        assert (sender in found) == bool(late or ahead or drafted)
        if work := found.get(sender):
            assert [each.member for each in work.follow_ups] == late + ahead
            assert work.late == len(late)
            assert [row.member for row in work.to_send] == drafted
            assert all(each.days == plain[int(each.member)][2] for each in work.follow_ups)
    # Who is late with most comes first; the rest by name, whatever the capitals.
    order = [(-work.late, work.sender.casefold()) for work in found.values()]
    assert order == sorted(order)


def test_the_days_ahead() -> None:
    meeting = {"date": "2026-11-30", "time": "6 pm", "place": "Library"}
    answers, first = _view([], meeting=meeting, respond_by="2026-11-23").ahead
    assert (answers.said, answers.days, answers.when) == ("Answers are asked for", 0, "today")
    assert (first.said, first.when, first.time, first.place) == ("First meeting", "in 7 days", "6 pm", "Library")
    later = _view([], meeting=meeting, respond_by="2026-12-01").ahead
    assert [each.said for each in later] == ["First meeting", "Answers are asked for"]
    assert _view([], meeting={"date": "2026-11-22"}, respond_by="2026-11-22").ahead == ()
    assert _view([], meeting={"place": "Library"}).ahead == ()


def test_words_are_ready_a_week_ahead() -> None:
    silent = {"sender": "rosa", "status": "no answer", "phone": "555 0100"}
    rows = [make_invite(member=str(days), follow_up=_day(days), **silent) for days in (7, 8)]
    call = make_wording("Hello again", name="call-again")
    settings = make_settings(senders=SENDERS)
    (work,) = team_view(make_coalition(invites=rows, settings=settings, wordings=[call]), TODAY).tasks
    assert [(task.days, len(task.ready)) for task in work.now] == [(7, 1)]
    assert [(task.days, len(task.ready)) for task in work.later] == [(8, 0)]
