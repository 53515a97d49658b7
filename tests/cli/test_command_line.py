"""The command line as people meet it: exit codes, plain words, no traceback."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.building import PROJECT, build_project, small_project, with_small_documents
from tests.support.command_line import coalition
from tests.support.machine_fonts import FONTS


def _started(*words: str, cwd: Path = PROJECT, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program of its own."""
    given = {**os.environ, "PYTHONPATH": str(PROJECT), "NO_COLOR": "1", **environment}
    command = [sys.executable, "-m", "coalition_site", *words]
    return subprocess.run(command, capture_output=True, text=True, env=given, cwd=cwd, check=False)


def test_check_of_good_content_is_0() -> None:
    done = _started("check", "--today", "2026-11-23")
    assert done.returncode == 0, done.stderr
    assert re.search(r"Checked content: \d+ partners, \d+ invites; 0 errors, 2 warnings\.", done.stdout)


def test_check_reports_all_problems_and_is_1(tmp_path: Path) -> None:
    project = small_project(
        tmp_path,
        {
            "needs.yml": "areas:\n  - Housing stabilty\n",
            "partners/bank.md": "---\nname: Bank\ntype: Busines\nrelationship: existing\n---\n",
        },
    )
    done = coalition("check", "--project", str(project), "--today", "2026-11-23")
    assert done.returncode == 1
    assert 'content/needs.yml:2:5: error[option-unknown]: unknown area "Housing stabilty"' in done.stdout
    assert 'hint: did you mean "Housing stability"?' in done.stdout
    assert "content/partners/bank.md:3:7: error[option-unknown]" in done.stdout
    assert "2 errors" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_build_of_wrong_content_is_1_and_makes_nothing(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"needs.yml": "areas: everything\n"})
    done = coalition("build", "--project", str(project))
    assert done.returncode == 1
    assert "Nothing was built" in done.stderr
    assert not (project / "build").exists()


def test_no_content_is_1_with_a_hint(tmp_path: Path) -> None:
    done = coalition("check", folder=tmp_path)
    assert done.returncode == 1
    assert "content:1:1: error[content-missing]" in done.stdout
    assert "--project" in done.stdout


@pytest.mark.parametrize("command", [["check"], ["worksheet", "--output", "w.pdf"], ["build"]])
@pytest.mark.parametrize(
    ("words", "variables"),
    [
        (["--today", "9999-12-31"], {}),
        (["--today", "1900-01-01"], {}),
        ([], {"SOURCE_DATE_EPOCH": "99999999999999999999"}),
        (["--today", "2026-11-23"], {"SOURCE_DATE_EPOCH": "253402300799"}),
    ],
)
def test_absurd_days_are_wrong_usage(
    command: list[str], words: list[str], variables: dict[str, str], tmp_path: Path
) -> None:
    project = small_project(tmp_path / "project")
    done = coalition(*command, *words, folder=project, **variables)
    assert done.returncode == 2
    assert "2199-12-31" in done.stderr
    assert not (project / "build").exists()


def test_an_epoch_that_is_no_number_is_passed_over() -> None:
    for epoch in ("²", "-5", "tomorrow"):
        assert coalition("check", SOURCE_DATE_EPOCH=epoch).returncode == 0


def test_wrong_usage_is_2() -> None:
    assert _started("chek").returncode == 2
    assert coalition("check", "--today", "soon").returncode == 2
    assert "2026-11-23" in coalition("check", "--today", "soon").stderr


def test_help_teaches() -> None:
    for words in (("--help",), ("check", "--help"), ("build", "--help"), ("doctor", "--help")):
        done = coalition(*words)
        assert done.returncode == 0
        assert "Usage: coalition" in done.stdout
    assert "publish that folder and nothing else" in " ".join(coalition("build", "--help").stdout.split())


def test_the_version_is_printed() -> None:
    assert re.fullmatch(r"coalition \d+\.\d+\.\d+\n", _started("--version").stdout)


def test_doctor_says_what_is_there() -> None:
    done = coalition("doctor")
    assert done.returncode == 0
    assert re.search(r"weasyprint +\d", done.stdout)
    assert re.search(r"Pango +present", done.stdout)


