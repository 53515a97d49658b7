"""The worksheet's form for the browser, as a file: names, words, policy and size."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from coalition_site.derive.worksheet.form import blank_worksheets
from coalition_site.derive.worksheet.view import blank_worksheet
from coalition_site.model.coalition import Coalition
from coalition_site.model.worksheet_form import FORM_VERSION, FORMAT, fields
from coalition_site.render.environment import html_environment
from coalition_site.render.worksheet_form import browser_forms
from coalition_site.resources import templates_folder
from tests.support.building import PROJECT, coalition_of, small_project

MOST_BYTES = 260_000
FORMS = {"worksheet-form.html": "en", "worksheet-form.es.html": "es"}
"""The forms of Forest City, with their languages."""


def forms_of(coalition: Coalition) -> dict[str, str]:
    """The forms by their files' names."""
    worksheets = blank_worksheets(coalition)
    spoken = {each.language: html_environment(None, each.language) for each in worksheets}
    forms = browser_forms(worksheets, spoken, {"other"})
    return {str(path): form.made for path, form in forms.items()}


@cache
def _forest_city_form(name: str = "worksheet-form.html") -> str:
    return forms_of(coalition_of(PROJECT))[name]


def _within(html: str, tag: str) -> str:
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def _without_templates(html: str) -> str:
    return re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("name", FORMS)
def test_its_fields_are_those_of_the_form(name: str) -> None:
    html = _forest_city_form(name)
    names = re.findall(r' name="([a-z0-9._-]+\.[a-z0-9._-]+)"', _without_templates(html))
    assert names == [field.name for field in fields(coalition_of(PROJECT).vocabulary)]
    assert f'data-format="{FORMAT}" data-version="{FORM_VERSION}" data-language="{FORMS[name]}"' in html


@pytest.mark.parametrize("name", FORMS)
def test_every_field_has_one_label_of_its_own(name: str) -> None:
    html = _without_templates(_forest_city_form(name))
    labels = re.findall(r' for="([^"]+)"', html)
    assert len(labels) == len(set(labels))
    assert {field.name for field in fields(coalition_of(PROJECT).vocabulary)} <= set(labels)


@pytest.mark.parametrize("name", FORMS)
def test_the_worksheets_own_words_stand_in_it(name: str) -> None:
    worksheet = blank_worksheet(coalition_of(PROJECT), FORMS[name])
    text = unescape(_forest_city_form(name))
    assert f'<html lang="{FORMS[name]}" dir="ltr">' in text
    for part in worksheet.parts:
        assert f">{part.title}</h2>" in text
        assert part.help in text
        for question in part.questions:
            assert f"<h3>{question.text}</h3>" in text
            for group in question.groups:
                assert all(f"<span>{item.label}</span>" in text for item in group.items)
        for table in part.tables:
            assert f">{table.title}</h3>" in text
            heads = "".join(f'<th scope="col">{head}</th>' for head in table.heads)
            assert heads in text
            assert all(cell in text for example in table.examples for cell in example)
    assert worksheet.figure in text
    assert worksheet.words.credit in text


def test_everything_that_the_script_says_is_there_in_every_language() -> None:
    script = (templates_folder() / "worksheet_form" / "form.js").read_text(encoding="utf-8")
    english, spanish = (worksheet.browser.said for worksheet in blank_worksheets(coalition_of(PROJECT)))
    assert set(re.findall(r'words\("([a-z_]+)"', script)) <= english.keys()
    assert [name for name in english if f'"{name}"' not in script] == []
    braces = re.compile(r"{[a-z]+}")
    for name, text in english.items():
        assert sorted(braces.findall(text)) == sorted(braces.findall(spanish[name])), name
        assert text != spanish[name]


def test_each_form_leads_to_the_other_and_keeps_its_answers_under_the_same_name() -> None:
    english, spanish = (_forest_city_form(name) for name in FORMS)
    assert '<a href="worksheet-form.es.html" lang="es" hreflang="es">Español</a>' in english
    assert '<a href="worksheet-form.html" lang="en" hreflang="en">English</a>' in spanish
    for html in (english, spanish):
        assert 'data-coalition="Forest City Mobility Coalition"' in html
    assert "<title>Identificar posibles miembros de la coalición: Coalición de Movilidad de Forest City" in spanish


def test_a_coalition_of_another_language_has_its_own_form_first(tmp_path: Path) -> None:
    town = small_project(tmp_path / "town")
    settings = town / "content" / "coalition.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("language: en", "language: es"), encoding="utf-8")
    assert list(forms_of(coalition_of(town))) == ["worksheet-form.html", "worksheet-form.en.html"]


@pytest.mark.parametrize("name", FORMS)
def test_only_its_own_style_and_script_are_allowed(name: str) -> None:
    html = _forest_city_form(name)
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert found is not None
    policy = dict(rule.split(" ", 1) for rule in unescape(found[1]).split("; "))
    assert policy["default-src"] == "'none'"
    for rule, tag in (("style-src", "style"), ("script-src", "script")):
        digest = b64encode(sha256(_within(html, tag).encode()).digest()).decode()
        assert policy[rule] == f"'sha256-{digest}'"
    assert not re.search(r' style="| on[a-z]+="|<link|<iframe| src="', html)


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_loaded_and_the_file_is_small(name: str) -> None:
    html = _forest_city_form(name)
    assert {address[:5] for address in re.findall(r"url\(([^)]*)\)", html)} == {"data:"}
    assert not re.search(r"@import|https?://(?!www\.w3\.org/2000/svg)", html)
    assert len(html.encode()) < MOST_BYTES


def test_names_that_look_like_code_stay_text(tmp_path: Path) -> None:
    vocabulary = "areas:\n  quiet:\n    label: '</script><img src=x onerror=alert(1)>; {row}'\n"
    town = small_project(tmp_path / "town", {"vocabulary.yml": vocabulary})
    settings = town / "content" / "coalition.yml"
    named = settings.read_text(encoding="utf-8").replace("River Town Coalition", "'<b>\"River\"</b> Town'")
    settings.write_text(named, encoding="utf-8")
    html = forms_of(coalition_of(town))["worksheet-form.html"]
    assert 'data-coalition="&lt;b&gt;&#34;River&#34;&lt;/b&gt; Town"' in html
    assert "<img" not in html
    assert html.count("</script>") == 1
    # Within a cell a semicolon would part the label in two.
    assert 'value="&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;, {row}"' in html
