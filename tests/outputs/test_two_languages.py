"""English and Spanish outputs of the same tokens share no words but those that both languages have.

It shows what the pseudo-language cannot: a message that nobody has translated, or one whose translation is its own.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coalition_site.jobs.build import derive
from coalition_site.model.coalition import Coalition
from coalition_site.render.outputs import render_outputs
from coalition_site.render.rendering import Late
from coalition_site.render.tables import TextTable
from tests.support.canary import TODAY
from tests.support.pseudo_language import in_pseudo_language, write_tokens
from tests.support.said import said_in_html

# Words that stand in both, with the reason.
SHARED = {
    "actor central color director final general idea neutral sector web scripts use": "words of both languages",
    "Forest City Asset Builders Wealth-Building for All Small Business Loan Program Chamber of Commerce Community "
    "College": "names in the worksheet's examples",
    "Identifying Potential Coalition Members Toolkit for Increasing Upward Mobility in Your Community Urban "
    "Institute": "the worksheet and where it comes from, by their names",
    "PDF ICS vCard CSV XLSX JSON Excel Word WCAG Ctrl Kumu Frictionless Data Package": "names of formats and programs",
    "English Español": "languages call themselves so",
    "ago feb jul jun mar may nov oct": "short names of months",
    "coalition worksheet refused review import": "what is typed as it stands",
}
# Tokens, addresses, files with the keys in them that are meant, places for numbers, tags, and what letters say.
_NOT_SAID = re.compile(
    r"content/[\w/-]+\.(?:md|yml)(?:: [a-z_.]+)?|\S*zq[\w.@/-]+|https?://\S+|\S+@\S+\.\w+|\S+-\S*"
    r"|[\w-]+\.(?:html|md|yml|pdf)\b|canary\.example|\{[a-z]+\}|<[^<>]*>|«[^»]*»|«.*»$"
)
# Letters, and pages that show them, have the language of whoever gets them.
_OF_LETTERS = re.compile("letters/|agreements/|follow-ups")
_WORD = re.compile(r"[^\W\d_]{3,}")
_IN_BOTH = "gap-sheets.pdf"
"""Says everything in both languages, on sheets beside each other."""


def _said(coalition: Coalition, language: str) -> Iterator[str]:
    """What the public site and the workbook say in a language, with the heads of tables and documents in it."""
    settings = coalition.settings.model_copy(update={"workbook_language": language})
    spoken = replace(coalition, settings=settings)
    outputs = render_outputs(derive(spoken, TODAY), spoken, None, with_pdf=True)
    site = next(each for each in outputs.sites if each.language == language)
    for tree in (site, outputs.workbook):
        yield from tree.words.values()
        for page in tree.pages:
            if not _OF_LETTERS.match(str(page.path)):
                yield from (page.title, page.description, *said_in_html(page.html))
    for file in outputs.workbook.files:
        if isinstance(file.content, Late) and isinstance(file.content.made, TextTable):
            yield from file.content.made.heads
    documents = (file for file in outputs.documents() if file in (*outputs.workbook.files, *site.files))
    for html in (file.html for file in documents if file.path.name != _IN_BOTH):
        if f'<html lang="{language}"' in html and 'class="document letter' not in html:
            yield from said_in_html(html)


def _words(texts: Iterator[str]) -> dict[str, str]:
    """The words of texts, each with a text that has it."""
    return {word.casefold(): text for text in texts for word in _WORD.findall(_NOT_SAID.sub(" ", text))}


@pytest.mark.slow("renders everything in two languages")
def test_english_and_spanish_share_no_words_but_their_own(tmp_path: Path) -> None:
    coalition = write_tokens(tmp_path, ("en", "es"))
    coalition = replace(coalition, texts=in_pseudo_language(coalition).texts)
    english, spanish = (_words(_said(coalition, language)) for language in ("en", "es"))
    both = english.keys() & spanish.keys() - _words(iter(SHARED)).keys()
    assert {word: spanish[word] for word in sorted(both)} == {}
    assert len(english) > len(spanish) / 2 > len(SHARED)
