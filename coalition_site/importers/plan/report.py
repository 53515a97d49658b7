"""A plan in words, for people to read before anything is written: what could become public, columns, records, remarks.

It is short by default: many records have a line each, a long list its first lines. `whole` says all of it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from coalition_site.edit.layout import block
from coalition_site.importers.plan.plan import TEAM_FILE, Difference, Plan, PlannedFile, PublicValue, Shown
from coalition_site.importers.plan.public_values import NAMED, PROFILE
from coalition_site.importers.proposals import ColumnReading, Question, Remark, RemarkKind, TableReading
from coalition_site.importers.sources import Source
from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.read.values import Value

_SHOWN, _SHOWN_SHORT = 200, 10
"""How many lines of one kind are shown, and how many where the report is short."""
_LONGEST, _LONGEST_PROFILE, _ALL = 160, 500, 100_000
_TITLE = "What could become public"
_WHEN = {
    Shown.AT_ONCE: "At once:",
    Shown.ONCE_NAMED: "Once they are named, which takes their consent; until then they are at most counted:",
}
_OPEN_FOLDER = "  All of it stands in content/ at once, for whoever may look into that folder."
_WHOLE_RECORDS = 3
_SAMPLE = 40
_RANGES = 6
_PLURALS = {TEAM_FILE: "files of the team's"}
_SAID_OF_RECORD = ("type", "relationship", "partner", "status", *PARTNER_LISTS)


def report(plan: Plan, *, whole: bool = False) -> str:
    """The plan: what could become public, columns, added, changed, unchanged, and what people should know, by rows."""
    shown = _SHOWN if whole else _SHOWN_SHORT
    parts = [_public_part(plan, whole=whole), *(_table(table) for table in plan.tables)]
    in_full = whole or len(plan.added) <= _WHOLE_RECORDS
    added = [line for file in plan.added[:shown] for line in (_added(file) if in_full else [_in_a_line(file)])]
    changed = [line for file in plan.changed[:shown] for line in _changed(file)]
    parts += [
        _part("Added", added, plan.added, shown),
        _part("Changed", changed, plan.changed, shown),
        [f"Unchanged: {_counted(plan.unchanged)}"],
    ]
    for kind in RemarkKind:
        remarks = [remark for remark in plan.remarks if remark.kind is kind]
        lines = list(_together(remarks))
        parts.append([f"{kind}: {len(remarks):,}", *lines[:shown], *_more(len(lines), shown)] if remarks else [])
    if plan.questions:
        asked = [f"  {_asked(question)}" for question in plan.questions]
        parts.append(["Only you know: " + str(len(asked)), *asked[:shown], *_more(len(asked), shown)])
    return "\n\n".join("\n".join(part) for part in parts if part)


def report_to_be_asked(plan: Plan) -> str:
    """How a plan begins: what could become public, and the columns, as they were understood."""
    parts = [_public_part(plan, whole=False), *(_table(table) for table in plan.tables)]
    return "\n\n".join("\n".join(part) for part in parts)


def question_words(question: Question) -> str:
    """What is asked, in words."""
    rows = f" ({question.count:,} rows)" if question.count > 1 else ""
    return f"{_ASKED[question.about].format(_cut(question.words))}{rows}"


def _table(table: TableReading) -> list[str]:
    by = f", as {table.program} exports it" if table.program else ""
    rows = f"{table.rows:,} row{'' if table.rows == 1 else 's'}"
    return [f"Columns of {table.source}, {rows} below{by}", *(f"  {_column(column)}" for column in table.columns)]


def _column(column: ColumnReading) -> str:
    head = f'"{_cut(column.head)}"' if column.head else "(no head)"
    means = column.means or "the team's notes"
    how = f" ({column.how})" if column.how else ""
    samples = " · ".join(_cut(sample, _SAMPLE) for sample in column.samples) or "empty"
    return f"{head} → {means}{how}: {samples}"


def _asked(question: Question) -> str:
    """A question with the option that answers it."""
    option = "column" if question.about.is_of_column else "answer"
    choices = " | ".join(question.choices) or _ANY[question.about]
    now = f"; now: {question.proposed}" if question.proposed else ""
    return f'{question_words(question)}{now}: --{option} "{question.words}=…" ({choices})'


_ANY = {"type": "a type, or Other: …", "consent": "YYYY-MM-DD"}
_ASKED = {
    "column": 'what the column "{}" means',
    "profile": 'whether everybody may read the column "{}"',
    "relationship": 'what "{}" says of a partner',
    "status": 'what "{}" says of an invitation',
    "type": 'which type "{}" is',
    "option": 'which entry of our lists "{}" is, which a partner wrote below one',
    "section": 'what the heading "{}" means',
    "consent": "the day on which those agreed who said yes",
    "days": "whether days begin with the month or the day",
    "person alone": "what people without an organization become",
}


def _part(title: str, lines: list[str], files: list[PlannedFile], shown: int) -> list[str]:
    return [f"{title}: {_counted(Counter(file.what for file in files))}", *lines, *_more(len(files), shown)]


def _together(remarks: Sequence[Remark]) -> Iterator[str]:
    """Remarks of the same words in one line, with all their rows."""
    sources: dict[tuple[str, str, str], list[int]] = {}
    for remark in remarks:
        sources.setdefault((remark.source.file, remark.source.sheet, remark.text), []).append(remark.source.row)
    for (file, sheet, text), rows in sources.items():
        if len(rows) == 1:
            yield f"  {Source(file, sheet, rows[0])}: {text}"
        else:
            yield f"  {Source(file, sheet)}, rows {_ranges(rows)}: {text}"


def _ranges(rows: Sequence[int]) -> str:
    """`2 to 58 (57)`, or `2, 4 and 7 to 9 (5)`: the rows, and how many they are."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    said = [str(first) if first == last else f"{first} to {last}" for first, last in runs[:_RANGES]]
    more = " …" if len(runs) > _RANGES else ""
    return f"{', '.join(said)}{more} ({len(rows):,})"


