"""What the directory is filtered by, which groups have pages, and which numbers of unnamed partners are public."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coalition_site.derive.public.directory_filters import facet_values, facets
from coalition_site.derive.public.view import PublicView, public_view
from coalition_site.derive.rules.small_counts import LEAST_COUNT, countable, countable_parts
from coalition_site.derive.words.labels import Label
from coalition_site.model.partner import Partner
from tests.support.making import make_coalition, make_needs, make_partner, make_settings

TODAY = date(2026, 11, 23)
TYPES = ["Nonprofit", "Business", "Resident", "Media", "Local government"]


def _named(partner_id: str, **values: Any) -> Partner:
    return make_partner(partner_id, listing={"consent": "2026-01-01"}, **values)


def _view(*partners: Partner, **values: Any) -> PublicView:
    return public_view(make_coalition(*partners, **values), TODAY)


def _options(view: PublicView, facet: str) -> dict[str, int]:
    return {
        option.label: option.partners for each in facets(view.partners) if each.id == facet for option in each.options
    }


def test_facets_count_named_partners_alone() -> None:
    view = _view(
        _named("a", type="Business", serves=["Young people"], works_on=["Housing stability"], assets=["A van"]),
        _named("b", type="Nonprofit", serves=["Young people", "People of color"], works_on=["Digital access"]),
        make_partner("quiet", type="Media", serves=["Middle-class residents"], works_on=["Just policing"]),
    )
    assert _options(view, "type") == {"Business": 1, "Nonprofit": 1}
    assert _options(view, "group") == {"People of color": 1, "Young people": 2}
    assert _options(view, "area") == {"Digital access": 1, "Housing stability": 1}


def test_a_facet_without_a_choice_is_left_out() -> None:
    view = _view(_named("a", assets=["Convening power"]), _named("b", works_on=["Digital access"]))
    assert facets(view.partners) == ()
    assert facets(_view().partners) == ()


def test_fill_ins_that_differ_are_several_and_say_their_own_words() -> None:
    view = _view(
        _named("a", type={"Other": "Library"}, serves=[{"Other": "Veterans"}]),
        _named("b", type={"Other": "Museum"}, serves=[{"Other": "veterans"}, {"Other": "Widows"}]),
        _named("c", type="Business"),
    )
    assert _options(view, "type") == {"Business": 1, "Library": 1, "Museum": 1}
    assert _options(view, "group") == {"Veterans": 2, "Widows": 1}


@given(st.lists(st.tuples(st.sampled_from(TYPES), st.booleans()), max_size=12))
def test_each_option_of_a_facet_finds_as_many_partners_as_it_says(kinds: list[tuple[str, bool]]) -> None:
    partners = [
        _named(f"p{n}", type=kind, works_on=["Digital access"] if online else ["Housing stability"])
        for n, (kind, online) in enumerate(kinds)
    ]
    view = _view(*partners)
    for facet in facets(view.partners):
        for option in facet.options:
            found = [p for p in view.partners if option.slug in {v.slug for v in facet_values(p)[facet.id]}]
            assert len(found) == option.partners > 0


@given(st.lists(st.sampled_from(TYPES), max_size=14))
def test_the_numbers_by_type_leave_nobody_alone(kinds: list[str]) -> None:
    view = _view(*(make_partner(f"p{n}", type=kind) for n, kind in enumerate(kinds)))
    shown = {str(actor.label): kinds.count(str(actor.label)) for actor in view.types if actor.unnamed}
    rest = len(kinds) - sum(shown.values()) if view.unnamed else 0
    assert all(number >= LEAST_COUNT for number in shown.values())
    assert rest == 0 or rest >= LEAST_COUNT
    for actor in view.types:
        assert actor.unnamed in {0, countable(kinds.count(str(actor.label)))}


def test_the_smallest_number_is_held_back_where_it_would_give_the_rest_away() -> None:
    assert countable_parts({"a": 5, "b": 3, "c": 1}) == {"a": 5}
    assert countable_parts({"a": 5, "b": 3, "c": 3}) == {"a": 5, "b": 3, "c": 3}
    assert countable_parts({"a": 5, "b": 2, "c": 1}) == {"a": 5}
    assert countable_parts({"a": 4, "b": 1}) == {}
    assert countable_parts({"a": 4, "b": 9}) == {"a": LEAST_COUNT, "b": 9}
    assert countable_parts({}) == {}


def test_every_type_of_figure_1_is_there_with_its_named_partners() -> None:
    view = _view(_named("a", type="Media"), _named("b", type="Media", relationship="potential"), make_partner("quiet"))
    by_type = {str(actor.label): [partner.id for partner in actor.partners] for actor in view.types}
    assert len(by_type) == 19
    assert {kind: found for kind, found in by_type.items() if found} == {"Media": ["a", "b"]}
    assert all(actor.unnamed == 0 for actor in view.types)


def test_groups_have_pages_where_they_are_needed_or_a_named_partner_serves_them() -> None:
    view = _view(
        _named("a", serves=["Young people", {"Other": "Night nurses"}]),
        make_partner("quiet", serves=["Middle-class residents"]),
        needs=make_needs(groups=["People of color", "Young people"]),
    )
    pages = {str(group.label): group.needed for group in view.groups_with_pages()}
    assert pages == {"People of color": True, "Young people": True, "Night nurses": False}
    assert list(pages)[-1] == "Night nurses"


def test_areas_have_pages_where_they_are_of_concern_or_a_named_partner_works_on_them() -> None:
    view = _view(
        _named("a", works_on=["Digital access"]),
        make_partner("quiet", works_on=["Just policing"]),
        needs=make_needs(areas=["Housing stability"]),
    )
    pages = {str(area.label): area.needed for area in view.areas_with_pages()}
    assert pages == {"Housing stability": True, "Digital access": False}


@given(st.lists(st.text(min_size=1).filter(lambda text: text.strip()), min_size=2, max_size=2))
def test_addresses_of_fill_ins_are_plain_and_differ_where_the_texts_do(texts: list[str]) -> None:
    slugs = [Label("other", "Other", text, text).slug for text in texts]
    for slug in slugs:
        assert slug.replace("-", "").isalnum()
        assert slug.isascii()
        assert slug == slug.lower()
        assert len(slug) < 60
    same = " ".join(texts[0].casefold().split()) == " ".join(texts[1].casefold().split())
    assert same or slugs[0] != slugs[1] or "\N{RIGHT SINGLE QUOTATION MARK}" in "".join(texts)


def test_a_fill_in_is_told_from_options_and_free_texts() -> None:
    assert Label("young-people", "Young people", "", "young people").slug == "young-people"
    assert Label("other", "Other", "Grandparents raising grandchildren", "").slug == (
        "other-grandparents-raising-grandchildren"
    )
    assert Label("", "", "young people", "young people").slug == "own-young-people"


def test_a_meeting_is_public_until_its_day_is_over() -> None:
    def shown(day: str, *, public: str = "true") -> bool:
        settings = make_settings(meeting={"date": day, "public": public})
        return _view(settings=settings).meeting is not None

    assert shown("2026-11-24")
    assert shown("2026-11-23")
    assert not shown("2026-11-22")
    assert not shown("2026-11-24", public="false")
    undated = _view(settings=make_settings(meeting={"place": "Town hall", "public": "true"})).meeting
    assert undated is not None
    assert (undated.day, undated.date, undated.place) == (None, "", "Town hall")
