"""content/sent: letters as they were sent, a PDF and its plain text side by side."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_NAME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)-(?P<invitee>[a-z0-9-]+(?:\.[a-z0-9-]+)?)\.(?P<wording>[a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class SentCopy:
    """One letter as it was sent: the day, the invitee, the wording, the PDF and what it said.

    `invitee` is the person's file name and, behind a dot, the partner's id, if there is one. `text` is empty where the
    plain text beside the PDF is missing.
    """

    day: date
    invitee: str
    wording: str
    file: Path
    text: str

    @property
    def name(self) -> str:
        """The PDF's file name."""
        return f"{sent_stem(self.day, self.invitee, self.wording)}.pdf"


def sent_stem(day: date, invitee: str, wording: str) -> str:
    """The name, without ending, of a letter that was sent: `2026-11-02-walter-lindqvist.chamber.invitation`.

    The wording is part of it because an invitation and a thank-you may leave on one day; the partner, because two
    people may have one name.
    """
    return f"{day.isoformat()}-{invitee}.{wording}"


def parts_of_stem(stem: str) -> tuple[date, str, str] | None:
    """Day, invitee and wording that such a name stands for; None for any other name."""
    found = _NAME.fullmatch(stem)
    if found is None:
        return None
    try:
        return date.fromisoformat(found["day"]), found["invitee"], found["wording"]
    except ValueError:
        return None
