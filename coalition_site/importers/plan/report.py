"""A plan in words, for people to read before anything is written."""

from collections import Counter

from coalition_site.edit.layout import block
from coalition_site.importers.plan.plan import TEAM_FILE, Difference, Plan, PlannedFile
from coalition_site.importers.proposals import RemarkKind

_LONGEST = 160
_SHOWN = 200
_PLURALS = {TEAM_FILE: "files of the team's"}


def report(plan: Plan) -> str:
    """The plan: added, changed from what to what, unchanged, and what people should know, each with its row."""
    parts = [
        _part("Added", [line for file in plan.added[:_SHOWN] for line in _added(file)], plan.added),
        _part("Changed", [line for file in plan.changed[:_SHOWN] for line in _changed(file)], plan.changed),
        [f"Unchanged: {_counted(plan.unchanged)}"],
    ]
    for kind in RemarkKind:
        remarks = [remark for remark in plan.remarks if remark.kind is kind]
        lines = [f"  {remark.source}: {remark.text}" for remark in remarks[:_SHOWN]]
        more = [f"  … and {len(remarks) - _SHOWN} more"] if len(remarks) > _SHOWN else []
        parts.append([f"{kind}: {len(remarks)}", *lines, *more] if remarks else [])
    return "\n\n".join("\n".join(part) for part in parts if part)


def _part(title: str, lines: list[str], files: list[PlannedFile]) -> list[str]:
    more = [f"  … and {len(files) - _SHOWN} more"] if len(files) > _SHOWN else []
    return [f"{title}: {_counted(Counter(file.what for file in files))}", *lines, *more]


def _counted(counts: Counter[str]) -> str:
    said = [
        f"{count} {what if count == 1 else _PLURALS.get(what, f'{what}s')}" for what, count in counts.items() if count
    ]
    return ", ".join(said) or "nothing"


def _added(file: PlannedFile) -> list[str]:
    where = "" if file.what in {"partner", TEAM_FILE} else f", {file.name}"
    return [f"  {file.path}{where} ({file.source})", *(f"    {_cut(line)}" for line in block(file.whole or {}))]


def _changed(file: PlannedFile) -> list[str]:
    where = f", {file.name}" if file.what == "invite" else ""
    return [
        f"  {file.path}{where} ({file.source})",
        *(f"    {line}" for each in file.differences for line in _shown(each)),
    ]


def _shown(difference: Difference) -> list[str]:
    if difference.old:
        return [f"{difference.key}: {_quoted(difference.old)} → {_quoted(difference.new[0])}"]
    return [f"{difference.key}: + {_cut(' '.join(new.split()))}" for new in difference.new]


def _quoted(text: str) -> str:
    return f'"{_cut(" ".join(text.split()))}"'


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
