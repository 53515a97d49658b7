"""What could become public, in words: the first part of every plan, by what is read at once and what is not yet."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from coalition_site.importers.plan.plan import Plan, PublicValue, Shown
from coalition_site.importers.plan.public_values import NAMED, PROFILE
from coalition_site.importers.plan.report_lines import SHOWN, SHOWN_SHORT, cut, more

TITLE = "What could become public"
_LONGEST_PROFILE, _ALL = 500, 100_000
_WHEN = {
    Shown.AT_ONCE: "At once:",
    Shown.ONCE_NAMED: "Once they are named, which takes their consent; until then they are at most counted:",
}
_OPEN_FOLDER = "  All of it stands in content/ at once, for whoever may look into that folder."


def public_part(plan: Plan, *, whole: bool) -> list[str]:
    """The lines; texts come first. A short report counts what is chosen from lists, and cuts long lists."""
    if not plan.public:
        return [f"{TITLE}: nothing"]
    count = len(plan.public)
    lines = [f"{TITLE}: {count:,} value{'' if count == 1 else 's'}"]
    for shown, values in groupby(plan.public, key=lambda value: value.shown):
        lines += [f"  {_WHEN[shown]}", *(f"    {line}" for line in _lines(list(values), whole=whole))]
    return [*lines, *([_OPEN_FOLDER] if plan.open_folder else [])]


def _lines(values: Sequence[PublicValue], *, whole: bool) -> Iterator[str]:
    most = SHOWN if whole else SHOWN_SHORT
    listed = [value for value in values if not whole and value.from_list]
    free = [value for value in values if whole or not value.from_list]
    for _, group in groupby(free, key=lambda value: (value.key, value.from_list)):
        alike = list(group)
        yield from (_line(value, whole=whole) for value in alike[:most])
        yield from more(len(alike), most)
    if listed:
        counts = Counter(key_words(value) for value in listed)
        yield f"from lists: {', '.join(f'{key} ({count:,})' for key, count in counts.items())}; --long shows them"


def _line(value: PublicValue, *, whole: bool) -> str:
    longest = {PROFILE: _ALL if whole else _LONGEST_PROFILE}
    text = "; ".join(" ".join(text.split()) for text in value.texts)
    text = cut(text, longest[value.key]) if value.key in longest else cut(text)
    if value.key == NAMED:
        return f"{value.key}: {value.partner}, agreed on {text} ({value.source})"
    whose = f" of {value.partner}" if value.partner and value.key != "name" else ""
    return f"{key_words(value)}{whose}: {text} ({value.source})"


def key_words(value: PublicValue) -> str:
    """The key of a value in words: `public contact phone`."""
    return value.key.replace(".", " ").replace("_", " ")