def test_without_pango_sites_are_built_and_pdfs_end_in_one_message(tmp_path: Path) -> None:
    """Stands in for a machine without Pango: a module on the path says that no library loads."""
    (tmp_path / "sitecustomize.py").write_text(
        "import ctypes\ndef refuse(name, *a, **k): raise OSError(name)\nctypes.CDLL = refuse\n",
        encoding="utf-8",
    )
    path = os.pathsep.join([str(tmp_path), str(PROJECT)])
    project = small_project(tmp_path / "town")
    with_small_documents(project / "build")
    doctor = _started("doctor", PYTHONPATH=path)
    assert doctor.returncode == 3
    assert "libpango" in doctor.stdout or "pango" in doctor.stdout
    refused = _started("build", "--project", str(project), PYTHONPATH=path)
    assert refused.returncode == 3
    assert "--no-pdf" in refused.stderr
    assert "Traceback" not in refused.stderr
    sites = _started("build", "--no-pdf", "--project", str(project), PYTHONPATH=path)
    assert sites.returncode == 0, sites.stderr
    assert (project / "build" / "site" / "index.html").exists()
    assert not list((project / "build").rglob("*.pdf"))
    assert ".pdf" not in (project / "build" / "workbook" / "downloads.html").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows neither of these signals")
@pytest.mark.parametrize(
    "sent", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow("stops one more build"))]
)
def test_a_build_that_is_stopped_leaves_the_last_one(tmp_path: Path, sent: signal.Signals) -> None:
    """SIGTERM comes to a build in the background, for which shells switch SIGINT off."""
    project = small_project(tmp_path / "project")
    command = [sys.executable, "-m", "coalition_site", "build", "--project", str(project)]
    build_project(project, project / "build", with_pdf=False)
    before = {path: path.read_bytes() for path in (project / "build" / "site").rglob("*.html")}
    (project / "content" / "partners").mkdir()
    (project / "content" / "partners" / "elm.md").write_text(
        "---\nname: Elm\ntype: Nonprofit\nrelationship: existing\nlisting: {consent: 2026-01-02}\n---\n",
        encoding="utf-8",
    )
    if sent == signal.SIGTERM:
        command = ["/bin/sh", "-c", 'trap "" INT; exec "$@"', "sh", *command]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        assert running.stdout is not None
        said = ""
        while "Publish" not in said:
            line = running.stdout.readline()
            assert line, said
            said += line
        running.send_signal(sent)
        said += running.stdout.read()
    assert running.returncode == 130, said
    assert said.endswith("Stopped. The last build is as it was.\n")
    assert "Traceback" not in said
    assert before == {path: path.read_bytes() for path in (project / "build" / "site").rglob("*.html")}
    assert {path.name for path in (project / "build").iterdir()} >= {"site", "workbook"}
    assert [path.name for path in project.iterdir() if path.name not in {"content", "build"}] == []


def test_a_reader_that_goes_away_is_no_mistake_of_the_program() -> None:
    command = [sys.executable, "-m", "coalition_site", "check", "--today", "2026-11-23"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (1, "")


def _town_of(tmp_path: Path, name: str) -> Path:
    partner = f"---\nname: {name}\ntype: Business\nrelationship: existing\n---\nThey lend money.\n"
    return small_project(tmp_path / "town", {"partners/bank.md": partner})


def test_doctor_names_the_package_with_a_font(tmp_path: Path) -> None:
    done = coalition("doctor", folder=_town_of(tmp_path, "陳華區 Bank"))
    assert done.returncode == 0
    assert "content/partners/bank.md:2:7: 陳 (cjk unified ideograph-9673), 華" in done.stdout
    assert "fonts-noto-cjk" in done.stdout
    assert "Everything is here." not in done.stdout


def test_doctor_prints_nothing_but_packages_for_workflows(tmp_path: Path) -> None:
    town = _town_of(tmp_path, "陳華區 សុខា Bank")
    assert coalition("doctor", "--fonts", "apt", folder=town).stdout == "fonts-noto-cjk fonts-noto-core\n"
    (town / "content" / "fonts").mkdir()
    (town / "content" / "fonts" / "khmer.ttf").write_bytes((FONTS / "khmer.ttf").read_bytes())
    assert coalition("doctor", "--fonts", "dnf", folder=town).stdout == "google-noto-sans-cjk-fonts\n"
    assert coalition("doctor", "--fonts", "apt", folder=_town_of(tmp_path / "other", "Дім 🎈")).stdout == ""
