"""What the public pages say: whom to ask what is not known, where a mistake is, and nothing of what is missing."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from coalition_site.derive.public.view import public_view
from coalition_site.model.coalition import Coalition
from coalition_site.render.environment import html_environment
from coalition_site.render.public_site import render_public_site
from coalition_site.render.site_languages import site_languages
from tests.support.canary import TODAY
from tests.support.making import make_coalition, make_needs, make_partner, make_settings

FORMS = '<ul class="card-grid form-cards">\n</ul>'


def _pages(coalition: Coalition, language: str = "en") -> Mapping[str, str]:
    """The pages of a language by their paths."""
    tree = render_public_site(
        public_view(coalition, TODAY, language),
        html_environment(None, language),
        languages=site_languages(coalition.settings.of_site()),
    )
    return {page.path.as_posix(): page.html for page in tree.pages}


def _named(**values: Any) -> Coalition:
    partner = make_partner("ana", name="Ana Ruiz", listing={"consent": "2026-01-01"}, **values)
    return make_coalition(partner, settings=make_settings(site_url="https://elm.example", site_languages=["en", "es"]))


@pytest.mark.parametrize(("language", "address"), [("en", ""), ("es", "es/")])
def test_a_message_about_a_mistake_says_which_page_it_is_on(language: str, address: str) -> None:
    page = _pages(_named(), language)["partners/ana.md"]
    found = re.search(r'href="(mailto:[^"]+)"', page)
    assert found is not None
    asked = parse_qs(urlsplit(unescape(found[1])).query)
    assert "Ana Ruiz" in asked["subject"][0]
    assert asked["body"] == [f"https://elm.example/{address}partners/ana.html\r\n\r\n"]


def test_a_resident_has_people_in_mind_and_an_organization_serves_them() -> None:
    assert "Whom they have in mind" in _pages(_named(type="Resident", serves=["Young people"]))["partners/ana.md"]
    assert "Whom they serve" in _pages(_named(type="Nonprofit", serves=["Young people"]))["partners/ana.md"]


def test_a_label_that_is_easily_misread_is_explained() -> None:
    pages = _pages(make_coalition(needs=make_needs(areas=["Just policing", "Digital access"])))
    for path in ("index.md", "focus.md", "areas/just-policing.md"):
        assert pages[path].count("Policing that is fair") == 1, path
    assert "Policing" not in pages["areas/digital-access.md"]


def test_what_nobody_wrote_down_is_asked_and_not_promised() -> None:
    join = _pages(_named())["join.md"]
    for asked in ("interprets for you", "looks after your children", "without steps", "online", "pay for your time"):
        assert join.count(asked) == 1, asked
    assert "Ask Office beforehand" in join


def test_a_coalition_that_has_just_begun_has_no_empty_part() -> None:
    pages = _pages(make_coalition())
    for path, page in pages.items():
        # The blank forms are given to the pages by others, and the search fills its page.
        empty = re.search(r"<(ul|dl|ol|p|h[1-4])[^>]*>\s*</\1>", page.replace(FORMS, ""))
        assert empty is None or path == "search.md", path
    for path in ("index.md", "focus.md", "partners/index.md"):
        assert "empty-state__art" in pages[path], path
    # There is nothing else to take along then.
    assert "<details open>" in pages["downloads.md"]
