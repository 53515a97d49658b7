"""What this machine has of what the program needs."""

import sys
from importlib.metadata import PackageNotFoundError, version

from coalition_site.publish.fonts import missing_fonts
from coalition_site.publish.system_parts import install_line, missing_parts, system_parts

_PACKAGES = ("jinja2", "markdown-it-py", "mkdocs", "mkdocs-material", "pydantic", "pyyaml", "weasyprint")


def examine() -> tuple[list[str], bool]:
    """Lines that say what is present and what is missing, and whether nothing is missing."""
    lines = [f"Python        {sys.version.split()[0]}"]
    absent = []
    for name in _PACKAGES:
        try:
            lines.append(f"{name:<13} {version(name)}")
        except PackageNotFoundError:
            absent.append(name)
            lines.append(f"{name:<13} missing")
    lines += [f"{part.name:<13} {'present' if part.present else 'missing'}" for part in system_parts()]
    fonts = missing_fonts()
    lines.append(f"{'Fonts':<13} {'missing: ' + ', '.join(fonts) if fonts else 'present'}")
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
