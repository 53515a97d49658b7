"""The text of an Arabic document comes back letter for letter, though the font shapes letters together."""

from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader

from coalition_site.model.content_files import LETTERS
from coalition_site.read.content_folder import read_wording
from coalition_site.resources import wording_folder
from tests.support.documents import make_one, whole_page
from tests.support.gate import pdf_ua_failures

ARABIC = range(0x0600, 0x0700)
# Words in which the font puts a stroke between letters, or shapes several letters as one.
HARD = (
    "يمكنكم مراسلتي على العنوان. عملكم عمليًا ما يشغل مجتمعنا، الله، لأدعوكم إلى المشاركة؛ كي يتوفّر ويتناول ممكن"
    "، وتخبروننا ويخبر"
)


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in text if ord(character) in ARABIC)


def _written() -> list[str]:
    wording = read_wording(wording_folder(), "letters").in_languages(LETTERS)["invitation", "ar"].body
    return [HARD, " ".join(word for word in wording.split() if any(ord(character) in ARABIC for character in word))]


@pytest.mark.parametrize("text", _written())
def test_arabic_comes_back_letter_for_letter(tmp_path: Path, text: str) -> None:
    style = "<style>p, h1 { font-family: Amiri }</style>"
    page = whole_page(
        f"{style}<h1>Letter</h1><p dir='rtl'>{text.replace('{', '').replace('}', '').replace('%', '')}</p>"
    )
    result = make_one(page, tmp_path)
    assert result.problems == ()
    made = tmp_path / result.job.path
    back = " ".join(sheet.extract_text() for sheet in PdfReader(made).pages)
    assert _letters(back) == _letters(text)
    assert pdf_ua_failures(made) == []
