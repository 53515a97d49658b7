"""Random edits of random documents: the data is what was meant, and each line that was not stays, byte for byte."""

from copy import deepcopy

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from coalition_site.edit.editor import edited
from coalition_site.edit.edits import AddEntries, Edit, MoveEntry, RemoveEntry, ReplaceBody, SetValue
from coalition_site.edit.written import read_written
from coalition_site.read.values import Value
from tests.support.written_documents import KEYS, Path, WrittenDocument, documents, texts, values

BODY = "Helps residents.\n\n- x: y\n"


def paths_of(value: Value, path: Path = ()) -> list[Path]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for step, each in inner for found in ((*path, step), *paths_of(each, (*path, step)))]


def at(value: Value, path: Path) -> Value:
    for step in path:
        value = value[step]  # type: ignore[index]
    return value


def without_empty(value: Value) -> Value:
    """An empty value means absent, so what holds nothing is not there either."""
    if isinstance(value, dict):
        return {key: inner for key, each in value.items() if (inner := without_empty(each))}
    return [inner for each in value if (inner := without_empty(each))] if isinstance(value, list) else value


def applied(value: Value, edit: Edit) -> Value:
    """The edit made in plain data."""
    value = deepcopy(value)
    match edit:
        case SetValue((*way, last), new):
            at(value, tuple(way))[last] = new  # type: ignore[index]
        case AddEntries(steps, new, number):
            entries = at(value, steps)
            assert isinstance(entries, list)
            place = len(entries) if number is None else number
            entries[place:place] = new
        case RemoveEntry((*way, last)):
            del at(value, tuple(way))[last]  # type: ignore[union-attr,arg-type]
        case MoveEntry((*way, last), to):
            entries = at(value, tuple(way))
            assert isinstance(entries, list)
            entries.insert(to, entries.pop(last))  # type: ignore[arg-type]
    return without_empty(value)


@st.composite
def edits_of(draw: st.DrawFn, value: Value) -> Edit:
    paths = paths_of(value)
    lists = [path for path in ((), *paths) if isinstance(at(value, path), list)]
    maps = [path for path in ((), *paths) if isinstance(at(value, path), dict)]
    kinds = ["set", "empty", "remove", *(["add", "move"] if lists else []), *(["key"] if maps else [])]
    kind = draw(st.sampled_from(kinds))
    if kind == "set":
        return SetValue(draw(st.sampled_from(paths)), draw(texts | values))
    if kind == "empty":
        return SetValue(draw(st.sampled_from(paths)), "")
    if kind == "key":
        return SetValue((*draw(st.sampled_from(maps)), draw(st.sampled_from(KEYS))), draw(values))
    if kind == "remove":
        return RemoveEntry(draw(st.sampled_from(paths)))
    steps = draw(st.sampled_from(lists))
    count = len(at(value, steps))
    if kind == "move":
        return MoveEntry((*steps, draw(st.integers(0, count - 1))), draw(st.integers(0, count - 1)))
    number = draw(st.none() | st.integers(0, count))
    return AddEntries(steps, tuple(draw(st.lists(values, min_size=1, max_size=2))), number)


def begins(path: Path, other: Path) -> bool:
    return path[: len(other)] == other


def meant(document: WrittenDocument, edit: Edit) -> list[bool]:
    """Of each line, whether the edit may touch it: the lines of what it names, and of brackets around that."""
    assert not isinstance(edit, ReplaceBody)
    target = edit.steps
    if isinstance(edit, MoveEntry):
        target = target[:-1]
    if isinstance(edit, RemoveEntry) or (isinstance(edit, SetValue) and not edit.value):
        # An entry of a list whose only value goes away goes away too.
        while len(target) > 1 and len(at(document.value, target[:-1])) == 1 and isinstance(target[-2], int):
            target = target[:-1]
    touched = []
    for owners in document.owners:
        inside = any(begins(owner, target) for owner in owners)
        if isinstance(edit, AddEntries):
            inside = False
        around = any(begins(target, flow) and any(begins(owner, flow) for owner in owners) for flow in document.flows)
        touched.append(inside or around)
    for number, (owners, is_touched) in enumerate(zip(list(document.owners), list(touched), strict=True)):
        if is_touched and len(owners) > 1 and isinstance(edit, RemoveEntry | SetValue):
            # The next entry moves up behind the hyphen.
            parent = target[:-1]
            following = [
                other
                for other in range(number + 1, len(touched))
                if any(begins(owner, parent) and not begins(owner, target) for owner in document.owners[other])
            ]
            first = [each for each in following if not document.lines[each].lstrip().startswith("#")][:1]
            for each in first:
                touched[each] = True
    return touched


def is_within(lines: list[str], all_lines: list[str]) -> bool:
    """Whether the lines stand among the others in the same order."""
    rest = iter(all_lines)
    return all(line in rest for line in lines)


@settings(deadline=None, max_examples=150)
@given(
    document=documents(),
    end=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
    closed=st.booleans(),
    body=st.sampled_from([None, BODY]),
    data=st.data(),
)
def test_edits_change_what_they_mean_and_nothing_else(
    document: WrittenDocument, end: str, mark: bool, closed: bool, body: str | None, data: st.DataObject
) -> None:
    path = "content/x.yml" if body is None else "content/x.md"
    before = document.bytes_of(end, mark=mark, closed=closed, body=body)
    assert read_written(before, path).value == document.value
    assume(end.encode() in before or end == "\n")
    edit = data.draw(edits_of(document.value), label="edit")
    event(type(edit).__name__)
    if isinstance(edit, MoveEntry) and any(begins(edit.steps[:-1], flow) for flow in document.flows):
        assume(not any("#" in line for line in document.lines))
    after = edited(before, path, [edit])
    again = read_written(after, path)
    assert (without_empty(again.value) or "") == (applied(document.value, edit) or "")
    assert again.body == read_written(before, path).body
    assert after.startswith("\ufeff".encode()) == mark
    if before.endswith(end.encode()):
        assert after.endswith(end.encode()) or not after.strip(b"\xef\xbb\xbf")
    elif not isinstance(edit, RemoveEntry) and (not isinstance(edit, SetValue) or edit.value):
        # Where the last lines go, an empty line above them may be what a file ends in.
        assert not after.endswith(end.encode())
    kept = [line for line, is_meant in zip(document.lines, meant(document, edit), strict=True) if not is_meant]
    now = after.decode().removeprefix("\ufeff").split(end)
    assert is_within(kept, now)
    assert end == "\n" or "\n" not in after.decode().replace("\r\n", "")


@settings(deadline=None, max_examples=80)
@given(document=documents(), end=st.sampled_from(["\n", "\r\n"]), closed=st.booleans(), data=st.data())
def test_what_is_added_and_removed_again_leaves_the_same_bytes(
    document: WrittenDocument, end: str, closed: bool, data: st.DataObject
) -> None:
    before = document.bytes_of(end, mark=False, closed=closed, body=None)
    containers = [path for path in ((), *paths_of(document.value)) if not isinstance(at(document.value, path), str)]
    steps = data.draw(st.sampled_from([each for each in containers if each not in document.flows] or [()]))
    container = at(document.value, steps)
    value = data.draw(values)
    if isinstance(container, list):
        number = data.draw(st.integers(0, len(container)))
        add: Edit = AddEntries(steps, (value,), number)
        remove = RemoveEntry((*steps, number))
    else:
        key = data.draw(st.sampled_from([key for key in KEYS if key not in container]))
        add, remove = SetValue((*steps, key), value), RemoveEntry((*steps, key))
    assert edited(edited(before, "x.yml", [add]), "x.yml", [remove]) == before
