"""`coalition doctor`: what the program needs, what this machine has of it, and the line that installs the rest."""

import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from coalition_site.cli.language_server_command import HOW_TO_SERVE_EDITORS, editors_are_served
from coalition_site.model.content_files import COALITION
from coalition_site.publish.pdf.fonts import missing_fonts
from coalition_site.publish.pdf.system_libraries import install_line, missing_parts, system_parts
from coalition_site.read.content import Content
from coalition_site.read.fonts.choice import fonts_for
from coalition_site.read.fonts.packages import Installer, packages_for, packages_in_words
from coalition_site.read.team_folder import read_project
from coalition_site.validate.printed import named, signs_of

_PROGRAMS = {Installer.APT: "apt-get", Installer.DNF: "dnf", Installer.BREW: "brew"}
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
    found = (project / COALITION.path()).is_file()
    lines.append(f"{'Content':<15} {'present' if found else f'none in {project}; name the folder with --project'}")
    lacking = missing_parts()
    of_signs = _lines_of_signs(read_project(project)) if found else []
    lines.append(f"{'Signs':<15} {'some of the content have no font' if of_signs else 'present'}")
    served = editors_are_served()
    lines.append(f"{'Editors':<15} {'served' if served else 'not served while somebody types in them'}")
    lines.append("")
    if absent:
        lines.append(f"Install the missing packages: python -m pip install {' '.join(absent)}")
    if lacking:
        lines.append(f"To make PDFs, install: {install_line()}")
        lines.append("The two sites can be built without them: coalition build --no-pdf")
    if fonts:
        lines.append("The fonts belong to the program: install it again.")
    lines += of_signs
    if not served:
        lines.append(f"To see mistakes in an editor while you type: {HOW_TO_SERVE_EDITORS}")
    complete = not (absent or lacking or fonts)
    if complete and not of_signs:
        lines.append("Everything is here.")
    return lines, complete


def font_packages(project: Path, installer: str) -> tuple[str, ...]:
    """The packages that bring what neither the packaged fonts nor the coalition's own have, installed or not."""
    content = read_project(project)
    signs = frozenset(sign for line in signs_of(content) for sign in line.signs)
    printed, _ = fonts_for(signs, content.fonts, (), of_system=False)
    return packages_for(printed.missing, Installer(installer))


def _lines_of_signs(content: Content) -> list[str]:
    """The signs of the content that no font here has, where they stand, and the line that installs one."""
    written = signs_of(content)
    missing = fonts_for(frozenset(sign for line in written for sign in line.signs), content.fonts, ())[0].missing
    if not missing:
        return []
    lines = ["No font here has these signs; documents have a marked gap in their place:"]
    places = ((line.position, [sign for sign in line.signs if sign in missing]) for line in written)
    lines += [f"  {position}: {named(signs)}" for position, signs in places if signs]
    installer = next((installer for installer in Installer if shutil.which(_PROGRAMS[installer])), None)
    if installer is None:
        how = f"install {packages_in_words(missing)}"
    else:
        how = f"install: {installer.line} {' '.join(packages_for(missing, installer))}"
    return [*lines, f"To print them, {how}", "or put a font that has them into content/fonts."]
