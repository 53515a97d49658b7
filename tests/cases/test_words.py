"""Words as outputs say them, one case a line of words.txt: lists, days, languages, labels, numbers and greetings."""

from datetime import date
from pathlib import Path

import pytest

from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.dates import joined, language_name, long_date, short_date
from coalition_site.derive.words.labels import in_sentence
from coalition_site.validate.shipped import shipped_texts

LINES = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(part.strip() for part in line.split("|")) for line in LINES if line.strip() and not line.startswith("#")]


def _said(what: str, language: str, given: str) -> str:
    if what in {"date", "short date"}:
        return (long_date if what == "date" else short_date)(date.fromisoformat(given), language)
    if what == "language":
        return language_name(given, language)
    if what == "plural":
        number, one = given.split(" ", 1)
        return catalogue(language).ngettext(one, f"{one}s", int(number))
    if what == "label":
        return in_sentence(given)
    if what == "greeting":
        return shipped_texts().letter(language).salutation.replace("{{ member }}", given)
    return joined([item for item in given.split("; ") if item], language)


@pytest.mark.parametrize(("what", "language", "given", "expected"), CASES)
def test_words(what: str, language: str, given: str, expected: str) -> None:
    assert what in {"list", "date", "short date", "language", "label", "plural", "greeting"}
    assert _said(what, language, given).replace("\N{NARROW NO-BREAK SPACE}", " ") == expected
