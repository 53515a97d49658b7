"""An option is found by everything it answers to; what is written otherwise is a problem and never another option."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from coalition_site.model.fields import AreaChoice, AssetChoice, GroupChoice, PartnerAssetChoice, TypeChoice
from coalition_site.model.reading import Reading
from coalition_site.model.vocabulary import Choice, ListName, Option, each_once, plain
from coalition_site.validate.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
READING = Reading(VOCABULARY, "en", ("en", "es"))
FIELDS = {
    ListName.GROUPS: TypeAdapter[Choice](GroupChoice),
    ListName.AREAS: TypeAdapter[Choice](AreaChoice),
    ListName.ASSETS: TypeAdapter[Choice](AssetChoice),
    ListName.TYPES: TypeAdapter[Choice](TypeChoice),
}
PARTNER_ASSET = TypeAdapter[Choice](PartnerAssetChoice)
OPTIONS = [(name, option) for name in ListName for option in VOCABULARY.list_of(name)]


def _read(name: ListName, value: object) -> Choice:
    return FIELDS[name].validate_python(value, context=READING)


def _written(option: Option, spelling: str) -> object:
    return {spelling: "Veterans"} if option.fill_in else spelling


@given(st.sampled_from(OPTIONS), st.data())
def test_every_name_of_an_option_means_it(found: tuple[ListName, Option], data: st.DataObject) -> None:
    name, option = found
    spelling = data.draw(st.sampled_from([option.id, *option.label.texts(), *option.aliases]))
    changed = data.draw(st.sampled_from([spelling, spelling.upper(), spelling.title(), f" {spelling}  "]))
    if plain(changed) != plain(spelling):
        return
    assert _read(name, _written(option, changed)) == Choice(option.id, "Veterans" if option.fill_in else "")
    if option.fill_in:
        assert _read(name, f"{changed}: Veterans") == Choice(option.id, "Veterans")


@pytest.mark.parametrize("name", list(ListName))
def test_no_two_options_answer_to_the_same_name(name: ListName) -> None:
    names = [text for option in VOCABULARY.list_of(name) for text in option.names()]
    assert len(names) == len(set(names))


@given(st.sampled_from(list(ListName)), st.text())
def test_a_text_is_an_option_or_a_problem(name: ListName, text: str) -> None:
    try:
        choice = _read(name, text)
    except ValidationError as error:
        (finding,) = error.errors()
        assert finding["ctx"]["code"] in {"option-unknown", "option-text"}
    else:
        assert choice.option in {option.id for option in VOCABULARY.list_of(name)}


@given(st.text(min_size=1).filter(lambda text: ":" not in text))
def test_free_assets_keep_their_text(text: str) -> None:
    option = VOCABULARY.assets.find(text)
    if option is None:
        assert PARTNER_ASSET.validate_python(text, context=READING) == Choice("", text)


VALUES = st.recursive(
    st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=2),
)


@given(st.sampled_from(list(ListName)), VALUES)
def test_no_value_is_too_odd_to_be_answered(name: ListName, value: object) -> None:
    for field in (FIELDS[name], PARTNER_ASSET):
        try:
            field.validate_python(value, context=READING)
        except ValidationError as error:
            for finding in error.errors():
                assert finding["ctx"]["hint"]


@given(st.lists(st.builds(Choice, st.sampled_from(["a", "b"]), st.sampled_from(["", "x", "X", "y"]))))
def test_each_once_keeps_the_first_of_each_in_order(choices: list[Choice]) -> None:
    expected: list[Choice] = []
    for choice in choices:
        if choice.key() not in [each.key() for each in expected]:
            expected.append(choice)
    assert list(each_once(choices)) == expected
