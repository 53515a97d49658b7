import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join))
def test_any_markdown_is_looked_at_without_raising(body: str) -> None:
    document = Document("content/pages/x.md", "", Place(), (), body, body_line=5)
    for problem in markdown_problems(document):
        assert problem.position.line >= 5
        assert problem.position.column >= 1
