"""Our own tables come back whatever language they went out in: imports know their heads in all of them."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.worksheet_texts import translated
from coalition_site.importers.understand.head_words import column_of
from coalition_site.publish.formats.tables import csv_text
from coalition_site.read.catalogues import shipped_languages
from coalition_site.render.tables import invites_table
from coalition_site.validate.shipped import shipped_texts
from tests.support.building import PROJECT
from tests.support.importing import TODAY, coalition_in, planned


@pytest.mark.parametrize("language", shipped_languages())
def test_heads_of_the_worksheet_are_known_in_every_language(language: str) -> None:
    heads = [head for table in shipped_texts().worksheet.tables for head in table.heads]
    assert all(column_of(head) for head in heads)
    said = {translated(head, catalogue(language)): column_of(head) for head in heads}
    assert {head: column_of(head) for head in said} == said


def test_invites_come_back_unchanged_in_another_language(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    view = team_view(coalition_in(tmp_path), TODAY)
    for language in ("ar", "es", "zh"):
        file = tmp_path / f"invites-{language}.csv"
        file.write_text(csv_text(invites_table(replace(view, words=catalogue(language)))), encoding="utf-8")
        done = planned(tmp_path, file)
        assert (language, done.plan.files, done.plan.remarks) == (language, [], [])
