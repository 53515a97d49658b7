"""Our own tables come back whatever language they went out in: imports know their heads in all of them."""

import pytest

from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.invite_heads import invite_heads
from coalition_site.derive.words.worksheet_texts import translated
from coalition_site.importers.understand.heads import column_of
from coalition_site.read.catalogues import ENGLISH, shipped_languages
from coalition_site.validate.shipped import shipped_texts


@pytest.mark.parametrize("language", shipped_languages())
def test_heads_of_every_language_are_known(language: str) -> None:
    english, words = catalogue(ENGLISH), catalogue(language)
    pairs = [*zip(invite_heads(english), invite_heads(words), strict=True)]
    pairs += [(head, translated(head, words)) for table in shipped_texts().worksheet.tables for head in table.heads]
    assert all(column_of(head) for head, _ in pairs)
    assert {said: column_of(said) for _, said in pairs} == {said: column_of(head) for head, said in pairs}
