"""ARCHITECTURE.md against the code: its tree of folders, its layers, and the way of one value.

The way is looked at while the value passes: a small project is read and made into three outputs, and a module is on the
way where one of its functions takes or gives something that holds the value of `works_on`. Each output has a value of
its own, as what was made of a text is kept for the next time it is asked for.
"""

import ast
import dataclasses
import re
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import coalition_site
from coalition_site.derive.letters.view import letter_view
from coalition_site.derive.public.view import public_coalition
from coalition_site.jobs.build import BuildOptions, build
from coalition_site.model.coalition import Coalition
from coalition_site.progress import QuietProgress
from coalition_site.publish.letters.docx import letter_docx
from coalition_site.publish.pdf.single_document import document_bytes
from coalition_site.render.documents import letter_document
from coalition_site.render.environment import html_environment
from coalition_site.render.letters import LateLetter
from coalition_site.render.worksheets import wanted_worksheet
from coalition_site.validate.project import check
from tests.support.building import PROJECT, SMALL, small_project

PAGE = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGE = Path(coalition_site.__file__).parent
TODAY = date(2026, 11, 23)
STAGES = ("read", "validate", "model", "derive", "render", "publish")
DEEPEST, WIDEST = 4, 60
NEXT_PARAGRAPH = "\n\n"
IN_ITS_PROCESS = "publish.pdf.worker"
"""It takes documents in a process that nobody here looks into."""
OTHER_OUTPUTS = frozenset(
    (
        *("team_view", "letter_views", "blank_worksheets", "browser_forms", "with_forms", "render_workbook"),
        *("invites_table", "coverage_table", "coalition_json", "follow_up_calendars", "public_files"),
        *("publish_cards", "_summary"),
    )
)
"""Functions that a build calls for what is no page of the public site; nothing is looked at within them."""
WITHOUT_VALUES = {"Vocabulary", "VocabularyChanges", "OptionList", "Option", "KnownTexts", "Wordings"}
"""They hold every option there is, so the value too, for whoever asks."""


def section(title: str) -> str:
    """A chapter of the page, without its heading."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def tree(folder: Path, depth: int = 0) -> Iterator[str]:
    """The packages below a folder, each with the first paragraph of its docstring."""
    for inner in sorted(each.parent for each in folder.glob("*/__init__.py")):
        said, *_ = (ast.get_docstring(ast.parse((inner / "__init__.py").read_text(encoding="utf-8"))) or "").split("\n")
        name = f"{'  ' * depth}{inner.name}/"
        yield f"{name:<16}{said.partition(NEXT_PARAGRAPH)[0]}"
        yield from tree(inner, depth + 1)


def test_the_tree_is_that_of_the_packages() -> None:
    (block,) = re.findall(r"```\ncoalition_site/\n(.*?)\n```", section("The tree"), re.DOTALL)
    assert block.splitlines() == list(tree(PACKAGE, 1))


def test_the_layers_are_those_that_import_linter_holds() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    said = " → ".join(layer.replace(" | ", ", ") for layer in layers)
    for page in (PAGE, (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        assert f"`{said}`" in page


def test_every_file_that_is_named_is_there() -> None:
    files = {each.relative_to(PROJECT).as_posix() for each in PROJECT.glob("[a-z]*/**/*") if each.is_file()}
    files |= {each.name for each in PROJECT.iterdir()}
    named = re.findall(r"`([\w/.-]+\.(?:py|md|yml|toml|lock|html|css|js|sh))`", PAGE)
    assert len(named) > 50
    assert [each for each in named if not any(f"/{file}".endswith(f"/{each}") for file in files)] == []


def holds(value: object, text: str, depth: int = DEEPEST) -> bool:
    """Whether a text stands in a value, or in what it is made of, as deep as views go."""
    match value:
        case str():
            return text in value.casefold()
        case bytes():
            return text.encode() in value
        case _ if type(value).__name__ in WITHOUT_VALUES or isinstance(value, type):
            return False
        case Mapping():
            inner = [*value.values()]
        case tuple() | list() | set() | frozenset():
            inner = [*value]
        case _ if dataclasses.is_dataclass(value):
            inner = [getattr(value, each.name, None) for each in dataclasses.fields(value)]
        case _ if hasattr(type(value), "model_fields"):
            inner = [*vars(value).values()]
        case _:
            return False
    return depth > 0 and any(holds(each, text, depth - 1) for each in inner[:WIDEST])


class Watch:
    """Called by Python at the beginning and end of functions; `modules` are those that held the text."""

    def __init__(self, text: str) -> None:
        self.modules: set[str] = set()
        self.looking = threading.local()
        self.text = text

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        name = frame.f_globals.get("__name__", "")
        if not name.startswith("coalition_site.") or event not in {"call", "return"} or hasattr(self.looking, "now"):
            return
        if frame.f_code.co_name in OTHER_OUTPUTS:
            self.looking.elsewhere = getattr(self.looking, "elsewhere", 0) + (1 if event == "call" else -1)
            return
        if getattr(self.looking, "elsewhere", 0):
            return
        name, code = name.removeprefix("coalition_site."), frame.f_code
        if name in self.modules or code.co_name in {"<module>", "__getattr__"} or code.co_filename == "<string>":
            return
        self.looking.now = True
        given = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        values = [argument] if event == "return" else [frame.f_locals.get(each) for each in given]
        if any(holds(each, self.text) for each in values):
            self.modules.add(name)
        del self.looking.now


def a_profile(project: Path) -> None:
    build(read(project), BuildOptions(project, project / "build", TODAY, with_pdf=False), QuietProgress())


def a_worksheet(project: Path) -> None:
    worksheet = wanted_worksheet(read(project), project / "templates", paper=None, language="en", large=False)
    assert document_bytes(worksheet, {}, 0).startswith(b"%PDF")


def a_letter(project: Path) -> None:
    coalition = read(project)
    view = letter_view(coalition, coalition.invites[0], "letter")
    assert view is not None
    letter = LateLetter(view)
    about = public_coalition(coalition.settings)
    document = letter_document(letter, "letter.pdf", about, html_environment(None, "en"))
    assert document_bytes(document, {}, 0).startswith(b"%PDF")
    assert letter_docx(letter.letter, {}, None, 0)


PARTNER = """\
---
name: Garden Club
type: Nonprofit
relationship: existing
works_on:
  - {}
