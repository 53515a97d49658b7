"""Edits of files that people wrote change the lines they must: case files, the included content, what is refused."""

import json
import re
from difflib import ndiff
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.edit.editor import edited, written_lines
from coalition_site.edit.edits import AddEntries, Edit, KeyOrder, MoveEntry, RemoveEntry, ReplaceBody, SetValue
from coalition_site.problems import Refused
from coalition_site.read.yaml_text import parse_yaml
from tests.support.building import PROJECT
from tests.support.case_files import unescaped

PATH = "content/invites.yml"
ORDER: KeyOrder = {(): ("status", "sent")}
SENT = {"status": "sent", "sent": "2026-11-23"}
CASES = sorted((Path(__file__).parents[1] / "cases" / "edit").glob("*.case"))
_PART = re.compile(r"^=== (.+)\n", re.MULTILINE)


def _edit(text: str, number: int = 0) -> str:
    edits = [SetValue((number, key), value) for key, value in SENT.items()]
    return edited(text.encode(), PATH, edits, ORDER).decode()


def _difference(before: str, after: str) -> list[str]:
    lines = ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return [line for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "# Ours\n- member: Ana  # first\n  # how\n  status: drafted # for now\n  # end\n",
            "# Ours\n- member: Ana  # first\n  # how\n  status: sent # for now\n  sent: 2026-11-23\n  # end\n",
            id="comments before, after and beside",
        ),
        pytest.param(
            '- status: \'drafted\'\n  sent: "2026-01-01"   # by hand\n  member: "Ana: B"\n',
            '- status: \'sent\'\n  sent: "2026-11-23"   # by hand\n  member: "Ana: B"\n',
            id="quotes stay",
        ),
        pytest.param(
            "- member: Ana\n  sent:\n  status: drafted\n",
            "- member: Ana\n  sent: 2026-11-23\n  status: sent\n",
            id="an empty key is filled",
        ),
        pytest.param(
            "- member: Ana\n  sent: # not yet\n  status: drafted\n",
            "- member: Ana\n  sent: 2026-11-23 # not yet\n  status: sent\n",
            id="an empty key with a comment",
        ),
        pytest.param(
            "- member: Ana\n  sent: ''\n  status: drafted\n",
            "- member: Ana\n  sent: '2026-11-23'\n  status: sent\n",
            id="empty quotes",
        ),
        pytest.param(
            "- member: Ana\n  status: drafted",
            "- member: Ana\n  status: sent\n  sent: 2026-11-23",
            id="the last line has no end",
        ),
        pytest.param("- status: drafted", "- status: sent\n  sent: 2026-11-23", id="the only line has no end"),
        pytest.param(
            "- member: Ana\r\n  status: drafted\r\n  note: |\r\n    Two\r\n    lines\r\n",
            "- member: Ana\r\n  status: sent\r\n  sent: 2026-11-23\r\n  note: |\r\n    Two\r\n    lines\r\n",
            id="line ends of Windows",
        ),
        pytest.param(
            "- member: Ana\r\n  status: drafted",
            "- member: Ana\r\n  status: sent\r\n  sent: 2026-11-23",
            id="line ends of Windows, the last line without one",
        ),
        pytest.param("- status: drafted\r", "- status: sent\r  sent: 2026-11-23\r", id="line ends of old machines"),
        pytest.param(
            "\ufeff- member: Ana\n  status: drafted\n",
            "\ufeff- member: Ana\n  status: sent\n  sent: 2026-11-23\n",
            id="a byte order mark",
        ),
        pytest.param(
            "\ufeff- status: drafted\n  member: 🌲 Ana\n",
            "\ufeff- status: sent\n  sent: 2026-11-23\n  member: 🌲 Ana\n",
            id="a byte order mark on the changed line",
        ),
        pytest.param(
            "-   member: Ana\n    status:   drafted   \n",
            "-   member: Ana\n    status:   sent   \n    sent: 2026-11-23\n",
            id="the entry's own indentation and spaces",
        ),
        pytest.param(
            "-\n  member: Ana\n  status:\n    drafted\n  note: x\n",
            "-\n  member: Ana\n  status:\n    sent\n  sent: 2026-11-23\n  note: x\n",
            id="a value on the line below its key",
        ),
        pytest.param(
            "  - member: Ana\n    \"status\": drafted\n    'sent': 2026-01-01\n",
            "  - member: Ana\n    \"status\": sent\n    'sent': 2026-11-23\n",
            id="quoted keys, a list set in",
        ),
        pytest.param(
            "- member: Ana\n  ask: {en: a, es: b}\n  status: drafted\n  address: [1, 2]\n",
            "- member: Ana\n  ask: {en: a, es: b}\n  status: sent\n  sent: 2026-11-23\n  address: [1, 2]\n",
            id="brackets elsewhere in the entry",
        ),
        pytest.param(
            "- {member: Ana, status: drafted}  # by hand\n",
            "- {member: Ana, status: sent, sent: 2026-11-23}  # by hand\n",
            id="an entry in braces",
        ),
        pytest.param(
            "[{member: Ana, status: drafted}]\n",
            "[{member: Ana, status: sent, sent: 2026-11-23}]\n",
            id="a list in brackets",
        ),
        pytest.param(
            "- member: Ana\n  status: >-\n    drafted\n",
            "- member: Ana\n  status: >-\n    sent\n  sent: 2026-11-23\n",
            id="a text below a sign",
        ),
        pytest.param(
            "- member: Ana\n  status: no\n    answer\n",
            "- member: Ana\n  status: sent\n  sent: 2026-11-23\n",
            id="a text on two lines",
        ),
    ],
)
def test_only_the_lines_that_must_change_do(before: str, after: str) -> None:
    assert _edit(before) == after


