"""How the examples go away again: those that are still as they came, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coalition_site.read.content import COALITION, CONTENT, INVITES, Content, read_content
from coalition_site.resources import starter_folder
from coalition_site.starter.files import EXAMPLES, text_language
from coalition_site.validate.own_files import checksum, read_record


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing the examples does: files to remove, files to empty, and why others are kept, by path."""

    remove: tuple[str, ...]
    empty: Mapping[str, bytes]
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
    there = {path: (project / path).read_bytes() for path in record if (project / path).is_file()}
    # What an earlier removal emptied holds no examples any more.
    there = {
        path: data for path, data in there.items() if path not in without or checksum(data) != checksum(without[path])
    }
    kept = {path: "you have changed it" for path, data in there.items() if checksum(data) != record[path]}
    empty = {path: data for path, data in without.items() if path in there and path not in kept}
    invites = f"{CONTENT}/{INVITES}"
    if invites in kept:
        invited = record.keys() & {f"{CONTENT}/partners/{partner}.md" for partner in _invited(content)}
        if not invited:
            del there[invites], kept[invites]
        kept |= {path: f"{INVITES} still invites it" for path in there.keys() & invited if path not in kept}
    remove = tuple(path for path in there if path not in kept and path not in empty)
    return Removal(remove, empty, dict(sorted(kept.items())))


def _is_ours(path: str) -> bool:
    """Whether a path of the record lies in the content folder; a record that says otherwise was not made here."""
    return path.startswith(f"{CONTENT}/") and not {"..", "", "."} & set(path.split("/"))


def _empty_files(content: Content) -> dict[str, bytes]:
    """The files that hold examples and other things alike, as they are without anything, by path."""
    settings = content.yaml.get(COALITION)
    language = settings.value.get("language") if settings is not None and isinstance(settings.value, dict) else None
    folder = starter_folder() / "content" / text_language(language if isinstance(language, str) else "") / "empty"
    return {f"{CONTENT}/{file.name}": file.read_bytes() for file in sorted(folder.iterdir())}


def _invited(content: Content) -> set[str]:
    """The ids of the partners that invites.yml names."""
    document = content.yaml.get(INVITES)
    entries = document.value if document is not None and isinstance(document.value, list) else []
    return {str(entry["partner"]) for entry in entries if isinstance(entry, dict) and "partner" in entry}
