"""What the workbook's charts show has the widths that its numbers say."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coalition_site.derive.advice.coverage_table import CoverageGroup, CoverageRow
from coalition_site.derive.team.overview import StatusLine
from coalition_site.derive.worksheet.view import ActorType
from coalition_site.render.charts import bar_chart, meter, unit_chart
from coalition_site.render.figure_1 import figure_1

STANDINGS = ("joined", "existing", "potential", "")


def _row(standing: str) -> CoverageRow:
    standings = {"a": standing} if standing else {}
    return CoverageRow("Need", "", "", not standing, (), (), (), standings, "")


def _group(heading: str, *standings: str) -> CoverageGroup:
    return CoverageGroup(heading, tuple(map(_row, standings)))


def test_a_square_stands_for_each_need_and_the_longest_row_fits() -> None:
    long = "A heading that is longer than a line of the drawing has room for"
    chart = unit_chart([_group("Groups", "joined", "", "potential", "joined"), _group(long, *STANDINGS * 3)])
    first, second = chart.rows
    assert [kind for kind, _ in first.units] == ["joined", "joined", "potential", "nobody"]
    assert [kind for kind, _ in second.units] == [
        k for k in ("joined", "existing", "potential", "nobody") for _ in "123"
    ]
    assert second.units[-1][1] + chart.width <= 100.01
    assert " ".join(line for _, line in second.lines) == long
    heights = [y for y, _ in (*first.lines, *second.lines)]
    assert heights == sorted(set(heights))
    assert first.y + 20 < second.lines[0][0] < second.y < chart.height


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_bars_and_meters_share_out_what_there_is(numbers: list[int]) -> None:
    chart = bar_chart([StatusLine(f"status {n}", "", "open", number) for n, number in enumerate(numbers)])
    assert [bar.part.number for bar in chart.bars] == numbers
    assert max(bar.part.width for bar in chart.bars) == (100 if any(numbers) else 0)
    assert all(before.y + 15 < bar.words_y for before, bar in pairwise(chart.bars))
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
