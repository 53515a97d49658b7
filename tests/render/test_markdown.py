"""Markdown of people: formatting comes out, everything active stays text or goes."""

import pytest

from coalition_site.render.markdown import markdown_to_html, opening


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>\n"),
        ("[a](https://x.example/?a=1&b=2)", '<p><a href="https://x.example/?a=1&amp;b=2">a</a></p>\n'),
        ("[a](mailto:a@b.example) [b](tel:+1) [c](../x.html)", None),
        ("- one\n\n- two\n", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("# Big\n\n#### Deep\n\n# Big again", "<h2>Big</h2>\n<h3>Deep</h3>\n<h2>Big again</h2>\n"),
        ("### One\n\n### Two\n\n##### In two", "<h2>One</h2>\n<h2>Two</h2>\n<h3>In two</h3>\n"),
        ("{{ 7*7 }} {% x %}", "<p>{{ 7*7 }} {% x %}</p>\n"),
        ("![a picture](http://elsewhere.example/x.png)", "<p>a picture</p>\n"),
    ],
)
def test_formatting(written: str, expected: str | None) -> None:
    html = str(markdown_to_html(written))
    if expected is None:
        assert html.count("<a href=") == 3
    else:
        assert html == expected


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "[x](//evil.example/)",
        "[x](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        '# H {onclick="x"}',
        "<a href='x' onclick=alert(1)>y</a>",
        "<svg/onload=alert(1)>",
        "`<script>`",
        "    <script>",
        "[a <b>c</b>](https://x.example 'onmouseover=alert(1)')",
    ],
)
def test_nothing_active_comes_out(hostile: str) -> None:
    html = str(markdown_to_html(hostile))
    for tag in ("<script", "<img", "<svg", "<iframe"):
        assert tag not in html.lower()
    assert "javascript:" not in html.lower().partition('href="')[2].partition('"')[0]
    for piece in html.split("<")[1:]:
        inside = piece.partition(">")[0]
        assert " on" not in inside.lower()
        assert "data:" not in inside
        assert "//evil" not in inside
        assert "file:" not in inside


def test_links_lose_their_target_and_keep_their_text() -> None:
    assert str(markdown_to_html("see [here](javascript:x) and [**there**](//y)")) == (
        "<p>see here and <strong>there</strong></p>\n"
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("我们会通知您。\n您可以写信。", "我们会通知您。您可以写信。"),
        ("**我们。**\n*您*可以", "<strong>我们。</strong><em>您</em>可以"),
        ("我们 Forest\nCity", "我们 Forest\nCity"),
        ("我们\nCity", "我们\nCity"),
        ("감사합니다.\n함께\n기쁩니다", "감사합니다.\n함께\n기쁩니다"),
        ("日本\n語  \n改行", "日本語<br>\n改行"),
    ],
)
def test_lines_of_chinese_are_joined_without_a_space(text: str, html: str) -> None:
    assert str(markdown_to_html(text)).strip() == f"<p>{html}</p>"


def test_an_opening_ends_with_a_sentence_in_every_script() -> None:
    chinese = "我们在这个城市里帮助居民为第一套住房储蓄已经二十年了每个星期三晚上在图书馆见面。"
    assert opening(chinese * 4, limit=100) == chinese * 2
    arabic = "هل تبحثون عن بيت أول لكم ولأطفالكم في هذه المدينة؟"
    assert opening(f"{arabic} " * 4, limit=70) == arabic
