"""The leak check is silent where nothing leaks: 40 plausible coalitions are checked and built without an alarm."""

from pathlib import Path

import pytest

from coalition_site.validate.private_values import private_values
from coalition_site.validate.project import check
from tests.support.building import TODAY, build_project, coalition_of, with_small_documents
from tests.support.plausible_coalitions import COUNT, write_plausible


def test_none_of_forty_is_told_of_a_leak(tmp_path: Path) -> None:
    looked_for = 0
    for number in range(COUNT):
        project = write_plausible(number, tmp_path / str(number))
        validated = check(project, TODAY).validated
        assert [str(each) for each in validated.problems if each.code != "words-unread"] == [], number
        assert validated.coalition is not None
        values = private_values(validated.coalition, TODAY)
        # Much could be taken for a leak: residents' names, numbers, streets, what others are told.
        assert {"15 Pier Road", "(555) 010-0207"} <= {value.text for value in values}
        looked_for += len(values)
    assert looked_for > COUNT * 12


@pytest.mark.parametrize("number", [3, 7])
def test_it_is_built(number: int, tmp_path: Path) -> None:
    built = build_project(write_plausible(number, tmp_path), tmp_path / "build", with_pdf=False)
    assert built.searched.leaks == ()
    assert built.searched.values == len(private_values(coalition_of(tmp_path), TODAY))


@pytest.mark.slow("builds 40 coalitions, five of them with all documents")
@pytest.mark.parametrize("number", range(COUNT))
def test_all_are_built(number: int, tmp_path: Path) -> None:
    with_pdf = number % 8 == 1
    output = with_small_documents(tmp_path / "build") if with_pdf else tmp_path / "build"
    built = build_project(write_plausible(number, tmp_path), output, with_pdf=with_pdf)
    assert built.searched.leaks == ()
    assert built.left_out == ()
