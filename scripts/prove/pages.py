"""Holds the built sites against the Nu HTML checker, and three pages against Lighthouse. Needs Java, Node and Chromium.

    python scripts/prove/pages.py build            both
    python scripts/prove/pages.py build markup     the Nu HTML checker alone
    python scripts/prove/pages.py build lighthouse

The two programs are installed from npm into a folder below the machine's temporary one. Exit code 1 if a page has an
error that the list below does not explain, or a Lighthouse category falls short of what the project holds to.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PROGRAMS = ("vnu-jar@26.9.27", "lighthouse@12.8.2")
EXPLAINED = {
    "Attribute “autocomplete” is only allowed when the input type is": (
        "the theme's two hidden switches, for its drawer and its search, say autocomplete=off so that Firefox does not "
        "restore them; its base template leaves no place to change that"
    ),
    "CSS: “field-sizing”": "a property that Chromium and Safari know and the checker's CSS does not yet",
}
LIGHTHOUSE_PAGES = ("index.html", "partners/index.html", "partners/forest-city-public-library.html")
CATEGORIES = {"accessibility": 100, "performance": 95, "best-practices": 95, "seo": 95}
BROWSER_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"


def installed() -> Path:
    """The folder of the two programs' packages; they are fetched the first time."""
    folder = Path(tempfile.gettempdir()) / "coalition-page-checkers"
    packages = folder / "node_modules"
    if not all((packages / program.rpartition("@")[0]).is_dir() for program in PROGRAMS):
        folder.mkdir(exist_ok=True)
        npm = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), *PROGRAMS]
        subprocess.run(npm, check=True, stdout=subprocess.DEVNULL)
    return packages


def check_markup(build: Path, packages: Path) -> bool:
    """Prints how many pages were read, what was found, and what is explained; says whether that is all."""
    pages = sorted(str(page) for page in build.rglob("*.html") if ".cache" not in page.parts)
    jar = packages / "vnu-jar/build/dist/vnu.jar"
    command = [
        "java",
        "-Xss8m",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--errors-only",
        "--stdout",
        "--exit-zero-always",
    ]
    found = json.loads(subprocess.run([*command, *pages], check=True, capture_output=True, text=True).stdout)
    unexplained: list[str] = []
    explained: Counter[str] = Counter()
    for message in found["messages"]:
        said = str(message["message"])
        reason = next((start for start in EXPLAINED if said.startswith(start)), None)
        if reason is None:
            page = Path(message["url"].removeprefix("file:")).relative_to(build)
            unexplained.append(f"{page}:{message.get('lastLine')}: {said}")
        else:
            explained[reason] += 1
    print(f"Nu HTML checker: {len(pages)} pages, {len(unexplained)} errors")
    for line in unexplained:
        print(f"  {line}")
    for start, number in explained.items():
        print(f"  {number} times explained: {start} …: {EXPLAINED[start]}")
    return not unexplained


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def check_lighthouse(site: Path, packages: Path) -> bool:
    """Prints the four marks of each page, served on this machine; says whether all are good enough."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    good = True
    for page in LIGHTHOUSE_PAGES:
        for form in ("mobile", "desktop"):
            marks = _marks(f"http://127.0.0.1:{server.server_port}/{page}", form, packages)
            short = {name: mark for name, mark in marks.items() if mark < CATEGORIES[name]}
            good = good and not short
            told = ", ".join(f"{name} {mark}" for name, mark in marks.items())
            print(f"Lighthouse, {form}: {page}: {told}{'  (too low)' if short else ''}")
    server.shutdown()
    return good


def _marks(address: str, form: str, packages: Path) -> dict[str, int]:
    browser = shutil.which("chromium") or shutil.which("google-chrome") or ""
    command = ["node", str(packages / "lighthouse/cli/index.js"), address, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={BROWSER_FLAGS}"]
    command += ["--preset=desktop"] if form == "desktop" else []
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={"CHROME_PATH": browser, "PATH": "/usr/bin:/bin"}
    )
    report = json.loads(done.stdout)
    for name, audit in sorted(report["audits"].items()):
        if audit["score"] is not None and audit["score"] < 1 and re.search("--why", " ".join(sys.argv)):
            print(f"    {name}: {audit['score']} {audit['title']} {audit.get('displayValue', '')}")
    return {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}


def main() -> int:
    """Runs what was asked for."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    build = Path(words[0] if words else "build").resolve()
    wanted = set(words[1:]) or {"markup", "lighthouse"}
    packages = installed()
    results = [
        *([check_markup(build, packages)] if "markup" in wanted else []),
        *([check_lighthouse(build / "site", packages)] if "lighthouse" in wanted else []),
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
