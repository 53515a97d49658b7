"""The pages of components show what the program's partials make today."""

import re
from pathlib import Path

import pytest

from scripts.make import components

DOCS = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize("name", components.SHEETS)
def test_the_page_is_what_the_script_makes(name: str) -> None:
    written = (DOCS / f"components-{name}.html").read_text(encoding="utf-8")
    assert written == components.page(name), "run scripts/make/components.py"


def test_what_is_shown_is_said_in_the_list_of_pages() -> None:
    listed = (DOCS / "components.md").read_text(encoding="utf-8")
    for name in components.SHEETS:
        made = components.page(name)
        assert f"(components-{name}.html)" in listed
        assert len(re.findall(r'<section class="component"', made)) >= 4
        assert not re.search(r"(?:src|href)=.https?:(?!//(?:www\.)?elm)", made)
