"""content/sent: letters as they were sent, a PDF and its plain text side by side."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_NAME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)-(?P<slug>[a-z0-9-]+)\.(?P<wording>[a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class SentCopy:
    """One letter as it was sent: the day, the invitee's file name, the wording, the PDF and what it said.

    `text` is empty where the plain text beside the PDF is missing.
    """

    day: date
    slug: str
    wording: str
    file: Path
    text: str

    @property
    def name(self) -> str:
        """The PDF's file name."""
        return f"{sent_stem(self.day, self.slug, self.wording)}.pdf"


def sent_stem(day: date, slug: str, wording: str) -> str:
    """The name, without ending, of a letter that was sent, such as `2026-11-02-walter-lindqvist.invitation`.

    The wording is part of it, because an invitation and a thank-you may leave on one day.
    """
    return f"{day.isoformat()}-{slug}.{wording}"


def parts_of_stem(stem: str) -> tuple[date, str, str] | None:
    """Day, file name of the invitee and wording that such a name stands for; None for any other name."""
    found = _NAME.fullmatch(stem)
    if found is None:
        return None
    try:
        return date.fromisoformat(found["day"]), found["slug"], found["wording"]
    except ValueError:
        return None
