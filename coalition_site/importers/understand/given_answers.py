"""Answers that people gave: on the command line, on a terminal, or at an import before, kept in imports.yml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coalition_site.importers.proposals import About, Answered
from coalition_site.importers.understand.head_words import PROFILE, meanings, told_head
from coalition_site.importers.understand.option_lists import OptionReader
from coalition_site.model.import_memory import ImportedTable
from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.model.vocabulary import Choice, ListName, plain

RESIDENT, INVITE, LEFT_OUT, OF_ABOVE = "a resident", "somebody to invite", "left out", "of the organization above"
"""What becomes of people in a table who stand beside no organization."""
ALONE = "people without an organization"
"""The words by which that question is answered."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column means: a path, empty for notes, or the option ticked in it, with the partner's list it is of."""

    path: str = ""
    tick: tuple[str, Choice] | None = None


def meaning_of(text: str, readers: Mapping[ListName, OptionReader]) -> Meaning | None:
    """What people mean by `works on`, or by `works on: Housing stability`; None where it is nothing we know."""
    name, colon, option = text.partition(":")
    said = plain(name.replace("_", " "))
    # Answers that were kept before may say `about`.
    path = PROFILE if said == "about" else meanings().get(said, "")
    if not path or not colon:
        return Meaning("" if path == "team.notes" else path) if path else None
    list_name = PARTNER_LISTS.get(path)
    choice = readers[list_name].exact(option.strip()) if list_name is not None else None
    return Meaning(tick=(path, choice)) if choice is not None else None


@dataclass(frozen=True, slots=True)
class Answers:
    """What people say now: meanings by head, and by the words in cells, both as `told_head` writes them."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """Answers by head and by the words of cells, both as they are compared; what was kept holds where nothing is said.

    Kept answers are those of the table that shares most heads with this one, and at least half of them. `used` are the
    answers of now that were needed.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[ImportedTable, ...] = ()
    used: dict[Answered, None] = field(default_factory=dict)

    def column(self, head: str, heads: tuple[str, ...]) -> tuple[str, bool]:
        """What a column means, and whether that was said now; empty where nobody said it."""
        said = self.columns.get(told_head(head), "")
        if said:
            self.used[Answered(heads, About.COLUMN, head, said)] = None
            return said, True
        table = self._table(heads)
        known = table.columns if table is not None else ()
        return next((each.means for each in known if plain(each.head) == told_head(head)), ""), False

    def value(self, about: About, words: str, heads: tuple[str, ...]) -> str:
        """What the words mean; empty where nobody said it."""
        said = self.values.get(plain(words), "") if self.values else ""
        if said:
            self.used[Answered(heads, about, words, said)] = None
            return said
        table = self._table(heads) if self.kept else None
        answers = table.answers if table is not None else ()
        return next(
            (answer.means for answer in answers if answer.about == about and plain(answer.words) == plain(words)), ""
        )

    def _table(self, heads: Sequence[str]) -> ImportedTable | None:
        mine = {told_head(head) for head in heads if head}
        shared = [
            (len(mine & (its := set(map(plain, table.heads)))) / max(len(mine | its), 1), table) for table in self.kept
        ]
        best = max(shared, key=lambda pair: pair[0], default=None)
        return best[1] if best is not None and best[0] >= _HALF else None
