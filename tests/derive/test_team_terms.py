"""Keys of the content in words, and a number for each plural form that scripts ask for."""

from collections.abc import Iterable

import pytest

from coalition_site.derive.rules.consent import Naming
from coalition_site.derive.rules.coverage import Reach, Standing
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.plural_forms import plural_examples
from coalition_site.derive.words.team_terms import NOT_COUNTED, NOT_KNOWN, team_terms
from coalition_site.model.invite import Status
from coalition_site.model.partner import Influence, Relationship, Stance


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("status", Status),
        ("meaning", Status),
        ("standing", [*Standing, NOT_COUNTED, Reach.NOBODY]),
        ("relationship", Relationship),
        ("relationship_of", Relationship),
        ("position", [*Stance, NOT_KNOWN]),
        ("positions", Stance),
        ("influence", [*Influence, NOT_KNOWN]),
        ("influences", Influence),
        ("influence_of", Influence),
        ("naming", Naming),
        ("reach", Reach),
        ("met_by", [*Standing, Reach.NOBODY]),
    ],
)
def test_each_key_has_a_term(kind: str, keys: Iterable[str]) -> None:
    terms = team_terms(catalogue("en"))[kind]
    assert set(terms) == {str(key) for key in keys}
    assert all(terms.values())


@pytest.mark.parametrize("kind", ["status", "standing", "relationship", "position", "influence", "naming", "reach"])
def test_in_english_a_key_is_its_term(kind: str) -> None:
    terms = team_terms(catalogue("en"))[kind]
    assert all(key == term for key, term in terms.items())


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {"one": 1, "other": 2}),
        ("es-mx", {"one": 1, "other": 2}),
        ("zh", {"other": 1}),
        ("ru", {"one": 1, "few": 2, "many": 0}),
        ("ar", {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}),
        ("ht", {"one": 1, "other": 2}),
    ],
)
def test_a_number_of_each_plural_form(language: str, forms: dict[str, int]) -> None:
    found = plural_examples(language)
    # Some languages have a form for millions besides.
    assert {form: number for form, number in found.items() if number != 1_000_000} == forms
