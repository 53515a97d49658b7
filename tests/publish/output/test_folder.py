"""The output folder: a failed build leaves the last one whole, and other people's files are never touched."""

import errno
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from coalition_site.jobs.build import BuildOptions, build
from coalition_site.problems import Refused
from coalition_site.progress import QuietProgress
from coalition_site.publish.output import folder as output_folder
from coalition_site.publish.output.exchange import _at_once, exchange
from coalition_site.publish.output.folder import LOCK, MARKER, claimed, fresh_folder
from tests.support.building import PROJECT, TODAY, build_project, coalition_of, small_project, with_small_documents
from tests.support.output_folders import build_text, fill

SEEN = [MARKER, LOCK, "site", "workbook"]


def _fail_halfway(folder: Path) -> None:
    with fresh_folder(folder) as new:
        (new / "site").mkdir()
        raise RuntimeError("stop")


def _texts(folder: Path) -> list[str]:
    return [(folder / name / "index.html").read_text(encoding="utf-8") for name in ("site", "workbook")]


def test_what_was_made_replaces_the_last_build(tmp_path: Path) -> None:
    for text in ("first", "second"):
        build_text(tmp_path, text)
        assert _texts(tmp_path) == [text, text]
    assert sorted(path.name for path in tmp_path.iterdir()) == SEEN


def test_a_build_that_fails_leaves_the_last_one_whole(tmp_path: Path) -> None:
    build_text(tmp_path, "good")
    with claimed(tmp_path), pytest.raises(RuntimeError, match="stop"):
        _fail_halfway(tmp_path)
    assert _texts(tmp_path) == ["good", "good"]
    assert sorted(path.name for path in tmp_path.iterdir()) == SEEN


# A build of the text "new" that the system ends, as SIGKILL would, before its nth renaming.
_KILLED = """
import os, sys
from pathlib import Path
from coalition_site.publish.output import exchange, folder as output_folder
from tests.support.output_folders import build_text

folder, last, at_once = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "at once"
count = 0

def counted(real):
    def step(*arguments):
        global count
        count += 1
        if count > last:
            os._exit(9)
        return real(*arguments)
    return step

if at_once:
    exchange._at_once = counted(exchange._at_once)
else:
    exchange._at_once = lambda new, place: False
    Path.rename = counted(Path.rename)
build_text(folder, "new")
"""


# One more than there are steps, with which it ends by itself.
@pytest.mark.parametrize(
    ("how", "steps"),
    [*(("at once", steps) for steps in range(3)), *(("in steps", steps) for steps in range(7))],
)
def test_a_build_killed_while_it_is_put_in_place_is_mended(how: str, steps: int, tmp_path: Path) -> None:
    """Both folders are whole after every step, where the system exchanges at once; the next build mends the rest."""
    build_text(tmp_path, "old")
    command = [sys.executable, "-c", _KILLED, str(tmp_path), str(steps), how]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(PROJECT)}, cwd=PROJECT, check=False)
    assert done.returncode == (9 if steps < (2 if how == "at once" else 6) else 0)
    if how == "at once":
        assert all(text in {"old", "new"} for text in _texts(tmp_path))
    with claimed(tmp_path):
        expected = "old" if steps == 0 and not (tmp_path / "site").exists() else "new"
        assert _texts(tmp_path) == [expected, expected]
    assert sorted(path.name for path in tmp_path.iterdir()) == SEEN


def test_folders_that_are_not_complete_are_never_put_in_place(tmp_path: Path) -> None:
    build_text(tmp_path, "good")
    fill(tmp_path / ".new-killed", "half")
    with claimed(tmp_path):
        assert _texts(tmp_path) == ["good", "good"]
    assert sorted(path.name for path in tmp_path.iterdir()) == SEEN


def test_a_failure_while_it_is_put_in_place_takes_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_text(tmp_path, "good")

    def refuse(new: Path, place: Path) -> None:
        if place.name == "site" and (new / "index.html").read_text(encoding="utf-8") == "newer":
            raise PermissionError(errno.EACCES, "Permission denied", str(place))
        exchange(new, place)

    monkeypatch.setattr(output_folder, "exchange", refuse)
    with pytest.raises(Refused, match="may not be read or written by you"):
        build_text(tmp_path, "newer")
    assert _texts(tmp_path) == ["good", "good"]


def test_this_system_exchanges_at_once(tmp_path: Path) -> None:
    """On Linux; what other systems do instead is tried above, in steps."""
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert _at_once(tmp_path / "one", tmp_path / "other") is sys.platform.startswith("linux")


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with claimed(tmp_path):
        with pytest.raises(Refused, match=rf"another build \(process {os.getpid()}\) is writing into"):
            build_text(tmp_path, "second")
        assert not (tmp_path / "site").exists()
    build_text(tmp_path, "third")
    assert _texts(tmp_path) == ["third", "third"]


