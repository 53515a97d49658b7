"""The report of `check --public`: values that would become public, and values that stop being so."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from coalition_site.cli.options import Format, say
from coalition_site.cli.problem_report import Report, as_notice
from coalition_site.derive.public.changes import PublicChange, Turn, image_changes, public_changes
from coalition_site.derive.public.passages import Passage, changed_passages
from coalition_site.derive.public.view import own_view_first
from coalition_site.model.coalition import Coalition
from coalition_site.read.history import content_at, object_names
from coalition_site.validate.past import past_coalition

# Letters of a text that is told as a whole where it changes; of a longer one, the passages that do.
_SHORT = 70
_WHOLE = {
    ("partners", Turn.BECOMES): "now named on the public site",
    ("partners", Turn.STOPS): "no longer named on the public site",
    ("area_texts", Turn.BECOMES): "now told on the area's public page",
    ("area_texts", Turn.STOPS): "no longer told on the area's public page",
    ("meetings", Turn.BECOMES): "now announced on the public site",
    ("meetings", Turn.STOPS): "no longer announced on the public site",
    ("pages", Turn.BECOMES): "now a public page",
    ("pages", Turn.STOPS): "no longer a public page",
}


def report_public(coalition: Coalition, project: Path, since: str, today: date, report: Report) -> None:
    """Compares what is public with what a commit's content makes public on the same day, and says it.

    `since` names the commit. Where git tells of no earlier content, that is said instead.
    """
    earlier = content_at(project, since)
    past = past_coalition(earlier.content, earlier.unread) if earlier is not None else None
    if earlier is None or past is None:
        report.extra["public"] = None
        if report.form is Format.TEXT:
            say(f"Public: nothing to compare with; git has no content that can be read at {since}.")
        return
    before, after = own_view_first(past.coalition, today), own_view_first(coalition, today)
    images = {name: _object_name(file, earlier.images.get(name, "")) for name, file in coalition.images.items()}
    changes = public_changes(before, after) + image_changes(before[0], after[0], earlier.images, images)
    report.extra["public"] = {"since": since, "changes": [_as_data(change) for change in changes]}
    lines = _lines(changes)
    if report.form is Format.GITHUB:
        for file, text in lines:
            print(as_notice(file, "public", text, report.folder))
    elif report.form is Format.TEXT:
        say(f"Public, compared with {since}:" if lines else f"Public: the same as at {since}.")
        for file, text in lines:
            say(f"  {file}: {text}")


def _as_data(change: PublicChange) -> dict[str, str]:
    return {
        "file": change.file,
        "value": ".".join(change.steps),
        "turn": str(change.turn),
        "before": change.before,
        "after": change.after,
    }


def _object_name(file: Path, before: str) -> str:
    """The name that git would give to an image now: the one from before, unless it changed."""
    names = object_names(file, before)
    return before if before in names else min(names)


def _lines(changes: Sequence[PublicChange]) -> list[tuple[str, str]]:
    """File and sentence of each change; a record that appears or disappears as a whole is one sentence.

    What appears is told in full below that: it is what whoever reads this approves.
    """
    lines = []
    for (file, record, whole), group in groupby(changes, lambda each: (each.file, each.record, each.whole)):
        members = list(group)
        inner = dict.fromkeys(_words(step) for change in members for step in change.steps[len(record) :][:1])
        if whole and inner:
            what = _WHOLE.get((record[0], members[0].turn), f"{_words(record[-1])} {members[0].turn}")
            told = _told(members, len(record)) if members[0].turn is Turn.BECOMES else []
            lines.append((file, "\n    ".join([f"{what}: {', '.join(inner)}", *told])))
        else:
            lines += [(file, sentence) for change in members for sentence in _sentences(change)]
    return lines


def _told(changes: Sequence[PublicChange], taken: int) -> list[str]:
    """The lines that say the values of a record that becomes public, whole; an entry of a list stands for itself."""
    said = []
    for change in changes:
        steps = change.steps[taken:]
        place = ", ".join(_words(step) for step in (steps[:-1] if steps[-1] == change.after else steps))
        first, *others = change.after.strip().splitlines()
        said += [f"{place}: {first}", *(f"  {line}" for line in others if line.strip())]
    return said


def _sentences(change: PublicChange) -> list[str]:
    if change.record[0] == "images":
        return ["the image is another one than before; look at it"]
    at_home = change.record[0] in {"partners", "pages", "area_texts", "meetings", "coalition"}
    steps = change.steps[len(change.record) :] if at_home else change.steps
    # Of an entry of a list, the last step is the entry itself.
    entry = change.steps[-1] in {change.before, change.after}
    place = ", ".join(_words(step) for step in (steps[:-1] if entry else steps))
    if change.turn is not Turn.CHANGES:
        return [f"{place}: {_quoted(change.after or change.before)} {change.turn}"]
    if max(len(change.before), len(change.after)) <= _SHORT:
        return [f"{place} changes: {_quoted(change.before)} is now {_quoted(change.after)}"]
    passages = changed_passages(change.before, change.after)
    return [f"{place} changes{_changed(passage)}" for passage in passages] or [
        f"{place} changes: only its spaces and lines"
    ]


def _changed(passage: Passage) -> str:
    where = f" after {_quoted('… ' + passage.behind)}" if passage.behind else " at its beginning"
    if not passage.old:
        return f"{where}: {_quoted(passage.new)} is new"
    return f"{where}: {_quoted(passage.old)} is {f'now {_quoted(passage.new)}' if passage.new else 'gone'}"


def _words(step: str) -> str:
    return step.replace("_", " ")


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"
