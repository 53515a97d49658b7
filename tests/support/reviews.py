"""A partner's review, as its tests make it: the form for the browser, and what it saves."""

import re
from html import unescape

from coalition_site.derive.letters.review import language_of, review_view
from coalition_site.derive.public.view import public_coalition
from coalition_site.derive.words.catalogue import words_of
from coalition_site.derive.words.labels import Words
from coalition_site.model.coalition import Coalition
from coalition_site.render.environment import html_environment
from coalition_site.render.review import review_form
from tests.support.building import TODAY

PARTNER = "forest-city-asset-builders"


def form_of(coalition: Coalition, partner_id: str = PARTNER, language: str = "") -> str:
    """The form for the browser of a partner's review, in its language or another."""
    partner = coalition.partners[partner_id]
    language = language or language_of(coalition, partner)
    view = review_view(coalition, partner, Words.of(coalition, language), TODAY)
    assert view is not None
    environment = html_environment(None, words_of(coalition, language))
    return review_form(view, public_coalition(coalition.settings, language), environment)


def saved_fields(html: str) -> dict[str, str | bool]:
    """What the form in the browser saves as it is (tests/browser/test_review_form.py)."""
    fields: dict[str, str | bool] = {}
    for tag in re.findall(r"<input [^>]*name=[^>]*>", html):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        assert name is not None
        fields[name[1]] = "checked" in tag if "checkbox" in tag else unescape(value[1] if value else "")
    for name, value in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', html, re.DOTALL):
        fields[name] = unescape(value)
    return fields
