"""Terms of our own pages, in one place: papers, choices, numbers."""

from collections.abc import Iterable, Mapping

from coalition_site.derive.rules.small_counts import is_exact
from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.model.settings import Paper

FACETS: Mapping[str, tuple[str, str]] = {
    "type": (N_("Kind of partner"), N_("Every kind")),
    "group": (N_("Whom they serve"), N_("Everybody")),
    "area": (N_("What they work on"), N_("Every area")),
    "asset": (N_("What they bring"), N_("Every strength")),
}
"""What the directory is filtered by, and what is chosen where it is not."""

EXPLAINED: Mapping[str, str] = {"Just policing": N_("Policing that is fair, and answers to the people it serves.")}
"""What areas mean whose label in the worksheet is easily misread, by that label."""

PAPERS: Mapping[str, str] = {Paper.LETTER: N_("Letter paper"), Paper.A4: N_("A4 paper")}

PRINT, LARGE_PRINT = N_("On paper, or in a PDF program"), N_("On paper, large print (18 point)")


def count(number: int, one: str, many: str) -> str:
    """A number with the word for one or for any other number: `1 letter`, `3 letters`."""
    return f"{number} {one if number == 1 else many}"


def comma(words: Catalogue) -> str:
    """What stands between the items of a list that is no sentence."""
    # Translators: what stands between two items of a list; a comma with a space in most languages.
    return words.pgettext("between items", ", ")


def in_a_row(items: Iterable[object], words: Catalogue) -> str:
    """Items with nothing but a comma between them, outside a sentence: `a, b, c`, or `a、b、c`."""
    return comma(words).join(map(str, items))


def not_named(number: int, words: Catalogue, *, beside: bool) -> str:
    """How many partners are not named, a number from `countable`; `beside` some that are, or alone."""
    if is_exact(number) and beside:
        return words.ngettext("%(num)s more, not named", "%(num)s more, not named", number)
    if is_exact(number):
        return words.ngettext("%(num)s not named", "%(num)s not named", number)
    return words.gettext("several more, not named") if beside else words.gettext("several not named")
