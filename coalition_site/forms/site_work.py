"""The work on the site beside the forms: how it is made, and where it may go. Both come from who started the editor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path


def _nothing() -> None:
    """Nobody makes the site: another program does, or it is made by hand."""


@dataclass(frozen=True, slots=True)
class SiteWork:
    """What the editor was started with.

    `day` is the day on which it is asked, which the editor may outlive; None for the session's. `to` is the place that
    was named when it was started; None for the one that was published to last. `make` asks for a build, `is_making`
    says whether one is under way, and `failure` why the last one made nothing; empty where it did.
    """

    day: Callable[[], date] | None = None
    to: Path | None = None
    make: Callable[[], None] = _nothing
    is_making: Callable[[], bool] = bool
    failure: Callable[[], str] = str
