from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.read import markdown
from coalition_site.read.markdown import is_safe_link, markdown_problems
from coalition_site.read.values import Document, Place


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org", True),
        ("HTTP://example.org", True),
        ("mailto:a@example.org", True),
        ("tel:+15735550100", True),
        ("partners/library.md", True),
        ("../about.md#how", True),
        ("#top", True),
        ("?page=2", True),
        ("", True),
        ("//tracker.example/x", False),
        ("\\\\server\\share", False),
        ("/\\tracker.example", False),
        ("///tracker.example", False),
        ("/\t/tracker.example", False),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("https:///x", True),
        ("http://[", False),
    ],
)
def test_which_links_keep_their_target(address: str, safe: bool) -> None:
    assert is_safe_link(address) is safe


PIECES = st.sampled_from(
    ["<b>", "</", "<!--", "[a](", ")", "](", "javascript:x", "\n", "\n\n", "- ", "> ", "|", "`", "&lt;"]
)


def _page(body: str) -> Document:
    return Document("content/pages/x.md", "", Place(), (), body, body_line=5)


@given(st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join))
def test_any_markdown_is_looked_at_without_raising(body: str) -> None:
    for problem in markdown_problems(_page(body)):
        assert problem.position.line >= 5
        assert problem.position.column >= 1


# 100 kB of what is known to make Markdown readers slow, and of what makes a problem on every line.
LONG = {
    "headings": "# A\n" * 25_000,
    "brackets": "[a" * 50_000,
    "emphasis": "**a*" * 25_000,
    "quotes": "> " * 50_000,
    "backticks": " ".join("`" * length for length in range(440)),
    "definitions": "[a]: b\n" * 14_000,
    "table": "| a " * 100 + "\n" + "|-" * 100 + "\n" + ("| b" * 100 + "\n") * 250,
    "links that are not allowed": "[a](x:y)\n" * 11_000,
    "tags": "a <b>\n" * 16_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_a_text_of_the_greatest_length_is_read_in_seconds(kind: str) -> None:
    begun = process_time()
    problems = markdown_problems(_page(LONG[kind]))
    assert process_time() - begun < 5
    assert {problem.code for problem in problems} <= {"markdown-link", "markdown-html"}


def test_a_text_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "SECONDS_TO_READ", -1.0)
    (problem,) = markdown_problems(_page("Some words. " * 2_000))
    assert (problem.position.path, problem.code) == ("content/pages/x.md", "file-too-large")
    assert "takes more than" in problem.message
    assert markdown_problems(_page("A short text.")) == []
