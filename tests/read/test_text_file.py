from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.read.content_folder import read_content
from coalition_site.read.images.check import read_image
from coalition_site.read.text_file import read_text


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks(ends: str, mark: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(f"{mark}a: é{ends}b: 2{ends}".encode())
    assert read_text(file, "a.yml") == (("a: é", "b: 2", ""), [])


def _refuse(self: Path) -> bytes:
    raise PermissionError(13, "Permission denied", str(self))


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content" / "images").mkdir(parents=True)
    (tmp_path / "content" / "coalition.yml").write_text("name: X\n", encoding="utf-8")
    (tmp_path / "content" / "images" / "a.png").write_bytes(b"")
    monkeypatch.setattr(Path, "read_bytes", _refuse)
    problems = read_content(tmp_path).problems
    assert [(str(p.position), p.code, p.message) for p in problems] == [
        ("content/coalition.yml:1:1", "file-unreadable", "the file cannot be read: Permission denied"),
        ("content/images/a.png:1:1", "file-unreadable", "the image cannot be read: Permission denied"),
    ]


def test_a_name_in_another_encoding_does_not_stop_the_reading(tmp_path: Path) -> None:
    (tmp_path / "content" / "partners").mkdir(parents=True)
    odd = bytes(tmp_path / "content" / "partners") + b"/caf\xe9.md"
    try:
        Path(odd.decode("utf-8", "surrogateescape")).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    problems = read_content(tmp_path).problems
    assert {problem.code for problem in problems} == {"file-name", "content-missing"}
    for problem in problems:
        (str(problem.position) + problem.message + problem.hint).encode()


@given(data=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / "any"
    file.write_bytes(data)
    lines, problems = read_text(file, "any")
    assert (lines is None) == bool(problems)
    for name in ("any.svg", "any.png", "any.jpg", "any.webp"):
        image = file.with_name(name)
        image.write_bytes(data)
        found, reasons = read_image(image, name)
        assert (found is None) == bool(reasons)
