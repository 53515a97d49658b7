"""The folder `tools` of a coalition: what a fresh machine installs, and that all that is printed can be typed."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from typer.main import get_command

from coalition_site import __version__
from coalition_site.cli.commands import app
from coalition_site.cli.language_server_command import EDITORS_EXTRA
from coalition_site.edit.whole_files import write_change
from coalition_site.starter.program import Wheel, _zipped, program_wheel, read_wheel
from coalition_site.starter.tools import EDITORS, REQUIREMENTS, replaced_tools
from tests.support.machines import ROOT, Machine
from tests.support.starting import files_of, new_coalition, run

PRINTED = re.compile(r"(?:\./run|\bcoalition) ([a-z]+(?:-[a-z]+)*)(?= |`|$|:|\))")
WHEEL = f"tools/coalition_site-{__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_coalition(tmp_path_factory.mktemp("towns") / "river")


def entries(requirements: Path) -> list[str]:
    """The lines of a list of packages, those that go on with a backslash as one, without comments."""
    text = requirements.read_text(encoding="utf-8").replace("\\\n", " ")
    return [" ".join(line.split()) for line in text.splitlines() if line and not line.startswith("#")]


def test_every_package_is_named_with_its_sum_and_the_program_by_its_file(project: Path) -> None:
    option, program, *packages = entries(project / REQUIREMENTS)
    assert option == "--only-binary :all:"
    assert program == f"./{WHEEL} --hash=sha256:{read_wheel((project / WHEEL).read_bytes()).sha256}"
    one = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^;]+?)?( --hash=sha256:[0-9a-f]{64})+")
    assert len(packages) > 30
    assert [line for line in packages if not one.fullmatch(line)] == []
    assert packages == entries(ROOT / "requirements.lock")
    assert not any(line.startswith(("pytest", "hatchling", "mypy", "pygls")) for line in packages)


def test_what_an_editor_needs_is_listed_apart_and_fits_beside_the_rest(project: Path) -> None:
    _, *editors = entries(project / EDITORS)
    assert editors == entries(ROOT / "requirements-editors.lock")
    names = [line.partition("==")[0] for line in editors]
    assert "pygls" in names
    _, _, *packages = entries(project / REQUIREMENTS)
    assert {line.partition("==")[0] for line in packages}.isdisjoint(names)
    settings = json.loads((project / ".vscode/settings.json").read_text(encoding="utf-8"))
    command = [settings["glspc.server.command"], *settings["glspc.server.commandArguments"]]
    assert command == ["./run", "language-server"]


def test_the_extra_is_the_group_that_is_locked_and_what_the_command_names() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extra = settings["project"]["optional-dependencies"]["editors"]
    assert extra == settings["dependency-groups"]["editors"] == [EDITORS_EXTRA]


def test_no_file_asks_an_index_for_the_program_by_name(project: Path) -> None:
    for path, data in files_of(project).items():
        if not path.endswith(".whl"):
            assert "coalition-site" not in data.decode(), path
            assert not re.search(
                r"pip install(?! --require-hashes| --disable-pip-version-check --require-hashes)",
                data.decode().replace("`pip install`", "").replace("uv pip install", ""),
            ), path


def test_the_program_in_tools_is_the_one_that_the_tests_of_the_wheel_install(project: Path) -> None:
    assert read_wheel((project / WHEEL).read_bytes()) == program_wheel()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_that_is_named_is_one_of_the_program(project: Path, language: str) -> None:
    known = set(getattr(get_command(app), "commands"))  # noqa: B009  typer's own type does not say that it is a group
    named: dict[str, set[str]] = {}
    texts = files_of(project) | {
        "README.md": (ROOT / f"coalition_site/starter/project/README.{language}.md").read_bytes()
    }
    for path, data in texts.items():
        if not path.startswith(("content/", ".vscode/schemas/")) and not path.endswith(".whl"):
            named[path] = set(PRINTED.findall(data.decode()))
    assert named["README.md"] >= {"build", "check", "remove-examples", "upgrade", "team-folder"}
    assert named[".github/workflows/check.yml"] == {"check", "build", "doctor"}
    assert {path: words - known for path, words in named.items() if words - known} == {}


@pytest.mark.parametrize("words", [(), ("--empty",)], ids=["examples", "empty"])
@pytest.mark.parametrize("command", ["./run", "/opt/the program/run", None])
def test_next_names_what_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str | None, words: tuple[str, ...]
) -> None:
    if command:
        monkeypatch.setenv("COALITION_COMMAND", command)
    else:
        monkeypatch.delenv("COALITION_COMMAND", raising=False)
    monkeypatch.chdir(tmp_path)
    answers = ["--name", "R", "--community", "R", "--contact", "Jo <jo@river.example>", "--language", "en"]
    done = run("new", "the river", *answers, *words)
    steps = ["build", "check", *([] if words else ["remove-examples"])]
    wanted = {
        "./run": [f"./run {word} --project 'the river'" for word in steps],
        "/opt/the program/run": [f"'/opt/the program/run' {word} --project 'the river'" for word in steps],
        None: ["cd 'the river'", *(f"coalition {word}" for word in steps)],
    }
    lines = done.stdout.partition("Next:\n")[2].partition("\n\n")[0].splitlines()
    assert [re.split(r" {3,}", line.removeprefix("  "))[0] for line in lines] == wanted[command]


def test_the_folders_own_run_sets_itself_up_from_tools(project: Path, tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    shutil.rmtree(machine.project)
    shutil.copytree(project, machine.project)
    refused = machine.run("build", RUN_NO_INSTALL="1")
    assert refused.returncode == 3
    assert "  apt-get install -y --no-install-recommends libpango-1.0-0 " in refused.stderr
    assert not (machine.project / ".venv").exists()
    done = machine.run("build", "--no-pdf")
    assert done.returncode == 0
    assert (
        done.stderr.index("about to install") < done.stderr.index("requirements.txt") < done.stderr.index("installed.")
    )
    (pip,) = machine.calls("python -m pip")
    assert pip.endswith("--require-hashes --only-binary :all: -r requirements.txt")
    assert "<-m>\n<coalition_site>\n<build>\n<--no-pdf>\n" in done.stdout
    assert machine.run("build").stderr == ""
    served = machine.run("language-server")
    assert "the Python packages of requirements.txt tools/editors.txt (" in served.stderr
    assert served.stdout.endswith("<language-server>\nfinds nothing\n")
    assert machine.calls("python -m pip")[-1].endswith(" -r requirements.txt -r tools/editors.txt")
    assert machine.run("language-server").stderr == ""
    write_change(machine.project, replaced_tools(machine.project, version("0.9.9")))
    assert "about to install" in machine.run("check").stderr
    asked = machine.run("--help")
    assert asked.returncode == 0
    assert asked.stdout == machine.run().stderr


def test_the_scripts_are_clean_and_may_be_run(project: Path) -> None:
    assert (project / "run").stat().st_mode & 0o111 == 0o111
    shellcheck = Path(sys.executable).with_name("shellcheck")
    subprocess.run([shellcheck, "-x", "run", "tools/set_up.sh"], cwd=project, check=True)
    subprocess.run([shellcheck, "-x", "run", "scripts/prove/bare_root.sh"], cwd=ROOT, check=True)


def version(number: str) -> Wheel:
    """The program as a wheel of another version: only its number and its set-up differ."""
    with zipfile.ZipFile(BytesIO(program_wheel().data)) as archive:
        files = {name.replace(f"-{__version__}.", f"-{number}."): archive.read(name) for name in archive.namelist()}
    record = f"coalition_site-{number}.dist-info/RECORD"
    del files[record]
    files["coalition_site/starter/project/tools/set_up.sh"] += f"# {number}\n".encode()
    files["coalition_site/requirements.lock"] += b"more==1 --hash=sha256:" + b"0" * 64 + b"\n"
    return read_wheel(_zipped(files, record))


def test_another_version_takes_the_place_of_all_that_belongs_to_it(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "river")
    before = files_of(project)
    newer = version("0.2.0")
    file = tmp_path / "coalition_site-0.2.0-py3-none-any (1).whl"
    file.write_bytes(newer.data)
    done = run("upgrade", str(file), "--project", str(project))
    assert done.exit_code == 0, done.output
    assert "has version 0.2.0 now" in done.stdout
    after = files_of(project)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {WHEEL, f"tools/{newer.file_name}", "tools/set_up.sh", REQUIREMENTS}
    _, program, *packages = entries(project / REQUIREMENTS)
    assert program == f"./tools/coalition_site-0.2.0-py3-none-any.whl --hash=sha256:{newer.sha256}"
    assert packages[-1].startswith("more==1 ")
    assert "has exactly this version already: 0.2.0" in run("upgrade", str(file), "--project", str(project)).stdout
    # Without a file, the program that runs puts itself there.
    assert run("upgrade", "--project", str(project)).exit_code == 0
    assert files_of(project) == before


def test_what_cannot_be_upgraded_is_said_and_left_as_it_is(project: Path, tmp_path: Path) -> None:
    before = files_of(project)
    (tmp_path / "x.whl").write_bytes(b"nothing")
    refused = run("upgrade", str(tmp_path / "x.whl"), "--project", str(project))
    assert refused.exit_code == 1
    assert "Nothing was changed" in refused.stderr
    absent = run("upgrade", str(tmp_path / "y.whl"), "--project", str(project))
    assert absent.exit_code == 1
    assert f"{tmp_path / 'y.whl'} cannot be read" in absent.stderr
    elsewhere = run("upgrade", "--project", str(tmp_path))
    assert elsewhere.exit_code == 1
    assert "has no requirements.txt" in elsewhere.stderr
    assert files_of(project) == before


SUM = "0" * 64


def fake_uv(folder: Path, said: str, code: int = 0) -> str:
    """A search path whose uv writes down what it is asked and answers so."""
    folder.mkdir(exist_ok=True)
    (folder / "said").write_text(said, encoding="utf-8")
    program = folder / "uv"
    asked = f'echo "$@" >"{folder}/words"; cat >"{folder}/needed"'
    program.write_text(
        f'#!/bin/sh\n{asked}\ncat "{folder}/said"; echo no such thing >&2; exit {code}\n', encoding="utf-8"
    )
    program.chmod(0o755)
    return f"{folder}:/usr/bin:/bin"


def test_packages_are_renewed_between_two_versions(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = tmp_path / "town"
    shutil.copytree(project, town)
    before = (town / REQUIREMENTS).read_text(encoding="utf-8")
    newer = f"jinja2==99.1 ; sys_platform == 'win32' \\\n    --hash=sha256:{SUM} \\\n    --hash=sha256:{SUM}\n"
    monkeypatch.setenv("PATH", fake_uv(tmp_path / "bin", newer))
    done = run("upgrade", "--packages", "--project", str(town))
    assert (done.exit_code, f"changed  {REQUIREMENTS}" in done.output) == (0, True), done.output
    after = (town / REQUIREMENTS).read_text(encoding="utf-8")
    head = re.split(r"\n(?=[a-z0-9-]+==)", before)[0]
    assert after == f"{head}\n{newer}"
    words = (tmp_path / "bin/words").read_text(encoding="utf-8").split()
    assert {"--universal", "--generate-hashes", "--only-binary"} <= set(words)
    needed = (tmp_path / "bin/needed").read_text(encoding="utf-8")
    assert {"jinja2>=3.1.6", "weasyprint<71,>=70"} <= set(needed.splitlines())
    assert run("upgrade", "--project", str(town)).exit_code == 0
    assert (town / REQUIREMENTS).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ("jinja2==99.1\n--index-url https://elsewhere.example/\n", 0, "a line that names no package by its sum"),
        ("jinja2 @ https://elsewhere.example/a.whl\n", 0, "a line that names no package by its sum"),
        ("", 1, "no such thing"),
    ],
)
def test_a_list_that_is_not_of_sums_alone_is_refused(
    said: str, code: int, words: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(project)
    monkeypatch.setenv("PATH", fake_uv(tmp_path / "bin", said, code))
    done = run("upgrade", "--packages", "--project", str(project))
    assert (done.exit_code, words in done.output) == (3, True), done.output
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "uv is not installed" in run("upgrade", "--packages", "--project", str(project)).output
    assert files_of(project) == before
