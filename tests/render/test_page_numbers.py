"""What a style sheet says of pages: in whatever order a language has, and never more than that."""

import pytest

from coalition_site.render.environment import page_numbers


@pytest.mark.parametrize(
    ("said", "content"),
    [
        ("{page} of {pages}", 'counter(page) " of " counter(pages)'),
        ("{pages}쪽 중 {page}쪽", 'counter(pages) "쪽 중 " counter(page) "쪽"'),
        ('"}</style>\\{page}', r'"\22 \7d \3c \2f style\3e \5c " counter(page)'),
        ("&lt;{page}", r'"\3c " counter(page)'),
    ],
)
def test_numbers_stand_where_the_language_has_them_and_no_sign_ends_the_sheet(said: str, content: str) -> None:
    assert page_numbers(said) == content
