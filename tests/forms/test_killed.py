"""An editor that is killed while it saves: every file is as it was or as it was to be, and the next editor goes on."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from itertools import count
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import pytest

from tests.support.building import PROJECT, coalition_of, small_project
from tests.support.editing import controls_of

ROUNDS = 8
LONGEST = 0.25
"""Seconds after which an editor is killed at the latest; a save takes some hundredths of one."""
OPEN = "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n---\nVersion {}.\n"
OF_TEAM = "---\nteam:\n  notes: Version {}.\n---\n"


@dataclass
class Saving:
    """Somebody who saves versions through the browser; `sent` and `kept` are the last ones, 0 before any is kept."""

    address: str
    sent: int
    kept: int = 0
    begun: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Saves until nobody answers any more."""
        with suppress(OSError, HTTPException):
            browser = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
            start = browser.open(self.address, timeout=30)
            root = start.url.partition("edit/")[0]
            for number in count(self.sent + 1):
                form = browser.open(f"{root}edit/partner/elm-fund", timeout=30).read().decode()
                token = form.partition('name="form_token" value="')[2].partition('"')[0]
                said = f"Version {number}."
                data = controls_of(form) | {"body": [said], "team.notes": [said], "form_token": [token]}
                browser.addheaders = [("Origin", root.rpartition("/")[0].rpartition("/")[0])]
                self.sent = number
                self.begun.set()
                browser.open(f"{root}edit/partner/elm-fund", urlencode(data, doseq=True).encode(), timeout=30).read()
                self.kept = number


@contextmanager
def editor(project: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """An editor of its own process, and the address that it prints; killed behind the block."""
    command = [sys.executable, "-m", "coalition_site", "edit", "--no-browser", "--port", "0", "--project"]
    with subprocess.Popen([*command, str(project)], stdout=subprocess.PIPE, text=True, cwd=PROJECT) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().split()[-1]
        finally:
            os.kill(process.pid, signal.SIGKILL)


@pytest.mark.slow("starts and kills an editor again and again")
def test_every_file_is_as_it_was_or_as_it_was_to_be(tmp_path: Path) -> None:
    project = small_project(tmp_path / "town", {"partners/elm-fund.md": OPEN.format(0)})
    settings = project / "content/coalition.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "team_content: ../team\n", encoding="utf-8")
    files = {project / "content/partners/elm-fund.md": OPEN, tmp_path / "team/partners/elm-fund.md": OF_TEAM}
    (tmp_path / "team/partners").mkdir(parents=True)
    for file, text in files.items():
        file.write_text(text.format(0), encoding="utf-8")
    moments = random.Random(20)  # noqa: S311  moments, no secrets
    found = dict.fromkeys(files, 0)
    last = 0
    for _ in range(ROUNDS):
        with editor(project) as (_, address):
            saving = Saving(address, sent=last)
            thread = threading.Thread(target=saving.run)
            thread.start()
            assert saving.begun.wait(60)
            time.sleep(moments.uniform(0, LONGEST))
        thread.join()
        for file, text in files.items():
            written = file.read_text(encoding="utf-8")
            version = int(written.partition("Version ")[2].partition(".")[0])
            assert written == text.format(version)
            # What was answered is on the disk; what was asked last may be in one file and not yet in the other.
            assert version in {saving.kept or found[file], saving.sent}
            found[file] = version
        last = saving.sent
    assert coalition_of(project).partners["elm-fund"].team.notes.startswith("Version ")
