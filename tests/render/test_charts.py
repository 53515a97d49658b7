"""Drawings have the widths and places that their numbers say."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coalition_site.derive.worksheet.view import ActorType
from coalition_site.render.charts import meter
from coalition_site.render.figure_1 import figure_1


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_meters_share_out_what_there_is(numbers: list[int]) -> None:
    parts = meter({f"kind {n}": number for n, number in enumerate(numbers)})
    assert [part.number for part in parts] == [number for number in numbers if number]
    assert abs(sum(part.width for part in parts) - (100 if parts else 0)) < 0.01
    for before, part in pairwise(parts):
        assert abs(before.x + before.width - part.x) < 0.002


@given(st.lists(st.integers(0, 20), min_size=1, max_size=24))
def test_figure_1_has_a_petal_for_each_type_and_numbers_instead_of_labels_in_large_print(partners: list[int]) -> None:
    actors = [ActorType(str(n), f"Type {n}", number) for n, number in enumerate(partners)]
    drawn = figure_1(actors, "Our coalition", blank=False, large=False, printed=True)
    assert [petal.actor for petal in drawn.petals] == actors
    assert [len(petal.dots) for petal in drawn.petals] == [min(number, 7) for number in partners]
    assert [petal.filled for petal in drawn.petals] == [number > 0 for number in partners]
    for side in (True, False):
        heights = [petal.label[0][0] for petal in drawn.petals if petal.on_right is side]
        assert heights == sorted(heights, reverse=not side)
        assert all(0 < height < 480 for height in heights)
    large = figure_1(actors, "Our coalition", blank=False, large=True, printed=True)
    assert all(petal.dots == () for petal in large.petals)
    blank = figure_1(actors, "Our coalition", blank=True, large=False, printed=True)
    assert not any(petal.filled or petal.dots for petal in blank.petals)


def test_on_paper_joined_letters_stand_beside_the_drawing_and_not_in_it() -> None:
    actors = [ActorType("resident", "أحد السكان", 1), ActorType("business", "شركة", 0)]
    printed = figure_1(actors, "تحالفنا", blank=False, large=False, printed=True)
    on_page = figure_1(actors, "تحالفنا", blank=False, large=False, printed=False)
    assert (printed.numbered, printed.heart) == (True, ())
    assert not on_page.numbered
    assert [line for _, line in on_page.heart] == ["تحالفنا"]


def test_labels_in_cyrillic_have_fewer_letters_a_line() -> None:
    label = "Некоммерческая организация"
    drawn = figure_1([ActorType("nonprofit", label, 0)], "", blank=True, large=False, printed=True)
    assert [line for _, line in drawn.petals[0].label] == label.split()
