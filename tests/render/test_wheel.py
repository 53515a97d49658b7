"""The wheel: every type a petal, every named partner a dot and a name, nothing over anything else."""

import re
from datetime import date
from itertools import pairwise

import pytest

from coalition_site.derive.public.view import PublicView, public_view
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.render.wheel import INNER, OUTER, WIDTH, wheel
from tests.support.making import make_coalition, make_partner

TODAY = date(2026, 11, 23)
WORDS = catalogue("en")


def _view(number: int, kind: str = "Nonprofit") -> PublicView:
    partners = [
        make_partner(
            f"p{n}", name=f"Partner number {n} with quite a long name", type=kind, listing={"consent": "2026-01-01"}
        )
        for n in range(number)
    ]
    return public_view(make_coalition(*partners), TODAY)


@pytest.mark.parametrize("number", [0, 1, 7, 8, 14, 40])
def test_every_named_partner_has_a_dot_within_its_petal_and_a_name(number: int) -> None:
    drawn = wheel(_view(number).types, WORDS)
    (petal,) = (each for each in drawn.petals if each.type.id == "nonprofit")
    assert len(petal.dots) == number
    assert len({(dot.x, dot.y) for dot in petal.dots}) == number
    assert all(-dot.y - dot.radius > INNER and -dot.y + dot.radius < OUTER for dot in petal.dots)
    named = {entry.partner for entry in petal.label if entry.partner}
    counted = [
        int(found[1]) for e in petal.label for _, text in e.lines if (found := re.match(r"and (\d+) more", text))
    ]
    assert len(named) + sum(counted) == number
    assert counted == [] or number > 8
    assert petal.filled == (number > 0)


@pytest.mark.parametrize("number", [0, 3, 60])
def test_no_label_stands_on_another_or_outside(number: int) -> None:
    drawn = wheel(_view(number).types, WORDS)
    assert len(drawn.petals) == 19
    assert drawn.height < WIDTH
    for side in (True, False):
        lines = [y for p in drawn.petals if p.on_right is side for entry in p.label for y, _ in entry.lines]
        ordered = sorted(lines)
        assert all(later - earlier >= 20 for earlier, later in pairwise(ordered))
        assert ordered[0] > 12
        assert ordered[-1] < drawn.height


def test_lines_lead_from_petals_to_labels_within_the_drawing() -> None:
    drawn = wheel(_view(5).types, WORDS)
    for petal in drawn.petals:
        numbers = [float(number) for number in re.findall(r"-?[0-9.]+", petal.line)]
        assert all(0 <= x <= WIDTH for x in numbers[::2])
        assert numbers[-1] == pytest.approx(petal.label[0].lines[0][0] - 5, abs=0.1)
        assert (numbers[-2] < petal.x) == petal.on_right


@pytest.mark.parametrize("types", [0, 1, 2])
def test_a_vocabulary_of_few_types_can_be_drawn(types: int) -> None:
    drawn = wheel(_view(2).types[:types], WORDS)
    assert len(drawn.petals) == types
    assert drawn.height >= 2 * OUTER
