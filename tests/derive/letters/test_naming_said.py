"""What a partner is told of being named: letter and form say in each language what holds without an answer."""

from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from typing import Any

import pytest

from coalition_site.derive.letters.naming_said import naming_now, without_an_answer
from coalition_site.derive.letters.review import review_view
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.labels import Words
from coalition_site.model.coalition import Coalition
from coalition_site.publish.letters.mail import mail_text
from coalition_site.render.letters import compose
from tests.support.building import PROJECT, TODAY, coalition_of
from tests.support.making import make_partner
from tests.support.reviews import PARTNER, form_of

LANGUAGES = ("en", "es", "ar", "fr", "ht", "ko", "ru", "vi", "zh")
UNTIL = date(2027, 10, 5)


@cache
def _forest_city() -> Coalition:
    return coalition_of(PROJECT)


def _spoken(language: str, **listing: Any) -> Coalition:
    """Forest City, whose partner is written to in a language and agreed as said."""
    town = _forest_city()
    partner = town.partners[PARTNER]
    people = tuple(person.model_copy(update={"language": language}) for person in partner.team.people)
    changed = partner.model_copy(
        update={
            "listing": partner.listing.model_copy(update=listing),
            "team": partner.team.model_copy(update={"people": people}),
        }
    )
    return replace(town, partners={**town.partners, PARTNER: changed}, invites=())


def _without_marks(text: str) -> str:
    """A text without the signs that set values apart in writing from right to left."""
    return unescape(text).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_letter_and_form_name_the_day_on_which_the_consent_ends(language: str) -> None:
    coalition = _spoken(language, until=UNTIL)
    partner = coalition.partners[PARTNER]
    view = review_view(coalition, partner, Words.of(coalition, language), TODAY)
    assert view is not None
    assert view.letter.language == language
    said = without_an_answer(partner, catalogue(language), TODAY)
    assert long_date(UNTIL, language) in _without_marks(said)
    letter = compose(view.letter)
    for text in (str(letter.body), mail_text(letter), form_of(coalition)):
        assert _without_marks(said) in _without_marks(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_own_wording_of_the_letter_says_it_too(language: str) -> None:
    coalition = _spoken(language, until=UNTIL)
    short = replace(coalition.wordings["review", language], body=("Please look.",))
    coalition = replace(coalition, wordings={**coalition.wordings, ("review", language): short})
    view = review_view(coalition, coalition.partners[PARTNER], Words.of(coalition, language), TODAY)
    assert view is not None
    paragraphs = str(compose(view.letter).body).strip().split("\n")
    assert paragraphs[0] == "<p>Please look.</p>"
    assert long_date(UNTIL, language) in _without_marks(paragraphs[1])


@pytest.mark.parametrize(
    ("listing", "now", "silence"),
    [
        (
            {"consent": "2026-01-01", "until": "2026-11-23"},
            "You agreed to be named until November 23, 2026.",
            "Without an answer we name you until November 23, 2026, the last day of your consent, and no longer.",
        ),
        (
            {"consent": "2026-01-01"},
            "You agreed to be named, without an end.",
            "Without an answer it stays as it is: we name you, until you tell us that you no longer want it.",
        ),
        (
            {"consent": "2026-12-01"},
            "We do not name you in public: there is no consent that holds today.",
            "Without an answer we name you from December 1, 2026 on, as you agreed.",
        ),
        (
            {"consent": "2026-12-01", "until": "2027-12-01"},
            "We do not name you in public: there is no consent that holds today.",
            "Without an answer we name you from December 1, 2026 until December 1, 2027, as you agreed.",
        ),
        (
            {"consent": "2026-01-01", "until": "2026-11-22"},
            "We do not name you in public: there is no consent that holds today.",
            "Without an answer it stays as it is: we do not name you.",
        ),
        (
            {"consent": "refused", "until": "2027-11-22"},
            "You do not want to be named, and we do not name you.",
            "Without an answer it stays as it is: we do not name you.",
        ),
        (
            {},
            "We do not name you in public: there is no consent that holds today.",
            "Without an answer it stays as it is: we do not name you.",
        ),
    ],
)
def test_what_holds_now_and_without_an_answer(listing: dict[str, str], now: str, silence: str) -> None:
    partner = make_partner("elm-fund", **({"listing": listing} if listing else {}))
    assert naming_now(partner, catalogue("en"), TODAY) == now
    assert without_an_answer(partner, catalogue("en"), TODAY) == silence


def test_a_former_partner_is_not_named_whatever_it_agreed_to() -> None:
    partner = make_partner("elm-fund", relationship="former", listing={"consent": "2026-01-01"})
    silence = "Without an answer it stays as it is: we do not name you."
    assert without_an_answer(partner, catalogue("en"), TODAY) == silence


def test_the_form_says_that_a_no_takes_effect_at_once_and_that_there_are_notes() -> None:
    html = unescape(form_of(_forest_city(), language="en"))
    assert "A no takes effect at once." in html
    assert "We also keep notes for ourselves, such as whom to call and what we talked about." in html
    assert "They are not in this packet." in html
