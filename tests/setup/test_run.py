"""`./run` on machines made of small stand-in programs: a PATH of its own, nothing installed, nothing fetched."""

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.machines import PYTHON, Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def ready(machine: Machine) -> Machine:
    """A machine on which everything has been installed already, with an empty log."""
    assert machine.run("test", "-q").returncode == 0
    for tool in ("chromium", "pdftotext", "qpdf", "soffice"):
        machine.add(tool, "exit 0")
    machine.log.write_text("")
    return machine


def test_usage_teaches(machine: Machine) -> None:
    asked = machine.run("--help")
    assert asked.returncode == 0
    assert asked.stdout == machine.run("-h").stdout
    for phrase in ("./run build", "./run check", "./run doctor", "./run test", "RUN_NO_INSTALL=1", ".venv"):
        assert phrase in asked.stdout
    nothing = machine.run()
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (2, "", asked.stdout)
    assert not machine.calls("python3", "apt-get")


def test_arguments_folder_and_exit_code_reach_the_tool(ready: Machine, tmp_path: Path) -> None:
    words = ["build", "--project", "../river town", "", "*", "a'b\"c", "$HOME", "-k", "two\nlines"]
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    done = ready.run(*words, folder=elsewhere, FAKE_EXIT="7")
    assert done.returncode == 7
    expected = "".join(f"<{word}>\n" for word in ["-P", "-m", "coalition_site", *words])
    assert done.stdout == f"in {elsewhere}\n{expected}finds nothing\n"
    assert done.stderr == ""


