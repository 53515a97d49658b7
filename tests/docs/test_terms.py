"""The product's terms have one meaning each: what docs/reference/terms.md does not call them, nothing does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.support.guide_runner import ROOT

PAGE = ROOT / "docs/reference/terms.md"
OTHERS_WORDS = {
    "licenses.md": "texts of others",
    "other-toolkits.md": "other toolkits have terms of their own",
    "options.md": "the worksheet's labels and what people type instead of them",
    "terms.md": "names what is not said",
}
ALLOWED = {
    "security.md": {"event"},  # of a parser and of a workflow
    "problems.md": {"event"},  # an event handler of SVG
}


def rows() -> Iterator[tuple[str, str, list[str]]]:
    """Each term with its meaning and the words that are not used for it."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith(("| term ", "| --- ")):
            term, meaning, instead = (cell.strip() for cell in line.strip("|").split(" | "))
            yield term, meaning, [word for word in instead.split(", ") if word]


ROWS = list(rows())
REFUSED = sorted(word for _, _, instead in ROWS for word in instead)
ANY_REFUSED = re.compile(rf"\b({'|'.join(map(re.escape, REFUSED))})(?:s|es)?\b", re.IGNORECASE)


def prose_of(page: Path) -> str:
    """A page's own words: without code, blocks of code and addresses."""
    text = re.sub(r"(?ms)^```.*?^```$", "", page.read_text(encoding="utf-8"))
    return re.sub(r"`[^`]*`|\]\([^)]*\)|<!--.*?-->", " ", text)


def said_in(text: str) -> set[str]:
    """The refused words that a text says, alone or in the plural."""
    return {found.group(1).lower() for found in ANY_REFUSED.finditer(text)}


def messages() -> list[str]:
    with (ROOT / "coalition_site/catalogues/messages.pot").open("rb") as file:
        catalogue = read_po(file)
    return [
        text
        for message in catalogue
        if message.id
        for text in ([message.id] if isinstance(message.id, str) else message.id)
    ]


def test_each_term_stands_once_and_no_word_is_both_said_and_not() -> None:
    terms = [term for term, _, _ in ROWS]
    assert len(terms) == len(set(terms)) > 40
    assert len(REFUSED) == len(set(REFUSED))
    assert not set(terms) & set(REFUSED)
    assert all(meaning.endswith(".") for _, meaning, _ in ROWS)


def test_no_interface_word_calls_a_term_something_else() -> None:
    assert {text: found for text in messages() if (found := said_in(text))} == {}


@pytest.mark.parametrize(
    "page",
    [page for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if page.name not in OTHERS_WORDS],
    ids=lambda page: page.stem,
)
def test_no_page_calls_a_term_something_else(page: Path) -> None:
    assert said_in(prose_of(page)) - ALLOWED.get(page.name, set()) == set()


def test_each_term_is_used() -> None:
    everything = "\n".join([*messages(), *(prose_of(page) for page in (ROOT / "docs").rglob("*.md") if page != PAGE)])
    unused = [term for term, _, _ in ROWS if not re.search(rf"\b{term}", everything, re.IGNORECASE)]
    assert unused == []
