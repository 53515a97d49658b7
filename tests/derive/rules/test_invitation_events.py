"""What follows from each event of an invitation: its status, its days, and the step that the history keeps."""

import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coalition_site.derive.rules.invitation_events import EVENTS, Event, Happened, command_of, recording
from coalition_site.model.invite import Invite, Status, Step
from tests.support.command_line import coalition

DAY = date(2026, 11, 23)


def _follows(event: Event, status: Status, **more: Any) -> tuple[Step, str, dict[str, str]]:
    invite = Invite.model_construct(member="Ada", sender="jo", status=status, **more)
    step = recording(invite, 0, Happened(event, DAY, "Jo", "well"))
    return step.what, step.note, dict(step.keys)


@pytest.mark.parametrize(
    ("event", "status", "step", "note", "keys"),
    [
        (Event.SENT, Status.DRAFTED, Step.SENT, "well", {"status": "sent", "sent": "2026-11-23"}),
        (Event.SENT, Status.NO_ANSWER, Step.ASKED_AGAIN, "well", {}),
        (Event.SENT, Status.ACCEPTED, Step.SENT, "well", {}),
        (Event.CALLED, Status.SENT, Step.CALLED, "well", {"status": "no answer"}),
        (Event.WROTE, Status.NO_ANSWER, Step.ASKED_AGAIN, "well", {}),
        (Event.MET, Status.IDEA, Step.MET, "well", {"status": "no answer"}),
        (
            Event.ACCEPTED,
            Status.SENT,
            Step.ANSWERED,
            "accepted: well",
            {"status": "accepted", "answered": "2026-11-23", "follow_up": ""},
        ),
        (
            Event.DECLINED,
            Status.DRAFTED,
            Step.ANSWERED,
            "declined: well",
            {"status": "declined", "answered": "2026-11-23", "follow_up": ""},
        ),
        (Event.LATER, Status.SENT, Step.ANSWERED, "later: well", {"follow_up": "2026-12-21"}),
        (
            Event.LATER,
            Status.DECLINED,
            Step.ANSWERED,
            "later: well",
            {"status": "no answer", "follow_up": "2026-12-21"},
        ),
    ],
)
def test_an_event_changes_the_status_the_days_and_the_history(
    event: Event, status: Status, step: Step, note: str, keys: dict[str, str]
) -> None:
    assert _follows(event, status) == (step, note, keys)


@pytest.mark.parametrize("event", [Event.SENT, Event.CALLED, Event.WROTE, Event.MET])
def test_a_follow_up_that_is_reached_is_done_and_another_stays(event: Event) -> None:
    assert _follows(event, Status.NO_ANSWER, follow_up=DAY)[2] == {"follow_up": ""}
    assert _follows(event, Status.NO_ANSWER, follow_up=date(2026, 11, 24))[2] == {}


@pytest.mark.parametrize("event", list(Event))
def test_the_command_of_every_event_is_understood(event: Event, tmp_path: Path) -> None:
    """It gets as far as the folder, which holds nothing: its words are those of a command."""
    assert set(EVENTS) == set(Event)
    typed = shlex.split(command_of(event, "Ada Moreno"))
    done = coalition(*typed[1:], "--project", str(tmp_path))
    assert typed[:3] == ["coalition", typed[1], "Ada Moreno"]
    assert done.returncode == 1, done.stderr
    assert "Usage" not in done.stderr