def test_the_lock_of_a_build_that_was_killed_is_gone(tmp_path: Path) -> None:
    wait = (
        "import pathlib, sys; from coalition_site.publish.output.folder import claimed\n"
        "with claimed(pathlib.Path(sys.argv[1])): print('mine'); input()"
    )
    command = [sys.executable, "-uc", wait, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=PROJECT
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "mine\n"
        with pytest.raises(Refused, match=f"process {other.pid}"):
            build_text(tmp_path, "second")
        other.kill()
    build_text(tmp_path, "third")
    assert _texts(tmp_path) == ["third", "third"]


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(Refused, match="not made by this program"):
        build_text(tmp_path, "any")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has only names that are UTF-8")
def test_a_folder_whose_name_is_not_utf_8_is_checked_and_its_output_refused(tmp_path: Path) -> None:
    project = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    shutil.copytree(small_project(tmp_path / "project"), project)
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8:strict"}
    for words, code, said in ((["check"], 0, "Checked"), (["build"], 1, "has a name that is not UTF-8 text")):
        command = [sys.executable, "-m", "coalition_site", *words, "--project", str(project)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment, check=False)
        assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done.stderr


def test_an_output_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match=r"choose another place with --output"):
        build_text(tmp_path / "file" / "build", "any")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is full"),
        (errno.EROFS, "on a disk that can only be read"),
        (errno.EACCES, "check its rights"),
        (errno.EIO, "could not be read or written: Input/output error"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(number: int, words: str, tmp_path: Path) -> None:
    def refused() -> None:
        with claimed(tmp_path), fresh_folder(tmp_path) as new:
            raise OSError(number, os.strerror(number), str(new / "site" / "a.html"))

    build_text(tmp_path, "good")
    with pytest.raises(Refused, match=words) as said:
        refused()
    assert "\n" not in str(said.value)
    assert _texts(tmp_path) == ["good", "good"]
    assert sorted(path.name for path in tmp_path.iterdir()) == SEEN


def test_a_file_that_vanishes_between_reading_and_building_is_named(tmp_path: Path) -> None:
    sender = "    signature: jo.png\n"
    picture = BytesIO()
    Image.new("RGB", (9, 4)).save(picture, "PNG")
    project = small_project(tmp_path, {"images/jo.png": ""})
    (project / "content" / "images" / "jo.png").write_bytes(picture.getvalue())
    with (project / "content" / "coalition.yml").open("a", encoding="utf-8") as settings:
        settings.write(sender)
    coalition = coalition_of(project)
    (project / "content" / "images" / "jo.png").unlink()
    with pytest.raises(Refused, match=r"images/jo\.png was there a moment ago and is gone now"):
        build(coalition, BuildOptions(project, tmp_path / "build", TODAY), QuietProgress())
    assert not (tmp_path / "build" / "site").exists()


@pytest.mark.parametrize(
    "words", [("--no-pdf",), pytest.param((), marks=pytest.mark.slow("the same, with the documents"))]
)
def test_files_that_may_not_grow_end_a_build_in_one_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    """Stands for a full disk, which needs an administrator (scripts/torture/full_disk.sh): every writer is refused."""
    project = small_project(tmp_path)
    command = [
        sys.executable,
        "-m",
        "coalition_site",
        "build",
        *words,
        "--project",
        str(project),
        "--today",
        "2026-11-23",
    ]
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 20; exec "$@"', "sh", *command],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        cwd=PROJECT,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "would be larger than this system lets a file be" in done.stderr
    assert done.stderr.endswith("Nothing was changed; the last build is as it was.\n")
    assert "Traceback" not in done.stderr + done.stdout
    # What is kept from build to build may be there, and is whole: the next build goes on with it.
    assert {path.name for path in (project / "build").iterdir()} <= {MARKER, LOCK, ".cache"}
    build_project(project, project / "build", with_pdf=False)
    assert {path.name for path in (project / "build").iterdir()} == {*SEEN, ".cache"}


@pytest.mark.parametrize("with_pdf", [False, pytest.param(True, marks=pytest.mark.slow("documents of nothing"))])
def test_an_empty_coalition_builds_and_says_so(tmp_path: Path, with_pdf: bool) -> None:
    project = small_project(tmp_path)
    built = build_project(project, with_small_documents(tmp_path / "build"), with_pdf=with_pdf)
    assert built.letters == 0
    worksheet = (tmp_path / "build" / "workbook" / "worksheet.html").read_text(encoding="utf-8")
    assert "Nothing is entered yet" in worksheet
    assert "Example:" in worksheet
