"""Removal of the examples: those that are still as they came, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coalition_site.edit.change import Change
from coalition_site.model.content_files import COALITION, CONTENT, INVITES, PARTNERS, is_name
from coalition_site.read.content import Content
from coalition_site.read.content_folder import read_content
from coalition_site.resources import starter_folder
from coalition_site.starter.answers import SENDER
from coalition_site.starter.files import EXAMPLES, filled, text_language
from coalition_site.validate.overrides import checksum, read_record


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing the examples does: files that are removed or emptied, and why others are kept, by path."""

    change: Change
    kept: Mapping[str, str]


def plan_removal(project: Path) -> Removal | None:
    """What can be removed from a coalition's folder; None where no record says that it holds examples.

    An example that was changed stays, and so does an example partner that is still invited.
    """
    record = {path: found for path, found in read_record(project / EXAMPLES).items() if _is_ours(path)}
    if not record:
        return None
    content = read_content(project)
    without = _empty_files(content)
    # What an earlier removal emptied holds no examples any more.
    there = {
        path: (project / path).read_bytes()
        for path in record
        if (project / path).is_file() and not (path in without and _holds_nothing(content, path))
    }
    kept = {path: "you have changed it" for path, data in there.items() if checksum(data) != record[path]}
    empty = {path: data for path, data in without.items() if path in there and path not in kept}
    invites = INVITES.path()
    if invites in kept:
        invited = record.keys() & {PARTNERS.path(partner) for partner in _invited(content)}
        if not invited:
            del there[invites], kept[invites]
        kept |= {path: f"{INVITES.place} still invites it" for path in there.keys() & invited if path not in kept}
    emptied = Change({path: (there[path], data) for path, data in empty.items()})
    gone = Change({path: (data, None) for path, data in there.items() if path not in kept and path not in empty})
    return Removal(emptied | gone, dict(sorted(kept.items())))


def _is_ours(path: str) -> bool:
    """Whether a path of the record lies in the content folder; a record that says otherwise was not made here."""
    return path.startswith(f"{CONTENT}/") and not {"..", "", "."} & set(path.split("/"))


def _empty_files(content: Content) -> dict[str, bytes]:
    """The files that hold examples and other things alike, as they are without anything, by path."""
    document = content.file(COALITION)
    settings = document.value if document is not None and isinstance(document.value, dict) else {}
    language, senders = settings.get("language"), settings.get("senders")
    folder = starter_folder() / "content" / text_language(language if isinstance(language, str) else "") / "empty"
    sender = next(filter(is_name, senders), SENDER) if isinstance(senders, dict) else SENDER
    return {f"{CONTENT}/{file.name}": filled(file, {"sender": sender}) for file in sorted(folder.iterdir())}


def _holds_nothing(content: Content, path: str) -> bool:
    """Whether there is nothing but comments in a YAML file of the content."""
    document = content.documents.get(path)
    return document is not None and not document.value


def _invited(content: Content) -> set[str]:
    """The ids of the partners that invites.yml names."""
    document = content.file(INVITES)
    entries = document.value if document is not None and isinstance(document.value, list) else []
    return {str(entry["partner"]) for entry in entries if isinstance(entry, dict) and "partner" in entry}
