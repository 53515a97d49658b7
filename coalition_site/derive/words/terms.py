"""Terms of our own pages, in one place: statuses, standings, positions, days ahead, numbers."""

from collections.abc import Iterable, Mapping

from coalition_site.derive.rules.coverage import Reach, Standing
from coalition_site.derive.rules.small_counts import is_exact
from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.model.invite import Status
from coalition_site.model.settings import Paper

MET_BY: Mapping[str, str] = {
    Standing.JOINED: "somebody who joined",
    Standing.EXISTING: "an existing partner",
    Standing.POTENTIAL: "potential partners only",
    Reach.NOBODY: "nobody",
}
"""Who meets a need at best, the firmest first."""

STATUS_MEANINGS: Mapping[str, str] = {
    Status.IDEA: "thought of",
    Status.DRAFTED: "letter written, not sent",
    Status.SENT: "waiting for an answer",
    Status.NO_ANSWER: "asked again, or to be asked again",
    Status.ACCEPTED: "joined",
    Status.DECLINED: "said no",
    Status.KEEP_INFORMED: "told how it goes, not invited",
}

STATUS_STEPS: Mapping[str, str] = {
    Status.ACCEPTED: "done",
    Status.SENT: "waiting",
    Status.NO_ANSWER: "waiting",
    Status.DRAFTED: "open",
    Status.IDEA: "open",
    Status.DECLINED: "aside",
    Status.KEEP_INFORMED: "aside",
}
"""How far each status has come: `done`, `waiting` for an answer, `open`, or `aside`, in that order."""

DAYS_AHEAD: Mapping[str, str] = {"meeting": "First meeting", "answers": "Answers are asked for"}

FACETS: Mapping[str, tuple[str, str]] = {
    "type": (N_("Kind of partner"), N_("Every kind")),
    "group": (N_("Whom they serve"), N_("Everybody")),
    "area": (N_("What they work on"), N_("Every area")),
    "asset": (N_("What they bring"), N_("Every strength")),
}
"""What the directory is filtered by, and what is chosen where it is not."""

PAPERS: Mapping[str, str] = {Paper.LETTER: N_("Letter paper"), Paper.A4: N_("A4 paper")}

PRINT, LARGE_PRINT = N_("On paper, or in a PDF program"), N_("On paper, large print (18 point)")


def count(number: int, one: str, many: str) -> str:
    """A number with the word for one or for any other number: `1 letter`, `3 letters`."""
    return f"{number} {one if number == 1 else many}"


def in_a_row(items: Iterable[object], words: Catalogue) -> str:
    """Items with nothing but a comma between them, outside a sentence: `a, b, c`, or `a、b、c`."""
    # Translators: what stands between two items of a list; a comma with a space in most languages.
    return words.pgettext("between items", ", ").join(map(str, items))


def not_named(number: int, words: Catalogue, *, beside: bool) -> str:
    """How many partners are not named, a number from `countable`; `beside` some that are, or alone."""
    if is_exact(number) and beside:
        return words.ngettext("%(num)s more, not named", "%(num)s more, not named", number)
    if is_exact(number):
        return words.ngettext("%(num)s not named", "%(num)s not named", number)
    return words.gettext("several more, not named") if beside else words.gettext("several not named")


def from_now(days: int) -> str:
    """How far off a day is, in words: `3 days late`, `today`, `tomorrow`, `in 3 days`."""
    if days < 0:
        return f"{count(-days, 'day', 'days')} late"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