listing:
  consent: 2026-01-01
---
"""


def read(project: Path) -> Coalition:
    validated = check(project, TODAY).validated
    assert validated.coalition is not None, validated.problems
    return validated.coalition


WAYS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a profile page": (a_profile, "team_content: ../nowhere\n"),
    "a worksheet as PDF": (a_worksheet, ""),
    "a letter": (a_letter, ""),
}


@pytest.mark.parametrize("name", WAYS)
def test_the_way_of_a_value_is_the_one_that_is_told(tmp_path: Path, name: str) -> None:
    make, settings = WAYS[name]
    value = f"Zq{''.join(name.split())}"
    files = {
        "coalition.yml": SMALL + settings,
        "vocabulary.yml": f"areas:\n  {value}:\n    pillar: High-Quality Education\n",
        "partners/garden.md": PARTNER.format(value),
    }
    if make is a_letter:
        files["invites.yml"] = "- partner: garden\n  member: Ana Ruiz\n  sender: jo\n  status: drafted\n"
        files["letters/invitation.md"] = "---\nsubject: Hello\n---\nYou work on {{ partner.works_on }}.\n"
    project = small_project(tmp_path / "project", files)
    watch = Watch(value.casefold())
    sys.setprofile(watch)
    threading.setprofile(watch)
    try:
        make(project)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    passed = {stage: sorted(each for each in watch.modules if each.startswith(f"{stage}.")) for stage in STAGES}
    assert passed == told(name)


def told(name: str) -> dict[str, list[str]]:
    """The modules that the page names for an output, by their stage: those of all outputs, and its own."""
    heads, _, *rows = (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section("The way of one value").splitlines()
        if line.startswith("|")
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        cells = dict(zip(heads, row, strict=True))
        named = re.findall(r"`(.+?)`", cells["all three"] + cells[name])
        found[cells["stage"]] = sorted(f"{cells['stage']}.{each}" for each in named)
    return {stage: [each for each in modules if each != IN_ITS_PROCESS] for stage, modules in found.items()}
