"""A meeting that is moved to another day: its files are named by the day, and so they get other names."""

from collections.abc import Sequence
from pathlib import Path

from coalition_site.edit.whole_files import ContentFile
from coalition_site.forms.planning import Change
from coalition_site.forms.records import Record, RecordKind, documents, translated
from coalition_site.model.content_files import MEETINGS
from coalition_site.model.meeting import day_of_name, occasion_of_name
from coalition_site.read.content import Content


def meeting_on_its_day(content: Content, record: Record, change: Change) -> Record:
    """The record under the name that its day gives; the same one where that is not changed, or where one has it."""
    start = str(change.values.get(("start",), ""))[: len("2027-01-14")]
    name = f"{start}-{occasion_of_name(record.id)}"
    taken = content.ids(MEETINGS)
    if record.kind is not RecordKind.MEETING or record.language or day_of_name(name) is None or name in taken:
        return record
    return Record(record.kind, name)


def moved_files(
    project: Path, content: Content, old: Record, new: Record, planned: Sequence[ContentFile]
) -> tuple[list[ContentFile], tuple[str, ...]]:
    """The files of a record under another name, with what is planned in them, and the paths that are gone then."""
    after = {file.path: file.after for file in planned}
    gone = tuple(document.path for document in (*documents(content, old), *translated(content, old)))
    made = [
        ContentFile(path.replace(f"/{old.id}.", f"/{new.id}."), None, after.get(path) or (project / path).read_bytes())
        for path in gone
    ]
    return made, gone
