"""Builds the documentation into dist/docs, with Material for MkDocs and nothing from another host.

    .venv/bin/python scripts/make/docs.py

The pages lie in docs/, their order in docs.yml. The changelog, the fonts and the style sheets of components are added
to a copy; entries of the order whose pages are not written yet are left out. A warning of the builder is an error.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from scripts.make.components import add_styles

ROOT = Path(__file__).parents[2]


def stage(folder: Path) -> Path:
    """Puts everything the builder needs into a folder; returns the settings file."""
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs", docs)
    shutil.copyfile(ROOT / "CHANGELOG.md", docs / "changelog.md")
    shutil.copytree(ROOT / "coalition_site" / "fonts" / "pages", docs / "fonts")
    shutil.copyfile(ROOT / "templates/theme/assets/coalition/favicon.svg", docs / "fonts" / "favicon.svg")
    add_styles(docs / "reference")
    settings = yaml.safe_load((ROOT / "docs.yml").read_text(encoding="utf-8"))
    settings["nav"] = written(settings["nav"], docs)
    (folder / "docs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder / "docs.yml"


def written(entries: list[dict[str, Any]], docs: Path) -> list[dict[str, Any]]:
    """The entries of the order whose pages are there."""
    kept: list[dict[str, Any]] = []
    for entry in entries:
        ((title, target),) = entry.items()
        if isinstance(target, list):
            kept.append({title: written(target, docs)})
        elif (docs / target).is_file():
            kept.append(entry)
    return kept


def build(into: Path) -> None:
    """Builds the documentation into a folder. Raises CalledProcessError where the builder refuses or warns."""
    with tempfile.TemporaryDirectory() as name:
        settings = stage(Path(name))
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        command += ["--config-file", str(settings), "--site-dir", str(into.resolve())]
        subprocess.run(command, check=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})


if __name__ == "__main__":
    build(ROOT / "dist" / "docs")
    sys.stdout.write("Built dist/docs/index.html\n")
