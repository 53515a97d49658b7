"""A saved file shows in an open page by itself, and so does a mistake."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from benchmarks.made_coalition import write_coalition
from tests.support.building import PROJECT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_coalition(tmp_path / "project", 12)


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    """Where the project is previewed."""
    command = [sys.executable, "-u", "-m", "coalition_site", "serve", "--port", "0", "--project", str(project)]
    running = subprocess.Popen(
        [*command, "--today", "2026-11-23"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=PROJECT
    )
    assert running.stdout is not None
    found = re.search(r"(http://127\.0\.0\.1:\d+/[\w-]+/site/)\?key=[\w-]+", running.stdout.readline())
    assert found is not None
    while ": shown (" not in running.stdout.readline():
        pass
    yield found[0]
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=60)


def test_a_saved_file_shows_by_itself(project: Path, address: str, browser: Browser) -> None:
    file = min((project / "content" / "partners").glob("*.md"))
    written = file.read_text(encoding="utf-8")
    page = browser.new_page()
    page.goto(address)
    address = address.partition("/site/")[0]
    assert page.url == f"{address}/site/"
    asked: list[str] = []
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security" in message.text else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/workbook/partners/{file.stem}.html")
    file.write_text(f"{written}\nThey painted the fence green.\n", encoding="utf-8")
    expect(page.get_by_text("They painted the fence green.")).to_be_visible(timeout=20_000)
    file.write_text(written.replace("relationship:", "relation:"), encoding="utf-8")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("'relation'", timeout=20_000)
    expect(alert).to_contain_text(f"content/partners/{file.name}:")
    expect(page.get_by_text("They painted the fence green.")).to_be_visible()
    file.write_text(written, encoding="utf-8")
    expect(page.get_by_text("They painted the fence green.")).to_have_count(0, timeout=20_000)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.goto(f"{address}/workbook/invites.html")
    page.goto(f"{address}/site/search.html")
    assert refused == []
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    assert [url for url in asked if not url.startswith(f"{address}/")] == []
    page.close()
