"""Word documents through another program: LibreOffice makes PDFs of them that say what the letters say."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_site.publish.letters.docx import letter_docx
from coalition_site.publish.letters.letterhead import read_letterhead
from coalition_site.read.content import Content
from coalition_site.read.content_folder import read_wording
from coalition_site.render.letters import Letter
from coalition_site.render.rich_text import text_of
from coalition_site.resources import wording_folder
from coalition_site.validate.load import load
from tests.support.letters import IMAGES, letterhead_file, made_letter

PROGRAMS = ("soffice", "pdftotext")
MISSING = [name for name in PROGRAMS if shutil.which(name) is None]
WORDINGS = load(Content(), read_wording(wording_folder(), "wording")).wordings
LISTS = 'One **two *three*** ~~four~~ `five`.\n\n1. six\n2. seven\n   - eight\n\n1. nine\n\n> ten <eleven> & "twelve"\n'
VALUES = {
    "coalition.name": "River Town Coalition",
    "coalition.community": "River Town",
    "coalition.site_url": "https://river.example/",
    "partner.name": "Nguyễn & Ibáñez <Builders>",
    "partner.because": "Your work reaches everybody.",
    "sender.name": "Rosa Delgado Muñoz",
    "contact.name": "Office",
    "contact.email": "office@river.example",
    "shared.areas": "housing stability and good health",
    "ask": "champion",
}
LETTERS = {
    "lists": made_letter(LISTS),
    "sent": made_letter(sent="November 2, 2026", paper="a4"),
    "letterhead": made_letter(LISTS),
    **{
        f"{name}-{language}": made_letter("", VALUES, wording=WORDINGS[name, language], language=language)
        for name, language in WORDINGS
        # Agreements and call sheets have a form of their own, with lines to write on.
        if language in {"en", "es", "vi"} and name not in {"agreement", "call", "call-again"}
    },
}

pytestmark = [
    pytest.mark.slow("LibreOffice opens 19 letters"),
    pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=f"not on this machine: {', '.join(MISSING)}"),
]


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with every letter as DOCX and as the PDF that LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("letters")
    letterhead = read_letterhead(letterhead_file(folder / "head.docx"))
    files = []
    for name, letter in LETTERS.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(letter_docx(letter, IMAGES, letterhead if name == "letterhead" else None, 0))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def pages_of(file: Path) -> list[str]:
    command = ["pdftotext", "-layout", str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    return text.removesuffix("\f").split("\f")


def words(text: str) -> list[str]:
    """The words of a text in order, without the signs of bullets."""
    return re.findall(r"\S*\w\S*|[&<>]", text)


def expected(letter: Letter) -> list[str]:
    """The words of a letter, from the mark of a draft to the name below it."""
    view = letter.view
    lines = (
        *((view.texts.draft,) if letter.draft else ()),
        *(view.coalition, *view.return_address, letter.date.text, view.member, view.organization, *view.address),
        *(letter.subject, text_of(letter.salutation_runs)),
        *(f"{block.number}. {block.text()}" if block.kind == "number" else block.text() for block in letter.blocks),
        *(text_of(letter.closing_runs), view.sender.name, view.sender.title, view.sender.organization),
    )
    return words("\n".join(lines))


@pytest.mark.parametrize("name", [name for name in LETTERS if name != "letterhead"])
def test_the_words_of_the_letter_in_order(pdfs: Path, name: str) -> None:
    (page,) = pages_of(pdfs / f"{name}.pdf")
    assert words(page) == expected(LETTERS[name])


def test_header_and_footer_of_a_letterhead_survive(pdfs: Path) -> None:
    (page,) = pages_of(pdfs / "letterhead.pdf")
    letter = expected(LETTERS["letterhead"])
    # The letterhead stands for the return address.
    own = letter[letter.index("[date") :]
    assert words(page) == [*words("RIVER TOWN HEAD DRAFT"), *own, *words("RIVER TOWN FOOT 555-0199")]