def test_a_link_to_the_script_works(ready: Machine, tmp_path: Path) -> None:
    link = tmp_path / "coalition-run"
    link.symlink_to(ready.project / "run")
    environment = {"PATH": str(ready.programs), "MACHINE": str(ready.programs), "LOG": str(ready.log)}
    done = subprocess.run([link, "check"], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "<check>" in done.stdout


def test_a_bare_debian_gets_what_it_lacks_and_is_told_first(machine: Machine) -> None:
    machine.install("libpango-1.0-0")
    done = machine.run("build", FAKE_NO_VENV="yes")
    assert done.returncode == 0
    line = "apt-get install -y --no-install-recommends python3-venv libpangoft2-1.0-0 libharfbuzz-subset0"
    assert done.stderr.index("about to install") < done.stderr.index(line) < done.stderr.index("requirements.lock")
    assert machine.calls("sudo") == []
    update, install = machine.calls("apt-get")
    assert update == "apt-get update -qq"
    assert install.endswith(" python3-venv libpangoft2-1.0-0 libharfbuzz-subset0")
    (pip,) = machine.calls("python -m pip")
    assert pip.endswith("-r requirements.lock -r requirements-build.lock")
    assert "--require-hashes" in pip
    assert "--only-binary :all:" in pip
    assert not any("-e" in call.split() for call in machine.calls("python"))


def test_only_the_tests_fetch_what_only_tests_need(machine: Machine) -> None:
    assert machine.run("build").returncode == 0
    done = machine.run("test", "-q")
    assert done.returncode == 0
    assert "the Python packages of requirements-dev.lock requirements-editors.lock (" in done.stderr
    first, second = machine.calls("python -m pip")
    assert "requirements-dev.lock" not in first
    assert second.endswith(" -r requirements-dev.lock -r requirements-editors.lock")
    assert len(machine.calls("python3 -m venv")) == 1
    assert machine.run("build").stderr == ""
    with (machine.project / "requirements-dev.lock").open("a") as lock:
        lock.write("another==1 --hash=sha256:0\n")
    assert machine.run("build").stderr == ""
    assert "requirements-dev.lock" in machine.run("test", "-q").stderr


def test_only_an_editor_fetches_what_only_editors_need(machine: Machine) -> None:
    assert machine.run("check").returncode == 0
    assert "requirements-editors.lock" not in machine.calls("python -m pip")[0]
    refused = machine.run("language-server", RUN_NO_INSTALL="1")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert f"  RUN_NO_INSTALL=0 {machine.project / 'run'} language-server\n" in refused.stderr
    served = machine.run("language-server")
    assert "requirements-editors.lock (less than 1 MB to fetch" in served.stderr
    # What is said meanwhile must not stand where the editor reads answers.
    assert served.stdout == f"in {machine.project}\n<-P>\n<-m>\n<coalition_site>\n<language-server>\nfinds nothing\n"
    assert machine.calls("python -m pip")[-1].endswith(" -r requirements-editors.lock")
    assert machine.calls("apt-get") == []
    assert machine.run("language-server").stderr == ""
    # What the tests need stays, and neither fetches again what the other brought.
    assert machine.run("test", "-q").returncode == 0
    assert machine.run("language-server").stderr == ""
    assert "Python packages" not in machine.run("test", "-q").stderr


def test_the_set_up_leaves_the_command_and_finds_the_project(ready: Machine) -> None:
    assert (ready.project / ".venv/packages/coalition_site.pth").read_text() == f"{ready.project}\n"
    command = ready.project / ".venv/bin/coalition"
    environment = {"PATH": str(ready.programs), "LOG": str(ready.log)}
    done = subprocess.run([command, "check", "a b"], env=environment, capture_output=True, text=True, check=True)
    assert "<-P>\n<-m>\n<coalition_site>\n<check>\n<a b>\n" in done.stdout


def test_sudo_only_where_it_is_needed_and_announced(machine: Machine) -> None:
    machine.set_user_number(1000)
    done = machine.run("build")
    assert done.returncode == 0
    assert "with: sudo apt-get install -y" in done.stderr
    assert [call.split()[1] for call in machine.calls("sudo")] == ["apt-get", "env"]


def test_without_root_and_without_sudo_the_line_is_said(machine: Machine) -> None:
    machine.set_user_number(1000)
    (machine.programs / "sudo").unlink()
    done = machine.run("build")
    assert done.returncode == 3
    assert "As root, type: apt-get install -y" in done.stderr
    assert machine.calls("apt-get", "python -m pip") == []


@pytest.mark.parametrize(("number", "prefix"), [(0, ""), (1000, "sudo ")])
def test_nothing_is_installed_where_that_is_not_wanted(machine: Machine, number: int, prefix: str) -> None:
    machine.set_user_number(number)
    done = machine.run("build", RUN_NO_INSTALL="1")
    assert done.returncode == 3
    line = "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    assert f"  {prefix}{line}\n" in done.stderr
    assert f"  RUN_NO_INSTALL=0 {machine.project / 'run'} build\n" in done.stderr
    assert machine.calls("apt-get", "sudo", "python3 -m venv") == []
    assert not (machine.project / ".venv").exists()


def test_nothing_wanted_and_nothing_missing_runs(ready: Machine) -> None:
    done = ready.run("build", RUN_NO_INSTALL="1")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("word", ["check", "doctor", "--version"])
def test_words_that_make_no_pdf_need_no_system_libraries(machine: Machine, word: str) -> None:
    done = machine.run(word)
    assert done.returncode == 0
    assert machine.calls("apt-get", "sudo") == []


def test_a_set_up_that_failed_is_done_again(machine: Machine) -> None:
    broken = machine.run("check", FAKE_PIP_EXIT="1")
    assert broken.returncode == 3
    assert "run it again" in broken.stderr
    assert not (machine.project / ".venv/stamp").exists()
    (machine.project / ".venv/left over").touch()
    assert machine.run("check").returncode == 0
    assert not (machine.project / ".venv/left over").exists()


def test_a_failed_system_installation_stops_with_the_line(machine: Machine) -> None:
    done = machine.run("build", FAKE_INSTALLER_EXIT="100")
    assert done.returncode == 3
    assert "By hand: apt-get install" in done.stderr
    assert machine.calls("python -m pip") == []


def test_a_second_run_installs_nothing_until_the_lock_or_the_folder_changes(ready: Machine) -> None:
    assert ready.run("build").stderr == ""
    assert ready.calls("python3", "apt-get") == []
    with (ready.project / "requirements.lock").open("a") as lock:
        lock.write("another==1 --hash=sha256:0\n")
    assert "about to install" in ready.run("build").stderr
    ready.project = ready.project.rename(ready.project.with_name("moved"))
    assert "about to install" in ready.run("build").stderr
    assert ready.run("build").stderr == ""


def test_the_scripts_own_part_is_quick(ready: Machine) -> None:
    seconds = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        ready.run("build")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(seconds) < 0.15


def test_a_python_that_is_too_old_is_named(machine: Machine) -> None:
    done = machine.run("check", FAKE_PYTHON="0 3.9")
    assert done.returncode == 3
    assert "Python 3.11 or newer is needed (found: 3.9)" in done.stderr
    assert "apt-get install -y --no-install-recommends python3 python3-venv" in done.stderr
    assert not (machine.project / ".venv").exists()


def test_a_newer_python_under_another_name_is_taken(machine: Machine) -> None:
    machine.add("python3", "echo 0 3.9 /usr/bin/python3")
    machine.add("python3.12", PYTHON.replace("$MACHINE/python3", "$MACHINE/python3.12"))
    assert machine.run("check").returncode == 0
    assert machine.calls("python3 -m venv") != []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_project_that_cannot_be_written_is_said(open_folder: Path) -> None:
    machine = Machine(open_folder)
    machine.log.chmod(0o666)
    machine.project.chmod(0o555)
    nobody = 65534 if os.geteuid() == 0 else None
    done = machine.run("check", user=nobody)
    machine.project.chmod(0o755)
    assert done.returncode == 3
    assert f"cannot write to {machine.project}" in done.stderr
    assert machine.calls("python3 -m venv") == []


def test_fedora(tmp_path: Path) -> None:
    machine = Machine(tmp_path, manager="dnf")
    done = machine.run("build")
    assert done.returncode == 0
    assert "with: dnf install -y --setopt=install_weak_deps=False pango harfbuzz" in done.stderr
    assert len(machine.calls("dnf")) == 1
    assert machine.run("build").stderr == ""


def test_homebrew_and_its_library_folder(tmp_path: Path) -> None:
    machine = Machine(tmp_path, manager="bin/brew")
    machine.set_user_number(501)
    path = f"{machine.programs / 'bin'}:{machine.programs}"
    done = machine.run("build", PATH=path)
    assert done.returncode == 0
    assert "with: brew install pango" in done.stderr
    assert machine.calls("sudo") == []
    libraries = machine.programs / "lib"
    assert f"finds {libraries}:/usr/local/lib:/usr/lib" in done.stdout
    libraries.mkdir()
    (libraries / "libpango-1.0.dylib").touch()
    again = machine.run("build", PATH=path, DYLD_FALLBACK_LIBRARY_PATH="/opt/own")
    assert again.stderr == ""
    assert f"finds {libraries}:/opt/own" in again.stdout


def test_elsewhere_the_message_says_what_to_install(tmp_path: Path) -> None:
    machine = Machine(tmp_path, manager="")
    done = machine.run("build")
    assert done.returncode == 0
    for name in ("Pango 1.44", "HarfBuzz", "fontconfig", "./run doctor"):
        assert name in done.stderr


def test_tests_get_a_browser_and_tools(machine: Machine) -> None:
    assert machine.run("test", "-q").returncode == 0
    (_, install) = machine.calls("apt-get")
    assert install.endswith(
        "libharfbuzz-subset0 poppler-utils qpdf libreoffice-writer-nogui chromium chromium-headless-shell"
    )


def test_arguments_of_test_go_to_pytest_alone(ready: Machine, tmp_path: Path) -> None:
    done = ready.run("test", "-k", "two words", folder=tmp_path, FAKE_EXIT="5")
    assert done.returncode == 5
    assert done.stdout.startswith(f"in {ready.project}\n<-m>\n<pytest>\n")
    assert done.stdout.endswith("<-k>\n<two words>\nfinds nothing\n")
    assert ready.calls("ruff", "codespell", "mypy", "lint-imports") == []


@pytest.mark.parametrize("failing", ["", "ruff", "codespell", "lint-imports", "mypy", "words", "messages", "pytest"])
def test_every_step_runs_and_a_failure_is_kept(ready: Machine, failing: str) -> None:
    done = ready.run("test", FAKE_FAILING=failing, FAKE_EXIT="1" if failing == "pytest" else "0")
    assert done.returncode == (1 if failing else 0)
    headings = [line.split(":")[0] for line in done.stdout.splitlines() if line.startswith("== ") and ":" in line]
    wanted = ["== Style", "== Format", "== Spelling", "== Layers", "== Types", "== Words", "== Messages", "== Tests"]
    assert [heading for heading in headings if heading in wanted] == wanted
    assert ("== Failed before the tests" in headings) == (failing not in {"", "pytest"})
    assert done.stdout.splitlines()[-1] == "finds nothing", "the last line is pytest's own"


def test_the_steps_alone_run_no_test_and_need_no_browser(machine: Machine) -> None:
    done = machine.run("test", "--steps")
    assert done.returncode == 0
    assert "== Messages" in done.stdout
    assert "pytest" not in done.stdout
    assert machine.calls("apt-get") == []
    assert machine.run("test", "--steps", FAKE_FAILING="words").returncode == 1


def test_a_python_is_taken_by_its_name_with_an_environment_of_its_own(machine: Machine) -> None:
    assert machine.run("check").returncode == 0
    machine.add("python3.12", PYTHON.replace("$MACHINE/python3", "$MACHINE/python3.12"))
    done = machine.run("test", "--steps", RUN_PYTHON="python3.12")
    assert done.returncode == 0
    assert f"into {machine.project}/.venv-python3.12 " in done.stderr
    assert (machine.project / ".venv-python3.12/stamp").exists()
    assert machine.run("check").stderr == ""
    assert machine.run("test", "--steps", RUN_PYTHON="python3.12").stderr == ""


def test_a_python_that_is_not_here_is_said(machine: Machine) -> None:
    done = machine.run("check", RUN_PYTHON="python3.14")
    assert done.returncode == 3
    assert "RUN_PYTHON is python3.14, and no Python 3.11 or newer has that name here." in done.stderr
    assert machine.calls("apt-get") == []
