"""IBM Equal Access and Siteimprove Alfa, by the lock in `tests/checkers`, which names no host."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.made_once import made_once

CHECKERS = Path(__file__).parents[1] / "checkers"

_VIOLATIONS = """async () => {
  const report = await new ace.Checker().check(document, ["WCAG_2_2"]);
  return report.results
    .filter(({value}) => value[0] === "VIOLATION" && value[1] === "FAIL")
    .map(({ruleId, snippet}) => [ruleId, snippet.slice(0, 200)]);
}"""


def installed_checkers() -> Path:
    """The folder of both checkers. A test without npm is skipped, but not in continuous integration."""
    npm = shutil.which("npm")
    if npm is None and not os.environ.get("CI"):
        pytest.skip("npm is not installed")
    assert npm is not None, "npm is not installed, and continuous integration must not go without it"

    def install(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for file in CHECKERS.iterdir():
            if file.is_file():
                shutil.copy(file, folder)
        words = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(words, cwd=folder, check=True, capture_output=True)

    return made_once("page-checkers", install)


def ibm_violations(page: Page, checkers: Path) -> list[tuple[str, str]]:
    """What IBM Equal Access calls a violation on a page as it is shown now: the rule, and the element."""
    engine = (checkers / "node_modules/accessibility-checker-engine/ace.js").read_text(encoding="utf-8")
    page.evaluate(f"() => {{ {engine}; window.ace = ace }}")
    return [(rule, element) for rule, element in page.evaluate(_VIOLATIONS)]