def test_of_several_entries_only_the_one_meant_changes() -> None:
    text = (
        "- member: Ana\n  status: drafted\n\n# Next.\n- member: Bo\n  status: drafted\n\n- member: Cy\n  status: sent\n"
    )
    assert _difference(text, _edit(text, 1)) == [
        "-   status: drafted\n",
        "+   status: sent\n",
        "+   sent: 2026-11-23\n",
    ]


def test_what_is_so_already_changes_nothing() -> None:
    text = "- {member: Ana, status: sent, sent: 2026-11-23}\n"
    assert _edit(text) == text


def test_every_entry_of_forest_city_can_be_edited_and_nothing_else_changes() -> None:
    text = (PROJECT / PATH).read_bytes().decode()
    entries = parse_yaml(text, PATH, tuple(text.split("\n")))[0]
    for number in range(len(entries or "")):
        changed = [line for line in _difference(text, _edit(text, number)) if line[0] == "+"]
        assert set(changed) <= {"+   status: sent\n", "+   sent: 2026-11-23\n"}
        assert len(_edit(text, number).splitlines()) - len(text.splitlines()) in {0, 1}


@pytest.mark.parametrize(
    ("text", "edit", "why"),
    [
        pytest.param(
            "- ? member\n  : Ana\n  ? status\n  : drafted\n",
            SetValue((0, "sent"), "2026-11-23"),
            "1:3: this is written in a way that the program cannot change; write there yourself: sent: 2026-11-23",
            id="keys with question marks",
        ),
        pytest.param(
            "assets: [Vans\n",
            AddEntries(("assets",), ("A bus",)),
            "1:9: a list in [square brackets] is not closed",
            id="a file that cannot be read",
        ),
        pytest.param(
            "assets: Vans\n",
            AddEntries(("assets",), ("A bus", "A van")),
            "1:9: a list is expected here; write there yourself: assets: - A bus; - A van",
            id="a text where a list is expected",
        ),
        pytest.param(
            "name: Elm\n",
            SetValue(("name", "es"), "Olmo"),
            "1:7: a block of keys and values is expected here; write there yourself: name.es: Olmo",
            id="a text where keys are expected",
        ),
        pytest.param(
            "- a\n- b\n",
            MoveEntry((1,), 2),
            "2:3: there is no entry of a list to move, or no such place in it; move 2 by hand",
            id="no such place",
        ),
        pytest.param(
            "- a\n- b\n",
            MoveEntry((2,), 0),
            "1:1: there is no entry of a list to move, or no such place in it; move 3 by hand",
            id="no such entry",
        ),
        pytest.param(
            "a: b\n", RemoveEntry(("c",)), "1:1: there is nothing here to remove; remove c by hand", id="no such key"
        ),
        pytest.param(
            "a: [\n  b, # one\n  c\n]\n",
            MoveEntry(("a", 0), 1),
            "2:3: comments stand between the entries of this list; move a.1 by hand",
            id="comments in brackets",
        ),
        pytest.param(
            "a: b\n",
            ReplaceBody("x"),
            "1:1: this file has no text below its keys; put the text below the front matter yourself",
            id="no front matter",
        ),
    ],
)
def test_what_cannot_be_edited_is_refused_with_the_place_and_what_to_do(text: str, edit: Edit, why: str) -> None:
    with pytest.raises(Refused) as refused:
        edited(text.encode(), PATH, [edit])
    assert str(refused.value) == f"{PATH}:{why}"


