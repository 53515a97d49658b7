"""Every shipped wording, in every language it is written in, to those whom Forest City invites.

For every change each English wording is printed for the two people who give it most and least to say, and of each
other language the longest and the shortest letter; in the slow tier each wording of each language for the two.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from pypdf import PdfReader

from coalition_site.derive.letters.view import letter_slugs, letter_view, printed_texts
from coalition_site.derive.public.view import public_coalition
from coalition_site.model.content_files import LETTERS
from coalition_site.model.invite import Via
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, make_pdfs
from coalition_site.read.changed_files import without_files
from coalition_site.read.content_folder import read_content, read_wording
from coalition_site.read.fonts.choice import fonts_for
from coalition_site.read.fonts.further import signs_of_languages
from coalition_site.render.documents import letter_document
from coalition_site.render.environment import html_environment
from coalition_site.render.letters import LateLetter, letter_article
from coalition_site.resources import wording_folder
from coalition_site.validate.load import load
from tests.support.building import PROJECT, coalition_of
from tests.support.gate import pdf_ua_failures
from tests.support.made_once import made_once

KINDS = (
    "agreement",
    "call",
    "call-again",
    "follow-up",
    "invitation",
    "invitation-existing",
    "invitation-official",
    "invitation-resident",
    "invitation-skeptical",
    "keep-informed",
    "mail-again",
    "review",
    "smaller-ask",
    "thank-you",
)
OTHERS = ("es", "ar", "fr", "ht", "ko", "ru", "vi", "zh")
ARABIC = range(0x0600, 0x0700)


@cache
def _letters() -> dict[str, LateLetter]:
    """Every letter, by the path of its PDF."""
    coalition = coalition_of(PROJECT)
    content = read_content(PROJECT)
    content = without_files(content, [each.path for each in content.in_languages(LETTERS).values()])
    shipped = load(content, read_wording(wording_folder(), "letters")).wordings
    coalition = replace(coalition, wordings=shipped)
    letters = {}
    for name, language in sorted(shipped):
        for invite, slug in zip(coalition.invites, letter_slugs(coalition), strict=True):
            asked = invite.model_copy(update={"letter": name, "language": (language,), "via": Via.POST})
            view = letter_view(coalition, asked, slug)
            assert view is not None
            letters[f"{name}.{language}/{slug}.pdf"] = LateLetter(view)
    return letters


def _extremes(language: str, kinds: Sequence[str]) -> list[str]:
    """Of some kinds of letter the one with the most and the one with the least to say."""
    folders = {f"{kind}.{language}" for kind in kinds}

    def length(path: str) -> int:
        view = _letters()[path].view
        return sum(map(len, (*printed_texts(view.wording.body, view.values), *view.address)))

    paths = [path for path in _letters() if path.partition("/")[0] in folders]
    return [min(paths, key=length), max(paths, key=length)]


@cache
def _chosen(choice: str) -> dict[str, LateLetter]:
    if choice == "few":
        paths = [path for kind in KINDS for path in _extremes("en", [kind])]
        paths += [path for language in OTHERS for path in _extremes(language, KINDS)]
    else:
        paths = [path for language in ("en", *OTHERS) for kind in KINDS for path in _extremes(language, [kind])]
    return {path: _letters()[path] for path in paths}


EACH_CHOICE = pytest.mark.parametrize(
    "choice",
    [
        pytest.param("few", marks=pytest.mark.part("many letters")),
        pytest.param("many", marks=pytest.mark.slow("lays out 250 letters")),
    ],
)


@cache
def _printed(choice: str) -> Path:
    """The folder with the chosen letters' PDFs."""
    coalition = coalition_of(PROJECT)
    environment = html_environment(None, "en")
    public = public_coalition(coalition.settings)
    documents = [letter_document(letter, path, public, environment) for path, letter in _chosen(choice).items()]
    jobs = [PdfJob(PurePosixPath(document.path), document.html, document.source) for document in documents]

    def make(folder: Path) -> None:
        fonts = fonts_for(signs_of_languages(OTHERS), {}, OTHERS, of_system=False)[0].fonts
        roots, options = [PROJECT / "content"], PdfOptions(fonts=fonts)
        results = make_pdfs(jobs, folder=folder, asset_roots=roots, epoch=0, options=options)
        assert [problem for result in results for problem in result.problems] == []

    return made_once(f"letters-{choice}", make)


def test_all_kinds_are_written_in_the_languages_promised() -> None:
    written = {path.partition("/")[0] for path in _letters()}
    assert written == {f"{kind}.{language}" for kind in KINDS for language in ("en", *OTHERS)}


def test_nothing_is_missing_but_addresses_nobody_wrote_down() -> None:
    assert {gap for letter in _letters().values() for gap in letter.view.gaps} == {"address"}
    without = {letter.view.slug for letter in _letters().values() if letter.view.gaps}
    assert "deandre-pitts" in without
    assert len(without) == sum(not invite.address for invite in coalition_of(PROJECT).invites)


@EACH_CHOICE
def test_every_letter_is_one_accessible_page(choice: str) -> None:
    folder, letters = _printed(choice), _chosen(choice)
    files = sorted(folder.rglob("*.pdf"))
    assert len(files) == len(letters)
    assert {str(path.relative_to(folder)): len(PdfReader(path).pages) for path in files} == dict.fromkeys(letters, 1)
    assert {path.name: found for path in files if (found := pdf_ua_failures(path))} == {}


@EACH_CHOICE
def test_arabic_letters_run_right_to_left_and_come_back_letter_for_letter(choice: str) -> None:
    environment = html_environment(None, "en")
    for path, late in _chosen(choice).items():
        if ".ar/" not in path:
            continue
        assert late.letter.direction == "rtl"
        article = letter_article(late.letter, environment)
        written = "".join(re.findall(r'data-marking="([^"]*)"', article)) + article.striptags()
        printed = "".join(sheet.extract_text() for sheet in PdfReader(_printed(choice) / path).pages)
        assert _arabic(printed) == _arabic(written), path


def _arabic(text: str) -> Counter[str]:
    return Counter(character for character in text if ord(character) in ARABIC)
