"""The worksheet's form for the browser, as a file: names, words, policy and size."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path

from coalition_site.derive.worksheet import blank_worksheet
from coalition_site.model.coalition import Coalition
from coalition_site.model.worksheet_form import FORM_VERSION, FORMAT, fields
from coalition_site.render.environment import html_environment
from coalition_site.render.public_site import CREDIT
from coalition_site.render.worksheet_form import worksheet_form
from tests.build.building import PROJECT, coalition_of, small_project

MOST_BYTES = 250_000


def form_of(coalition: Coalition) -> str:
    return worksheet_form(blank_worksheet(coalition), html_environment(None, "en"), {"other"})


@cache
def _forest_city_form() -> str:
    return form_of(coalition_of(PROJECT))


def _within(html: str, tag: str) -> str:
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def _without_templates(html: str) -> str:
    return re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)


def test_its_fields_are_those_of_the_form() -> None:
    names = re.findall(r' name="([a-z0-9._-]+\.[a-z0-9._-]+)"', _without_templates(_forest_city_form()))
    assert names == [field.name for field in fields(coalition_of(PROJECT).vocabulary)]
    assert f'data-format="{FORMAT}" data-version="{FORM_VERSION}"' in _forest_city_form()


def test_every_field_has_one_label_of_its_own() -> None:
    html = _without_templates(_forest_city_form())
    labels = re.findall(r' for="([^"]+)"', html)
    assert len(labels) == len(set(labels))
    assert {field.name for field in fields(coalition_of(PROJECT).vocabulary)} <= set(labels)


def test_the_worksheets_own_words_stand_in_it() -> None:
    text = unescape(_forest_city_form())
    worksheet = blank_worksheet(coalition_of(PROJECT))
    for part in worksheet.parts:
        assert f">{part.title}</h2>" in text
        assert part.help in text
        for question in part.questions:
            assert f"<h3>{question.text}</h3>" in text
            for group in question.groups:
                assert all(f"<span>{item.label}</span>" in text for item in group.items)
        for table in part.tables:
            assert f">{table.title}</h3>" in text
            heads = "".join(f'<th scope="col" role="columnheader">{head}</th>' for head in table.heads)
            assert heads in text
            assert all(cell in text for example in table.examples for cell in example)
    assert worksheet.figure in text
    assert CREDIT in text


def test_only_its_own_style_and_script_are_allowed() -> None:
    html = _forest_city_form()
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert found is not None
    policy = dict(rule.split(" ", 1) for rule in unescape(found[1]).split("; "))
    assert policy["default-src"] == "'none'"
    for rule, tag in (("style-src", "style"), ("script-src", "script")):
        digest = b64encode(sha256(_within(html, tag).encode()).digest()).decode()
        assert policy[rule] == f"'sha256-{digest}'"
    assert not re.search(r' style="| on[a-z]+="|<link|<iframe| src="', html)


def test_nothing_is_loaded_and_the_file_is_small() -> None:
    html = _forest_city_form()
    assert {address[:5] for address in re.findall(r"url\(([^)]*)\)", html)} == {"data:"}
    assert not re.search(r"@import|https?://(?!www\.w3\.org/2000/svg)", html)
    assert len(html.encode()) < MOST_BYTES


def test_names_that_look_like_code_stay_text(tmp_path: Path) -> None:
    vocabulary = "areas:\n  quiet:\n    label: '</script><img src=x onerror=alert(1)>; {row}'\n"
    town = small_project(tmp_path / "town", {"vocabulary.yml": vocabulary})
    settings = town / "content" / "coalition.yml"
    named = settings.read_text(encoding="utf-8").replace("River Town Coalition", "'<b>\"River\"</b> Town'")
    settings.write_text(named, encoding="utf-8")
    html = form_of(coalition_of(town))
    assert 'data-coalition="&lt;b&gt;&#34;River&#34;&lt;/b&gt; Town"' in html
    assert "<img" not in html
    assert html.count("</script>") == 1
    # Within a cell a semicolon would part the label in two.
    assert 'value="&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;, {row}"' in html
