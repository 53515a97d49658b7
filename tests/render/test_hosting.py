"""Addresses of hosting sites: their own editors, and where somebody proposes a correction."""

import pytest

from coalition_site.derive.public.view import public_coalition
from coalition_site.render.hosting import edit_address, proposal_address
from tests.support.making import make_settings

PATH = "content/partners/elm-fund.md"


@pytest.mark.parametrize(
    ("repository", "edit", "proposal"),
    [
        (
            "https://github.com/elm/site/",
            "https://github.com/elm/site/edit/main/content/partners/elm-fund.md",
            "https://github.com/elm/site/issues/new?template=correction.yml&title=Correction%3A%20Elm%20%26%20Co",
        ),
        (
            "https://gitlab.example/elm/site",
            "https://gitlab.example/elm/site/-/edit/main/content/partners/elm-fund.md",
            "https://gitlab.example/elm/site/-/issues/new?issue%5Btitle%5D=Correction%3A%20Elm%20%26%20Co",
        ),
        (
            "https://codeberg.org/elm/site",
            "https://codeberg.org/elm/site/_edit/main/content/partners/elm-fund.md",
            "https://codeberg.org/elm/site/issues/new?title=Correction%3A%20Elm%20%26%20Co",
        ),
        ("", "", ""),
    ],
)
def test_each_hosting_site_has_its_own_addresses(repository: str, edit: str, proposal: str) -> None:
    assert edit_address(repository, PATH) == edit
    assert proposal_address(repository, "Correction: Elm & Co") == proposal


def test_the_repository_is_a_public_fact() -> None:
    settings = make_settings(repository="https://github.com/elm/site")
    assert public_coalition(settings).repository == "https://github.com/elm/site"