def _counted(counts: Counter[str]) -> str:
    said = [
        f"{count:,} {what if count == 1 else _PLURALS.get(what, f'{what}s')}" for what, count in counts.items() if count
    ]
    return ", ".join(said) or "nothing"


def _where(file: PlannedFile) -> str:
    return "" if file.what in {"partner", TEAM_FILE} else f", {file.name}"


def _added(file: PlannedFile) -> list[str]:
    lines = [*block(file.whole or {}), *(f"| {line}" for line in file.body.split("\n")[:-1])]
    return [f"  {file.path}{_where(file)} ({file.source})", *(f"    {_cut(line)}" for line in lines)]


def _in_a_line(file: PlannedFile) -> str:
    """A new record in one line: what it is called, and what is known of it."""
    whole = file.whole or {}
    team = whole.get("team", {})
    people = team.get("people", []) if isinstance(team, dict) else []
    said = [_short(key, whole[key]) for key in _SAID_OF_RECORD if key in whole]
    said += [f"{len(people)} people" if len(people) > 1 else "1 person"] if isinstance(people, list) and people else []
    return f"  {file.path}: {file.name}: {', '.join(said)} ({file.source})"


def _short(key: str, value: Value) -> str:
    if isinstance(value, list):
        return f"{key.replace('_', ' ')} {len(value)}"
    return value if isinstance(value, str) else ""


def _changed(file: PlannedFile) -> list[str]:
    named = f", {file.name}" if file.what == "invite" else ""
    return [
        f"  {file.path}{named} ({file.source})",
        *(f"    {line}" for difference in file.differences for line in _shown(difference)),
    ]


def _shown(difference: Difference) -> list[str]:
    if difference.old:
        return [f"{difference.key}: {_quoted(difference.old)} → {_quoted(difference.new[0])}"]
    return [f"{difference.key}: + {_cut(' '.join(new.split()))}" for new in difference.new]


def _quoted(text: str) -> str:
    return f'"{_cut(" ".join(text.split()))}"'


def _public_part(plan: Plan, *, whole: bool) -> list[str]:
    """The lines; texts come first. A short report counts what is chosen from lists, and cuts long lists."""
    if not plan.public:
        return [f"{_TITLE}: nothing"]
    count = len(plan.public)
    lines = [f"{_TITLE}: {count:,} value{'' if count == 1 else 's'}"]
    for shown, values in groupby(plan.public, key=lambda value: value.shown):
        lines += [f"  {_WHEN[shown]}", *(f"    {line}" for line in _public_lines(list(values), whole=whole))]
    return [*lines, *([_OPEN_FOLDER] if plan.open_folder else [])]


def _public_lines(values: Sequence[PublicValue], *, whole: bool) -> Iterator[str]:
    most = _SHOWN if whole else _SHOWN_SHORT
    listed = [value for value in values if not whole and value.from_list]
    free = [value for value in values if whole or not value.from_list]
    for _, group in groupby(free, key=lambda value: (value.key, value.from_list)):
        alike = list(group)
        yield from (_public_line(value, whole=whole) for value in alike[:most])
        yield from _more(len(alike), most)
    if listed:
        counts = Counter(_key_words(value) for value in listed)
        yield f"from lists: {', '.join(f'{key} ({count:,})' for key, count in counts.items())}; --long shows them"


def _public_line(value: PublicValue, *, whole: bool) -> str:
    longest = {PROFILE: _ALL if whole else _LONGEST_PROFILE}
    text = "; ".join(" ".join(text.split()) for text in value.texts)
    text = _cut(text, longest[value.key]) if value.key in longest else _cut(text)
    if value.key == NAMED:
        return f"{value.key}: {value.partner}, agreed on {text} ({value.source})"
    whose = f" of {value.partner}" if value.partner and value.key != "name" else ""
    return f"{_key_words(value)}{whose}: {text} ({value.source})"


def _key_words(value: PublicValue) -> str:
    """The key of a value in words: `public contact phone`."""
    return value.key.replace(".", " ").replace("_", " ")


def _cut(text: str, longest: int = _LONGEST) -> str:
    """The text, or its beginning."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def _more(count: int, shown: int) -> list[str]:
    """The line that says how many of a list are not shown; none where all are."""
    if count <= shown:
        return []
    return [f"  … and {count - shown:,} more{'' if shown == _SHOWN else '; --long shows them'}"]
