"""Builds a staged site with MkDocs and Material, and asks them what they can do.

Beside their settings, which are documented, this depends on: the last line of a trace and the words of `--strict`; the
folder of Material's languages; that its source maps end in `.map`. `site.mkdocs_output` holds what
they write, and `templates/theme/` the classes, blocks and component names that their pages and scripts use.
The contract tests beside this room's other tests name each of these.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import yaml

from coalition_site.problems import Refused

_NOT_FOR_A_TEAM = ("404.html", "sitemap.xml", "sitemap.xml.gz")
_NEEDS_AN_ADDRESS = ("sitemap.xml", "sitemap.xml.gz")
_UNUSED = "**/*.map"
_OF_THEME = ("assets/javascripts", "assets/stylesheets", "assets/images")
"""Folders of Material's own program, style sheets and icon: more than half of a small site, and not for our pages."""
# The last line of a Python program that the system refuses a file: the number of the error, and the file written last.
_REFUSED = re.compile(r"\w*Error: \[Errno (\d+)\] [^:]*(?::.*'([^']*)')?")
_TRACE = "Traceback "


class SiteFailed(Refused):
    """The builder refused a page or warned of one; the text is its own."""


def builder_program() -> tuple[str, ...]:
    """The command line of MkDocs, without its words."""
    return (sys.executable, "-m", "mkdocs")


def build_site(staged: Path, into: Path, epoch: int) -> int:
    """Builds a staged site into a folder and returns how many pages it has. `epoch` is the time its files carry.

    The builder runs in a process of its own, so that its messages and settings stay there. Any warning of it is a
    failure: raises SiteFailed, or OSError where the system refused it a file.
    """
    command = [*builder_program(), "build", "--strict"]
    command += ["--config-file", str(staged.resolve() / "mkdocs.yml"), "--site-dir", str(into.resolve())]
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": str(epoch),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
    }
    done = subprocess.run(  # noqa: S603  our own interpreter and our own files
        command, env=environment, cwd=staged, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise _failure(done.stderr, into)
    _tidy(into, yaml.safe_load((staged / "mkdocs.yml").read_text(encoding="utf-8")))
    return sum(1 for file in into.rglob("*.html") if file.name != "404.html")


def _failure(said: str, into: Path) -> SiteFailed | OSError:
    """What the builder's last words mean. Of a trace, only its last line is for people."""
    lines = [line for line in said.strip().splitlines() if not line.startswith("INFO")]
    if not any(line.startswith(_TRACE) for line in lines):
        return SiteFailed("\n".join(lines) or "the site builder stopped without a word")
    if refused := _REFUSED.fullmatch(lines[-1]):
        return OSError(int(refused[1]), os.strerror(int(refused[1])), refused[2] or str(into))
    return SiteFailed(f"the site builder failed: {lines[-1]}")


def theme_language(language: str) -> str:
    """The language that the theme speaks on a site in `language`: the same, its main language, or English."""
    found = find_spec("material")
    folders = [Path(place) for place in (found.submodule_search_locations or ())] if found is not None else []
    for candidate in (language, language.partition("-")[0]):
        if any((folder / "templates/partials/languages" / f"{candidate}.html").is_file() for folder in folders):
            return candidate
    return "en"


def _tidy(site: Path, settings: dict[str, object]) -> None:
    """Takes out what the builder writes and no page uses, and lists of pages where there is no public address.

    The list of a site in several languages stands at its root, with the pages of all.
    """
    extra = settings.get("extra")
    audience, shared = (extra.get("audience"), extra.get("shared")) if isinstance(extra, dict) else ("", "")
    listed = settings.get("site_url") and not shared
    for name in _NOT_FOR_A_TEAM if audience == "team" else () if listed else _NEEDS_AN_ADDRESS:
        (site / name).unlink(missing_ok=True)
    for file in site.glob(_UNUSED):
        file.unlink()
    pages = [page.read_bytes() for page in site.rglob("*.html")]
    for folder in _OF_THEME:
        # A project's own theme and scripts may use them.
        if not any(f"{folder}/".encode() in page for page in pages):
            shutil.rmtree(site / folder, ignore_errors=True)
