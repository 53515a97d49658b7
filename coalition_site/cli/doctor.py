"""What this machine has of what the program needs."""

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from coalition_site.publish.fonts import missing_fonts
from coalition_site.publish.system_parts import install_line, missing_parts, system_parts
from coalition_site.read.content import COALITION, CONTENT

_PACKAGES = ("jinja2", "markdown-it-py", "mkdocs", "mkdocs-material", "pydantic", "pyyaml", "weasyprint")


def examine(project: Path) -> tuple[list[str], bool]:
    """Lines that say what is present and what is missing, and whether nothing of the system is missing.

    Whether `project` holds content is said, but nobody can install it.
    """
    lines = [f"{'Python':<15} {sys.version.split()[0]}"]
    absent = []
    for name in _PACKAGES:
        try:
            lines.append(f"{name:<15} {version(name)}")
        except PackageNotFoundError:
            absent.append(name)
            lines.append(f"{name:<15} missing")
    lines += [f"{part.name:<15} {'present' if part.present else 'missing'}" for part in system_parts()]
    fonts = missing_fonts()
    lines.append(f"{'Fonts':<15} {'missing: ' + ', '.join(fonts) if fonts else 'present'}")
    found = (project / CONTENT / COALITION).is_file()
    lines.append(f"{'Content':<15} {'present' if found else f'none in {project}; name the folder with --project'}")
    lacking = missing_parts()
    lines.append("")
    if absent:
        lines.append(f"Install the missing packages: python -m pip install {' '.join(absent)}")
    if lacking:
        lines.append(f"To make PDFs, install: {install_line()}")
        lines.append("The two sites can be built without them: coalition build --no-pdf")
    if fonts:
        lines.append("The fonts belong to the program: install it again.")
    complete = not (absent or lacking or fonts)
    if complete:
        lines.append("Everything is here.")
    return lines, complete
