"""The documentation says what is so: it is complete, its links lead somewhere, and its examples work."""

import re
from pathlib import Path

import pytest

from coalition_site.model.wording import PLACEHOLDERS
from coalition_site.problems import kinds
from coalition_site.validate.schema import MODELS
from scripts.make import docs, reference
from tests.support.guide_runner import ROOT, Reader, blocks_of

DOCS = ROOT / "docs"
GUIDES = [
    *(DOCS / name for name in ("start.md", "walk.md", "how-it-works.md", "reference/library.md")),
    *sorted((DOCS / "guides").glob("*.md")),
]


@pytest.mark.parametrize("name", reference.PAGES)
def test_the_reference_is_what_the_script_makes(name: str) -> None:
    made = reference.page(name)
    assert (DOCS / "reference" / name).read_text(encoding="utf-8") == made, "run scripts/make/reference.py"


def test_every_command_and_option_is_documented() -> None:
    page = (DOCS / "reference/commands.md").read_text(encoding="utf-8")
    for name, command in reference.commands().items():
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert section, name
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert not option.startswith("-") or re.search(rf"`[^`]*{option}\b", section), f"{name} {option}"


def test_every_key_placeholder_and_problem_is_documented() -> None:
    fields = (DOCS / "reference/fields.md").read_text(encoding="utf-8")
    for model, title in MODELS.values():
        section = fields.partition(f"\n## {reference.heading_of(title)}\n")[2].partition("\n## ")[0]
        for key, field, _ in reference.fields_of(model):
            assert f"| `{key}` |" in section, key
            assert field.description, key
    assert "senders.….signature" in fields
    assert "team.people[].language" in fields
    placeholders = (DOCS / "reference/placeholders.md").read_text(encoding="utf-8")
    assert [name for name in PLACEHOLDERS if f"`{{{{ {name} }}}}`" not in placeholders] == []
    problems = (DOCS / "problems.md").read_text(encoding="utf-8")
    assert [code for code in kinds() if f"### {code}\n" not in problems] == []


# Each makes a coalition of another name and lays out all its documents, or builds again and again.
LONG = {"communications", "convener", "publishing", "start", "data-lead", "library", "other-toolkits"}


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=pytest.mark.slow("builds as often as its reader") if page.stem in LONG else ())
        for page in GUIDES
    ],
    ids=lambda page: page.stem,
)
def test_every_block_of_a_guide_works(page: Path, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for block in blocks_of(page):
        reader.follow(block)


def test_the_site_is_built_without_a_warning_and_asks_no_other_host(tmp_path: Path) -> None:
    docs.build(tmp_path / "site")
    loaded = re.compile(
        r"<(?:script|img|iframe)\b[^>]*\bsrc=\"(https?:)|<link\b(?![^>]*canonical)[^>]*href=\"(https?:)"
    )
    for page in (tmp_path / "site").rglob("*.html"):
        assert not loaded.search(page.read_text(encoding="utf-8")), page.name
    named = set(re.findall(r": (\S+\.md)$", (ROOT / "docs.yml").read_text("utf-8"), re.MULTILINE))
    written = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    assert written <= named
