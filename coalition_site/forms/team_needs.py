"""Needs whose notes stand in the team's own folder: one list in the form, two files when it is saved."""

from collections.abc import Mapping, Sequence

from coalition_site.forms.controls import Chosen, identified, note_of, option_of
from coalition_site.model.content_files import NEEDS
from coalition_site.model.vocabulary import NEED_LISTS, OptionList, Vocabulary, plain
from coalition_site.read.content import Content
from coalition_site.read.values import Document, Value


def joined_needs(value: Mapping[str, Value], content: Content, vocabulary: Vocabulary) -> dict[str, Value]:
    """What content/needs.yml says, each need with the note that the team's folder has of it."""
    found = dict(value)
    for name in NEED_LISTS:
        options, entries = vocabulary.list_of(name), value.get(name)
        notes = {_key(each, options): note_of(each) for each in _of_team(content, name)}
        if isinstance(entries, list) and notes:
            found[name] = [_noted(entry, notes.get(_key(entry, options), "")) for entry in entries]
    return found


def _noted(entry: Value, note: str) -> Value:
    return {"option": option_of(entry), "note": note} if note and not note_of(entry) else entry


def parted_needs(
    wanted: Sequence[Value], name: str, content: Content, options: OptionList
) -> tuple[list[Value], list[Value]]:
    """One list of needs as content/needs.yml says it, without notes, and as the needs.yml of the team's folder does.

    What stands in either keeps its spelling and its place. A note on what was no need before stays where it is.
    """
    written = _entries_of(content.file(NEEDS), name)
    as_written = {_key(each, options): each for each in written}
    open_entries = [as_written.get(_key(each, options), option_of(each)) for each in wanted]
    notes = {_key(each, options): each for each in wanted}
    of_team: list[Value] = []
    for entry in _of_team(content, name):
        key = _key(entry, options)
        now = notes.pop(key, None)
        note = note_of(now) if now is not None else "" if key in as_written else note_of(entry)
        if note:
            of_team.append(entry if note == note_of(entry) else {"option": option_of(entry), "note": note})
    of_team += [{"option": option_of(note), "note": note_of(note)} for note in notes.values() if note_of(note)]
    return [option_of(entry) if note_of(entry) else entry for entry in open_entries], of_team


def _of_team(content: Content, name: str) -> list[Value]:
    return _entries_of(content.team_parts(NEEDS).get(""), name)


def _entries_of(needs: Document | None, name: str) -> list[Value]:
    value = needs.value_at((name,)) if needs is not None else None
    return value if isinstance(value, list) else []


def _key(entry: Value, options: OptionList) -> Chosen:
    """What tells a need from others, whatever its spelling."""
    found = identified(option_of(entry), options)
    return Chosen(found.option, plain(found.text)) if found is not None else Chosen("", str(entry))
