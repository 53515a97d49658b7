"""Lists, days and labels as letters say them; adding a case is adding a line to words.txt."""

from datetime import date
from pathlib import Path

import pytest

from coalition_site.derive.words.dates import joined, long_date
from coalition_site.derive.words.labels import in_sentence

LINES = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(part.strip() for part in line.split("|")) for line in LINES if line.strip() and not line.startswith("#")]


def _said(what: str, language: str, given: str) -> str:
    if what == "date":
        return long_date(date.fromisoformat(given), language)
    if what == "label":
        return in_sentence(given)
    return joined([item for item in given.split("; ") if item], language)


@pytest.mark.parametrize(("what", "language", "given", "expected"), CASES)
def test_words(what: str, language: str, given: str, expected: str) -> None:
    assert what in {"list", "date", "label"}
    assert _said(what, language, given) == expected
