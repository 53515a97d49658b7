"""Edits of files that people wrote change the lines they must, and a kill at any moment leaves every file whole."""

import os
import stat
from collections.abc import Callable
from difflib import ndiff
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.publish.content_edit import ContentFile, ContentNotWritten, copy_sent, write_content
from coalition_site.publish.yaml_edit import EditRefused, edited
from coalition_site.read.text_file import lines_of
from coalition_site.read.values import Document
from coalition_site.read.yaml_text import parse_yaml
from tests.build.building import PROJECT

PATH = "content/invites.yml"
SENT = {"status": "sent", "sent": "2026-11-23"}


def _document(data: bytes) -> Document:
    lines, problems = lines_of(data, PATH)
    assert lines is not None, problems
    value, places, _ = parse_yaml("\n".join(lines), PATH, lines)
    assert value is not None
    return Document(PATH, value, places, lines)


def _edit(text: str, number: int = 0) -> str:
    data = text.encode()
    return edited(data, _document(data), number, SENT, after="status").decode()


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
    entries = _document(text.encode()).value
    for number in range(len(entries)):
        changed = [line for line in _difference(text, _edit(text, number)) if line[0] == "+"]
        assert set(changed) <= {"+   status: sent\n", "+   sent: 2026-11-23\n"}
        assert len(_edit(text, number).splitlines()) - len(text.splitlines()) in {0, 1}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- {member: Ana, status: drafted}\n", "1:3: this entry stands in { }"),
        ("[{member: Ana, status: drafted}]\n", "1:2: this entry stands in { }"),
        ("- member: Ana\n  status: >-\n    drafted\n", "2:11: the value of status does not stand on one line"),
        ("- member: Ana\n  status: no\n    answer\n", "2:11: the value of status does not stand on one line"),
        ("- ? member\n  : Ana\n  ? status\n  : drafted\n", "cannot change"),
    ],
)
def test_what_a_line_cannot_say_is_refused_with_the_words_to_write(text: str, why: str) -> None:
    with pytest.raises(EditRefused) as refused:
        _edit(text)
    assert why in str(refused.value)
    assert str(refused.value).startswith(PATH)
    assert str(refused.value).endswith("write there yourself: status: sent, sent: 2026-11-23")


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


def _change(project: Path) -> list[ContentFile]:
    """Two new files and a changed one, the changed one last."""
    return [
        ContentFile("content/sent/a.txt", None, b"words"),
        ContentFile("content/sent/a.pdf", None, b"%PDF"),
        ContentFile(PATH, (project / PATH).read_bytes(), b"new"),
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / PATH).write_bytes(b"old")
    (tmp_path / PATH).chmod(0o640)
    return tmp_path


def _files(project: Path) -> dict[str, bytes]:
    return {str(file.relative_to(project)): file.read_bytes() for file in project.rglob("*") if file.is_file()}


def test_files_are_written_whole_and_keep_their_rights(project: Path) -> None:
    write_content(project, _change(project))
    assert _files(project) == {PATH: b"new", "content/sent/a.txt": b"words", "content/sent/a.pdf": b"%PDF"}
    assert stat.S_IMODE((project / PATH).stat().st_mode) == 0o640


def _stop_at(monkeypatch: pytest.MonkeyPatch, turn: int, error: BaseException) -> None:
    real: Callable[..., None] = os.replace
    turns = iter(range(10))

    def replace(*places: object) -> None:
        if next(turns) == turn:
            raise error
        real(*places)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize("turn", [0, 1, 2])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_stop_between_two_files_leaves_each_old_or_new(
    project: Path, monkeypatch: pytest.MonkeyPatch, turn: int, error: BaseException
) -> None:
    _stop_at(monkeypatch, turn, error)
    with pytest.raises((ContentNotWritten, KeyboardInterrupt)):
        write_content(project, _change(project))
    new = [("content/sent/a.txt", b"words"), ("content/sent/a.pdf", b"%PDF")][:turn]
    assert _files(project) == {PATH: b"old", **dict(new)}


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(project: Path) -> None:
    files = _change(project)
    (project / PATH).write_bytes(b"theirs")
    with pytest.raises(ContentNotWritten, match=r"content/invites.yml was changed by somebody else"):
        write_content(project, files)
    assert _files(project) == {PATH: b"theirs"}


def test_a_file_that_somebody_made_meanwhile_is_not_overwritten(project: Path) -> None:
    files = _change(project)
    (project / "content" / "sent").mkdir()
    (project / "content" / "sent" / "a.pdf").write_bytes(b"theirs")
    with pytest.raises(ContentNotWritten):
        write_content(project, files)
    assert _files(project) == {PATH: b"old", "content/sent/a.pdf": b"theirs"}


def test_a_folder_that_cannot_be_written_is_said(project: Path) -> None:
    (project / "content" / "sent").write_bytes(b"a file in its place")
    with pytest.raises(ContentNotWritten, match="could not be written"):
        write_content(project, _change(project))
    assert (project / PATH).read_bytes() == b"old"


def test_copies_go_into_the_folder_and_none_makes_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    copy_sent({}, tmp_path / "none")
    assert not (tmp_path / "none").exists()
    copy_sent({"a.pdf": tmp_path / "a.pdf"}, tmp_path / "letters" / "sent")
    assert (tmp_path / "letters" / "sent" / "a.pdf").read_bytes() == b"%PDF"