def test_one_refused_edit_of_several_names_all_of_them() -> None:
    edits = [SetValue((0, "status"), "sent"), SetValue((0, "member", "en"), "Ana")]
    with pytest.raises(Refused) as refused:
        edited(b"- member: Ana\n", PATH, edits)
    assert str(refused.value).endswith("write there yourself: status: sent; write there yourself: member.en: Ana")


def test_the_lines_of_a_key_are_those_that_removing_it_takes() -> None:
    text = "name: Elm\n\n# Told by Noor.\nteam: # all of it\n  notes: x\n\n  # and so on\n# The end.\n"
    assert written_lines(text.encode(), PATH, ("team",)) == [
        "# Told by Noor.",
        "team: # all of it",
        "  notes: x",
        "",
        "  # and so on",
    ]
    assert edited(text.encode(), PATH, [RemoveEntry(("team",))]) == b"name: Elm\n\n# The end.\n"
    with pytest.raises(Refused, match="this does not begin a line; remove team by hand"):
        written_lines(b"{name: Elm, team: x}", PATH, ("team",))


def _edits(lines: str) -> list[Edit]:
    """The edits of a case: on each line what to do, the steps and the values, as JSON."""
    edits: list[Edit] = []
    for line in lines.splitlines():
        kind, *given = json.loads(line)
        if kind == "body":
            edits.append(ReplaceBody(*given))
            continue
        steps, *rest = given
        if kind == "add":
            edits.append(AddEntries(tuple(steps), tuple(rest[0]), *rest[1:]))
        else:
            edits.append({"set": SetValue, "remove": RemoveEntry, "move": MoveEntry}[kind](tuple(steps), *rest))
    return edits


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case_gives_its_file(file: Path) -> None:
    shows, *parts = _PART.split(file.read_text(encoding="utf-8"))
    heads, texts = parts[::2], parts[1::2]
    assert shows.strip()
    path, _, how = heads[0].removeprefix("before ").partition(" | ")
    before, after = (unescaped(text) if how else text.encode() for text in (texts[0], texts[2]))
    assert heads[1:] == ["edits", "after"]
    assert edited(before, path, _edits(texts[1])).decode() == after.decode()


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 25


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), max_size=12)


@given(
    notes=st.lists(_TEXTS, min_size=1, max_size=4),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quote=st.sampled_from(["", "'", '"']),
    comment=st.sampled_from(["", " # a comment", "  #"]),
    dated=st.booleans(),
    data=st.data(),
)
def test_whatever_stands_around_stays(
    notes: list[str], end: str, quote: str, comment: str, dated: bool, data: st.DataObject
) -> None:
    entries = []
    for note in notes:
        lines = [f"- member: 'N{note.replace(chr(39), '')}'", f"  status: {quote}drafted{quote}{comment}"]
        lines += ["  sent: 2026-01-01"] if dated else []
        entries.append(data.draw(st.permutations(lines[1:])))
        entries[-1] = [lines[0], *entries[-1]]
    number = data.draw(st.integers(0, len(notes) - 1))
    before = end.join(line for entry in entries for line in entry)
    expected = [list(entry) for entry in entries]
    for at, line in enumerate(entries[number]):
        if line.startswith("  sent"):
            expected[number][at] = "  sent: 2026-11-23"
        elif line.startswith("  status"):
            expected[number][at] = f"  status: {quote}sent{quote}{comment}"
            if not dated:
                expected[number].insert(at + 1, "  sent: 2026-11-23")
    assert _edit(before, number) == end.join(line for entry in expected for line in entry)
